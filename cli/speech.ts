import addinDa from "../shared/i18n/da/addin.ts";
import cliDa from "../shared/i18n/da/cli.ts";
import coreDa from "../shared/i18n/da/core.ts";
import leaksDa from "../shared/i18n/da/leaks.ts";
import listsDa from "../shared/i18n/da/lists.ts";
import policyDa from "../shared/i18n/da/policy.ts";
import reportsDa from "../shared/i18n/da/reports.ts";
import workbookDa from "../shared/i18n/da/workbook.ts";
import addinEn from "../shared/i18n/en/addin.ts";
import cliEn from "../shared/i18n/en/cli.ts";
import coreEn from "../shared/i18n/en/core.ts";
import leaksEn from "../shared/i18n/en/leaks.ts";
import listsEn from "../shared/i18n/en/lists.ts";
import policyEn from "../shared/i18n/en/policy.ts";
import reportsEn from "../shared/i18n/en/reports.ts";
import workbookEn from "../shared/i18n/en/workbook.ts";
import { say, type Locale, type Message } from "../shared/i18n/message.ts";

const DICTIONARIES = { da: { ...addinDa, ...coreDa, ...workbookDa, ...policyDa, ...reportsDa, ...leaksDa, ...listsDa, ...cliDa }, en: { ...addinEn, ...coreEn, ...workbookEn, ...policyEn, ...reportsEn, ...leaksEn, ...listsEn, ...cliEn } };

export type Speak = (message: Message) => string;

/** Danish where the machine speaks it, otherwise English. */
export function localeOf(stated: string | undefined, environment: Readonly<Record<string, string | undefined>>): Locale {
  const spoken = stated ?? (environment["LC_ALL"] || environment["LC_MESSAGES"] || environment["LANG"] || Intl.DateTimeFormat().resolvedOptions().locale);
  return spoken.toLowerCase().startsWith("da") ? "da" : "en";
}

/** Places in a file: they are names, not amounts, and get no thousands marks. */
const PLACES = ["row", "column", "line"];

export function speech(locale: Locale): Speak {
  return ({ code, params = {} }) => {
    const named = Object.entries(params).map(([name, value]) => [name, PLACES.includes(name) ? String(value) : value] as const);
    return say(DICTIONARIES[locale], { code, params: Object.fromEntries(named) }, locale);
  };
}

/** One line about what went wrong, with the file it is about in front. A line break in a file name stays out of it. */
export function line(message: Message, speak: Speak): string {
  const file = message.params?.["file"];
  return `diskret: ${file === undefined ? "" : `${file}: `}${speak(message)}`.replace(/\s*[\r\n]+\s*/g, " ");
}
