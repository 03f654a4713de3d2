import { eachCell } from "../workbook/cells.ts";
import type { Sheet } from "../workbook/readWorkbook.ts";
import { cellPlace } from "./place.ts";
import type { Found, Rule } from "./rule.ts";

/** Empty lines after which nobody scrolls on: some screens of rows, and of columns. */
const ROWS = 200, COLUMNS = 50;

/** Cells far from the block that a reader sees. */
export const remoteCells: Rule = {
  id: "R19", severity: "warn",
  source: "ICO spreadsheet checklist (2025): remote columns or rows",
  find: ({ file }) => file.workbook.sheets.filter(({ state }) => state === "visible").flatMap(remote),
};

function remote(sheet: Sheet): readonly Found[] {
  const rows = new Set<number>(), columns = new Set<number>();
  eachCell(sheet.cells, (row, column) => { rows.add(row); columns.add(column); });
  const lastRow = endBeforeGap(rows, ROWS), lastColumn = endBeforeGap(columns, COLUMNS);
  let count = 0, found: Found | undefined;
  eachCell(sheet.cells, (row, column) => {
    if (row <= lastRow && column <= lastColumn) return;
    count++;
    found ??= { where: cellPlace(sheet, row, column), count };
  });
  return found === undefined ? [] : [{ ...found, count }];
}

/** Last line before the first gap of so many empty lines; Infinity where there is none. */
function endBeforeGap(lines: ReadonlySet<number>, gap: number): number {
  const sorted = [...lines].sort((a, b) => a - b), at = sorted.findIndex((line, k) => k > 0 && line - sorted[k - 1] > gap);
  return at < 0 ? Infinity : sorted[at - 1];
}
