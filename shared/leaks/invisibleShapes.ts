import { MAX_COLUMN } from "../workbook/area.ts";
import { sheetOf } from "../workbook/workbookFile.ts";
import { partPlace } from "./place.ts";
import type { Rule } from "./rule.ts";

/** How far below or beside the last filled cell something drawn is off the screen. */
const ROWS = 200, COLUMNS = 50;

/** Drawn things that are hidden or off the screen. */
export const invisibleShapes: Rule = {
  id: "R22", severity: "warn",
  source: "Document Inspector: invisible content, off-slide content",
  find: ({ file }) => {
    const lastCell = new Map(file.workbook.sheets.map(({ name, cells: { positions } }) => [name, { row: Math.floor(((positions[positions.length - 1] ?? 1) - 1) / MAX_COLUMN), column: positions.reduce((last, at) => Math.max(last, (at - 1) % MAX_COLUMN + 1), 0) }]));
    const parts = new Map<string, number>();
    for (const { part, row, column, hidden } of file.shapes) {
      const last = lastCell.get(sheetOf(file, part) ?? "");
      if (hidden || (last !== undefined && (row > last.row + ROWS || column > last.column + COLUMNS))) parts.set(part, (parts.get(part) ?? 0) + 1);
    }
    return [...parts].map(([part, count]) => ({ where: partPlace(file, part), count }));
  },
};
