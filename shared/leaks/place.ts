import { cellName } from "../workbook/area.ts";
import type { Sheet } from "../workbook/readWorkbook.ts";
import { sheetOf, type WorkbookFile } from "../workbook/workbookFile.ts";
import type { Where } from "./rule.ts";

/** A part, with its sheet where it belongs to one. */
export function partPlace(file: WorkbookFile, part: string, cell?: string): Where {
  const sheet = sheetOf(file, part);
  return { part, ...(sheet === undefined ? {} : { sheet }), ...(cell === undefined || cell === "" ? {} : { cell }) };
}

export function cellPlace(sheet: Sheet, row: number, column: number): Where {
  return { part: sheet.part ?? "", sheet: sheet.name, cell: cellName(row, column) };
}

export function sheetPlace(sheet: Sheet, cell?: string): Where {
  return { part: sheet.part ?? "", sheet: sheet.name, ...(cell === undefined || cell === "" ? {} : { cell }) };
}

/** The workbook part, for what belongs to no sheet. */
export function workbookPlace({ parts }: WorkbookFile): Where {
  return { part: parts.find(({ kinds }) => kinds.includes("officeDocument"))?.name ?? "" };
}
