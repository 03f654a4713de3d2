import { drawRow, type RowPlace } from "./drawRow.ts";
import { element } from "./element.ts";
import { visibleLines } from "./lines.ts";
import type { ReaderState } from "./reader.ts";
import { rowWindow, type RowWindow } from "./rowWindow.ts";
import type { MatrixView } from "./view.ts";
import type { Words } from "./words.ts";

/** The rows of a matrix that are drawn at the moment: those in view and some around them, and the grand total below. */
export class GridRows {
  readonly element = element("tbody", {});
  readonly totals = element("tbody", { class: "totals" });
  /** Lines that no fold hides, the grand total's at the end. */
  lines: readonly number[] = [];
  private window: RowWindow = { first: 0, end: 0 };
  private drawn: HTMLTableRowElement[] = [];
  private readonly above = blank();
  private readonly below = blank();
  /** Line of each group, by its place on the row axis. */
  private readonly groups: ReadonlyMap<number, number>;
  private body = 0;
  private rowHeight = 0;

  constructor(private readonly view: MatrixView, private readonly state: ReaderState, private readonly scroll: HTMLElement, private readonly words: Words) {
    this.groups = new Map(view.lines.flatMap(({ kind, place }, line) => (kind === "group" ? [[place, line] as const] : [])));
    this.unfold();
  }

  /** The line of a group, null where a place is no group. */
  groupAt(place: number): number | null {
    return this.groups.get(place) ?? null;
  }

  isFolded(line: number): boolean {
    return this.state.folded.has(this.view.lines[line].key);
  }

  get anyFolded(): boolean {
    return [...this.groups.values()].some((line) => this.isFolded(line));
  }

  turn(line: number): void {
    const { key } = this.view.lines[line];
    if (!this.state.folded.delete(key)) this.state.folded.add(key);
    this.unfold();
    this.drawAnew();
  }

  /** Folds all groups, or unfolds all when any is folded. */
  turnAll(): void {
    const unfold = this.anyFolded;
    for (const line of this.groups.values()) { const { key } = this.view.lines[line]; if (unfold) this.state.folded.delete(key); else this.state.folded.add(key); }
    this.unfold();
    this.drawAnew();
  }

  /** The row of a line, null while it is not drawn. */
  rowOf(line: number): HTMLTableRowElement | null {
    const index = `tr[aria-rowindex="${this.view.heads.length + line + 1}"]`;
    return this.element.querySelector<HTMLTableRowElement>(index) ?? this.totals.querySelector<HTMLTableRowElement>(index);
  }

  rows(): HTMLTableRowElement[] {
    return [...this.drawn, ...this.totals.querySelectorAll("tr")];
  }

  drawAnew(): void {
    this.drawn = [];
    this.window = { first: 0, end: 0 };
    this.element.replaceChildren(this.above, this.below);
    this.totals.replaceChildren(...this.lines.slice(this.body).map((line, at) => this.row(line, this.body + at)));
    this.draw();
  }

  /** Once it stands in the page: rows are of one height, or where captions wrap at least of this one; the first drawing shows some of the rows only. */
  settle(): void {
    this.rowHeight = this.drawn.reduce((least, { offsetHeight }) => Math.min(least, offsetHeight), Infinity);
    if (!Number.isFinite(this.rowHeight)) this.rowHeight = 0;
    this.draw();
    this.stretchBlanks();
  }

  /** Draws what the scroll position shows; rows that stay are kept. Before rows are measured, only the first ones. */
  draw(): boolean {
    if (this.rowHeight === 0) { this.rowHeight = this.drawn[0]?.offsetHeight ?? 0; this.stretchBlanks(); }
    const before = this.window.end === 0 ? null : this.window;
    const wanted = rowWindow(this.body, this.rowHeight, this.scroll.scrollTop, this.scroll.clientHeight, before);
    if (before !== null && wanted.first === before.first && wanted.end === before.end) return false;
    const kept = this.drawn.filter((row, at) => {
      const stays = this.window.first + at >= wanted.first && this.window.first + at < wanted.end;
      if (!stays) row.remove();
      return stays;
    });
    const from = Math.max(wanted.first, this.window.first), to = kept.length === 0 ? from : from + kept.length;
    const head = kept.length === 0 ? this.stretch(wanted.first, wanted.end) : this.stretch(wanted.first, from), tail = kept.length === 0 ? [] : this.stretch(to, wanted.end);
    this.above.after(...head);
    this.below.before(...tail);
    this.drawn = [...head, ...kept, ...tail];
    this.window = wanted;
    this.stretchBlanks();
    return true;
  }

  private stretchBlanks(): void {
    const { first, end } = this.window;
    this.above.style.height = `${first * this.rowHeight}px`;
    this.below.style.height = `${(this.body - end) * this.rowHeight}px`;
    this.above.hidden = first === 0;
    this.below.hidden = end === this.body;
  }

  /** Brings a row that may not be drawn into view. */
  reveal(index: number): void {
    if (index >= this.body || (index >= this.window.first && index < this.window.end)) return;
    this.scroll.scrollTop = Math.max(0, index * this.rowHeight - this.scroll.clientHeight / 2);
    this.draw();
  }

  private stretch(first: number, end: number): HTMLTableRowElement[] {
    return this.lines.slice(first, end).map((line, at) => this.row(line, first + at));
  }

  private row(line: number, index: number): HTMLTableRowElement {
    const above = index === 0 || index === this.body ? null : this.view.lines[this.lines[index - 1]];
    const folded: RowPlace["folded"] = (place) => { const group = this.groups.get(place); return group === undefined ? null : this.isFolded(group); };
    return drawRow(this.view, line, { previous: above, folded }, this.words);
  }

  private unfold(): void {
    this.lines = visibleLines(this.view.lines, (line) => this.isFolded(line));
    const first = this.lines.findIndex((line) => this.view.lines[line].grand);
    this.body = first < 0 ? this.lines.length : first;
  }
}

/** A stretch of rows that is not drawn. */
function blank(): HTMLTableRowElement {
  return element("tr", { "aria-hidden": "true", class: "blank", hidden: "" });
}
