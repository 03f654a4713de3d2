import type { Reason } from "../workbook/unreadable.ts";
import type { PlacedTable } from "../table/layout.ts";
import { readGrid } from "./grid.ts";
import { decimalMark, type DecimalMark } from "./numberText.ts";

/** How the host splits CSV text (RFC 4180 quoting, line breaks inside quotes); null where the quoting is broken. */
export type SplitCsv = (text: string, delimiter: string) => readonly (readonly string[])[] | null;

/** How a file writes its values, so that a copy can write them the same way. */
export interface CsvFormat {
  readonly delimiter: string;
  readonly decimals: DecimalMark;
}

export type CsvResult =
  | { readonly status: "read"; readonly placed: PlacedTable; readonly format: CsvFormat }
  | { readonly status: "refused"; readonly reason: Reason };

/** In the order they are tried: a comma may also be the decimal mark. */
const DELIMITERS = ["\t", ";", "|", ","];

/** Reads a crosstab: labels left and above, numbers in between. A list with one number per row is refused. */
export function readCsv(text: string, options: { readonly name: string; readonly mark?: string }, split: SplitCsv): CsvResult {
  const found = splitRows(text, split);
  if ("code" in found) return { status: "refused", reason: found };
  const { rows, delimiter } = found, result = readGrid(rows, options);
  if (result.status === "refused") return result;
  if (isList(result.placed)) return { status: "refused", reason: { code: "csv/list" } };
  return { status: "read", placed: result.placed, format: { delimiter, decimals: decimalMark(rows.flat()) ?? "comma" } };
}

/** Excel states the delimiter in a first line such as "sep=;". */
function splitRows(text: string, split: SplitCsv): { readonly rows: readonly (readonly string[])[]; readonly delimiter: string } | Reason {
  const [, stated, rest] = /^\ufeff?(?:sep=(.)\r?\n)?([\s\S]*)$/.exec(text) ?? [];
  let broken = false;
  for (const delimiter of stated === undefined ? DELIMITERS : [stated]) {
    const rows = split(rest ?? "", delimiter);
    if (rows === null) broken = true;
    else if (isRectangular(rows)) return { rows: withoutEmptyEnd(rows), delimiter };
  }
  return { code: broken ? "csv/quotes" : "csv/delimiter" };
}

function withoutEmptyEnd(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  let end = rows.length;
  while (end > 0 && rows[end - 1].every((cell) => cell.trim() === "")) end--;
  return rows.slice(0, end);
}

/** Most rows that hold anything are equally wide, none is wider; titles and notes may be shorter. */
function isRectangular(rows: readonly (readonly string[])[]): boolean {
  const widths = rows.filter((row) => row.some((cell) => cell.trim() !== "")).map((row) => row.length);
  const widest = widths.reduce((most, width) => Math.max(most, width), 0);
  return widest > 1 && widths.filter((width) => width === widest).length * 2 > widths.length;
}

/** One number column, and several label columns that are all filled: a list of cells whose dimensions are not crossed on the sheet. */
function isList({ table, layout: { slots, columns } }: PlacedTable): boolean {
  const values = slots.flatMap(({ kind }, at) => (kind === "value" ? [at] : []));
  if (table.shape.kind !== "cross" || table.shape.axes[1].members.length > 1 || values[0] % columns < 2) return false;
  return values.every((at) => slots.slice(at - (at % columns), at).every(({ kind }) => kind === "label"));
}
