/** What a written sheet can hold: text and numbers, nothing that computes or links. */
export type SheetCell =
  | { readonly kind: "text"; readonly text: string; readonly indent?: number }
  | { readonly kind: "number"; readonly value: number; readonly format?: string }
  | { readonly kind: "mark"; readonly text: string }
  | { readonly kind: "empty" };

export interface WrittenSheet {
  /** Wished name; characters that Excel forbids are replaced, and equal names numbered. */
  readonly name: string;
  readonly grid: { readonly rows: readonly (readonly SheetCell[])[] };
  /** Lines of text below the grid. */
  readonly notes?: readonly string[];
  /** In characters; measured from the content where absent. */
  readonly columnWidths?: readonly number[];
  /** Leading rows whose text is bold. */
  readonly headerRows?: number;
}
