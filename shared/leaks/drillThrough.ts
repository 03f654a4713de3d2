import { parseArea, type Area } from "../workbook/area.ts";
import { valueAt } from "../workbook/cells.ts";
import type { CacheContents } from "../workbook/cacheContents.ts";
import type { Sheet } from "../workbook/readWorkbook.ts";
import { sheetOf, type WorkbookFile } from "../workbook/workbookFile.ts";
import { partPlace, sheetPlace } from "./place.ts";
import type { Found, Rule } from "./rule.ts";

/**
 * Rows behind a number, fetched onto a sheet by a double click: a query with a DRILLTHROUGH command (its heading is localised, the
 * command is not), or a table whose columns are those of a cache in their order while it is not the cache's source.
 */
export const drillThrough: Rule = {
  id: "R05", severity: "block",
  source: "ICO, The risk of revealing too much (2013); learn.microsoft.com PivotTable.ShowDetail",
  find: ({ file }) => [...queries(file), ...tables(file)],
};

function queries(file: WorkbookFile): readonly Found[] {
  return file.connections.filter(({ drillThrough }) => drillThrough).map(({ id, part }) => {
    const query = file.queries.find(({ connection }) => connection === id);
    return { where: partPlace(file, query?.part ?? part), count: 1 };
  });
}

function tables(file: WorkbookFile): readonly Found[] {
  const caches = file.caches.filter(({ olap, fields }) => !olap && fields.length > 1);
  return file.tables.flatMap(({ part, name, range, columns }) => {
    const area = parseArea(range), sheet = file.workbook.sheets.find((candidate) => candidate.name === sheetOf(file, part));
    if (area === undefined || sheet === undefined || caches.some((cache) => isSource(cache, name, sheet, area))) return [];
    const copied = caches.some(({ fields }) => columns.length === fields.length && columns.every((column, k) => column === fields[k].name));
    return copied && area.left === 1 && area.top <= LOWEST && valueAt(sheet.cells, area.top + 1, area.left) !== undefined ? [{ where: sheetPlace(sheet, range), count: area.bottom - area.top, kind: "rows", severity: "warn" }] : [];
  });
}

/** Excel lays fetched rows in the corner of a new sheet, below a heading at most. */
const LOWEST = 4;

function isSource(cache: CacheContents, table: string, sheet: Sheet, area: Area): boolean {
  if (cache.name !== undefined) return cache.name.toLowerCase() === table.toLowerCase();
  const range = cache.range === undefined ? undefined : parseArea(cache.range);
  return cache.sheet === sheet.name && range !== undefined && range.top === area.top && range.left === area.left;
}
