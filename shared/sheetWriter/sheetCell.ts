/** What a written sheet can hold: text and numbers, nothing that computes or links. */
export type SheetCell =
  | { readonly kind: "text"; readonly text: string; readonly indent?: number; readonly look?: Look }
  | { readonly kind: "number"; readonly value: number; readonly format?: string; readonly look?: Look }
  | { readonly kind: "mark"; readonly text: string; readonly look?: Look }
  | { readonly kind: "empty"; readonly look?: Look };

/** How a cell looks beside its number format. Colours are six hexadecimal digits. */
export interface Look {
  readonly bold?: boolean;
  readonly italic?: boolean;
  /** In points. */
  readonly size?: number;
  readonly colour?: string;
  readonly fill?: string;
  /** Sides that have a thin line. */
  readonly lines?: readonly ("left" | "right" | "top" | "bottom")[];
  readonly align?: "left" | "center" | "right";
  readonly wrap?: boolean;
}

export interface WrittenSheet {
  /** Wished name; characters that Excel forbids are replaced, and equal names numbered. */
  readonly name: string;
  readonly grid: { readonly rows: readonly (readonly SheetCell[])[] };
  /** Lines of text below the grid. */
  readonly notes?: readonly string[];
  /** In characters; measured from the content where absent. */
  readonly columnWidths?: readonly (number | undefined)[];
  /** Leading rows whose text is bold. */
  readonly headerRows?: number;
  /** Ranges of merged cells. */
  readonly merged?: readonly string[];
  readonly gridLines?: boolean;
  readonly charts?: readonly WrittenChart[];
}

/** A chart of numbers that stand on a sheet of the same workbook. */
export interface WrittenChart {
  readonly kind: "bar" | "column" | "line" | "area" | "pie";
  readonly grouping: "standard" | "clustered" | "stacked" | "percentStacked";
  readonly title?: string;
  readonly series: readonly WrittenSeries[];
  /** Cells under its corners, row and column from 0. */
  readonly from: readonly [row: number, column: number];
  readonly to: readonly [row: number, column: number];
}

/** Written out, not referred to: of a reference Excel would draw a mark as zero. Null where no number is shown. */
export interface WrittenSeries {
  readonly name?: string;
  readonly categories?: readonly string[];
  readonly numbers: readonly (number | null)[];
}
