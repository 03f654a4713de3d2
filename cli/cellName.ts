import type { Table } from "../shared/table/table.ts";

/** Names a cell in a report: position, id or address. */
export type CellName = (cell: number) => number | string;

/** How the neutral format names a cell: its position, or its id in a linear structure. */
export function cellId({ shape }: Table, cell: number): number | string {
  return shape.kind === "linear" ? shape.cells[cell] : cell;
}

/** Names a cell of one of a table's measures, numbered measure by measure: with the measure's name where there are several. */
export function placeName({ measures }: Table, name: CellName): CellName {
  const [{ values }] = measures;
  return measures.length === 1 ? name : (place) => `${measures[Math.floor(place / values.length)].name}: ${name(place % values.length)}`;
}
