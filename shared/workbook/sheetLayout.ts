import { eachElement, isSet } from "./elements.ts";

/** How a sheet is laid out, and which of its cells compute (ECMA-376-1 §18.3.1). */
export interface SheetLayout {
  /** Widths in characters, by column from 1. */
  readonly widths: ReadonlyMap<number, number>;
  /** Heights that somebody set, in points, by row from 1. */
  readonly heights: ReadonlyMap<number, number>;
  /** How many rows and columns stay in sight; undefined where none do. */
  readonly frozen: { readonly rows: number; readonly columns: number } | undefined;
  readonly merged: readonly string[];
  readonly gridLines: boolean;
  /** Names of cells whose value is a formula's result. */
  readonly formulas: ReadonlySet<string>;
}

/** Columns a width is kept for: formats often reach to the sheet's last one. */
const LAST = 1_000;
/** Rows a height is kept for, and Excel's greatest height. */
const LOWEST = 5_000, HIGHEST = 409.5;
/** Rows or columns beyond which a frozen part leaves no room to scroll in. */
const FROZEN = 50;

export function readSheetLayout(source: string, part: string): SheetLayout {
  const widths = new Map<number, number>(), heights = new Map<number, number>(), merged: string[] = [], formulas = new Set<string>();
  let gridLines = true, cell = "", frozen: SheetLayout["frozen"];
  eachElement(source, part, (scanner) => {
    switch (scanner.name) {
      case "sheetView": gridLines = !/^(0|false|off)$/.test(scanner.attribute("showGridLines") ?? "1"); return;
      case "pane": {
        const rows = Number(scanner.attribute("ySplit") ?? 0), columns = Number(scanner.attribute("xSplit") ?? 0), whole = (lines: number) => Number.isInteger(lines) && lines >= 0 && lines <= FROZEN;
        if (scanner.attribute("state")?.startsWith("frozen") === true && whole(rows) && whole(columns) && rows + columns > 0) frozen ??= { rows, columns };
        return;
      }
      case "row": {
        const row = Number(scanner.attribute("r") ?? NaN), height = Number(scanner.attribute("ht") ?? NaN);
        if (isSet(scanner, "customHeight") && !isSet(scanner, "hidden") && row <= LOWEST && height > 0 && height <= HIGHEST) heights.set(row, height);
        return;
      }
      case "col": {
        const from = Number(scanner.attribute("min")), to = Math.min(LAST, Number(scanner.attribute("max"))), width = Number(scanner.attribute("width") ?? NaN);
        if (width > 0 && width <= 255 && !isSet(scanner, "hidden")) for (let column = from; column <= to; column++) widths.set(column, width);
        return;
      }
      case "c": cell = scanner.attribute("r") ?? ""; return;
      case "f": formulas.add(cell); return;
      case "mergeCell": merged.push(scanner.attribute("ref") ?? ""); return;
    }
  });
  return { widths, heights, frozen, merged, gridLines, formulas };
}
