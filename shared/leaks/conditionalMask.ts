import { leavesOut } from "../workbook/appearance.ts";
import type { Area } from "../workbook/area.ts";
import { eachCell } from "../workbook/cells.ts";
import { cellPlace } from "./place.ts";
import type { Rule, Where } from "./rule.ts";

/** Ranges looked at per sheet; more than any mask needs, and a bound on hostile files. */
const RANGES = 1_000;

/** Conditional formatting that makes numbers unseen: the value is still in the cell, the formula bar and the file. */
export const conditionalMask: Rule = {
  id: "R21", severity: "warn",
  source: "ECMA-376-1 §18.3.1.18: conditional formatting changes how a cell looks, not what it holds",
  find: ({ file, policy }) => {
    const masks = file.appearance.differential.map(({ invisible, format }) => invisible || (format !== undefined && (leavesOut(format, 1) || leavesOut(format, policy.maxN))));
    return file.workbook.sheets.flatMap((sheet) => {
      const formats = sheet.part === undefined ? [] : file.details.get(sheet.part)?.conditionalFormats ?? [];
      const areas = formats.filter(({ format }) => format !== undefined && masks[format] === true).flatMap((one) => one.areas).slice(0, RANGES);
      let count = 0, where: Where | undefined;
      if (areas.length > 0) eachCell(sheet.cells, (row, column, value) => {
        if (value.kind !== "number" || !areas.some((area) => holds(area, row, column))) return;
        count++;
        where ??= cellPlace(sheet, row, column);
      });
      return where === undefined ? [] : [{ where, count }];
    });
  },
};

function holds({ top, left, bottom, right }: Area, row: number, column: number): boolean {
  return row >= top && row <= bottom && column >= left && column <= right;
}
