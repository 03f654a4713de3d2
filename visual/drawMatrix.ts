import { CHEVRON } from "./drawRow.ts";
import { element, icon } from "./element.ts";
import { GridBody, type ReaderState } from "./gridBody.ts";
import type { Selection } from "./selection.ts";
import type { Head, MatrixView } from "./view.ts";
import type { Words } from "./words.ts";

const FUNNEL = "M4 5h16l-6 7v6l-4-2v-4z";

/** A drawn matrix; `settle` measures and completes it once it stands in the page. */
export interface DrawnMatrix {
  readonly element: HTMLElement;
  settle(): void;
}

/** Draws the protected matrix as an accessible grid with a legend. */
export function drawMatrix(view: MatrixView, state: ReaderState, selection: Selection, words: Words): DrawnMatrix {
  const scroll = element("div", { class: "scroll" }), body = new GridBody(view, state, selection, scroll, words);
  scroll.addEventListener("click", (event) => { if (event.target === scroll) selection.clear(); });
  body.drawFirst();
  const head = drawHead(view, body, words);
  scroll.append(element("table", {
    role: view.nested ? "treegrid" : "grid", ...(view.totalLast ? { class: "total-last" } : {}),
    "aria-label": words.word("visual/name"), "aria-readonly": "true", "aria-multiselectable": "true",
    "aria-rowcount": String(view.heads.length + view.lines.length), "aria-colcount": String(view.columns + 1),
  }, widths(view), head, body.element));
  return {
    element: element("div", { class: "matrix" }, ...notices(view, words), scroll, legend(view, words)),
    settle: () => {
      scroll.style.scrollPaddingTop = `${head.offsetHeight}px`;
      body.measured(body.element.querySelector("tr")?.offsetHeight ?? 0);
    },
  };
}

/** Keeps the columns from changing width while rows come and go: each is as wide as the longest text that it ever shows. */
function widths(view: MatrixView): HTMLElement {
  const longest = Array.from({ length: view.columns }, (_, column) => view.lines.reduce((length, { cells }) => {
    const cell = cells[column];
    return cell.kind === "shown" ? Math.max(length, cell.text.length) : length;
  }, view.mark.length));
  const label = view.lines.reduce((length, { text, level }) => Math.max(length, text.length + 2 * level), view.corner.length + 3);
  return element("colgroup", {}, ...[label + 2, ...longest].map((length) => {
    const column = element("col", {});
    column.style.width = `calc(${length}ch + 2em)`;
    return column;
  }));
}

function notices(view: MatrixView, words: Words): HTMLElement[] {
  const filtered = view.filtered ? [element("p", { class: "notice", role: "note" }, icon(FUNNEL), words.word("visual/filtered"))] : [];
  const summed = view.summed ? [element("p", { class: "notice", role: "note" }, words.word("visual/summed"))] : [];
  return [...filtered, ...summed, ...view.notices.map((notice) => element("p", { class: "notice strong", role: "note" }, words.say(notice)))];
}

function drawHead(view: MatrixView, body: GridBody, words: Words): HTMLElement {
  const corner = element("th", { class: "corner", scope: "col", rowspan: String(view.heads.length) }, element("span", {}, view.corner), ...(view.nested ? [foldAll(body, words)] : []));
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
function foldAll(body: GridBody, words: Words): HTMLElement {
  const button = element("button", { type: "button", class: "fold" }, icon(CHEVRON));
  const label = (): void => {
    button.setAttribute("aria-expanded", String(!body.anyFolded));
    button.setAttribute("aria-label", words.word(body.anyFolded ? "visual/expandAll" : "visual/collapseAll"));
  };
  button.addEventListener("click", () => { body.turnAll(); });
  body.element.addEventListener("folded", label);
  label();
  return button;
}

/** One explanation and one number for all hidden cells. */
function legend(view: MatrixView, words: Words): HTMLElement {
  if (view.hidden === 0) return element("footer", {}, element("p", {}, words.word("visual/noneHidden")));
  return element("footer", {},
    element("p", { class: "why" }, element("span", { class: "mark", "aria-hidden": "true" }, view.mark), words.word("visual/explanation", { limit: view.limit })),
    element("p", { class: "count" }, words.word("visual/hiddenCells", { n: view.hidden })));
}
