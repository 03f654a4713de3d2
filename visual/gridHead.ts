import { CHEVRON } from "./drawRow.ts";
import { element, icon } from "./element.ts";
import type { Head } from "./columns.ts";
import type { ReaderState } from "./reader.ts";
import type { MatrixView } from "./view.ts";
import type { Words } from "./words.ts";

const EXPAND_LEVEL = "M7 6l5 5 5-5 M7 13l5 5 5-5", COLLAPSE_LEVEL = "M7 11l5-5 5 5 M7 18l5-5 5 5";
const ARROW = "M12 5v14 M6 11l6-6 6 6";

/** What the header asks of the matrix around it. */
export interface HeadActions {
  /** Sorts by the captions (column 0) or by a column, as `sort` says. */
  sort(column: number): void;
  /** Folds a group of columns into its total, or unfolds it. */
  foldColumns(key: string): void;
  foldAll(): void;
  /** Folds or unfolds the next level of groups. */
  foldLevel(fold: boolean): void;
  readonly anyFolded: () => boolean;
  /** Whether there is a level to fold or unfold. */
  readonly canFoldLevel: (fold: boolean) => boolean;
}

/** One step of the keyboard, in pixels. */
const STEP = 16;

/** The header of the grid: spans, sorting and widths. Columns count from the first heading column. */
export class GridHead {
  readonly element: HTMLElement;
  readonly widths = element("colgroup", {});
  /** The header cell right above each column. */
  readonly cells: HTMLTableCellElement[] = [];
  /** Fold buttons of groups of columns, by key. */
  readonly columnFolds = new Map<string, HTMLElement>();
  private readonly fold: HTMLButtonElement;
  private readonly levels: readonly (readonly [fold: boolean, button: HTMLButtonElement])[];

  constructor(private readonly view: MatrixView, private readonly state: ReaderState, private readonly actions: HeadActions, private readonly words: Words) {
    const { headings, heads } = view;
    this.fold = this.button(CHEVRON, () => { actions.foldAll(); });
    this.levels = [false, true].map((fold) => [fold, this.button(fold ? COLLAPSE_LEVEL : EXPAND_LEVEL, () => { actions.foldLevel(fold); })] as const);
    for (const [fold, button] of this.levels) button.setAttribute("aria-label", words.word(fold ? "visual/collapseLevel" : "visual/expandLevel"));
    const corners = headings.map((caption, at) => this.corner(caption, at));
    this.element = element("thead", {}, ...heads.map((row, at) =>
      element("tr", { "aria-rowindex": String(at + 1) }, ...(at === 0 ? corners : []), ...row.map((head) => this.head(head)))));
    this.element.addEventListener("click", (event) => { this.clicked(event.target as Element); });
    this.label();
  }

  label(): void {
    this.fold.setAttribute("aria-expanded", String(!this.actions.anyFolded()));
    this.fold.setAttribute("aria-label", this.words.word(this.actions.anyFolded() ? "visual/expandAll" : "visual/collapseAll"));
    for (const [fold, button] of this.levels) button.setAttribute("aria-disabled", String(!this.actions.canFoldLevel(fold)));
  }

  private button(picture: string, act: () => void): HTMLButtonElement {
    const made = element("button", { type: "button", class: "fold" }, icon(picture));
    made.addEventListener("click", (event) => { event.stopPropagation(); act(); this.label(); });
    return made;
  }

  /** Buttons of the corner: one level at a time where groups hold groups, and all. */
  private folds(): HTMLElement[] {
    if (!this.view.nested) return [];
    return [element("span", { class: "folds" }, ...(this.view.deep ? this.levels.map(([, button]) => button) : []), this.fold)];
  }

  /** Whether lines can be sorted by a column: by captions always, by numbers where all of them are shown. */
  canSort(column: number): boolean {
    return column === 0 || (column >= this.view.headings.length && this.view.sortable(column - this.view.headings.length));
  }

  /** Sets the widths of all columns, those that the reader has dragged in pixels, and lets heading columns stick beside each other. */
  size(table: HTMLElement): void {
    const { widths, headings } = this.view, all = widths.map((characters, column) => {
      const dragged = this.state.widths.get(this.key(column));
      return dragged === undefined ? `${characters}ch + 2.2em` : `${dragged}px`;
    });
    this.widths.replaceChildren(...all.map((width) => { const col = element("col", {}); col.style.width = `calc(${width})`; return col; }));
    table.style.width = `calc(${all.join(" + ")})`;
    headings.forEach((_, column) => { table.style.setProperty(`--left${column}`, column === 0 ? "0px" : `calc(${all.slice(0, column).join(" + ")})`); });
  }

  /** Keyboard on a header cell; true where the key meant something. */
  press(event: KeyboardEvent, column: number, table: HTMLElement): boolean {
    if (event.shiftKey && (event.key === "ArrowLeft" || event.key === "ArrowRight")) {
      this.drag(column, this.cells[column].offsetWidth + (event.key === "ArrowLeft" ? -STEP : STEP), table);
      this.state.widths.keep();
      return true;
    }
    if ((event.key === "Enter" || event.key === " ") && this.canSort(column)) { this.actions.sort(column); return true; }
    return false;
  }

  private key(column: number): string {
    const { headings, columns } = this.view;
    return column < headings.length ? `\u0000${column}` : columns[column - headings.length].key;
  }

  private corner(caption: string, at: number): HTMLElement {
    const made = element("th", { class: `corner h h${at}`, scope: "col", rowspan: String(this.view.heads.length), tabindex: "-1" }, element("span", { class: "caption" }, caption));
    if (at === 0) made.append(...this.arrow(this.view.order?.by === "label"), ...this.folds());
    if (at === 0) made.setAttribute("aria-sort", this.direction(this.view.order?.by === "label"));
    return this.leaf(made, at);
  }

  private head(head: Head): HTMLElement {
    const made = element("th", {
      class: head.kind, scope: head.columns > 1 ? "colgroup" : "col",
      ...(head.columns > 1 ? { colspan: String(head.columns) } : {}), ...(head.rows > 1 ? { rowspan: String(head.rows) } : {}),
    }, ...(head.group === null ? [] : [this.foldColumns(head.text, head.group)]), element("span", { class: "caption" }, head.text));
    if (head.column === null) return made;
    const column = head.column + this.view.headings.length, by = this.view.order?.by;
    const sorted = typeof by === "object" && by.column === this.view.columns[head.column].key;
    made.setAttribute("tabindex", "-1");
    if (sorted) made.setAttribute("aria-sort", this.direction(true));
    made.append(...this.arrow(sorted));
    return this.leaf(made, column);
  }

  private foldColumns(text: string, { key, folded }: NonNullable<Head["group"]>): HTMLElement {
    const button = this.button(CHEVRON, () => { this.actions.foldColumns(key); });
    this.columnFolds.set(key, button);
    button.setAttribute("aria-expanded", String(!folded));
    button.setAttribute("aria-label", `${this.words.word(folded ? "visual/expand" : "visual/collapse")}: ${text}`);
    return button;
  }

  private leaf(made: HTMLTableCellElement, column: number): HTMLElement {
    this.cells[column] = made;
    made.append(this.grip(column));
    made.addEventListener("pointerenter", () => { made.classList.toggle("sorts", this.canSort(column)); });
    return made;
  }

  private direction(sorted: boolean): string {
    return !sorted ? "none" : this.view.order?.descending === true ? "descending" : "ascending";
  }

  private arrow(sorted: boolean): SVGSVGElement[] {
    if (!sorted) return [];
    const made = icon(ARROW);
    made.classList.add("sorted", this.direction(true));
    return [made];
  }

  private clicked(target: Element): void {
    const cell = target.closest("th"), column = cell === null ? -1 : this.cells.indexOf(cell);
    if (column >= 0 && target.closest(".grip") === null && this.canSort(column)) this.actions.sort(column);
  }

  /** A strip at the right edge of a header cell: drag it to size the column, double-click for its own width. */
  private grip(column: number): HTMLElement {
    const made = element("span", { class: "grip", "aria-hidden": "true" }), table = (): HTMLElement | null => made.closest("table");
    made.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      made.setPointerCapture(event.pointerId);
      const start = event.clientX, width = this.cells[column].offsetWidth;
      made.onpointermove = (move) => { const at = table(); if (at !== null) this.drag(column, width + move.clientX - start, at); };
    });
    made.addEventListener("lostpointercapture", () => { made.onpointermove = null; this.state.widths.keep(); });
    made.addEventListener("dblclick", () => { const at = table(); this.state.widths.delete(this.key(column)); if (at !== null) this.size(at); this.state.widths.keep(); });
    return made;
  }

  private drag(column: number, width: number, table: HTMLElement): void {
    this.state.widths.set(this.key(column), width);
    this.size(table);
  }
}
