import { element, icon } from "./element.ts";
import { moveFocus } from "./moveFocus.ts";
import type { Cell, Head, Line, MatrixView } from "./view.ts";
import type { Words } from "./words.ts";

const CHEVRON = "M9 6l6 6-6 6", FUNNEL = "M4 5h16l-6 7v6l-4-2v-4z";

/** Which groups the reader has folded, by row index; kept by the caller from one drawing to the next. */
export interface Folding {
  readonly folded: Set<string>;
  /** Called after a group was folded or unfolded. */
  changed(): void;
}

/** Draws the protected matrix as an accessible grid with a legend. */
export function drawMatrix(view: MatrixView, folding: Folding, words: Words): HTMLElement {
  const keys = lineKeys(view.lines);
  const table = element("table", {
    role: view.nested ? "treegrid" : "grid", ...(view.totalLast ? { class: "total-last" } : {}), "aria-label": words.word("visual/name"), "aria-readonly": "true",
    "aria-rowcount": String(view.heads.length + view.lines.length), "aria-colcount": String(view.columns + 1),
  }, head(view, folding, keys, words), body(view, folding, keys, words));
  table.addEventListener("keydown", (event) => { moveFocus(table, event); });
  table.querySelector("tbody th")?.setAttribute("tabindex", "0");
  return element("div", { class: "matrix" }, ...notices(view, words), element("div", { class: "scroll" }, table), legend(view, words));
}

function notices(view: MatrixView, words: Words): HTMLElement[] {
  const filtered = view.filtered ? [element("p", { class: "notice", role: "note" }, icon(FUNNEL), words.word("visual/filtered"))] : [];
  return [...filtered, ...view.notices.map((notice) => element("p", { class: "notice strong", role: "note" }, words.say(notice)))];
}

function head(view: MatrixView, folding: Folding, keys: readonly string[], words: Words): HTMLElement {
  const corner = element("th", { class: "corner", scope: "col", rowspan: String(view.heads.length) }, element("span", {}, view.corner), ...(view.nested ? [foldAll(view, folding, keys, words)] : []));
  return element("thead", {}, ...view.heads.map((row, at) =>
    element("tr", { role: "row", "aria-rowindex": String(at + 1) }, ...(at === 0 ? [corner] : []), ...row.map(headCell))));
}

function headCell(cell: Head): HTMLElement {
  return element("th", {
    class: cell.kind, scope: cell.columns > 1 ? "colgroup" : "col",
    ...(cell.columns > 1 ? { colspan: String(cell.columns) } : {}), ...(cell.rows > 1 ? { rowspan: String(cell.rows) } : {}),
  }, cell.text);
}

/** One button over all groups: folds them, or unfolds them when any is folded. */
function foldAll(view: MatrixView, folding: Folding, keys: readonly string[], words: Words): HTMLElement {
  const groups = keys.filter((_, at) => view.lines[at].kind === "group");
  const anyFolded = groups.some((key) => folding.folded.has(key));
  const label = words.word(anyFolded ? "visual/expandAll" : "visual/collapseAll");
  const button = element("button", { type: "button", class: "fold", "aria-label": label, "aria-expanded": String(!anyFolded) }, icon(CHEVRON));
  button.addEventListener("click", () => {
    for (const key of groups) if (anyFolded) folding.folded.delete(key); else folding.folded.add(key);
    folding.changed();
  });
  return button;
}

function body(view: MatrixView, folding: Folding, keys: readonly string[], words: Words): HTMLElement {
  const closed = new Set<number>();
  const rows = view.lines.flatMap((line, at) => {
    if (closed.has(line.parent)) { closed.add(at); return []; }
    const folded = line.kind === "group" && folding.folded.has(keys[at]);
    if (folded) closed.add(at);
    return [bodyRow(view, line, at, folded, () => toggle(folding, keys[at]), words)];
  });
  return element("tbody", {}, ...rows);
}

function toggle(folding: Folding, key: string): void {
  if (!folding.folded.delete(key)) folding.folded.add(key);
  folding.changed();
}

function bodyRow(view: MatrixView, line: Line, at: number, folded: boolean, turn: () => void, words: Words): HTMLElement {
  const row = element("tr", {
    role: "row", class: line.kind, "aria-rowindex": String(view.heads.length + at + 1),
    ...(view.nested ? { "aria-level": String(line.level + 1) } : {}), ...(line.kind === "group" ? { "aria-expanded": String(!folded) } : {}),
  }, rowHead(line, folded, turn, words), ...line.cells.map((cell) => bodyCell(cell, view.mark, words)));
  return row;
}

function rowHead(line: Line, folded: boolean, turn: () => void, words: Words): HTMLElement {
  const made = element("th", { scope: "row", tabindex: "-1" });
  made.style.setProperty("--level", String(line.level));
  if (line.kind === "group") {
    const label = words.word(folded ? "visual/expand" : "visual/collapse");
    const button = element("button", { type: "button", class: "fold", tabindex: "-1", "aria-label": `${label}: ${line.text}`, "aria-expanded": String(!folded) }, icon(CHEVRON));
    button.addEventListener("click", turn);
    made.append(button);
  }
  made.append(element("span", {}, line.text));
  return made;
}

/** Every hidden cell is made alike: the mark to look at, one word to hear, and nothing else. */
function bodyCell(cell: Cell, mark: string, words: Words): HTMLElement {
  if (cell.kind === "hidden") return element("td", { role: "gridcell", tabindex: "-1", class: "hidden", "aria-label": words.word("visual/hidden") }, mark);
  return element("td", { role: "gridcell", tabindex: "-1" }, cell.kind === "shown" ? cell.text : "");
}

/** One explanation and one number for all hidden cells. */
function legend(view: MatrixView, words: Words): HTMLElement {
  if (view.hidden === 0) return element("footer", {}, element("p", {}, words.word("visual/noneHidden")));
  return element("footer", {},
    element("p", { class: "why" }, element("span", { class: "mark", "aria-hidden": "true" }, view.mark), words.word("visual/explanation", { limit: view.limit })),
    element("p", { class: "count" }, words.word("visual/hiddenCells", { n: view.hidden })));
}

/** Identity of each line from one update to the next: its captions from the outermost in. */
function lineKeys(lines: readonly Line[]): string[] {
  const keys: string[] = [];
  for (const line of lines) keys.push(`${line.parent < 0 ? "" : keys[line.parent]}\u0001${line.text}`);
  return keys;
}
