import type { Block, CellRange, Scalar } from "../host.ts";

/** A rectangle and what its cells should be. */
export interface Watched {
  readonly range: CellRange;
  readonly expected: Block;
  /** Rows and columns of labels: read at every look, with the last row and column, where totals stand. */
  readonly labelRows: number;
  readonly labelColumns: number;
}

/** Cells of a body read per look; the whole body comes round after a few looks. */
const CELLS_PER_LOOK = 400;

/** What to read at the `turn`th look: the edges, where nearly every change shows, and one strip of the rest. */
export function glances({ range, labelRows, labelColumns }: Watched, turn: number): readonly CellRange[] {
  const { rows, columns } = range, height = Math.max(1, Math.floor(CELLS_PER_LOOK / columns)), strips = Math.ceil(rows / height);
  const part = (row: number, column: number, r: number, c: number): CellRange => ({ ...range, row: range.row + row, column: range.column + column, rows: r, columns: c });
  if (strips <= 2) return [range];
  const strip = (turn % strips) * height, lastRows = Math.min(2, rows), lastColumns = Math.min(2, columns);
  return [
    ...(labelRows > 0 ? [part(0, 0, Math.min(labelRows, rows), columns)] : []), ...(labelColumns > 0 ? [part(0, 0, rows, Math.min(labelColumns, columns))] : []),
    part(rows - lastRows, 0, lastRows, columns), part(0, columns - lastColumns, rows, lastColumns), part(strip, 0, Math.min(height, rows - strip), columns),
  ];
}

/** Whether a block read from part of the rectangle is what is expected there. */
export function asExpected({ range, expected }: Watched, part: CellRange, block: Block): boolean {
  const top = part.row - range.row, left = part.column - range.column;
  return block.every((line, r) => line.every((cell, c) => same(cell, expected[top + r]?.[left + c] ?? "")));
}

/** Whether formulas are what they were; those of a range that Excel could not tell of are as they were. */
export function sameBlock(before: Block | undefined, now: Block | null | undefined): boolean {
  return before === undefined || now === null || now === undefined || before.every((line, r) => line.every((cell, c) => same(cell, now[r]?.[c] ?? "")));
}

/** Excel hands some numbers back with another last digit. */
function same(a: Scalar, b: Scalar): boolean {
  return a === b || (typeof a === "number" && typeof b === "number" && Math.abs(a - b) <= 1e-12 * Math.max(Math.abs(a), Math.abs(b)));
}
