import { eachCell } from "../workbook/cells.ts";
import { inSpans } from "../workbook/sheetDetails.ts";
import { parseArea } from "../workbook/area.ts";
import { cellPlace } from "./place.ts";
import type { Rule, Where } from "./rule.ts";

/** Values in hidden or collapsed rows and columns, or in such of no height or width. Rows that a filter hides are another rule's. */
export const hiddenLines: Rule = {
  id: "R17", severity: "warn",
  source: "Document Inspector: hidden rows and columns; ICO spreadsheet checklist (2025)",
  find: ({ file }) => file.workbook.sheets.flatMap((sheet) => {
    const details = sheet.part === undefined ? undefined : file.details.get(sheet.part);
    if (details === undefined || sheet.state !== "visible" || details.hiddenRows.length + details.hiddenColumns.length === 0) return [];
    const filtered = parseArea(details.filter ?? ""), hiddenRow = inSpans(details.hiddenRows), hiddenColumn = inSpans(details.hiddenColumns);
    const byFilter = (row: number) => filtered !== undefined && row > filtered.top && row <= filtered.bottom;
    let count = 0, where: Where | undefined;
    eachCell(sheet.cells, (row, column) => {
      if (!hiddenColumn(column) && (!hiddenRow(row) || byFilter(row))) return;
      count++;
      where ??= cellPlace(sheet, row, column);
    });
    return where === undefined ? [] : [{ where, count }];
  }),
};
