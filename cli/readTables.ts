import type { Message } from "../shared/i18n/message.ts";
import { readCsv, type CsvFormat } from "../shared/sources/csv.ts";
import { tableJson, type TableEntry } from "../shared/sources/tableJson.ts";
import type { Layout, PlacedTable } from "../shared/table/layout.ts";
import { cellName } from "../shared/workbook/area.ts";
import { about, Problem, REFUSED } from "./problem.ts";
import { decodeText } from "./decodeText.ts";
import { readJson, type InputFile } from "./readFile.ts";
import { splitCsv } from "./splitCsv.ts";

/** Tables of a neutral table file; `linked`: it was an array, and so is everything made from it. */
export function readTableFile(file: InputFile): { readonly linked: boolean; readonly entries: readonly TableEntry[] } {
  const result = tableJson(readJson(file.path, file.bytes));
  if (result.status === "refused") throw refused(file, result.reason);
  return result;
}

export function readCsvFile(file: InputFile, mark?: string): { readonly placed: PlacedTable; readonly format: CsvFormat } {
  const result = readCsv(decodeText(file.bytes), { name: file.name, ...(mark === undefined ? {} : { mark }) }, splitCsv);
  if (result.status === "refused") throw refused(file, result.reason);
  return result;
}

/** Where each cell of the table stands in the file, as spreadsheets name it: A1 is the first field of the first row. */
export function addresses({ slots, columns }: Layout): ReadonlyMap<number, string> {
  return new Map(slots.flatMap((slot, at) => (slot.kind === "value" ? [[slot.cell, cellName(Math.floor(at / columns) + 1, (at % columns) + 1)] as const] : [])));
}

function refused(file: InputFile, reason: Message): Problem {
  const { code, params } = about(file.path, reason);
  return new Problem(REFUSED, code, params);
}
