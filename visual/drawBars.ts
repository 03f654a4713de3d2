import type { Column } from "./columns.ts";
import { drawLegend } from "./drawLegend.ts";
import type { Drawn } from "./drawMatrix.ts";
import { drawNotices } from "./drawNotices.ts";
import { element } from "./element.ts";
import { explainHidden } from "./explainHidden.ts";
import { destination } from "./keyboard.ts";
import type { Line } from "./lines.ts";
import { numberFormat } from "./numberFormat.ts";
import { scale } from "./scale.ts";
import type { Selection } from "./selection.ts";
import type { MatrixView } from "./view.ts";
import type { Words } from "./words.ts";

/** Rows beyond this many are a table's work. */
const MOST = 150;
/** Widest caption in characters. */
const MOST_CAPTION = 30;

/** One set of bars: an inner column of the first measure. */
interface Series {
  readonly column: Column;
  readonly at: number;
  readonly colour: string;
}

/**
 * The protected table as a bar chart: one bar per inner row and column of the first measure. A hidden number has a hatched bar that is
 * always equally long, and the axis ends by the largest bar that is shown, so neither tells anything of it.
 */
export function drawBars(view: MatrixView, selection: Selection, colour: (series: string) => string, tools: readonly Node[], words: Words): Drawn {
  const first = view.columns[0].measure;
  const series = view.columns.flatMap((column, at): Series[] => (column.total && view.columns.some((other) => !other.total) || column.measure !== first ? [] : [{ column, at, colour: colour(column.caption) }]));
  const lines = view.lines.flatMap(({ kind }, line) => (kind === "part" || kind === "group" ? [line] : [])), drawn = lines.slice(0, MOST);
  const marks = scale(largest(view, drawn, series));
  const captions = element("col", {});
  captions.style.width = `${Math.min(MOST_CAPTION, view.widths[0])}ch`;
  const table = element("table", { class: "bars", "aria-label": words.word("visual/name") }, element("colgroup", {}, captions, element("col", {})),
    element("tbody", {}, ...drawn.map((line) => bars(view, line, series, marks[marks.length - 1], selection, words))),
    element("tfoot", { "aria-hidden": "true" }, axis(marks, words)));
  const scroll = element("div", { class: "scroll" }, table);
  const more = lines.length > MOST ? [element("p", { class: "notice", role: "note" }, words.word("visual/moreBars", { n: MOST }))] : [];
  const made = element("div", { class: "matrix" }, ...drawNotices(view, words), ...more, key(series), scroll, drawLegend(view, tools, words));
  made.append(explainHidden(made, view.limit, words));
  const mark = (): void => { markSelection(table, selection); };
  table.addEventListener("click", (event) => {
    const row = (event.target as Element).closest(".label")?.closest("tr");
    if (row !== null && row !== undefined) selection.toggle(selection.lineOf(row), event.ctrlKey || event.metaKey);
  });
  const labels = [...table.querySelectorAll<HTMLElement>(".label")];
  labels.forEach((label, at) => { label.tabIndex = at === 0 ? 0 : -1; });
  table.addEventListener("keydown", (event) => {
    if (event.key === "Escape") selection.clear();
    const target = destination(event, { row: labels.indexOf(event.target as HTMLElement), column: 0 }, { rows: labels.length, columns: 1 });
    if (target === null) return;
    event.preventDefault();
    reach(labels, event.key === "Home" ? 0 : event.key === "End" ? labels.length - 1 : Math.max(0, target.row));
  });
  scroll.addEventListener("click", (event) => { if (event.target === scroll) selection.clear(); });
  selection.changed = mark;
  mark();
  return { element: made, settle: () => undefined, focus: () => { table.querySelector<HTMLElement>('[tabindex="0"]')?.focus(); } };
}

/** One caption can be reached by the tab key; from there the arrows go on. */
function reach(labels: readonly HTMLElement[], at: number): void {
  labels.forEach((label, index) => { label.tabIndex = index === at ? 0 : -1; });
  labels[at]?.focus();
}

function largest(view: MatrixView, lines: readonly number[], series: readonly Series[]): number {
  let most = 0;
  for (const line of lines) if (view.lines[line].kind === "part") for (const { at } of series) {
    const cell = view.cell(line, at);
    if (cell.kind === "shown") most = Math.max(most, cell.value);
  }
  return most;
}

function bars(view: MatrixView, at: number, series: readonly Series[], end: number, selection: Selection, words: Words): HTMLElement {
  const line = view.lines[at], row = element("tr", { class: line.kind, "aria-rowindex": String(view.heads.length + at + 1) });
  row.style.setProperty("--level", String(line.level));
  row.append(label(line, selection.can(at)));
  row.append(element("td", {}, ...(line.kind === "part" ? series.map((one) => bar(view, at, one, end, words)) : [])));
  return row;
}

function label({ headings, kind }: Line, choosable: boolean): HTMLElement {
  const text = headings[0]?.text ?? "";
  return element("th", { scope: kind === "group" ? "rowgroup" : "row" }, choosable ? element("button", { type: "button", class: "label" }, text) : element("span", {}, text));
}

function bar(view: MatrixView, line: number, { column, at, colour }: Series, end: number, words: Words): HTMLElement {
  const cell = view.cell(line, at), name = element("span", { class: "unseen" }, `${column.caption}: `);
  if (cell.kind === "hidden") return element("div", { class: "hidden" }, name, element("i", { class: "hatched" }), element("span", { "aria-label": words.word("visual/hidden"), role: "img" }, view.mark));
  const stripe = element("i", {});
  stripe.style.setProperty("--length", cell.kind === "shown" ? Math.max(0, cell.value / end).toFixed(4) : "0");
  stripe.style.setProperty("--colour", colour);
  return element("div", {}, name, stripe, element("span", {}, cell.kind === "shown" ? cell.text : "–"));
}

function axis(marks: readonly number[], words: Words): HTMLElement {
  const write = numberFormat("#,0.##", words.tag), end = marks[marks.length - 1];
  const line = element("div", { class: "axis" }, ...marks.map((mark) => {
    const made = element("span", {}, write(mark).replace(/[.,]$/, ""));
    made.style.setProperty("--at", (mark / end).toFixed(4));
    return made;
  }));
  return element("tr", {}, element("td", {}), element("td", {}, line));
}

/** Which colour is which column. */
function key(series: readonly Series[]): HTMLElement {
  return element("ul", { class: "key" }, ...series.map(({ column, colour }) => {
    const swatch = element("i", {});
    swatch.style.setProperty("--colour", colour);
    return element("li", {}, swatch, column.caption);
  }));
}

function markSelection(table: HTMLElement, selection: Selection): void {
  table.classList.toggle("choosing", selection.some);
  for (const button of table.querySelectorAll<HTMLElement>(".label")) {
    const row = button.closest("tr"), chosen = row !== null && selection.has(selection.lineOf(row));
    button.setAttribute("aria-pressed", String(chosen));
    row?.classList.toggle("chosen", chosen);
    row?.classList.toggle("within", selection.within(selection.lineOf(row)));
  }
}
