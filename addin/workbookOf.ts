import { writeWorkbook } from "../shared/sheetWriter/writeWorkbook.ts";
import type { ValuesSheet } from "./host.ts";
import { lines } from "./sheetLines.ts";

/** Sheets of values as a .xlsx file of its own: nothing else travels with them. */
export function workbookOf(sheets: readonly ValuesSheet[]): Uint8Array {
  return writeWorkbook(sheets.map((sheet) => ({ name: sheet.name, grid: { rows: lines(sheet).rows } })));
}
