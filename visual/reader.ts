import type { ColumnWidths } from "./columnWidths.ts";
import type { Order } from "./order.ts";

/** What the reader has done, kept from one drawing to the next. Lines and columns go by their keys. */
export interface ReaderState {
  /** Groups that the reader has folded (true) or unfolded; the others are as the author chose. */
  readonly folded: Map<string, boolean>;
  /** Keys of groups of columns of which only the total is drawn. */
  readonly foldedColumns: Set<string>;
  /** The group of columns that is being folded or unfolded: its button keeps the focus. */
  turned: string | null;
  active: { readonly key: string; readonly column: number } | null;
  order: Order | null;
  readonly widths: ColumnWidths;
}

export function newReader(widths: ColumnWidths): ReaderState {
  return { folded: new Map(), foldedColumns: new Set(), turned: null, active: null, order: null, widths };
}
