import type { WrittenSheet } from "../sheetWriter/sheetCell.ts";
import type { Appearances } from "../workbook/appearances.ts";
import { parseArea, type Area } from "../workbook/area.ts";
import type { PivotRecord } from "../workbook/pivotRecord.ts";
import type { Sheet } from "../workbook/readWorkbook.ts";
import type { Reason } from "../workbook/unreadable.ts";
import { sheetOf, type WorkbookFile } from "../workbook/workbookFile.ts";
import { copiedCharts, type CopiedCharts } from "./copiedCharts.ts";
import { copiedSheet, type CopiedSheet, type TableInPlace } from "./copiedSheet.ts";

/** A pivot and what stands in its place; no table where it is not shown. */
export interface PivotInPlace {
  readonly pivot: { readonly sheet: string; readonly ref: string; readonly reasons: readonly Reason[] };
  readonly tables: readonly TableInPlace[];
}

/** What did not come along: names and numbers of things, no values. */
export interface LeftOut {
  readonly sheets: readonly { readonly sheet: string; readonly why: "hidden" | "data" | "empty" }[];
  /** Numbers and texts outside the tables of the sheets that came along. */
  readonly numbers: number;
  readonly texts: number;
  readonly charts: number;
}

export interface CopiedSheets extends CopiedCharts {
  readonly left: LeftOut;
}

export interface SheetTexts {
  readonly notes: readonly string[];
  readonly refused: (reason: Reason) => string;
}

/** The visible sheets in their order. A sheet without a table comes along for its titles and charts, unless numbers or a source of data stand on it. */
export function copiedSheets(file: WorkbookFile, appearances: Appearances, pivots: readonly PivotInPlace[], texts: SheetTexts): CopiedSheets {
  const left: { sheet: string; why: "hidden" | "data" | "empty" }[] = [], kept: CopiedSheet[] = [], charts = (sheet: Sheet) => appearances.charts.get(sheet.part ?? "") ?? [];
  for (const sheet of file.workbook.sheets) {
    if (sheet.state !== "visible" || sheet.part === undefined) { left.push({ sheet: sheet.name, why: "hidden" }); continue; }
    const own = pivots.filter(({ pivot }) => pivot.sheet === sheet.name), data = dataAreas(file, sheet), tables = own.flatMap((one) => (one.tables.length > 0 ? one.tables : refusal(one, texts)));
    if (own.length === 0 && data.length > 0) { left.push({ sheet: sheet.name, why: "data" }); continue; }
    const copied = copiedSheet(sheet, tables, { without: data, named: pageAreas(file, sheet) }, appearances.layouts.get(sheet.part), appearances.looks, own.some((one) => one.tables.length > 0) ? texts.notes : []);
    const bare = own.length === 0 && charts(sheet).length === 0;
    if (bare && (copied.numbers > 0 || copied.sheet.grid.rows.length === 0)) left.push({ sheet: sheet.name, why: copied.numbers > 0 ? "data" : "empty" });
    else kept.push(copied);
  }
  const drawn = copiedCharts(kept.map(({ sheet }) => sheet), (name) => charts(file.workbook.sheets.find((sheet) => sheet.name === name)!));
  const sum = (of: (sheet: CopiedSheet) => number) => kept.reduce((all, sheet) => all + of(sheet), 0);
  const bare = (sheet: WrittenSheet) => sheet.grid.rows.length === 0 && (sheet.charts ?? []).length === 0;
  return {
    sheets: drawn.sheets.filter((sheet) => !bare(sheet)), charts: drawn.charts,
    left: { sheets: [...left, ...drawn.sheets.filter(bare).map(({ name }) => ({ sheet: name, why: "empty" as const }))], numbers: sum(({ numbers }) => numbers), texts: sum((one) => one.texts), charts: drawn.lost },
  };
}

/** Where data stand that a pivot was made of, or that a query or a person put into a table. */
function dataAreas(file: WorkbookFile, sheet: Sheet): readonly Area[] {
  const tables = file.tables.filter(({ part }) => sheetOf(file, part) === sheet.name).map(({ range }) => range);
  const named = (name: string | undefined) => file.settings.names.find((one) => one.name.toLowerCase() === name?.toLowerCase())?.formula.split("!");
  const sources = file.caches.flatMap((cache) => {
    const [place, range] = named(cache.name) ?? [];
    return cache.sheet === sheet.name ? [cache.range ?? ""] : place?.replace(/^'|'$/g, "") === sheet.name ? [range?.replaceAll("$", "") ?? ""] : [];
  });
  return [...tables, ...sources].map((range) => parseArea(range) ?? { top: 1, left: 1, bottom: Infinity, right: Infinity });
}

/** Cells above a pivot that say which members its page fields keep: a number there is a name. */
function pageAreas({ workbook }: WorkbookFile, sheet: Sheet): readonly Area[] {
  return workbook.pivots.flatMap((read) => (read.status === "read" && read.pivot.sheet === sheet.name ? pageArea(read.pivot) : []));
}

function pageArea({ area, pageFields }: PivotRecord): readonly Area[] {
  return pageFields.length === 0 ? [] : [{ top: area.top - 1 - pageFields.length, bottom: area.top - 2, left: area.left, right: area.left + 1 }];
}

function refusal({ pivot: { ref, reasons } }: PivotInPlace, texts: SheetTexts): readonly TableInPlace[] {
  const area = parseArea(ref), reason = reasons[0];
  if (area === undefined || reason === undefined) return [];
  return [{ area, grid: { rows: [[{ kind: "text", text: texts.refused(reason) }]] }, headerRows: 0, totalRows: new Set() }];
}
