import type { Order } from "./order.ts";

/** What the reader has done, kept from one drawing to the next. Lines and columns go by their keys. */
export interface ReaderState {
  readonly folded: Set<string>;
  active: { readonly key: string; readonly column: number } | null;
  order: Order | null;
  /** Widths that the reader has dragged, in pixels. */
  readonly widths: Map<string, number>;
}

export function newReader(): ReaderState {
  return { folded: new Set(), active: null, order: null, widths: new Map() };
}
