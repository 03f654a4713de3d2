import daCli from "../../shared/i18n/da/cli.ts";
import daCore from "../../shared/i18n/da/core.ts";
import daRules from "../../shared/i18n/da/rules.ts";
import daWorkbench from "../../shared/i18n/da/workbench.ts";
import daWorkbook from "../../shared/i18n/da/workbook.ts";
import enCli from "../../shared/i18n/en/cli.ts";
import enCore from "../../shared/i18n/en/core.ts";
import enRules from "../../shared/i18n/en/rules.ts";
import enWorkbench from "../../shared/i18n/en/workbench.ts";
import enWorkbook from "../../shared/i18n/en/workbook.ts";
import { say, type Dictionary, type Locale, type Message } from "../../shared/i18n/message.ts";

/** The command line's texts say why a CSV file cannot be read. */
const DICTIONARIES: Readonly<Record<Locale, Dictionary>> = { da: { ...daCli, ...daCore, ...daWorkbook, ...daWorkbench, ...daRules }, en: { ...enCli, ...enCore, ...enWorkbook, ...enWorkbench, ...enRules } };

/** The page's texts in one language. */
export type Speak = (code: keyof typeof daRules | keyof typeof daWorkbench, params?: NonNullable<Message["params"]>) => string;

export const speaker = (locale: Locale): Speak => (code, params = {}) => say(DICTIONARIES[locale], { code, params }, locale);

export const sayMessage = (message: Message, locale: Locale): string => say(DICTIONARIES[locale], message, locale);
