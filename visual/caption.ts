import type { Caption } from "./readAxis.ts";
import { numberFormat } from "./numberFormat.ts";
import type { Words } from "./words.ts";

/** Writes the values of row and column fields in the reader's language. */
export function captionWriter(words: Words): Caption {
  const date = new Intl.DateTimeFormat(words.tag, { dateStyle: "medium" });
  return (value, field) => {
    if (value === null || value === undefined || value === "") return words.word("visual/blank");
    if (value instanceof Date) return Number.isNaN(value.getTime()) ? words.word("visual/blank") : date.format(value);
    if (typeof value === "number") return numberFormat(field?.format ?? "", words.tag)(value);
    return String(value);
  };
}
