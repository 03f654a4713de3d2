import type { Grid, GridCell } from "../present/grid.ts";
import type { Look, SheetCell, WrittenSheet } from "../sheetWriter/sheetCell.ts";
import { cellName, parseArea, type Area } from "../workbook/area.ts";
import { eachCell, styleAt } from "../workbook/cells.ts";
import type { SheetLayout } from "../workbook/sheetLayout.ts";
import type { CellLook } from "../workbook/cellLooks.ts";
import type { Sheet } from "../workbook/readWorkbook.ts";
import { isPlainText } from "./plainText.ts";

/** A table that takes its pivot's place: its cells from the area's first one on, and which of its rows are totals. */
export interface TableInPlace {
  readonly area: Area;
  readonly grid: Grid;
  readonly headerRows: number;
  readonly totalRows: ReadonlySet<number>;
}

export interface CopiedSheet {
  readonly sheet: WrittenSheet;
  /** Numbers and texts outside all tables that did not come along. */
  readonly numbers: number;
  readonly texts: number;
}

/** Texts beside the tables of a sheet beyond which they are taken for data. */
const MOST_TEXTS = 200;
/** The look that Excel's own pivot style gives headings and totals: the style itself is not in the cells. */
const HEADING: Look = { bold: true, fill: "DDEBF7" }, TOTAL: Look = { bold: true };

/** Areas whose cells do not come along at all, and such in which a number is a name. */
export interface Beside {
  readonly without: readonly Area[];
  readonly named: readonly Area[];
}

/**
 * A sheet with its tables in their places, and of what stands beside them the titles: texts that somebody typed and that hold no
 * number. Widths, merged titles and looks are kept.
 */
export function copiedSheet(sheet: Sheet, tables: readonly TableInPlace[], { without, named }: Beside, layout: SheetLayout | undefined, looks: readonly CellLook[], notes: readonly string[]): CopiedSheet {
  const rows: SheetCell[][] = [], taken = [...tables.map(({ area }) => area), ...without], titles: (readonly [row: number, column: number, cell: SheetCell])[] = [];
  const put = (row: number, column: number, cell: SheetCell) => {
    while (rows.length < row) rows.push([]);
    const line = rows[row - 1];
    while (line.length < column) line.push({ kind: "empty" });
    line[column - 1] = cell;
  };
  let numbers = 0, texts = 0;
  eachCell(sheet.cells, (row, column, value, style) => {
    if (taken.some((area) => holds(area, row, column))) return;
    const isName = named.some((area) => holds(area, row, column));
    if (value.kind === "number" && isName) titles.push([row, column, { kind: "text", text: String(value.value), look: looks[style] ?? {} }]);
    else if (value.kind === "number") numbers++;
    if (value.kind !== "text" || value.text.trim() === "") return;
    if (!isName && (layout?.formulas.has(cellName(row, column)) === true || !isPlainText(value.text))) { texts++; return; }
    titles.push([row, column, { kind: "text", text: value.text, look: looks[style] ?? {} }]);
  });
  if (titles.length > MOST_TEXTS) texts += titles.length;
  else for (const [row, column, cell] of titles) put(row, column, cell);
  for (const { area, grid, headerRows, totalRows } of tables)
    grid.rows.forEach((line, i) => line.forEach((cell, j) => {
      const own = looks[styleAt(sheet.cells, area.top + i, area.left + j) ?? -1] ?? {}, given = i < headerRows ? HEADING : totalRows.has(i) ? TOTAL : {};
      put(area.top + i, area.left + j, looked(cell, { ...given, ...own }));
    }));
  const width = rows.reduce((most, line) => Math.max(most, line.length), 0);
  return {
    numbers, texts,
    sheet: {
      name: sheet.name, grid: { rows }, notes,
      columnWidths: Array.from({ length: width }, (_, column) => layout?.widths.get(column + 1)),
      rowHeights: rows.map((_, row) => layout?.heights.get(row + 1)),
      ...(layout?.frozen === undefined ? {} : { frozen: layout.frozen }),
      merged: (layout?.merged ?? []).filter((ref) => { const area = parseArea(ref); return area !== undefined && !taken.some((one) => overlap(one, area)) && rows[area.top - 1]?.[area.left - 1]?.kind === "text"; }),
      gridLines: layout?.gridLines ?? true,
    },
  };
}

function looked(cell: GridCell, look: Look): SheetCell {
  return Object.keys(look).length === 0 ? cell : { ...cell, look };
}

function holds({ top, left, bottom, right }: Area, row: number, column: number): boolean {
  return row >= top && row <= bottom && column >= left && column <= right;
}

function overlap(a: Area, b: Area): boolean {
  return a.top <= b.bottom && b.top <= a.bottom && a.left <= b.right && b.left <= a.right;
}
