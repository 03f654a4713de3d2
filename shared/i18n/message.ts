/** Something to tell the reader: a code and the coordinates that make it precise. Never carries a cell value. */
export interface Message {
  readonly code: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

/** A text with `{name}` slots, or one text per plural form chosen by the parameter `n`. */
export type Text = string | { readonly one: string; readonly other: string };
export type Dictionary = Readonly<Record<string, Text>>;
export type Locale = "da" | "en";

/** The same keys in every language: a missing or extra key is a compile error. */
export type Translation<D extends Dictionary> = { readonly [K in keyof D]: Text };

/** Fills a text's slots; numbers are written by the locale's rules. An unknown code is shown as itself. */
export function say(dictionary: Dictionary, message: Message, locale: Locale): string {
  const text = dictionary[message.code];
  if (text === undefined) return message.code;
  const params = message.params ?? {};
  const form = typeof text === "string" ? text : pluralForm(text, Number(params["n"]), locale);
  return form.replace(/\{(\w+)\}/g, (slot, name: string) => {
    const value = params[name];
    return value === undefined ? slot : typeof value === "number" ? formatNumber(value, locale) : value;
  });
}

function pluralForm(text: { readonly one: string; readonly other: string }, n: number, locale: Locale): string {
  return new Intl.PluralRules(locale).select(n) === "one" ? text.one : text.other;
}

/** A number as the locale writes it, at most `digits` decimals. */
export function formatNumber(value: number, locale: Locale, digits = 2): string {
  return new Intl.NumberFormat(locale === "da" ? "da-DK" : "en-GB", { maximumFractionDigits: digits }).format(value);
}
