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
 * start row r itself while it has no slot, plus Σ slots[s][k] · start row `origin[s]`, where k is the place of r among
 * the touched rows and slot s stands for a start row whose first basic column has left. Rows in terms of columns are
 * made when they are read.
 */
export class Inverse {
  /** The row read last. */
  readonly last: SparseRow;
  private readonly columns: number[] = [];
  private readonly values: Float64Array;
  private readonly origin: number[] = [];
  private readonly slot: Int32Array;
  /** Per slot, one number for each touched row: searches run along these. */
  private readonly slots: Float64Array[] = [];
  /** Rows that differ from the start, and their place in that list; −1 elsewhere. */
  private readonly touched: number[] = [];
  private readonly place: Int32Array;
  /** Touched rows that a slot has room for. */
  private room = 256;
  /** Basic column per row, row per column and length per row, where they differ from the start; `UNCHANGED` elsewhere. */
  private readonly basics: Int32Array;
  private readonly rows: Int32Array;
  private readonly norms: Float64Array;
  private readonly exchanged: number[] = [];
  /** Last row in which a column was put. */
  private readonly stamp: Int32Array;
  private reading = 0;
  private readonly spare: Float64Array[] = [];
  /** Rows of the column read last, and the rate of each; NaN elsewhere. */
  private readonly rated: number[] = [];
  private readonly rates: Float64Array;
  /** Rates and places of the rows of an exchange. */
  private factors = new Float64Array(64);
  private places = new Int32Array(64);
  private exchanges = 0;
  /** Entries touched so far. */
  steps = 0;
  /** Rows of the start without columns that rest throughout the search. */
  private readonly narrowed = new Map<number, Row>();

  /** `rests`: whether a column keeps its value throughout a search. */
  constructor(private readonly start: Tableau, private readonly most: number, private readonly rests: (column: number) => boolean) {
    this.values = new Float64Array(start.columns);
    this.slot = new Int32Array(start.rows).fill(-1);
    this.place = new Int32Array(start.rows).fill(-1);
    this.basics = new Int32Array(start.rows).fill(UNCHANGED);
    this.rows = new Int32Array(start.columns).fill(UNCHANGED);
    this.norms = new Float64Array(start.rows);
    this.stamp = new Int32Array(start.columns);
    this.rates = new Float64Array(start.rows).fill(NaN);
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
    for (const values of this.slots) { values.fill(0, 0, this.touched.length); this.spare.push(values); }
    for (const row of this.touched) { this.place[row] = -1; this.basics[row] = UNCHANGED; this.norms[row] = 0; }
    for (const column of this.exchanged) this.rows[column] = UNCHANGED;
    for (const row of this.origin) this.slot[row] = -1;
    for (const list of [this.slots, this.touched, this.exchanged, this.origin]) list.length = 0;
    this.exchanges = 0;
    this.narrowed.clear();
  }

  /** Square of a row's length in terms of start rows: the weight of its dual edge. */
  norm(row: number): number {
    const k = this.place[row];
    if (k < 0) return 1;
    let norm = this.norms[row];
    if (norm > 0) return norm;
    if (this.slot[row] < 0) norm = 1;
    for (const values of this.slots) norm += values[k] * values[k];
    this.norms[row] = norm;
    return norm;
  }

  /** A row in terms of free columns; valid until the next is read. */
  row(row: number): SparseRow {
    this.columns.length = 0;
    this.reading++;
    if (this.slot[row] < 0) this.scatter(this.narrow(row), 1);
    const k = this.place[row];
    for (let s = 0; k >= 0 && s < this.slots.length; s++) {
      const rate = this.slots[s][k];
      if (Math.abs(rate) < NOTHING) continue;
      this.scatter(this.narrow(this.origin[s]), rate);
      const first = this.start.basic(this.origin[s]);
      if (!this.rests(first)) this.put(first, rate);
    }
    let kept = 0;
    this.steps += this.columns.length;
    for (const column of this.columns) if (this.values[column] !== 0 && this.rowOf(column) < 0) this.columns[kept++] = column;
    this.columns.length = kept;
    return this.last;
  }

  /** Each row in which a free column stands, with its value there. */
  column(column: number, visit: (row: number, value: number) => void): void {
    const { rates, rated, slot, start } = this;
    for (const row of rated) rates[row] = NaN;
    rated.length = 0;
    const home = start.rowOf(column);
    if (home >= 0) this.collect(slot[home], 1);
    else {
      const { rows, values } = start.column(column);
      for (let k = 0; k < rows.length; k++)
        if (slot[rows[k]] < 0) this.rate(rows[k], values[k]); else this.collect(slot[rows[k]], values[k]);
    }
    this.steps += rated.length;
    for (const row of rated) if (Math.abs(rates[row]) >= NOTHING) visit(row, rates[row]);
  }

  /** Makes `entering` basic in `row`; `column` must have been read for it, and its value there is `alpha`. */
  exchange(row: number, entering: number, alpha: number): void {
    this.exchanges++;
    const { rates } = this, mine = this.touch(row);
    if (this.slot[row] < 0) this.leave(row, mine);
    const { rated } = this, factors = this.factors = roomFor(this.factors, rated.length), places = this.places = roomFor(this.places, rated.length);
    let others = 0;
    for (let k = 0; k < rated.length; k++) {
      const other = rated[k], rate = rates[other];
      if (other === row || Math.abs(rate) < NOTHING) continue;
      factors[others] = rate;
      places[others++] = this.touch(other);
      this.norms[other] = 0;
    }
    for (const values of this.slots) {
      if (values[mine] === 0) continue;
      this.steps += others;
      const own = values[mine] /= alpha;
      for (let k = 0; k < others; k++) values[places[k]] -= factors[k] * own;
    }
    this.norms[row] = 0;
    const leaving = this.basic(row);
    this.rows[leaving] = -1;
    this.rows[entering] = row;
    this.exchanged.push(leaving, entering);
    this.basics[row] = entering;
  }

  private leave(row: number, place: number): void {
    const values = this.spare.pop() ?? new Float64Array(this.room);
    values[place] = 1;
    this.slot[row] = this.origin.length;
    this.origin.push(row);
    this.slots.push(values);
  }

  /** Place of a row among the touched ones. */
  private touch(row: number): number {
    if (this.place[row] >= 0) return this.place[row];
    this.place[row] = this.touched.push(row) - 1;
    if (this.touched.length > this.room) this.widen();
    return this.place[row];
  }

  private widen(): void {
    this.room *= 2;
    this.spare.length = 0;
    this.slots.forEach((values, s) => {
      this.slots[s] = new Float64Array(this.room);
      this.slots[s].set(values);
    });
  }

  private rate(row: number, value: number): void {
    const before = this.rates[row];
    if (Number.isNaN(before)) this.rated.push(row);
    this.rates[row] = Number.isNaN(before) ? value : before + value;
  }

  /** Adds what slot `s` contributes to each row. */
  private collect(s: number, value: number): void {
    if (s < 0) return;
    const { touched } = this, values = this.slots[s];
    this.steps += touched.length;
    for (let k = 0; k < touched.length; k++) if (values[k] !== 0) this.rate(touched[k], values[k] * value);
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

/** The list itself, or a longer one of its kind. */
function roomFor<List extends Float64Array | Int32Array>(list: List, length: number): List {
  return list.length >= length ? list : new (list.constructor as new (length: number) => List)(2 * length);
}
