import type { Row, Tableau } from "./tableau.ts";

const NOTHING = 1e-10;
const UNCHANGED = -2;

/** Free columns of one row; `values` is per column. */
interface SparseRow {
  readonly columns: readonly number[];
  readonly values: Float64Array;
}

/**
 * A basis that has left its start by few exchanges: each row as a combination of rows of the start. Encoding: row r is
 * start row r itself while `own[r]`, plus Σ combination[r][s] · start row `origin[s]`, where slot s stands for a start
 * row whose first basic column has left. Rows in terms of columns are made when they are read.
 */
export class Inverse {
  /** The row read last. */
  readonly last: SparseRow;
  private readonly columns: number[] = [];
  private readonly values: Float64Array;
  private readonly origin: number[] = [];
  private readonly slot: Int32Array;
  private readonly combination: (Float64Array | undefined)[];
  private readonly touched: number[] = [];
  /** Basic column per row, row per column and length per row, where they differ from the start; `UNCHANGED` elsewhere. */
  private readonly basics: Int32Array;
  private readonly rows: Int32Array;
  private readonly norms: Float64Array;
  private readonly exchanged: number[] = [];
  /** Last row in which a column was put. */
  private readonly stamp: Int32Array;
  private reading = 0;
  private readonly spare: Float64Array[] = [];
  /** Rows and rates of the column read last. */
  private readonly rates = new Map<number, number>();
  private exchanges = 0;
  /** Rows of the start without columns that rest throughout the search. */
  private readonly narrowed = new Map<number, Row>();

  /** `rests`: whether a column keeps its value throughout a search. */
  constructor(private readonly start: Tableau, private readonly most: number, private readonly rests: (column: number) => boolean) {
    this.values = new Float64Array(start.columns);
    this.slot = new Int32Array(start.rows).fill(-1);
    this.combination = new Array<Float64Array | undefined>(start.rows);
    this.basics = new Int32Array(start.rows).fill(UNCHANGED);
    this.rows = new Int32Array(start.columns).fill(UNCHANGED);
    this.norms = new Float64Array(start.rows);
    this.stamp = new Int32Array(start.columns);
    this.last = { columns: this.columns, values: this.values };
  }

  /** Whether no further exchange is allowed. */
  full(): boolean {
    return this.exchanges >= this.most;
  }

  basic(row: number): number {
    const basic = this.basics[row];
    return basic === UNCHANGED ? this.start.basic(row) : basic;
  }

  /** −1 where the column is free. */
  rowOf(column: number): number {
    const row = this.rows[column];
    return row === UNCHANGED ? this.start.rowOf(column) : row;
  }

  reset(): void {
    for (const row of this.touched) {
      const used = this.combination[row];
      if (used !== undefined) { used.fill(0, 0, this.origin.length); this.spare.push(used); }
      this.combination[row] = undefined;
      this.basics[row] = UNCHANGED;
      this.norms[row] = 0;
    }
    for (const column of this.exchanged) this.rows[column] = UNCHANGED;
    this.exchanged.length = 0;
    for (const row of this.origin) this.slot[row] = -1;
    this.touched.length = 0;
    this.origin.length = 0;
    this.exchanges = 0;
    this.rates.clear();
    this.narrowed.clear();
  }

  /** Square of a row's length in terms of start rows: the weight of its dual edge. */
  norm(row: number): number {
    const combined = this.combination[row];
    if (combined === undefined) return 1;
    let norm = this.norms[row];
    if (norm > 0) return norm;
    if (this.slot[row] < 0) norm = 1;
    for (let s = 0; s < this.origin.length; s++) norm += combined[s] * combined[s];
    this.norms[row] = norm;
    return norm;
  }

  /** A row in terms of free columns; valid until the next is read. */
  row(row: number): SparseRow {
    this.columns.length = 0;
    this.reading++;
    if (this.slot[row] < 0) this.scatter(this.narrow(row), 1);
    const combined = this.combination[row];
    if (combined !== undefined)
      for (let s = 0; s < this.origin.length; s++) {
        const rate = combined[s];
        if (Math.abs(rate) < NOTHING) continue;
        this.scatter(this.narrow(this.origin[s]), rate);
        const first = this.start.basic(this.origin[s]);
        if (!this.rests(first)) this.put(first, rate);
      }
    let kept = 0;
    for (const column of this.columns) if (this.values[column] !== 0 && this.rowOf(column) < 0) this.columns[kept++] = column;
    this.columns.length = kept;
    return this.last;
  }

  /** Each row in which a free column stands, with its value there. */
  column(column: number, visit: (row: number, value: number) => void): void {
    const { rates, slot, start } = this;
    rates.clear();
    const home = start.rowOf(column);
    if (home >= 0) this.collect(slot[home], 1);
    else {
      const among = start.rowsOf(column);
      for (let k = 0; k < among.length; k++) {
        const value = valueIn(start.row(among[k]), column);
        if (value === 0) continue;
        if (slot[among[k]] < 0) rates.set(among[k], (rates.get(among[k]) ?? 0) + value); else this.collect(slot[among[k]], value);
      }
    }
    for (const [row, value] of rates) if (Math.abs(value) >= NOTHING) visit(row, value);
  }

  /** Makes `entering` basic in `row`; `column` must have been read for it, and its value there is `alpha`. */
  exchange(row: number, entering: number, alpha: number): void {
    this.exchanges++;
    const mine = this.combined(row), slots = this.slot[row] < 0 ? this.leave(row, mine) : this.origin.length;
    for (let s = 0; s < slots; s++) mine[s] /= alpha;
    this.norms[row] = 0;
    for (const [other, rate] of this.rates) {
      if (other === row || Math.abs(rate) < NOTHING) continue;
      const theirs = this.combined(other);
      for (let s = 0; s < slots; s++) theirs[s] -= rate * mine[s];
      this.norms[other] = 0;
    }
    const leaving = this.basic(row);
    this.rows[leaving] = -1;
    this.rows[entering] = row;
    this.exchanged.push(leaving, entering);
    this.basics[row] = entering;
  }

  private leave(row: number, mine: Float64Array): number {
    this.slot[row] = this.origin.length;
    mine[this.origin.length] = 1;
    return this.origin.push(row);
  }

  private combined(row: number): Float64Array {
    const kept = this.combination[row];
    if (kept !== undefined) return kept;
    const fresh = this.spare.pop() ?? new Float64Array(this.most + 1);
    this.combination[row] = fresh;
    this.touched.push(row);
    return fresh;
  }

  /** Adds what slot `s` contributes to each row. */
  private collect(s: number, value: number): void {
    if (s < 0) return;
    for (const row of this.touched) {
      const rate = this.combination[row]![s];
      if (rate !== 0) this.rates.set(row, (this.rates.get(row) ?? 0) + rate * value);
    }
  }

  private narrow(row: number): Row {
    const kept = this.narrowed.get(row);
    if (kept !== undefined) return kept;
    const { columns, values } = this.start.row(row), moving: number[] = [], rates: number[] = [];
    for (let k = 0; k < columns.length; k++)
      if (!this.rests(columns[k])) { moving.push(columns[k]); rates.push(values[k]); }
    const narrow = { columns: moving, values: rates };
    this.narrowed.set(row, narrow);
    return narrow;
  }

  private scatter({ columns, values }: Row, rate: number): void {
    for (let k = 0; k < columns.length; k++) this.put(columns[k], rate * values[k]);
  }

  private put(column: number, value: number): void {
    if (this.stamp[column] === this.reading) { this.values[column] += value; return; }
    this.stamp[column] = this.reading;
    this.values[column] = value;
    this.columns.push(column);
  }
}

function valueIn({ columns, values }: Row, column: number): number {
  for (let k = 0; k < columns.length; k++) if (columns[k] === column) return values[k];
  return 0;
}
