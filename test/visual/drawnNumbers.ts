/** A number as it stands in the drawing, named by the captions that a reader sees, outermost first; a grand total has none. */
export interface DrawnNumber {
  readonly row: readonly string[];
  readonly column: readonly string[];
  readonly measure: string;
  /** Empty for a blank. */
  readonly text: string;
  readonly hidden: boolean;
}

/** Reads every form that the visual draws, from the page's text alone. `measures`: captions that are measures. */
export function drawnNumbers(root: ParentNode, measures: readonly string[]): readonly DrawnNumber[] {
  const table = root.querySelector("table");
  if (table === null) return [];
  return table.classList.contains("bars") ? bars(table, measures) : grid(table, measures);
}

const rowsOf = (table: Element): Element[] => [...table.querySelectorAll("tbody tr:not(.blank)")];
const captions = (row: Element): string[] => [...row.querySelectorAll("th")].map(({ textContent }) => textContent);

function grid(table: Element, measures: readonly string[]): DrawnNumber[] {
  const columns = columnPaths([...table.querySelectorAll("thead tr")], measures), rowless = table.querySelector(".corner .caption")?.textContent === "";
  let path: readonly string[] = [];
  return rowsOf(table).flatMap((line) => {
    const heads = captions(line), onRow = line.classList.contains("measure") || table.classList.contains("tabular") || rowless ? measures.find((name) => name === heads.at(-1)) : undefined;
    if (!line.classList.contains("measure") || table.classList.contains("tabular")) path = rowless ? [] : pathOf(table, line, onRow === undefined ? heads : heads.slice(0, -1), path);
    const row = path;
    return [...line.querySelectorAll("td:not(.h)")].map((cell, at): DrawnNumber => {
      const { column, measure } = columns[at];
      return { row, column, measure: onRow ?? measure ?? measures[0], text: cell.textContent, hidden: cell.classList.contains("hidden") };
    });
  });
}

/** Tabular: a caption per level, then "I alt" on totals. Stepped: one caption at its level, "… i alt" on totals below their group. */
function pathOf(table: Element, line: Element, heads: readonly string[], above: readonly string[]): readonly string[] {
  if (line.classList.contains("grand")) return [];
  if (table.classList.contains("tabular")) return line.classList.contains("subtotal") ? heads.slice(0, -1) : heads;
  const level = Number(line.getAttribute("aria-level") ?? 1);
  return [...above.slice(0, level - 1), line.classList.contains("subtotal") ? heads[0].replace(/ i alt$/, "") : heads[0]];
}

/** One per column of numbers, with spans resolved; the corners stand in the first row. */
function columnPaths(rows: readonly Element[], measures: readonly string[]): { readonly column: readonly string[]; readonly measure: string | undefined }[] {
  const cells: Element[][] = rows.map(() => []), span = (cell: Element, name: string): number => Number(cell.getAttribute(name) ?? 1);
  rows.forEach((row, at) => {
    let column = 0;
    for (const cell of row.querySelectorAll("th:not(.corner)")) {
      while (cells[at][column] !== undefined) column++;
      for (let r = 0; r < span(cell, "rowspan"); r++) for (let c = 0; c < span(cell, "colspan"); c++) cells[at + r][column + c] = cell;
      column += span(cell, "colspan");
    }
  });
  return (cells[0] ?? []).map((_, column) => {
    const own = [...new Set(cells.map((row) => row[column]))], texts = (kind: string): string[] => own.filter(({ classList }) => classList.contains(kind)).map(({ textContent }) => textContent);
    return { column: texts("part"), measure: measures.find((name) => name === texts("measure")[0]) };
  });
}

/** Each bar says its column and its number. */
function bars(table: Element, measures: readonly string[]): DrawnNumber[] {
  let path: readonly string[] = [];
  return rowsOf(table).flatMap((line) => {
    const [caption] = captions(line), level = Number((line as HTMLElement).style.getPropertyValue("--level"));
    path = [...path.slice(0, level), caption];
    const row = measures.includes(caption) || caption === "I alt" ? [] : path;
    return [...line.querySelectorAll("td > div")].map((bar): DrawnNumber => {
      const names = (bar.querySelector(".unseen")?.textContent ?? "").replace(/: $/, "").split(" · "), measure = measures.find((name) => name === names.at(-1)), text = bar.lastElementChild?.textContent ?? "";
      return { row, column: measure === undefined ? names : names.slice(0, -1), measure: measure ?? measures[0], text: text === "–" ? "" : text, hidden: bar.classList.contains("hidden") };
    });
  });
}
