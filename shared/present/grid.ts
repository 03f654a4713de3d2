import type { Layout, Slot } from "../table/layout.ts";
import type { Table } from "../table/table.ts";

/** Values-only output: nothing but text and the numbers that may be shown. */
export interface Grid {
  readonly rows: readonly (readonly GridCell[])[];
}

export type GridCell =
  | { readonly kind: "text"; readonly text: string; readonly indent?: number }
  | { readonly kind: "number"; readonly value: number; readonly format?: string }
  | { readonly kind: "mark"; readonly text: string }
  | { readonly kind: "empty" };

/** What `grid` needs of a protected measure. */
export interface Shown {
  readonly status: "protected" | "withheld";
  readonly hidden: Uint8Array;
}

/** Lays the protected cells out as the original stood. Every hidden or withheld cell gets the same mark. */
export function grid(layout: Layout, table: Table, measures: readonly Shown[], mark: string): Grid {
  const cellOf = (slot: Slot): GridCell => {
    if (slot.kind === "label") return { kind: "text", text: slot.text, ...(slot.indent === undefined ? {} : { indent: slot.indent }) };
    if (slot.kind === "empty") return { kind: "empty" };
    return valueCell(table, measures, slot.measure, slot.cell, mark);
  };
  const rows = Array.from({ length: layout.rows }, (_, row) =>
    layout.slots.slice(row * layout.columns, (row + 1) * layout.columns).map(cellOf));
  return { rows };
}

function valueCell(table: Table, measures: readonly Shown[], measure: number, cell: number, mark: string): GridCell {
  const shown = measures[measure], source = table.measures[measure];
  if (shown === undefined || source === undefined || shown.status === "withheld" || shown.hidden[cell] !== 0) return { kind: "mark", text: mark };
  const value = source.values[cell];
  if (value === undefined || Number.isNaN(value)) return { kind: "empty" };
  return { kind: "number", value, ...(source.numberFormat === undefined ? {} : { format: source.numberFormat }) };
}
