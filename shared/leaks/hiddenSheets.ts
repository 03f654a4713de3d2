import type { Sheet } from "../workbook/readWorkbook.ts";
import { sheetPlace } from "./place.ts";
import type { Rule } from "./rule.ts";

/** Sheets that a click brings back. */
export const hiddenSheets: Rule = {
  id: "R15", severity: "block",
  source: "PSNI 2023 and Islington 2013 (ICO penalties); Document Inspector: hidden worksheets; ICO spreadsheet checklist (2025)",
  find: ({ file }) => sheetsThatAre(file.workbook.sheets, "hidden"),
};

/** Sheets that only a program brings back, and every program shows. */
export const veryHiddenSheets: Rule = {
  id: "R16", severity: "block",
  source: "Document Inspector: hidden worksheets; ECMA-376-1 §18.18.68 veryHidden",
  find: ({ file }) => sheetsThatAre(file.workbook.sheets, "veryHidden"),
};

function sheetsThatAre(sheets: readonly Sheet[], state: Sheet["state"]): ReturnType<Rule["find"]> {
  return sheets.filter((sheet) => sheet.state === state).map((sheet) => ({ where: sheetPlace(sheet), count: sheet.cells.positions.length }));
}
