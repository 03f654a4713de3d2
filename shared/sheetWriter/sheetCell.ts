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
  /** In points, by row; the reader's own where absent. */
  readonly rowHeights?: readonly (number | undefined)[];
  /** How many rows and columns stay in sight. */
  readonly frozen?: { readonly rows: number; readonly columns: number };
  /** Leading rows whose text is bold. */
  readonly headerRows?: number;
  /** Ranges of merged cells. */
  readonly merged?: readonly string[];
  readonly gridLines?: boolean;
  readonly charts?: readonly WrittenChart[];
}

/** A chart of numbers that stand on a sheet of the same workbook. */
export interface WrittenChart {
  readonly title?: string;
  /** Several share the axis of categories: columns, lines and areas. */
  readonly plots: readonly WrittenPlot[];
  /** Cells under its corners, row and column from 0. */
  readonly from: readonly [row: number, column: number];
  readonly to: readonly [row: number, column: number];
}

export interface WrittenPlot {
  readonly kind: "bar" | "column" | "line" | "area" | "pie" | "radar" | "scatter";
  readonly grouping: "standard" | "clustered" | "stacked" | "percentStacked";
  /** On a scale of its own at the right. */
  readonly secondary?: boolean;
  /** Points of a scatter chart without lines between them. */
  readonly pointsOnly?: boolean;
  readonly series: readonly WrittenSeries[];
}

/** Written out, not referred to: of a reference Excel would draw a mark as zero. Null where no number is shown. */
export interface WrittenSeries {
  readonly name?: string;
  readonly categories?: readonly string[];
  /** Where the points of a scatter chart stand across; 1, 2, 3 … where absent. */
  readonly across?: readonly (number | null)[];
  readonly numbers: readonly (number | null)[];
}
