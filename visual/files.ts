import type { SheetCell } from "../shared/sheetWriter/sheetCell.ts";
import { writeWorkbook } from "../shared/sheetWriter/writeWorkbook.ts";
import type { MatrixView } from "./view.ts";

type Rows = readonly (readonly SheetCell[])[];

/** The drawn table with every group unfolded: texts, shown numbers and marks. */
export function gridOf(view: MatrixView): Rows {
  const heads = headRows(view);
  const lines = view.lines.flatMap((line, at): SheetCell[][] => {
    if (line.whenFolded?.what === "line") return [];
    const headings = line.headings.map((heading): SheetCell => (heading === null ? { kind: "empty" } : { kind: "text", text: heading.text, ...(view.tabular ? {} : { indent: line.level }) }));
    const numbers = view.columns.map((_, column): SheetCell => (line.whenFolded === null ? cellOf(view, at, column) : { kind: "empty" }));
    return [[...headings, ...numbers]];
  });
  return [...heads, ...lines];
}

function cellOf(view: MatrixView, line: number, column: number): SheetCell {
  const cell = view.cell(line, column);
  if (cell.kind === "hidden") return { kind: "mark", text: view.mark };
  if (cell.kind === "blank") return { kind: "empty" };
  const format = sheetFormat(view.format(line, column));
  return { kind: "number", value: cell.value, ...(format === null ? {} : { format }) };
}

/** A spreadsheet knows custom format strings as they are, and standard ones ("N2") not at all. */
function sheetFormat(format: string): string | null {
  const standard = /^([NFPCD])(\d{0,2})$/i.exec(format.trim());
  if (standard === null) return /[0#]/.test(format) && !/^G\d*$/i.test(format) ? format : null;
  const kind = standard[1].toUpperCase(), digits = kind === "D" ? 0 : Number(standard[2] === "" ? 2 : standard[2]);
  return `${kind === "F" || kind === "D" ? "0" : "#,##0"}${digits > 0 ? `.${"0".repeat(digits)}` : ""}${kind === "P" ? "%" : ""}`;
}

/** Captions stand in the first of the columns that they cover. */
function headRows({ heads, headings, columns }: MatrixView): SheetCell[][] {
  const rows = heads.map(() => Array.from({ length: headings.length + columns.length }, (): SheetCell => ({ kind: "empty" })));
  const taken = heads.map(() => new Set<number>());
  heads.forEach((row, level) => {
    let at = headings.length;
    for (const head of row) {
      while (taken[level].has(at)) at++;
      rows[level][at] = { kind: "text", text: head.text };
      for (let r = 0; r < head.rows; r++) for (let c = 0; c < head.columns; c++) taken[level + r]?.add(at + c);
      at += head.columns;
    }
  });
  headings.forEach((text, at) => { rows[rows.length - 1][at] = { kind: "text", text }; });
  return rows;
}

export function workbookFile(rows: Rows, notes: readonly string[], name: string, headerRows: number): Uint8Array {
  return writeWorkbook([{ name, grid: { rows }, notes, headerRows }]);
}

/** Semicolons and the reader's decimal sign, as a Danish Excel opens it; a text that could be taken for a formula is led by an apostrophe. */
export function csvFile(rows: Rows, notes: readonly string[], tag: string): string {
  const write = new Intl.NumberFormat(tag, { useGrouping: false, maximumFractionDigits: 10 });
  const quoted = (text: string): string => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
  const written = (cell: SheetCell): string => (cell.kind === "number" ? write.format(cell.value) : cell.kind === "empty" ? "" : quoted(cell.text));
  return `\ufeff${[...rows.map((row) => row.map(written).join(";")), "", ...notes.map(quoted)].join("\r\n")}\r\n`;
}

export function base64(bytes: Uint8Array): string {
  let text = "";
  for (let from = 0; from < bytes.length; from += 0x8000) text += String.fromCharCode(...bytes.subarray(from, from + 0x8000));
  return btoa(text);
}
