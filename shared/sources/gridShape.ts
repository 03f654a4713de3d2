import type { Reason } from "../workbook/unreadable.ts";
import { decimalMark, numberIn, type DecimalMark } from "./numberText.ts";

/** A cell as it was typed, pasted or read; null is empty. */
export type GridInput = string | number | null;

/** Where labels end and numbers begin in a rectangle of cells, and what the numbers are. */
export interface GridShape {
  readonly rows: number;
  readonly columns: number;
  /** Rows above and columns left of the numbers. */
  readonly headerRows: number;
  readonly labelColumns: number;
  /** Text of every cell, row-major over rows × columns; "" is empty. */
  readonly texts: readonly string[];
  /** Spaces before the text of every cell. */
  readonly indents: readonly number[];
  /** Number of every body cell, NaN where it is blank or withheld and outside the body. */
  readonly numbers: Float64Array;
  /** 1 where a mark says that a number is withheld. */
  readonly withheld: Uint8Array;
}

export type GridShapeResult = { readonly status: "read"; readonly shape: GridShape } | { readonly status: "refused"; readonly reason: Reason };

/** Statistics Denmark's signs: ".." withheld, "." and "…" no number exists, "-" none. */
const WITHHELD = [".."], BLANK = ["", ".", "…"], NONE = ["-", "–", "—"];

/** Finds header rows and label columns. `mark` is a further sign for a withheld number. Positions in a reason count from 1. */
export function gridShape(cells: readonly (readonly GridInput[])[], mark?: string): GridShapeResult {
  const columns = cells.reduce((widest, row) => Math.max(widest, row.length), 0), rows = cells.length;
  const inputs = cells.flatMap((row) => Array.from({ length: columns }, (_, column) => tidy(row[column])));
  const texts = inputs.map((input) => (input === null ? "" : String(input)));
  const indents = cells.flatMap((row) => Array.from({ length: columns }, (_, column) => indentOf(row[column])));
  const decimals = decimalMark(inputs.filter((input) => typeof input === "string"));
  if (decimals === null) return refused("numberFormat");
  const reading: Reading = { rows, columns, inputs, decimals, withheld: mark === undefined ? WITHHELD : [...WITHHELD, mark] };
  const top = firstHeader(reading);
  if (top < 0) return refused("empty");
  const labelColumns = countLabelColumns(reading, top);
  const headerRows = countHeaderRows(reading, top, labelColumns);
  const fault = headerFault(reading, headerRows, labelColumns) ?? labelFault(reading, headerRows, labelColumns);
  if (fault !== null) return fault;
  return body(reading, { texts, indents }, headerRows, labelColumns);
}

interface Reading {
  readonly rows: number;
  readonly columns: number;
  readonly inputs: readonly GridInput[];
  readonly decimals: DecimalMark;
  readonly withheld: readonly string[];
}

type Kind = "number" | "sign" | "empty" | "text";

function kindAt({ columns, inputs, decimals, withheld }: Reading, row: number, column: number): Kind {
  const input = inputs[row * columns + column];
  if (input === null || input === undefined) return "empty";
  if (typeof input === "number" || numberIn(input, decimals) !== null) return "number";
  return withheld.includes(input) || BLANK.includes(input) || NONE.includes(input) ? "sign" : "text";
}

function tidy(input: GridInput | undefined): GridInput {
  if (typeof input !== "string") return input ?? null;
  const text = input.trim();
  return text === "" ? null : text;
}

function indentOf(input: GridInput | undefined): number {
  return typeof input === "string" ? input.length - input.trimStart().length : 0;
}

/** The first row that writes something beyond the first column; what stands above is a title. */
function firstHeader(reading: Reading): number {
  for (let row = 0; row < reading.rows; row++)
    for (let column = 1; column < reading.columns; column++) if (kindAt(reading, row, column) !== "empty") return row;
  return -1;
}

/** The first column always, then every next one that mostly holds text. */
function countLabelColumns(reading: Reading, top: number): number {
  for (let column = 1; column < reading.columns; column++) {
    let text = 0, other = 0;
    for (let row = top + 1; row < reading.rows; row++) {
      const kind = kindAt(reading, row, column);
      if (kind === "text") text++; else if (kind !== "empty") other++;
    }
    if (text <= other) return column;
  }
  return reading.columns;
}

/** Title and first header row always, then every next row that holds text or several years, and no other number. */
function countHeaderRows(reading: Reading, top: number, labelColumns: number): number {
  for (let row = top + 1; row < reading.rows; row++) {
    let labels = 0;
    for (let column = labelColumns; column < reading.columns; column++) {
      const kind = kindAt(reading, row, column);
      if (kind === "sign" || (kind === "number" && !isYear(reading, row, column))) return row;
      labels += kind === "text" ? 2 : kind === "number" ? 1 : 0;
    }
    if (labels < 2) return row;
  }
  return reading.rows;
}

/** A file without a header would show its first numbers as labels. */
function headerFault(reading: Reading, headerRows: number, labelColumns: number): GridShapeResult | null {
  for (let row = 0; row < headerRows; row++)
    for (let column = labelColumns; column < reading.columns; column++) {
      const kind = kindAt(reading, row, column);
      if (kind === "sign" || (kind === "number" && !isYear(reading, row, column))) return refused("header", row, column);
    }
  return null;
}

/** A label that is a number must be a year or a code, never something that could be a small count. */
function labelFault(reading: Reading, headerRows: number, labelColumns: number): GridShapeResult | null {
  for (let column = 0; column < labelColumns; column++)
    for (let row = headerRows; row < reading.rows; row++)
      if (kindAt(reading, row, column) === "number" && !isCode(reading, row, column)) return refused("label", row, column);
  return null;
}

function isYear(reading: Reading, row: number, column: number): boolean {
  return /^(?:19|20)\d\d$/.test(String(reading.inputs[row * reading.columns + column]));
}

function isCode(reading: Reading, row: number, column: number): boolean {
  return /^\d{3,}$/.test(String(reading.inputs[row * reading.columns + column]));
}

function body(reading: Reading, written: Pick<GridShape, "texts" | "indents">, headerRows: number, labelColumns: number): GridShapeResult {
  const { rows, columns, inputs, decimals } = reading;
  const numbers = new Float64Array(rows * columns).fill(NaN), withheld = new Uint8Array(rows * columns);
  let count = 0;
  for (let row = headerRows; row < rows; row++)
    for (let column = labelColumns; column < columns; column++) {
      const at = row * columns + column, input = inputs[at]!, kind = kindAt(reading, row, column);
      if (kind === "text") return refused("text", row, column);
      if (kind === "number") numbers[at] = typeof input === "number" ? input : numberIn(input, decimals)!;
      else if (kind === "sign" && NONE.includes(input as string)) numbers[at] = 0;
      else if (kind === "sign" && reading.withheld.includes(input as string)) withheld[at] = 1;
      if (kind === "number" || withheld[at] === 1) count++;
    }
  if (count === 0) return refused("empty");
  return { status: "read", shape: { rows, columns, headerRows, labelColumns, ...written, numbers, withheld } };
}

function refused(why: string, row?: number, column?: number): GridShapeResult {
  return { status: "refused", reason: { code: `grid/${why}`, ...(row === undefined ? {} : { params: { row: row + 1, column: column! + 1 } }) } };
}
