import { eachElement, isSet } from "./elements.ts";

/** How a sheet is laid out, and which of its cells compute (ECMA-376-1 §18.3.1). */
export interface SheetLayout {
  /** Widths in characters, by column from 1. */
  readonly widths: ReadonlyMap<number, number>;
  readonly merged: readonly string[];
  readonly gridLines: boolean;
  /** Names of cells whose value is a formula's result. */
  readonly formulas: ReadonlySet<string>;
}

/** Columns a width is kept for: formats often reach to the sheet's last one. */
const LAST = 1_000;

export function readSheetLayout(source: string, part: string): SheetLayout {
  const widths = new Map<number, number>(), merged: string[] = [], formulas = new Set<string>();
  let gridLines = true, cell = "";
  eachElement(source, part, (scanner) => {
    switch (scanner.name) {
      case "sheetView": gridLines = !/^(0|false|off)$/.test(scanner.attribute("showGridLines") ?? "1"); return;
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
  return { widths, merged, gridLines, formulas };
}
