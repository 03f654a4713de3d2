import { element } from "./element.ts";
import { GridHead, type HeadActions } from "./gridHead.ts";
import { GridRows } from "./gridRows.ts";
import { destination, wantsTurn } from "./keyboard.ts";
import type { Order } from "./order.ts";
import type { ReaderState } from "./reader.ts";
import type { Selection } from "./selection.ts";
import type { MatrixView } from "./view.ts";
import type { Words } from "./words.ts";

/** Key of the header row in the reader's place. */
const HEAD = "\u0000head";

/** The accessible grid: one tab stop, arrows between header, rows and total, folding, sorting and the choice of rows. */
export class Grid {
  readonly table: HTMLTableElement;
  readonly rows: GridRows;
  private readonly head: GridHead;

  /** `again`: draws everything anew, as the reader has arranged it by then. */
  constructor(private readonly view: MatrixView, private readonly state: ReaderState, private readonly selection: Selection, private readonly scroll: HTMLElement, again: () => void, words: Words) {
    this.rows = new GridRows(view, state, scroll, words);
    this.head = new GridHead(view, state, this.actions(again), words);
    this.table = element("table", {
      role: view.nested && !view.tabular ? "treegrid" : "grid", class: classes(view),
      "aria-label": words.word("visual/name"), "aria-readonly": "true", "aria-multiselectable": "true",
      "aria-rowcount": String(view.heads.length + view.lines.length), "aria-colcount": String(view.columns.length + view.headings.length),
    }, this.head.widths, this.head.element, ...(view.totalRow === "top" ? [this.rows.totals, this.rows.element] : [this.rows.element, this.rows.totals]));
    this.head.size(this.table);
    this.rows.drawAnew();
    this.settled(false);
    this.table.addEventListener("keydown", (event) => { this.key(event); });
    this.table.addEventListener("click", (event) => { this.clicked(event); });
    scroll.addEventListener("scroll", () => { if (this.rows.draw()) this.settled(this.table.contains(document.activeElement)); });
    selection.changed = () => { this.markSelection(); };
  }

  /** Once it stands in the page. */
  settle(): void {
    const head = this.head.element.offsetHeight, above = this.view.totalRow === "top" ? this.rows.totals.offsetHeight : 0;
    this.table.style.setProperty("--head", `${head}px`);
    this.scroll.style.scrollPaddingTop = `${head + above}px`;
    const headings = this.head.cells.slice(0, this.view.headings.length).reduce((width, cell) => width + cell.offsetWidth, 0);
    this.table.classList.toggle("loose", headings > this.scroll.clientWidth * 0.6);
    this.rows.settle();
    this.settled(false);
  }

  focus(): void {
    const turned = this.state.turned === null ? undefined : this.head.columnFolds.get(this.state.turned);
    (turned ?? this.table.querySelector<HTMLElement>('[tabindex="0"]'))?.focus();
  }

  private actions(again: () => void): HeadActions {
    const { state, rows } = this, folded = (fold: () => void): void => { fold(); this.settled(false); };
    return {
      sort: (column) => { state.order = this.nextOrder(column); again(); },
      foldColumns: (key) => { this.foldColumns(key, again); },
      foldAll: () => { folded(() => { rows.turnAll(); }); },
      foldLevel: (fold) => { folded(() => { rows.turnLevel(fold); }); },
      anyFolded: () => rows.anyFolded,
      canFoldLevel: (fold) => rows.nextLevel(fold) !== null,
    };
  }

  private foldColumns(key: string, again: () => void): void {
    const { state } = this;
    if (!state.foldedColumns.delete(key)) state.foldedColumns.add(key);
    state.turned = key;
    again();
    state.turned = null;
  }

  /** Captions: up, down, as given. Numbers: largest first, smallest first, as given. */
  private nextOrder(column: number): Order | null {
    const { order, columns, headings } = this.view, by = column === 0 ? "label" : { column: columns[column - headings.length].key };
    const first = column !== 0, same = order !== null && (typeof by === "string" ? order.by === by : typeof order.by === "object" && order.by.column === by.column);
    if (!same) return { by, descending: first };
    return order.descending === first ? { by, descending: !first } : null;
  }

  /** Whatever was drawn anew gets its marks and the tab stop back. */
  private settled(focus: boolean): void {
    this.head.label();
    this.markSelection();
    this.placeTabStop(focus);
  }

  private key(event: KeyboardEvent): void {
    const at = this.placeOf(event.target as Element);
    if (at === null || (event.target as Element).closest("button") !== null) return;
    if (event.key === "Escape") this.selection.clear();
    if (this.act(event, at)) { event.preventDefault(); return; }
    const target = destination(event, at, { rows: this.rows.lines.length, columns: this.view.columns.length + this.view.headings.length });
    if (target === null) return;
    event.preventDefault();
    this.moveTo(target.row, target.column);
  }

  /** Keys that do something where they are pressed, rather than move. */
  private act(event: KeyboardEvent, { row, column }: { row: number; column: number }): boolean {
    if (row < 0) return this.head.press(event, column, this.table);
    const line = this.rows.lines[row], group = this.groupIn(line, column);
    if (column < this.view.headings.length && event.key === " ") { this.selection.toggle(line, event.ctrlKey); return true; }
    if (group === null) return false;
    const folded = this.rows.isFolded(group), turns = this.view.tabular ? event.key === "Enter" : wantsTurn(event.key, folded);
    if (turns) this.turn(group, column);
    return turns;
  }

  /** The group whose caption a heading cell carries. */
  private groupIn(line: number, column: number): number | null {
    const place = this.view.lines[line].headings[column]?.place;
    return place === null || place === undefined ? null : this.rows.groupAt(place);
  }

  private turn(group: number, column: number): void {
    this.rows.turn(group);
    const at = this.rows.lines.find((line) => this.groupIn(line, column) === group);
    if (at !== undefined) this.state.active = { key: this.view.lines[at].key, column };
    this.settled(true);
  }

  private moveTo(row: number, column: number): void {
    this.state.active = { key: row < 0 ? HEAD : this.view.lines[this.rows.lines[row]].key, column };
    if (row >= 0) this.rows.reveal(row);
    this.settled(true);
  }

  /** A click on a fold button folds; on a heading beside it chooses the row; on any cell moves the tab stop there. */
  private clicked(event: MouseEvent): void {
    const target = event.target as Element, at = this.placeOf(target);
    if (at === null || at.row < 0) return;
    const line = this.rows.lines[at.row], button = target.closest<HTMLElement>(".fold");
    if (button !== null) {
      const group = this.rows.groupAt(Number(button.dataset["place"]));
      if (group !== null) this.turn(group, at.column);
      return;
    }
    this.state.active = { key: this.view.lines[line].key, column: at.column };
    this.placeTabStop(false);
    if (at.column < this.view.headings.length) this.selection.toggle(line, event.ctrlKey || event.metaKey);
  }

  private markSelection(): void {
    this.table.classList.toggle("choosing", this.selection.some);
    for (const row of this.rows.rows()) {
      const line = this.selection.lineOf(row);
      row.classList.toggle("within", this.selection.within(line));
      if (this.selection.can(line)) row.setAttribute("aria-selected", String(this.selection.has(line)));
    }
  }

  private placeOf(target: Element): { row: number; column: number } | null {
    const cell = target.closest<HTMLTableCellElement>("th, td"), row = cell?.closest("tr");
    if (cell === null || row === null || row === undefined) return null;
    const head = this.head.cells.indexOf(cell);
    if (row.parentElement === this.head.element) return head < 0 ? null : { row: -1, column: head };
    return { row: this.rows.lines.indexOf(this.selection.lineOf(row)), column: cell.cellIndex };
  }

  /** One cell of the grid can be reached by the tab key: the active one, or the first that is drawn. */
  private placeTabStop(focus: boolean): void {
    for (const before of this.table.querySelectorAll('[tabindex="0"]')) before.setAttribute("tabindex", "-1");
    const active = this.state.active, line = active === null ? -1 : this.view.lines.findIndex(({ key }) => key === active.key);
    const row = line < 0 ? null : this.rows.rowOf(line), column = active?.column ?? 0;
    const cell = active?.key === HEAD ? this.head.cells[column] : row?.cells[Math.min(column, row.cells.length - 1)];
    const stop = cell ?? this.rows.element.querySelector<HTMLElement>("th") ?? this.head.cells[0];
    stop.setAttribute("tabindex", "0");
    if (focus && cell !== undefined) cell.focus();
  }
}

/** What the style sheet asks of the table as a whole. */
function classes({ tabular, nested, deep, totalColumn, totalRow }: MatrixView): string {
  return [tabular ? "tabular" : "stepped", ...(nested ? ["nested"] : []), ...(deep ? ["deep"] : []), ...(totalColumn === null ? [] : [`total-${totalColumn}`]), ...(totalRow === "top" ? ["total-top"] : [])].join(" ");
}
