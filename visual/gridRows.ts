import { drawRow, type RowPlace } from "./drawRow.ts";
import { element } from "./element.ts";
import { visibleLines } from "./lines.ts";
import type { ReaderState } from "./reader.ts";
import { rowWindow, type RowWindow } from "./rowWindow.ts";
import type { MatrixView } from "./view.ts";
import type { Words } from "./words.ts";

/** The rows of a matrix that are drawn at the moment: those in view and some around them, and the grand total above or below. */
export class GridRows {
  readonly element = element("tbody", {});
  readonly totals = element("tbody", { class: "totals" });
  /** Lines that no fold hides; the grand total's stand first or last. */
  lines: readonly number[] = [];
  private window: RowWindow = { first: 0, end: 0 };
  private drawn: HTMLTableRowElement[] = [];
  private readonly above = blank();
  private readonly below = blank();
  /** Line of each group, by its place on the row axis. */
  private readonly groups: ReadonlyMap<number, number>;
  /** The stretch of `lines` that is not the grand total's; the window counts from its start. */
  private body = { first: 0, end: 0 };
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
    const { key, level } = this.view.lines[line];
    return this.state.folded.get(key) ?? level >= this.view.unfolded;
  }

  get anyFolded(): boolean {
    return [...this.groups.values()].some((line) => this.isFolded(line));
  }

  turn(line: number): void {
    this.setFolded([line], !this.isFolded(line));
  }

  /** Folds all groups, or unfolds all when any is folded. */
  turnAll(): void {
    this.setFolded([...this.groups.values()], !this.anyFolded);
  }

  /** The level that would be folded (the innermost that is seen unfolded) or unfolded (the outermost that is seen folded) next; null where there is none. */
  nextLevel(fold: boolean): number | null {
    const levels = this.lines.flatMap((line) => (this.view.lines[line].kind === "group" && this.isFolded(line) !== fold ? [this.view.lines[line].level] : []));
    return levels.length === 0 ? null : levels.reduce((a, b) => (fold ? Math.max(a, b) : Math.min(a, b)));
  }

  turnLevel(fold: boolean): void {
    const next = this.nextLevel(fold);
    this.setFolded([...this.groups.values()].filter((line) => this.view.lines[line].level === next), fold);
  }

  private setFolded(lines: readonly number[], folded: boolean): void {
    for (const line of lines) this.state.folded.set(this.view.lines[line].key, folded);
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
    this.totals.replaceChildren(...this.lines.flatMap((line, at) => (this.view.lines[line].grand ? [this.row(line, at)] : [])));
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
    const wanted = rowWindow(this.length, this.rowHeight, this.scroll.scrollTop, this.scroll.clientHeight, before);
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
    this.below.style.height = `${(this.length - end) * this.rowHeight}px`;
    this.above.hidden = first === 0;
    this.below.hidden = end === this.length;
  }

  /** Brings a row that may not be drawn into view. */
  reveal(index: number): void {
    const at = index - this.body.first;
    if (at < 0 || at >= this.length || (at >= this.window.first && at < this.window.end)) return;
    this.scroll.scrollTop = Math.max(0, at * this.rowHeight - this.scroll.clientHeight / 2);
    this.draw();
  }

  private stretch(first: number, end: number): HTMLTableRowElement[] {
    const from = this.body.first + first;
    return this.lines.slice(from, this.body.first + end).map((line, at) => this.row(line, from + at));
  }

  private row(line: number, index: number): HTMLTableRowElement {
    const above = index === 0 || index === this.body.first || index === this.body.end ? null : this.view.lines[this.lines[index - 1]];
    const folded: RowPlace["folded"] = (place) => { const group = this.groups.get(place); return group === undefined ? null : this.isFolded(group); };
    return drawRow(this.view, line, { previous: above, folded }, this.words);
  }

  private unfold(): void {
    this.lines = visibleLines(this.view.lines, (line) => this.isFolded(line));
    const grand = this.lines.filter((line) => this.view.lines[line].grand).length, above = this.view.totalRow === "top" ? grand : 0;
    this.body = { first: above, end: this.lines.length - grand + above };
  }

  private get length(): number {
    return this.body.end - this.body.first;
  }
}

/** A stretch of rows that is not drawn. */
function blank(): HTMLTableRowElement {
  return element("tr", { "aria-hidden": "true", class: "blank", hidden: "" });
}
