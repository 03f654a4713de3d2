import { cellName, columnNumber, MAX_COLUMN, MAX_ROW } from "./area.ts";
import { readRichText, unescapeText } from "./sharedStrings.ts";
import { Unreadable } from "./unreadable.ts";
import { XmlScanner } from "./xmlScanner.ts";

export type CellValue =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "boolean"; readonly value: boolean }
  | { readonly kind: "error"; readonly text: string };

/**
 * The filled cells of a sheet, row by row. Encoding: `positions` is ascending, row × MAX_COLUMN + column
 * (both from 1); `values[i]` and `styles[i]` belong to `positions[i]`. Formulas are not kept, only what they gave.
 */
export interface Cells {
  readonly positions: Float64Array;
  readonly values: readonly (number | CellValue)[];
  /** Index into the workbook's cell formats. */
  readonly styles: Uint32Array;
}

export const NO_CELLS: Cells = { positions: new Float64Array(), values: [], styles: new Uint32Array() };

/** The cell's value; undefined for an empty cell. */
export function valueAt(cells: Cells, row: number, column: number): CellValue | undefined {
  const i = find(cells, row, column);
  return i < 0 ? undefined : value(cells, i);
}

/** The cell's style; undefined for an empty cell. */
export function styleAt(cells: Cells, row: number, column: number): number | undefined {
  const i = find(cells, row, column);
  return i < 0 ? undefined : cells.styles[i];
}

/** Visits the filled cells row by row. */
export function eachCell(cells: Cells, visit: (row: number, column: number, value: CellValue, style: number) => void): void {
  cells.positions.forEach((position, i) => {
    const row = Math.floor((position - 1) / MAX_COLUMN);
    visit(row, position - row * MAX_COLUMN, value(cells, i), cells.styles[i]);
  });
}

function value(cells: Cells, i: number): CellValue {
  const stored = cells.values[i];
  return typeof stored === "number" ? { kind: "number", value: stored } : stored;
}

function find(cells: Cells, row: number, column: number): number {
  const wanted = row * MAX_COLUMN + column, { positions } = cells;
  let low = 0, high = positions.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    if (positions[middle] === wanted) return middle;
    if (positions[middle] < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** Reads a worksheet part's cells (ECMA-376-1 §18.3.1.80). Throws `Unreadable` for a cell that cannot be placed or typed. */
export function readCells(source: string, part: string, strings: readonly string[]): Cells {
  const scanner = new XmlScanner(source, part);
  const found: Found = { positions: [], values: [], styles: [] };
  let row = 0, column = 0;
  for (let token = scanner.next(); token !== "end"; token = scanner.next()) {
    if (token !== "open") continue;
    if (scanner.name === "row") {
      row = scanner.attribute("r") === undefined ? row + 1 : Number(scanner.attribute("r"));
      column = 0;
    } else if (scanner.name === "c") {
      [row, column] = position(scanner, row, column, part);
      readCell(scanner, row, column, strings, part, found);
    } else if (scanner.name === "extLst") scanner.skip();
  }
  return inOrder(found, part);
}

interface Found { positions: number[]; values: (number | CellValue)[]; styles: number[] }

function position(scanner: XmlScanner, row: number, column: number, part: string): [number, number] {
  const ref = scanner.attribute("r");
  const match = ref === undefined ? undefined : /^([A-Z]{1,3})([1-9]\d{0,6})$/.exec(ref);
  if (match === null) throw new Unreadable("workbook/cellRef", { part });
  const place: [number, number] = match === undefined ? [row, column + 1] : [Number(match[2]), columnNumber(match[1])];
  if (!(place[0] >= 1 && place[0] <= MAX_ROW && place[1] <= MAX_COLUMN)) throw new Unreadable("workbook/cellRef", { part });
  return place;
}

function readCell(scanner: XmlScanner, row: number, column: number, strings: readonly string[], part: string, found: Found): void {
  const type = scanner.attribute("t") ?? "n", style = Number(scanner.attribute("s") ?? 0), depth = scanner.depth;
  let raw: string | undefined, inline: string | undefined;
  for (let token = scanner.next(); token !== "close" || scanner.depth >= depth; token = scanner.next()) {
    if (token !== "open") continue;
    if (scanner.name === "v") raw = scanner.textContent();
    else if (scanner.name === "is") inline = readRichText(scanner);
    else scanner.skip();
  }
  // Some writers leave an empty value behind, above all where a formula was never computed.
  if (type !== "inlineStr" && (raw === undefined || (raw.trim() === "" && type !== "str"))) return;
  const content = type === "inlineStr" ? text(inline ?? raw ?? "") : typed(type, raw ?? "", strings);
  if (content === null || !Number.isInteger(style) || style < 0) throw new Unreadable("workbook/cell", { part, cell: cellName(row, column) });
  found.positions.push(row * MAX_COLUMN + column);
  found.values.push(content);
  found.styles.push(style);
}

/** A value by its type (ECMA-376-1 §18.18.11); null where text and type do not fit together. */
function typed(type: string, raw: string, strings: readonly string[]): number | CellValue | null {
  switch (type) {
    case "n": return number(raw);
    case "s": return /^\s*\d+\s*$/.test(raw) && Number(raw) < strings.length ? text(strings[Number(raw)]) : null;
    case "str": return text(unescapeText(raw));
    case "d": return text(raw);
    case "b": return { kind: "boolean", value: raw.trim() === "1" || raw.trim() === "true" };
    case "e": return { kind: "error", text: raw };
    default: return null;
  }
}

/** Numbers beyond the finite are shown as errors. */
function number(raw: string): number | CellValue | null {
  if (/^\s*(-?INF|NaN)\s*$/i.test(raw)) return { kind: "error", text: "#NUM!" };
  const value = Number(raw);
  return Number.isFinite(value) ? value : null;
}

function text(content: string): CellValue {
  return { kind: "text", text: content };
}

/** Office writes cells in order; other writers may not. A cell given twice is refused: which one is shown is unknown. */
function inOrder(found: Found, part: string): Cells {
  const order = found.positions.map((_, i) => i);
  if (found.positions.some((at, i) => i > 0 && found.positions[i - 1] >= at)) order.sort((a, b) => found.positions[a] - found.positions[b]);
  const positions = Float64Array.from(order, (i) => found.positions[i]);
  if (positions.some((at, i) => i > 0 && positions[i - 1] === at)) throw new Unreadable("workbook/cellTwice", { part });
  return { positions, values: order.map((i) => found.values[i]), styles: Uint32Array.from(order, (i) => found.styles[i]) };
}
