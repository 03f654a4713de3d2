import Papa from "papaparse";
import type { Grid, GridCell } from "../shared/present/grid.ts";
import type { CsvFormat } from "../shared/sources/csv.ts";

/** A protected grid as CSV: the original's delimiter and decimal mark, UTF-8 with the byte order mark that Excel asks for. */
export function csvCopy({ rows }: Grid, { delimiter, decimals }: CsvFormat): string {
  return `\ufeff${Papa.unparse(rows.map((row) => row.map((cell) => cellText(cell, decimals))), { delimiter, newline: "\r\n" })}\r\n`;
}

function cellText(cell: GridCell, decimals: CsvFormat["decimals"]): string {
  switch (cell.kind) {
    case "empty": return "";
    case "number": return decimals === "comma" ? String(cell.value).replace(".", ",") : String(cell.value);
    case "mark": return cell.text;
    case "text": return `${" ".repeat(cell.indent ?? 0)}${plainText(cell.text)}`;
  }
}

/** A spreadsheet runs text that begins like a formula; an apostrophe keeps it text. */
function plainText(text: string): string {
  return /^[=+@\t\r]|^-\D/.test(text) ? `'${text}` : text;
}
