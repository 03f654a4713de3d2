import type { SheetCell, WrittenSheet } from "./sheetCell.ts";
import type { StyleTable } from "./styleTable.ts";
import { stringText } from "./xmlText.ts";

/** Excel's last row and column. */
const MAX_ROW = 1_048_576, MAX_COLUMN = 16_384;
/** Column widths in characters, when measured. */
const NARROWEST = 9, WIDEST = 60;

/** A worksheet part that holds text and numbers and nothing else; `drawing`: relationship of its charts. Throws `RangeError` where the grid is larger than a sheet. */
export function worksheetPart(sheet: WrittenSheet, styles: StyleTable, drawing?: string): string {
  const { rows } = sheet.grid, columns = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const notes = sheet.notes ?? [];
  if (rows.length + notes.length + 1 > MAX_ROW || columns > MAX_COLUMN) throw new RangeError("grid does not fit a sheet");
  const written = rows.map((cells, i) => rowXml(cells, i + 1, { header: i < (sheet.headerRows ?? 0), height: sheet.rowHeights?.[i] }, styles));
  const below = notes.map((text, i) => rowXml([{ kind: "text", text }], rows.length + 2 + i, { header: false }, styles));
  const { merged = [] } = sheet;
  const merges = merged.length === 0 ? "" : `<mergeCells count="${merged.length}">${merged.map((ref) => `<mergeCell ref="${ref}"/>`).join("")}</mergeCells>`;
  const charts = drawing === undefined ? "" : `<drawing xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="${drawing}"/>`;
  return `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${view(sheet)}${widths(sheet, columns)}<sheetData>${[...written, ...below].join("")}</sheetData>${merges}${charts}</worksheet>`;
}

/** Grid lines, and the rows and columns that stay in sight (ECMA-376-1 §18.3.1.66). */
function view({ gridLines = true, frozen }: WrittenSheet): string {
  if (gridLines && frozen === undefined) return "";
  const split = (name: "xSplit" | "ySplit", lines: number) => (lines === 0 ? "" : ` ${name}="${lines}"`);
  const pane = frozen === undefined ? "" : `<pane${split("xSplit", frozen.columns)}${split("ySplit", frozen.rows)} topLeftCell="${letters(frozen.columns + 1)}${frozen.rows + 1}" activePane="${frozen.rows === 0 ? "topRight" : frozen.columns === 0 ? "bottomLeft" : "bottomRight"}" state="frozen"/>`;
  return `<sheetViews><sheetView${gridLines ? "" : ' showGridLines="0"'} workbookViewId="0">${pane}</sheetView></sheetViews>`;
}

function rowXml(cells: readonly SheetCell[], row: number, { header, height }: { readonly header: boolean; readonly height?: number | undefined }, styles: StyleTable): string {
  const filled = cells.map((cell, i) => cellXml(cell, `${letters(i + 1)}${row}`, header, styles)).join("");
  return filled === "" && height === undefined ? "" : `<row r="${row}"${height === undefined ? "" : ` ht="${height}" customHeight="1"`}>${filled}</row>`;
}

function cellXml(cell: SheetCell, name: string, header: boolean, styles: StyleTable): string {
  switch (cell.kind) {
    case "empty": return cell.look === undefined ? "" : `<c r="${name}" s="${styles.id(cell.look)}"/>`;
    case "mark": return textXml(name, cell.text, styles.id({ ...cell.look, align: "right" }));
    case "text": return cell.text === "" ? "" : textXml(name, cell.text, styles.id({ ...cell.look, ...(header ? { bold: true } : {}), indent: cell.indent ?? 0 }));
    case "number": return Number.isFinite(cell.value)
      ? `<c r="${name}" s="${styles.id({ ...cell.look, ...(cell.format === undefined ? {} : { format: cell.format }) })}"><v>${cell.value + 0}</v></c>`
      : "";
  }
}

/** Text stands in its own cell, so that the file has no string table in which a removed text could stay behind. */
function textXml(name: string, text: string, style: number): string {
  return `<c r="${name}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${stringText(text)}</t></is></c>`;
}

function widths({ grid, columnWidths }: WrittenSheet, columns: number): string {
  const width = (column: number) => columnWidths?.[column] ?? Math.min(WIDEST, grid.rows.reduce((most, row) => Math.max(most, length(row[column]) + 2), NARROWEST));
  const cols = Array.from({ length: columns }, (_, column) => `<col min="${column + 1}" max="${column + 1}" width="${width(column)}" customWidth="1"/>`);
  return cols.length === 0 ? "" : `<cols>${cols.join("")}</cols>`;
}

function length(cell: SheetCell | undefined): number {
  if (cell === undefined || cell.kind === "empty") return 0;
  return cell.kind === "number" ? String(cell.value).length : cell.text.length + 2 * (cell.kind === "text" ? cell.indent ?? 0 : 0);
}

function letters(column: number): string {
  let text = "";
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) text = String.fromCharCode(65 + ((rest - 1) % 26)) + text;
  return text;
}
