import type { Table } from "../shared/table/table.ts";

/** Names a cell in a report: position, id or address. */
export type CellName = (cell: number) => number | string;

/** How the neutral format names a cell: its position, or its id in a linear structure. */
export function cellId({ shape }: Table, cell: number): number | string {
  return shape.kind === "linear" ? shape.cells[cell] : cell;
}
