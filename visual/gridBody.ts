import { drawRow } from "./drawRow.ts";
import { element } from "./element.ts";
import { destination, wantsTurn } from "./keyboard.ts";
import { rowWindow, type RowWindow } from "./rowWindow.ts";
import type { Selection } from "./selection.ts";
import type { MatrixView } from "./view.ts";
import type { Words } from "./words.ts";

/** What the reader has done, kept from one drawing to the next. Lines are named by their captions from the outermost in. */
export interface ReaderState {
  readonly folded: Set<string>;
  active: { readonly key: string; readonly column: number } | null;
}

/** The rows of a matrix that are drawn at the moment, and the cell that holds the grid's one tab stop. */
export class GridBody {
  readonly element = element("tbody", {});
  private readonly keys: readonly string[];
  /** Lines that no fold hides, without the grand total. */
  private rows: readonly number[] = [];
  private readonly total: number | null;
  private window: RowWindow | null = null;
  private rowHeight = 0;

  constructor(private readonly view: MatrixView, private readonly state: ReaderState, private readonly selection: Selection, private readonly scroll: HTMLElement, private readonly words: Words) {
    this.keys = lineKeys(view);
    const last = view.lines.length - 1;
    this.total = view.lines[last]?.kind === "total" ? last : null;
    this.unfolded();
    this.element.addEventListener("keydown", (event) => { this.key(event); });
    this.element.addEventListener("focusin", (event) => { this.entered(event.target as Element); });
    this.element.addEventListener("click", (event) => { this.clicked(event); });
    scroll.addEventListener("scroll", () => { this.draw(); });
    selection.changed = () => { this.markSelection(); };
  }

  /** Draws what the scroll position shows; does nothing while that is drawn already. */
  draw(): void {
    const wanted = rowWindow(this.rows.length, this.rowHeight, this.scroll.scrollTop, this.scroll.clientHeight, this.window);
    if (wanted.first === this.window?.first && wanted.end === this.window.end) return;
    this.window = wanted;
    const focused = this.element.contains(document.activeElement);
    const lines = [...this.rows.slice(wanted.first, wanted.end), ...(this.total === null ? [] : [this.total])];
    const drawn = lines.map((line) => drawRow(this.view, line, this.state.folded.has(this.keys[line]), () => { this.turn(line); }, this.words));
    const after = blank(this.rows.length - wanted.end, this.rowHeight);
    this.element.replaceChildren(...blank(wanted.first, this.rowHeight), ...drawn.slice(0, wanted.end - wanted.first), ...after, ...drawn.slice(wanted.end - wanted.first));
    this.markSelection();
    this.placeTabStop(focused);
  }

  /** Rows are of one height; it is measured on the first drawing, which shows some of the rows only. */
  measured(rowHeight: number): void {
    this.rowHeight = rowHeight;
    this.draw();
  }

  /** First rows, for measuring. */
  drawFirst(): void {
    this.window = null;
    this.rowHeight = 1;
    this.draw();
    this.window = null;
  }

  /** Folds all groups, or unfolds all when any is folded. */
  turnAll(): void {
    const groups = this.keys.filter((_, line) => this.view.lines[line].kind === "group"), unfold = this.anyFolded;
    for (const key of groups) if (unfold) this.state.folded.delete(key); else this.state.folded.add(key);
    this.redraw();
  }

  get anyFolded(): boolean {
    return this.keys.some((key, line) => this.view.lines[line].kind === "group" && this.state.folded.has(key));
  }

  private turn(line: number): void {
    if (!this.state.folded.delete(this.keys[line])) this.state.folded.add(this.keys[line]);
    this.state.active = { key: this.keys[line], column: 0 };
    this.redraw();
    this.placeTabStop(true);
  }

  private redraw(): void {
    this.unfolded();
    this.window = null;
    this.draw();
    this.element.dispatchEvent(new Event("folded"));
  }

  private unfolded(): void {
    const closed = new Set<number>();
    this.rows = this.view.lines.flatMap(({ kind, parent }, line) => {
      const hidden = closed.has(parent);
      if (hidden || (kind === "group" && this.state.folded.has(this.keys[line]))) closed.add(line);
      return hidden || kind === "total" ? [] : [line];
    });
  }

  private key(event: KeyboardEvent): void {
    const at = this.placeOf(event.target as Element), line = at === null ? null : this.lineAt(at.row);
    if (at === null || line === null) return;
    if (event.key === "Escape") this.selection.clear();
    if (at.column === 0 && event.key === " ") { event.preventDefault(); this.selection.toggle(line, event.ctrlKey); return; }
    if (at.column === 0 && this.view.lines[line].kind === "group" && wantsTurn(event.key, this.state.folded.has(this.keys[line]))) {
      event.preventDefault();
      this.turn(line);
      return;
    }
    const target = destination(event, at, { rows: this.rows.length + (this.total === null ? 0 : 1), columns: this.view.columns + 1 });
    if (target === null) return;
    event.preventDefault();
    this.moveTo(target.row, target.column);
  }

  private moveTo(row: number, column: number): void {
    const line = this.lineAt(row);
    if (line === null) return;
    this.state.active = { key: this.keys[line], column };
    const outside = this.window !== null && row < this.rows.length && (row < this.window.first || row >= this.window.end);
    if (outside) { this.scroll.scrollTop = Math.max(0, row * this.rowHeight - this.scroll.clientHeight / 2); this.draw(); }
    this.placeTabStop(true);
  }

  private entered(target: Element): void {
    const at = this.placeOf(target);
    const line = at === null ? null : this.lineAt(at.row);
    if (at !== null && line !== null) { this.state.active = { key: this.keys[line], column: at.column }; this.placeTabStop(false); }
  }

  /** A click on the heading of a row, beside its fold button, chooses the row. */
  private clicked(event: MouseEvent): void {
    const target = event.target as Element;
    if (target.closest("button") !== null || target.closest("th") === null) return;
    const at = this.placeOf(target), line = at === null ? null : this.lineAt(at.row);
    if (line !== null) this.selection.toggle(line, event.ctrlKey || event.metaKey);
  }

  private markSelection(): void {
    this.element.classList.toggle("choosing", this.selection.some);
    for (const row of this.element.querySelectorAll("tr[aria-rowindex]")) {
      const line = Number(row.getAttribute("aria-rowindex")) - this.view.heads.length - 1;
      if (this.selection.can(line)) row.setAttribute("aria-selected", String(this.selection.has(line)));
    }
  }

  private lineAt(row: number): number | null {
    return row < this.rows.length ? this.rows[row] : this.total;
  }

  private placeOf(target: Element): { row: number; column: number } | null {
    const cell = target.closest<HTMLTableCellElement>("th, td"), row = cell?.closest("tr") ?? null;
    if (cell === null || row === null) return null;
    const line = Number(row.getAttribute("aria-rowindex")) - this.view.heads.length - 1;
    return { row: line === this.total ? this.rows.length : this.rows.indexOf(line), column: cell.cellIndex };
  }

  /** One cell of the grid can be reached by the tab key: the active one, or the first that is drawn. */
  private placeTabStop(focus: boolean): void {
    this.element.querySelector('[tabindex="0"]')?.setAttribute("tabindex", "-1");
    const active = this.state.active, line = active === null ? -1 : this.keys.indexOf(active.key);
    const row = this.element.querySelector<HTMLTableRowElement>(`tr[aria-rowindex="${this.view.heads.length + line + 1}"]`);
    const cell = row?.cells[Math.min(active?.column ?? 0, row.cells.length - 1)] ?? this.element.querySelector<HTMLElement>("th");
    cell?.setAttribute("tabindex", "0");
    if (focus && row !== null) cell?.focus();
  }
}

/** A stretch of rows that is not drawn. */
function blank(rows: number, rowHeight: number): HTMLElement[] {
  if (rows <= 0) return [];
  const made = element("tr", { "aria-hidden": "true", class: "blank" });
  made.style.height = `${rows * rowHeight}px`;
  return [made];
}

function lineKeys({ lines }: MatrixView): string[] {
  const keys: string[] = [];
  for (const line of lines) keys.push(`${line.parent < 0 ? "" : keys[line.parent]}\u0001${line.kind === "total" ? "" : line.text}`);
  return keys;
}
