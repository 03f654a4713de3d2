/**
 * Where a table's cells and labels stand on the sheet or matrix they came from, so that the protected
 * result keeps the look of the original. Row-major, `rows × columns` slots.
 */
export interface Layout {
  readonly rows: number;
  readonly columns: number;
  readonly slots: readonly Slot[];
}

export type Slot =
  | { readonly kind: "label"; readonly text: string; readonly indent?: number }
  | { readonly kind: "value"; readonly cell: number; readonly measure: number }
  | { readonly kind: "empty" };

/** A table with its place: what a source hands to `protect` and to `present`. */
export interface PlacedTable {
  readonly table: import("./table.ts").Table;
  readonly layout: Layout;
}
