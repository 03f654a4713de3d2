import da from "../../shared/i18n/da/gallery.ts";
import en from "../../shared/i18n/en/gallery.ts";
import { say, type Locale, type Message } from "../../shared/i18n/message.ts";

export type Speak = (code: keyof typeof da, params?: NonNullable<Message["params"]>) => string;

export function speaker(locale: Locale): Speak {
  const dictionary = { da, en }[locale];
  return (code, params = {}) => say(dictionary, { code, params }, locale);
}
