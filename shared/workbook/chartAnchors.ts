import { eachElement } from "./elements.ts";

/** Where a chart stands on its sheet: cells of two corners, from 0, and its relationship. */
export interface ChartAnchor {
  readonly relationship: string;
  readonly from: readonly [row: number, column: number];
  readonly to: readonly [row: number, column: number];
}

/** Rows and columns of a chart whose size is not given in cells. */
const ROWS = 15, COLUMNS = 8;

/** The charts of a drawing part (ECMA-376-1 §20.5.2). */
export function readChartAnchors(source: string, part: string): readonly ChartAnchor[] {
  const found: ChartAnchor[] = [];
  let corner: "from" | "to" = "from", cells = { from: [0, 0], to: [0, 0] };
  eachElement(source, part, (scanner) => {
    switch (scanner.name) {
      case "twoCellAnchor": case "oneCellAnchor": case "absoluteAnchor": cells = { from: [0, 0], to: [0, 0] }; return;
      case "from": case "to": corner = scanner.name; return;
      case "row": cells[corner][0] = Number(scanner.textContent()); return;
      case "col": cells[corner][1] = Number(scanner.textContent()); return;
      case "chart": {
        const relationship = scanner.attribute("id"), [row, column] = cells.from, [bottom, right] = cells.to;
        if (relationship !== undefined) found.push({ relationship, from: [row, column], to: bottom > row && right > column ? [bottom, right] : [row + ROWS, column + COLUMNS] });
        return;
      }
    }
  });
  return found;
}
