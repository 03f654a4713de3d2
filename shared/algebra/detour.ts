import { FREE, NOBODY, type Terrain } from "../table/terrain.ts";
import { Inverse } from "./inverse.ts";
import type { Witness } from "./movement.ts";
import type { Tableau } from "./tableau.ts";

/** Counted limits of one search, so that every host gives up at the same point. */
const MOST_PIVOTS = 500;
const MOST_BRANCHES = 40;
/** How far above its limit the cost of a search may be proved to be: followers count in it, though they cost nothing in truth. */
const BEYOND = 1.5;
/** Rounding noise: entries are small whole numbers or their quotients. */
const EPSILON = 1e-7;
const EITHER_WAY = [1, -1];
/** Each cell that follows a free one costs this little, so that movements stay short. */
const FOLLOWER = 1 / 16;

/** A fractional column, and the whole number that it was kept above (`up`) or below. */
interface Rounding {
  readonly column: number;
  readonly value: number;
  readonly up: boolean;
}

/**
 * A whole-number movement of one cell among many that depend on each other: min Σ cost·|z| with −slack ≤ z ≤ headroom
 * and the cell moved by ±1, by the revised dual simplex method with steepest edges (Forrest and Goldfarb 1992,
 * doi 10.1007/BF01581089), then a dive that rounds fractional cells one by one. Floating point only finds a movement:
 * whoever uses it checks its whole numbers.
 */
export class Detour {
  private readonly z: Float64Array;
  /** Price of a free column in terms of the basic ones: between −cost and cost where it rests at 0. */
  private readonly gradient: Float64Array;
  /** Sign of the half line a basic column with a cost is on, 0 where it has none. */
  private readonly side: Int8Array;
  private readonly inverse: Inverse;
  /** Bounds that a search sets itself, NaN elsewhere, and the columns that have them. */
  private readonly low: Float64Array;
  private readonly high: Float64Array;
  private readonly bounded: number[] = [];
  /** What each column costs beside its price. */
  private readonly following: Float64Array;
  private readonly moved = new Set<number>();
  private readonly graded: number[] = [];
  /** Rows that may be outside their bounds. */
  private readonly suspects = new Set<number>();
  /** The first rounding of the dive. */
  private first: Rounding | null = null;
  private excluded = NOBODY;
  private limit = 0;
  /** Cost that no movement is below, as far as is known: it only grows. */
  private bound = 0;
  private most = 0;

  constructor(private readonly tableau: Tableau, private readonly terrain: Terrain) {
    this.z = new Float64Array(tableau.columns);
    this.gradient = new Float64Array(tableau.columns);
    this.low = new Float64Array(tableau.columns).fill(NaN);
    this.high = new Float64Array(tableau.columns).fill(NaN);
    this.following = Float64Array.from({ length: tableau.columns }, (_, column) => FOLLOWER * tableau.followers(column));
    this.side = new Int8Array(tableau.columns);
    this.inverse = new Inverse(tableau, MOST_PIVOTS, (column) => this.rests(column));
  }

  /** Entries touched so far: the counted step by which callers limit their work. */
  get steps(): number {
    return this.inverse.steps;
  }

  /** A movement of `cell` by one of `targets` in which `excluded`'s cells rest, and those whose price is `limit` or more; null proves nothing. */
  of(cell: number, excluded: number, limit: number, targets: readonly number[] = EITHER_WAY): Witness | null {
    const { slack, headroom } = this.terrain;
    if (!this.tableau.has(cell)) return null;
    this.excluded = excluded;
    this.limit = limit;
    this.most = limit <= FREE ? Infinity : BEYOND * limit;
    for (const target of targets) {
      if (target > headroom[cell] || -target > slack[cell]) continue;
      const witness = this.dive(cell, target, null);
      // Where the first rounding led nowhere, the other one is tried once.
      const found = witness === null && this.first !== null ? this.dive(cell, target, this.first) : witness;
      this.first = null;
      if (found !== null) return found;
    }
    return null;
  }

  private dive(cell: number, target: number, avoided: Rounding | null): Witness | null {
    this.bound = 0;
    this.start(cell, target);
    if (avoided !== null) this.round(avoided.column, avoided.up ? avoided.value - 1 : avoided.value + 1, !avoided.up);
    const witness = this.wholeOptimum() ? this.movement() : null;
    this.clear();
    return witness;
  }

  private start(cell: number, target: number): void {
    this.low[cell] = target;
    this.high[cell] = target;
    this.bounded.push(cell);
    this.moved.add(cell);
    const own = this.tableau.rowOf(cell);
    if (own >= 0) { this.suspects.add(own); return; }
    this.inverse.column(cell, (row, rate) => { this.shift(row, -rate * target); });
    this.z[cell] = target;
  }

  private shift(row: number, by: number): void {
    const column = this.inverse.basic(row);
    this.z[column] += by;
    this.moved.add(column);
    this.suspects.add(row);
  }

  private movement(): Witness {
    const cells = [...this.moved].filter((cell) => Math.round(this.z[cell]) !== 0);
    return { cells, changes: cells.map((cell) => Math.round(this.z[cell])) };
  }

  private clear(): void {
    for (const column of this.moved) { this.z[column] = 0; this.side[column] = 0; }
    for (const column of this.graded) this.gradient[column] = 0;
    this.graded.length = 0;
    for (const column of this.bounded) { this.low[column] = NaN; this.high[column] = NaN; }
    this.bounded.length = 0;
    this.moved.clear();
    this.suspects.clear();
    this.inverse.reset();
  }

  private cost(column: number): number {
    return this.isCell(column) ? this.terrain.price[column] + this.following[column] : 0;
  }

  private isCell(column: number): boolean {
    return column < this.terrain.price.length;
  }

  private lowest(column: number): number {
    const low = this.low[column];
    return !Number.isNaN(low) ? low : this.rests(column) ? 0 : -this.terrain.slack[column];
  }

  private highest(column: number): number {
    const high = this.high[column];
    return !Number.isNaN(high) ? high : this.rests(column) ? 0 : this.terrain.headroom[column];
  }

  private rests(column: number): boolean {
    return !this.isCell(column) || this.terrain.owner[column] === this.excluded || this.terrain.price[column] >= this.limit;
  }

  private wholeOptimum(): boolean {
    for (let branch = 0; branch <= MOST_BRANCHES; branch++) {
      if (!this.optimise()) return false;
      const column = this.mostFractional();
      if (column < 0) return true;
      const value = Math.round(this.z[column]), up = value >= this.z[column];
      this.first ??= { column, value, up };
      this.round(column, value, up);
    }
    return false;
  }

  private round(column: number, value: number, up: boolean): void {
    (up ? this.low : this.high)[column] = value;
    this.bounded.push(column);
    const row = this.inverse.rowOf(column), by = value - this.z[column];
    if (row >= 0) { this.suspects.add(row); return; }
    if (up ? by <= 0 : by >= 0) return;
    this.inverse.column(column, (other, rate) => { this.shift(other, -rate * by); });
    this.z[column] = value;
    this.moved.add(column);
  }

  private mostFractional(): number {
    let best = -1, most = 10 * EPSILON;
    for (const column of this.moved) {
      const off = Math.abs(this.z[column] - Math.round(this.z[column]));
      if (off > most + EPSILON || (off > most - EPSILON && column < best)) { best = column; most = Math.max(most, off); }
    }
    return best;
  }

  private optimise(): boolean {
    for (;;) {
      const row = this.worstRow();
      if (row < 0) return true;
      if (this.inverse.full() || this.bound > this.most || !this.mend(row)) return false;
    }
  }

  /** The row farthest from its bounds, measured along its edge; −1 where all fit. */
  private worstRow(): number {
    let worst = -1, most = 0;
    for (const row of this.suspects) {
      const excess = this.excess(row);
      if (Math.abs(excess) <= EPSILON) { this.suspects.delete(row); continue; }
      const distance = excess * excess / this.inverse.norm(row);
      if (distance > most || (distance === most && row < worst)) { worst = row; most = distance; }
    }
    return worst;
  }

  /** How far a row's basic column is above (+) or below (−) the piece of its cost it is on. */
  private excess(row: number): number {
    const column = this.inverse.basic(row), value = this.z[column], side = this.side[column];
    const low = this.lowest(column), high = this.highest(column);
    const from = side > 0 ? Math.max(0, low) : low, to = side < 0 ? Math.min(0, high) : high;
    return value > to ? value - to : value < from ? value - from : 0;
  }

  /** Brings a row's basic column to its bound; false where nothing can. */
  private mend(row: number): boolean {
    const leaving = this.inverse.basic(row), excess = this.excess(row), sinks = excess > 0;
    const { columns, values } = this.inverse.row(row);
    let entering = -1, least = Infinity, size = 0, alphaIn = 0;
    for (const column of columns) {
      const alpha = values[column];
      if (Math.abs(alpha) < EPSILON) continue;
      const rises = sinks === alpha > 0, value = this.z[column];
      if (rises ? value >= this.highest(column) : value <= this.lowest(column)) continue;
      const gap = rises ? this.slope(column, 1) - this.gradient[column] : this.gradient[column] - this.slope(column, -1);
      const large = Math.abs(alpha), ratio = Math.max(0, gap) / large, better = ratio < least - EPSILON;
      if (better || (ratio < least + EPSILON && (large > size + EPSILON || (large > size - EPSILON && column < entering)))) {
        entering = column; size = large; alphaIn = alpha; least = better ? ratio : Math.min(ratio, least);
      }
    }
    const turning = this.turns(leaving, sinks) ? 2 * this.cost(leaving) : Infinity, turns = turning < Infinity && turning <= least;
    if (!turns && entering < 0) return false;
    this.bound += Math.min(turning, least) * Math.abs(excess);
    if (turns) this.turn(leaving, sinks);
    else this.pivot(row, entering, alphaIn, excess);
    return true;
  }

  /** Marginal cost of raising (1) or lowering (−1) a resting column. */
  private slope(column: number, direction: number): number {
    const value = this.z[column];
    return value > 0 || (value === 0 && direction > 0) ? this.cost(column) : -this.cost(column);
  }

  /** Whether a basic column may pass through 0 to its other half line. */
  private turns(column: number, sinks: boolean): boolean {
    return sinks ? this.side[column] < 0 && this.highest(column) > 0 : this.side[column] > 0 && this.lowest(column) < 0;
  }

  private turn(column: number, sinks: boolean): void {
    this.side[column] = sinks ? 1 : -1;
    this.tilt((sinks ? 2 : -2) * this.cost(column));
  }

  /** Adds a multiple of the row read last to the gradient. */
  private tilt(by: number): void {
    const { columns, values } = this.inverse.last;
    for (const column of columns) { this.gradient[column] += by * values[column]; this.graded.push(column); }
  }

  private pivot(row: number, entering: number, alpha: number, excess: number): void {
    const leaving = this.inverse.basic(row);
    const by = excess / alpha, slope = this.slope(entering, by > 0 ? 1 : -1), turn = (slope - this.gradient[entering]) / alpha;
    this.tilt(turn);
    this.gradient[leaving] = this.side[leaving] * this.cost(leaving) + turn;
    this.graded.push(leaving);
    this.inverse.column(entering, (other, rate) => { if (other !== row) this.shift(other, -rate * by); });
    this.inverse.exchange(row, entering, alpha);
    this.z[leaving] = Math.round(this.z[leaving] - excess);
    this.side[leaving] = 0;
    this.moved.add(leaving);
    this.side[entering] = slope > 0 ? 1 : slope < 0 ? -1 : 0;
    this.shift(row, by);
  }
}
