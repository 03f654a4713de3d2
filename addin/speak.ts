import daAddin from "../shared/i18n/da/addin.ts";
import daCore from "../shared/i18n/da/core.ts";
import enAddin from "../shared/i18n/en/addin.ts";
import enCore from "../shared/i18n/en/core.ts";
import { formatNumber, say, type Dictionary, type Locale, type Message } from "../shared/i18n/message.ts";

/** The add-in's text in one language. */
export interface Speak {
  readonly locale: Locale;
  text(code: keyof typeof daAddin, params?: Message["params"]): string;
  message(message: Message): string;
  number(value: number, digits?: number): string;
  time(moment: Date): string;
}

const DICTIONARIES: Readonly<Record<Locale, Dictionary>> = { da: { ...daCore, ...daAddin }, en: { ...enCore, ...enAddin } };
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
