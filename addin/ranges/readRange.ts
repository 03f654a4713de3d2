import { readGrid, type GridResult } from "../../shared/sources/grid.ts";
import { cellName } from "../../shared/workbook/area.ts";
import type { Block, CellRange, Scalar } from "../host.ts";
import type { PivotReading } from "../pivotReading.ts";

/** More cells than anybody reads as one table. */
const MAX_CELLS = 200_000;

/** A range by its address: what it is called wherever PivotTables have a name. */
export function rangeName({ row, column, rows, columns }: CellRange): string {
  return `${cellName(row + 1, column + 1)}:${cellName(row + rows, column + columns)}`;
}

/** Reads a selected range of values, for reports made of cube or pivot formulas. Its structure is found by arithmetic. */
export function readRange(range: CellRange, cells: Block, formulas?: Block): PivotReading {
  const { sheet } = range, name = rangeName(range), of = { sheet, name, ref: name };
  const region = { ...range, body: { row: 0, column: 0 }, labelRows: 1, labelColumns: 1, shown: cells, rereadable: false, inPlace: true, ...(formulas === undefined ? {} : { formulas }) };
  if (range.rows * range.columns > MAX_CELLS) return { status: "refused", kind: "range", ...of, reason: { code: "pivot/tooLarge" }, region };
  const result = gridOf(withoutMadeTexts(cells, formulas), name);
  if (result.status === "refused") return { status: "refused", kind: "range", ...of, reason: result.reason, region };
  const { placed: { table, layout } } = result, placed = { layout, table: { ...table, name: `${sheet}!${name}` } };
  return {
    status: "read", kind: "range", ...of, olap: false, placed: [placed], names: { measures: placed.table.measures.map((measure) => measure.name), fields: [] },
    region: { ...region, labelRows: headerRows(placed.layout) },
  };
}

/** Captions and numbers of a block, its structure found by arithmetic. */
export function gridOf(cells: Block, name: string): GridResult {
  return readGrid(cells.map((row) => row.map((cell) => (typeof cell === "boolean" ? String(cell) : cell === "" ? null : cell))), { name });
}

/** The cells without texts that a formula put together: they may tell a number of the table. */
export function withoutMadeTexts(cells: Block, formulas: Block | undefined): Block {
  const isMade = (text: Scalar, formula: Scalar | undefined): boolean =>
    typeof text === "string" && typeof formula === "string" && formula.startsWith("=") && /\d/.test(text) && !text.startsWith("#") && !/^=(?:CUBE(?:RANKED)?MEMBER\(|[^()&]*$)/i.test(formula);
  return formulas === undefined ? cells : cells.map((line, r) => line.map((cell, c) => (isMade(cell, formulas[r]?.[c]) ? "" : cell)));
}

/** Rows above the first number. */
export function headerRows({ slots, columns }: { readonly slots: readonly { readonly kind: string }[]; readonly columns: number }): number {
  const first = slots.findIndex(({ kind }) => kind === "value");
  return first < 0 ? 0 : Math.floor(first / columns);
}
