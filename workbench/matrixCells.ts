import type { ShownCell } from "./agreement.ts";

/** Reads what the drawn matrix shows, from its table alone: headings give the captions, and a hidden cell is one that says so. */
export function matrixCells(drawing: ParentNode): readonly ShownCell[] {
  const table = drawing.querySelector("table");
  if (table === null) return [];
  const columns = columnPaths([...table.querySelectorAll("thead tr")]);
  const rowless = table.querySelector(".corner .caption")?.textContent === "";
  let path: readonly string[] = [];
  return [...table.querySelectorAll("tbody tr:not(.blank)")].flatMap((line) => {
    const level = Number(line.getAttribute("aria-level") ?? 1), total = rowless || line.classList.contains("total");
    path = total ? [] : [...path.slice(0, level - 1), line.querySelector("th")?.textContent ?? ""];
    const row = path;
    return [...line.querySelectorAll("td")].flatMap((cell, at): ShownCell[] => {
      const heading = columns[at];
      return heading === undefined ? [] : [{ row, ...heading, hidden: cell.classList.contains("hidden") }];
    });
  });
}

interface Heading {
  readonly column: readonly string[];
  readonly measure: string;
}

/** One heading per column of numbers, with spans resolved. The first cell of the first row is the corner above the row headings. */
function columnPaths(rows: readonly Element[]): readonly Heading[] {
  const grid: Element[][] = rows.map(() => []);
  rows.forEach((row, at) => {
    let column = 0;
    for (const cell of row.querySelectorAll("th:not(.corner)")) {
      while (grid[at][column] !== undefined) column++;
      for (let r = 0; r < span(cell, "rowspan"); r++) for (let c = 0; c < span(cell, "colspan"); c++) if (grid[at + r] !== undefined) grid[at + r][column + c] = cell;
      column += span(cell, "colspan");
    }
  });
  return (grid[0] ?? []).map((_, column) => {
    const cells = [...new Set(grid.map((row) => row[column]))].filter((cell) => cell !== undefined);
    const captions = (kind: string): string[] => cells.filter((cell) => cell.classList.contains(kind)).map((cell) => cell.textContent);
    return { column: captions("part"), measure: captions("measure")[0] ?? "" };
  });
}

function span(cell: Element, attribute: "rowspan" | "colspan"): number {
  return Number(cell.getAttribute(attribute) ?? 1);
}
