import { leavesOut, writesWhite } from "../workbook/appearance.ts";
import { eachCell } from "../workbook/cells.ts";
import { cellPlace } from "./place.ts";
import type { Rule, Where } from "./rule.ts";

/** Text in the colour of its background, and number formats that leave the number out. */
export const invisibleText: Rule = {
  id: "R20", severity: "warn",
  source: "security.gov.uk, How to publish information safely (font colour); ECMA-376-1 §18.8.31 number formats",
  find: ({ file }) => file.workbook.sheets.filter(({ state }) => state === "visible").flatMap((sheet) => {
    const formats = file.workbook.styles.cellFormats;
    let count = 0, where: Where | undefined;
    eachCell(sheet.cells, (row, column, value, style) => {
      const format = value.kind === "number" ? formats[style] : undefined, number = value.kind === "number" ? value.value : 0;
      const unseen = file.appearance.invisible[style] === true || (format !== undefined && (leavesOut(format, number) || (file.appearance.white[style] !== false && writesWhite(format, number))));
      if (!unseen || (value.kind === "text" && value.text.trim() === "")) return;
      count++;
      where ??= cellPlace(sheet, row, column);
    });
    return where === undefined ? [] : [{ where, count }];
  }),
};
