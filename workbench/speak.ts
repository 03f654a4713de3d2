import daCore from "../shared/i18n/da/core.ts";
import daWorkbench from "../shared/i18n/da/workbench.ts";
import daWorkbook from "../shared/i18n/da/workbook.ts";
import enCore from "../shared/i18n/en/core.ts";
import enWorkbench from "../shared/i18n/en/workbench.ts";
import enWorkbook from "../shared/i18n/en/workbook.ts";
import { say, type Dictionary, type Locale, type Message } from "../shared/i18n/message.ts";

const DICTIONARIES: Readonly<Record<Locale, Dictionary>> = { da: { ...daCore, ...daWorkbook, ...daWorkbench }, en: { ...enCore, ...enWorkbook, ...enWorkbench } };

/** The page's text in one language. */
export type Speak = (code: keyof typeof daWorkbench, params?: Message["params"]) => string;

export const speaker = (locale: Locale): Speak => (code, params) => say(DICTIONARIES[locale], { code, ...(params === undefined ? {} : { params }) }, locale);

export const sayMessage = (message: Message, locale: Locale): string => say(DICTIONARIES[locale], message, locale);

/** Language tag for numbers and for the emulated programs. */
export const TAG: Readonly<Record<Locale, string>> = { da: "da-DK", en: "en-GB" };
