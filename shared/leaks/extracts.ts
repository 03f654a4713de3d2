import { parseArea } from "../workbook/area.ts";
import type { CacheContents } from "../workbook/cacheContents.ts";
import type { WorkbookFile } from "../workbook/workbookFile.ts";
import { partPlace, sheetPlace } from "./place.ts";
import type { Found, Rule } from "./rule.ts";

/** The whole extract on a sheet: what a query brought in, or what a pivot was made of. */
export const extracts: Rule = {
  id: "R14", severity: "warn",
  source: "ICO spreadsheet checklist (2025): source data on another sheet",
  find: ({ file }) => {
    const sources = file.caches.flatMap((cache) => sourceOf(file, cache) ?? []);
    const named = new Set(sources.map(({ where }) => where.part));
    return [...sources, ...file.tables.filter(({ query, part }) => query && !named.has(part)).map(({ part, range }): Found => ({ where: partPlace(file, part, range), count: height(range), kind: "query" }))];
  },
};

function sourceOf(file: WorkbookFile, cache: CacheContents): Found | undefined {
  if (cache.kind !== "worksheet") return undefined;
  const wanted = cache.name?.replace(/\[.*$/, "").toLowerCase(), table = file.tables.find(({ name }) => name.toLowerCase() === wanted);
  if (table !== undefined) return { where: partPlace(file, table.part, table.range), count: height(table.range) };
  const place = wanted === undefined ? { sheet: cache.sheet, range: cache.range } : namedPlace(file, wanted);
  const sheet = file.workbook.sheets.find(({ name, cells }) => name === place.sheet && cells.positions.length > 0);
  return sheet === undefined ? undefined : { where: sheetPlace(sheet, place.range), count: height(place.range ?? "") };
}

/** Sheet and, where it is fixed, range of a defined name. */
function namedPlace({ settings }: WorkbookFile, wanted: string): { readonly sheet: string | undefined; readonly range: string | undefined } {
  const formula = settings.names.find(({ name }) => name.toLowerCase() === wanted)?.formula ?? "";
  const sheet = /(?:'((?:[^']|'')+)'|([\p{L}\p{N}_.]+))!/u.exec(formula), range = /!(\$?[A-Z]{1,3}\$?\d+:\$?[A-Z]{1,3}\$?\d+)$/i.exec(formula)?.[1].replaceAll("$", "");
  return { sheet: (sheet?.[1] ?? sheet?.[2])?.replaceAll("''", "'"), range };
}

/** Rows below the header. */
function height(range: string): number {
  const area = parseArea(range);
  return area === undefined ? 1 : Math.max(1, area.bottom - area.top);
}
