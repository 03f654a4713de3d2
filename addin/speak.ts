import daAddin from "../shared/i18n/da/addin.ts";
import daCore from "../shared/i18n/da/core.ts";
import daKeeping from "../shared/i18n/da/keeping.ts";
import daLeaks from "../shared/i18n/da/leaks.ts";
import daReview from "../shared/i18n/da/review.ts";
import daSystemCheck from "../shared/i18n/da/systemCheck.ts";
import daWorkbook from "../shared/i18n/da/workbook.ts";
import enAddin from "../shared/i18n/en/addin.ts";
import enCore from "../shared/i18n/en/core.ts";
import enKeeping from "../shared/i18n/en/keeping.ts";
import enLeaks from "../shared/i18n/en/leaks.ts";
import enReview from "../shared/i18n/en/review.ts";
import enSystemCheck from "../shared/i18n/en/systemCheck.ts";
import enWorkbook from "../shared/i18n/en/workbook.ts";
import { formatNumber, say, type Dictionary, type Locale, type Message } from "../shared/i18n/message.ts";

export type TextCode = keyof typeof daAddin | keyof typeof daKeeping | keyof typeof daReview | keyof typeof daSystemCheck;

/** The add-in's text in one language. */
export interface Speak {
  readonly locale: Locale;
  text(code: TextCode, params?: Message["params"]): string;
  message(message: Message): string;
  number(value: number, digits?: number): string;
  /** A share of one as a percentage. */
  percent(share: number, digits?: number): string;
  time(moment: Date): string;
}

const DICTIONARIES: Readonly<Record<Locale, Dictionary>> = {
  da: { ...daCore, ...daWorkbook, ...daLeaks, ...daAddin, ...daKeeping, ...daReview, ...daSystemCheck },
  en: { ...enCore, ...enWorkbook, ...enLeaks, ...enAddin, ...enKeeping, ...enReview, ...enSystemCheck },
};
const REGION: Readonly<Record<Locale, string>> = { da: "da-DK", en: "en-GB" };

export function speaker(locale: Locale): Speak {
  const dictionary = DICTIONARIES[locale];
  const time = new Intl.DateTimeFormat(REGION[locale], { dateStyle: "short", timeStyle: "short" });
  const number = (value: number, digits?: number): string => formatNumber(value, locale, digits);
  return {
    locale, number,
    text: (code, params) => say(dictionary, { code, ...(params === undefined ? {} : { params }) }, locale),
    message: (message) => say(dictionary, message, locale),
    percent: (share, digits = 1) => say(dictionary, { code: "result/percent", params: { share: number(100 * share, digits) } }, locale),
    time: (moment) => time.format(moment),
  };
}
