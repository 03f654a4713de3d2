import daAddin from "../shared/i18n/da/addin.ts";
import daCore from "../shared/i18n/da/core.ts";
import daWorkbook from "../shared/i18n/da/workbook.ts";
import enAddin from "../shared/i18n/en/addin.ts";
import enCore from "../shared/i18n/en/core.ts";
import enWorkbook from "../shared/i18n/en/workbook.ts";
import { formatNumber, say, type Dictionary, type Locale, type Message } from "../shared/i18n/message.ts";

/** The add-in's text in one language. */
export interface Speak {
  readonly locale: Locale;
  text(code: keyof typeof daAddin, params?: Message["params"]): string;
  message(message: Message): string;
  number(value: number, digits?: number): string;
  time(moment: Date): string;
}

const DICTIONARIES: Readonly<Record<Locale, Dictionary>> = {
  da: { ...daCore, ...daWorkbook, ...daAddin },
  en: { ...enCore, ...enWorkbook, ...enAddin },
};
const REGION: Readonly<Record<Locale, string>> = { da: "da-DK", en: "en-GB" };

export function speaker(locale: Locale): Speak {
  const dictionary = DICTIONARIES[locale];
  const time = new Intl.DateTimeFormat(REGION[locale], { dateStyle: "short", timeStyle: "short" });
  return {
    locale,
    text: (code, params) => say(dictionary, { code, ...(params === undefined ? {} : { params }) }, locale),
    message: (message) => say(dictionary, message, locale),
    number: (value, digits) => formatNumber(value, locale, digits),
    time: (moment) => time.format(moment),
  };
}
