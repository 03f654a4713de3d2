import { municipalityCode } from "../policy/municipalities.ts";
import type { List } from "./list.ts";
import { announcesTotal } from "./totalWords.ts";

/** Headings of columns whose members are municipalities even where they are codes of their own. */
const MUNICIPAL = /kommune|municipal/i;

/** Municipality that each member of a column stands for, by code or by its text; null where the list has no column of municipalities. */
export function municipalityColumn({ columns }: List, dimensions: readonly number[]): { readonly column: number; readonly owners: readonly (string | null)[] } | null {
  for (const column of dimensions) {
    const owners = columns[column].texts.map(municipalityCode);
    if (new Set(owners.filter((owner) => owner !== null)).size >= 2) return { column, owners };
  }
  const named = dimensions.find((column) => MUNICIPAL.test(columns[column].name) && columns[column].texts.length > 1);
  return named === undefined ? null : { column: named, owners: columns[named].texts.map((text) => (text === "" || announcesTotal(text) ? null : text)) };
}
