import { say, type Locale, type Message } from "../shared/i18n/message.ts";
import daCore from "../shared/i18n/da/core.ts";
import daVisual from "../shared/i18n/da/visual.ts";
import enCore from "../shared/i18n/en/core.ts";
import enVisual from "../shared/i18n/en/visual.ts";

/** The visual's own words for a code come before the engine's: here the way out of an unknown measure is the field well Count. */
const DICTIONARIES = { da: { ...daCore, ...daVisual }, en: { ...enCore, ...enVisual } };

/** Codes of this visual's own texts; the compiler checks them. */
export type Word = keyof typeof daVisual;

/** Texts and number language of one reader. */
export interface Words {
  readonly locale: Locale;
  /** Language tag for numbers and dates, as the host gives it. */
  readonly tag: string;
  say(message: Message): string;
  word(code: Word, params?: Message["params"]): string;
}

/** Danish for a Danish host, English for every other; numbers follow the host's own language tag. */
export function words(hostLocale: string): Words {
  const locale: Locale = /^da\b/i.test(hostLocale) ? "da" : "en";
  const tag = supported(hostLocale) ? hostLocale : "en-GB";
  const speak = (message: Message): string => say(DICTIONARIES[locale], message, locale);
  return { locale, tag, say: speak, word: (code, params) => speak(params === undefined ? { code } : { code, params }) };
}

function supported(tag: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf(tag).length > 0;
  } catch {
    return false;
  }
}
