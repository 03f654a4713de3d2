import { element, icon } from "./element.ts";
import type { Line } from "./lines.ts";
import type { MatrixView } from "./view.ts";
import type { Words } from "./words.ts";

export const CHEVRON = "M9 6l6 6-6 6";

/** What a row needs to know of the rows around it. */
export interface RowPlace {
  /** The line above it among those that no fold hides. */
  readonly previous: Line | null;
  /** Whether the group at a place of the row axis is folded; null where the place is no group. */
  readonly folded: (place: number) => boolean | null;
}

/** Draws one line of the matrix; `at` is its index among all lines. */
export function drawRow(view: MatrixView, at: number, place: RowPlace, words: Words): HTMLTableRowElement {
  const line = view.lines[at], row = document.createElement("tr");
  row.className = `${line.kind}${line.grand ? " grand" : ""}${at % 2 === 0 ? "" : " odd"}`;
  row.setAttribute("aria-rowindex", String(view.heads.length + at + 1));
  const own = place.folded(line.place);
  if (view.nested && !view.tabular) {
    row.setAttribute("aria-level", String(line.level + 1));
    if (line.kind === "group" && own !== null) row.setAttribute("aria-expanded", String(!own));
  }
  line.headings.forEach((_, column) => { row.append(heading(view, line, column, place, words)); });
  const numbers = line.whenFolded === null || own === true;
  for (let column = 0; column < view.columns.length; column++) row.append(numbers ? drawCell(view, at, column, words) : document.createElement("td"));
  return row;
}

/** Heading of a line in one heading column; a caption that stands right above is heard, not seen again. */
function heading(view: MatrixView, line: Line, column: number, { previous, folded }: RowPlace, words: Words): HTMLElement {
  const given = line.headings[column];
  if (given === null) return element("td", { class: `h h${column}` });
  const made = element("th", { scope: "row", class: `h h${column}` });
  if (!view.tabular) made.style.setProperty("--level", String(line.level));
  if (given.place !== null && previous?.headings[column]?.place === given.place) {
    made.append(element("span", { class: "unseen" }, given.text));
    return made;
  }
  const closed = given.place === null ? null : folded(given.place);
  if (closed !== null) {
    const label = words.word(closed ? "visual/expand" : "visual/collapse");
    made.append(element("button", { type: "button", class: "fold", tabindex: "-1", "aria-label": `${label}: ${given.text}`, "aria-expanded": String(!closed), "data-place": String(given.place) }, icon(CHEVRON)));
  }
  made.append(element("span", {}, given.text));
  return made;
}

/** Every hidden cell is made alike: the mark to look at, one word to hear, and nothing else. */
function drawCell(view: MatrixView, at: number, column: number, words: Words): HTMLElement {
  const cell = view.cell(at, column), made = document.createElement("td");
  if (cell.kind === "hidden") {
    made.className = "hidden";
    made.setAttribute("aria-label", words.word("visual/hidden"));
    made.textContent = view.mark;
  } else if (cell.kind === "shown") {
    made.textContent = cell.text;
    if (cell.share !== undefined) {
      made.className = "bar";
      made.style.setProperty("--share", cell.share.toFixed(3));
    }
  }
  return made;
}
