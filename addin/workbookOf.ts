import { writeWorkbook } from "../shared/sheetWriter/writeWorkbook.ts";
import type { ValuesSheet } from "./host.ts";
import { lines } from "./sheetLines.ts";

/** The copy as a .xlsx file of its own: nothing else travels with it. */
export function workbookOf(sheet: ValuesSheet): Uint8Array {
  return writeWorkbook([{ name: sheet.name, grid: { rows: lines(sheet).rows } }]);
}
