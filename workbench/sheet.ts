import { parseArea } from "../shared/workbook/area.ts";
import { numberFormat } from "../visual/numberFormat.ts";
import type { EmulatedSheet, Scalar } from "../test/hosts/emulatedExcel.ts";

/** A sheet as it stands on the screen: text only, with nothing behind it. */
export interface ScreenSheet {
  readonly name: string;
  /** Rows from the top; missing cells are empty. */
  readonly rows: readonly (readonly ScreenCell[])[];
  readonly columns: number;
  /** The sheet goes on beyond what is drawn. */
  readonly cut: boolean;
}

export interface ScreenCell {
  readonly kind: "text" | "number" | "mark" | "empty";
  readonly text: string;
  /** In a heading or a total. */
  readonly strong: boolean;
}

export interface Writing {
  /** Language tag for numbers. */
  readonly tag: string;
  /** What stands in place of a hidden number. */
  readonly mark: string;
  /** Number format of a cell that has none of its own in the emulated Excel. */
  readonly format: (row: number, column: number) => string | undefined;
}

/** As much of a sheet as is drawn; a page of a million rows helps nobody. */
export const MOST = { rows: 1000, columns: 60 } as const;

const EMPTY: ScreenCell = { kind: "empty", text: "", strong: false };

export function screenSheet({ name, cells }: EmulatedSheet, writing: Writing): ScreenSheet {
  const rows: ScreenCell[][] = [];
  let columns = 0, cut = false;
  for (const [address, { value, format }] of cells) {
    const { top, left } = parseArea(address) ?? { top: 1, left: 1 };
    if (value === "") continue;
    if (top > MOST.rows || left > MOST.columns) { cut = true; continue; }
    columns = Math.max(columns, left);
    while (rows.length < top) rows.push([]);
    const row = rows[top - 1];
    while (row.length < left) row.push(EMPTY);
    row[left - 1] = screenCell(value, format === "General" ? writing.format(top, left) ?? "" : format, writing);
  }
  return { name, rows: emphasised(rows), columns, cut };
}

function screenCell(value: Scalar, format: string, { tag, mark }: Writing): ScreenCell {
  if (typeof value === "number") return { kind: "number", text: numberFormat(format, tag)(value), strong: false };
  return { kind: value === mark ? "mark" : "text", text: typeof value === "boolean" ? String(value).toUpperCase() : value, strong: false };
}

/** As a pivot style shows them: the first line, the headings right above the numbers, and the last line of numbers stand out. */
function emphasised(rows: readonly (readonly ScreenCell[])[]): readonly (readonly ScreenCell[])[] {
  const table = widestBlock(rows), width = Math.max(0, ...table.map((row) => rows[row].length));
  const filled = table.filter((row) => numbers(rows[row]) > 0), first = filled.at(0) ?? 0, last = filled.length > 1 ? filled.at(-1) : undefined;
  return rows.map((row, at) => {
    if (at === 0) return row.map((cell) => ({ ...cell, strong: cell.kind === "text" }));
    const strong = at === last || (at < first && at >= (table[0] ?? 0));
    return strong ? Array.from({ length: width }, (_, column) => ({ ...(row[column] ?? EMPTY), strong: row[column]?.kind !== "mark" })) : row;
  });
}

/** Rows of the block, between blank rows, that holds most numbers. */
function widestBlock(rows: readonly (readonly ScreenCell[])[]): readonly number[] {
  const blocks: number[][] = [[]];
  rows.forEach((row, at) => { if (row.every(({ kind }) => kind === "empty")) blocks.push([]); else blocks.at(-1)?.push(at); });
  const size = (block: readonly number[]): number => block.reduce((sum, row) => sum + numbers(rows[row]), 0);
  return blocks.reduce((widest, block) => (size(block) > size(widest) ? block : widest));
}

function numbers(row: readonly ScreenCell[]): number {
  return row.filter(({ kind }) => kind === "number" || kind === "mark").length;
}
