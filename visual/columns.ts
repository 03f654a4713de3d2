import type { Matrix } from "./matrix.ts";
import type { Parts } from "./order.ts";
import type { Totals } from "./settings.ts";
import type { Words } from "./words.ts";

/** One drawn column: a column member, for one measure or (measures on rows) for all of them. */
export interface Column {
  readonly member: number;
  readonly measure: number | null;
  /** A total of other columns. */
  readonly total: boolean;
  /** Captions from the outermost in. */
  readonly caption: string;
  /** The same column in the next update. */
  readonly key: string;
}

export interface Head {
  readonly text: string;
  /** Columns and header rows it covers. */
  readonly columns: number;
  readonly rows: number;
  readonly kind: "part" | "total" | "measure";
  /** The group of columns that it heads, if it can be folded into its total. */
  readonly group: { readonly key: string; readonly folded: boolean } | null;
  /** The column it stands right above; null where another header row comes between. */
  readonly column: number | null;
}

/** Lays out columns and their header rows. `measures`: indexes of those side by side; null where measures stand on rows. `folded`: keys of groups of which only the total is drawn. */
export class ColumnPlan {
  readonly columns: readonly Column[];
  readonly heads: readonly (readonly Head[])[];
  private readonly depth: number;

  constructor(private readonly matrix: Matrix, private readonly parts: Parts, private readonly measures: readonly number[] | null, private readonly totals: Totals["columnTotals"], private readonly folded: ReadonlySet<string>, private readonly words: Words) {
    this.depth = matrix.columns.fields.length;
    this.columns = this.below(0).flatMap((place) => this.columnsAt(place));
    this.heads = this.headRows();
  }

  private columnsAt(place: number): Column[] {
    const { member, name } = this.matrix.columns.places[place], total = this.parts[place].length > 0, captions = this.captions(place);
    if (member === null) return [];
    return (this.measures ?? [null]).map((measure) => {
      const own = measure === null || (captions.length > 0 && this.measures?.length === 1) ? [] : [this.matrix.measures[measure].caption];
      return { member, measure, total, caption: [...captions, ...own].join(" · "), key: `${name}\u0001${measure === null ? "" : this.matrix.table.measures[measure].name}` };
    });
  }

  private captions(place: number): string[] {
    const { parent, text } = this.matrix.columns.places[place];
    return parent < 0 ? [] : [...this.captions(parent), text];
  }

  private hasTotal(place: number): boolean {
    return this.matrix.columns.places[place].member !== null && (this.depth === 0 || this.totals !== "none");
  }

  private canFold(place: number): boolean {
    return place > 0 && this.parts[place].length > 0 && this.matrix.columns.places[place].member !== null;
  }

  private isFolded(place: number): boolean {
    return this.canFold(place) && this.folded.has(this.matrix.columns.places[place].name);
  }

  /** Places to draw at and below one, its total before or after its parts. */
  private below(place: number): number[] {
    if (this.parts[place].length === 0 || this.isFolded(place)) return [place];
    const inner = this.parts[place].flatMap((part) => this.below(part)), total = this.hasTotal(place) ? [place] : [];
    return this.totals === "first" ? [...total, ...inner] : [...inner, ...total];
  }

  /** One header row per column field, and one for the measures where several are drawn or no column field is. */
  private headRows(): Head[][] {
    const { depth, measures } = this, each = measures?.length ?? 1, withMeasures = measures !== null && (each > 1 || depth === 0);
    const plain = measures === null && depth === 0;
    const rows: Head[][] = Array.from({ length: depth + (withMeasures || plain ? 1 : 0) }, () => []);
    let column = 0;
    const at = (level: number, head: Omit<Head, "column">): void => { rows[level].push({ ...head, column: !withMeasures && head.columns === 1 && level + head.rows === rows.length ? column : null }); };
    const total = (place: number, level: number): void => {
      if (level >= depth || !this.hasTotal(place)) return;
      at(level, { text: this.words.word("visual/total"), columns: each, rows: depth - level, kind: "total", group: null });
      column += each;
    };
    const visit = (place: number, level: number): void => {
      const { text, name } = this.matrix.columns.places[place], folded = this.isFolded(place), leaf = folded || this.parts[place].length === 0;
      at(level, { text, group: this.canFold(place) ? { key: name, folded } : null, columns: this.below(place).flatMap((part) => this.columnsAt(part)).length, rows: leaf ? depth - level : 1, kind: "part" });
      if (leaf) column += each; else family(place, level + 1);
    };
    const family = (place: number, level: number): void => {
      if (this.totals === "first") total(place, level);
      for (const part of this.parts[place]) visit(part, level);
      if (this.totals !== "first") total(place, level);
    };
    family(0, 0);
    if (withMeasures) rows[depth].push(...this.columns.map(({ measure }, index): Head => ({ text: this.matrix.measures[measure ?? 0].caption, columns: 1, rows: 1, kind: "measure", group: null, column: index })));
    if (plain) rows[0].push({ text: this.words.word("visual/total"), columns: 1, rows: 1, kind: "total", group: null, column: 0 });
    return rows;
  }
}
