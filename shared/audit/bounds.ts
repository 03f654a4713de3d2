import { agree, type Component } from "./component.ts";

/**
 * Least and greatest values of unknowns, narrowed row by row: a row's sum bounds each of its unknowns by what the
 * others can be, whole numbers rounded inward. Changes can be taken back to a mark.
 */
export class Bounds {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** Rows looked at: the counted step that limits a search. */
  steps = 0;
  private readonly trail: { readonly unknown: number; readonly lower: number; readonly upper: number }[] = [];
  private readonly waiting: number[] = [];
  private readonly isWaiting: Uint8Array;

  constructor(private readonly component: Component) {
    this.lower = component.lower.slice();
    this.upper = component.upper.slice();
    this.isWaiting = new Uint8Array(component.rows.length);
  }

  /** Rows of every unknown that was narrowed and not taken back. */
  changedRows(): ReadonlySet<number> {
    const rows = new Set<number>();
    for (const { unknown } of this.trail) for (const row of this.component.rowsOf[unknown]) rows.add(row);
    return rows;
  }

  mark(): number {
    return this.trail.length;
  }

  undo(mark: number): void {
    while (this.trail.length > mark) {
      const { unknown, lower, upper } = this.trail.pop()!;
      this.lower[unknown] = lower;
      this.upper[unknown] = upper;
    }
  }

  /** Narrows one unknown, to be followed by `propagate`; false where no value is left. */
  set(unknown: number, lower: number, upper: number): boolean {
    const low = Math.max(lower, this.lower[unknown]), high = Math.min(upper, this.upper[unknown]);
    if (low > high && !agree(low, high)) return false;
    if (low > this.lower[unknown] || high < this.upper[unknown]) {
      this.trail.push({ unknown, lower: this.lower[unknown], upper: this.upper[unknown] });
      this.lower[unknown] = low;
      this.upper[unknown] = Math.max(low, high);
      for (const row of this.component.rowsOf[unknown]) this.wait(row);
    }
    return true;
  }

  wait(row: number): void {
    if (this.isWaiting[row] !== 0) return;
    this.isWaiting[row] = 1;
    this.waiting.push(row);
  }

  /** Follows every consequence, at most `limit` rows of them; false where some row has no values left. */
  propagate(limit: number): boolean {
    let fits = true;
    const end = this.steps + limit;
    for (let row = this.waiting.pop(); row !== undefined; row = this.waiting.pop()) {
      this.isWaiting[row] = 0;
      if (fits && this.steps < end) { this.steps++; fits = this.narrow(row); }
    }
    return fits;
  }

  /** One row: what its other unknowns add up to at least and at most bounds each unknown. */
  private narrow(row: number): boolean {
    const { unknowns, signs, sum } = this.component.rows[row], whole = this.component.integral;
    const { least, most } = this.extremes(row);
    if ((least > sum && !agree(least, sum)) || (most < sum && !agree(most, sum))) return false;
    for (let k = 0; k < unknowns.length; k++) {
      const unknown = unknowns[k], low = this.lower[unknown], high = this.upper[unknown];
      const [own, ownMost] = signs[k] > 0 ? [low, high] : [-high, -low];
      const max = sum - this.without(least, own, row, k, -1), min = sum - this.without(most, ownMost, row, k, 1);
      const [from, to] = signs[k] > 0 ? [min, max] : [-max, -min];
      if (!this.set(unknown, whole ? Math.ceil(from - 1e-6) : from, whole ? Math.floor(to + 1e-6) : to)) return false;
    }
    return true;
  }

  private extremes(row: number): { readonly least: number; readonly most: number } {
    const { unknowns, signs } = this.component.rows[row];
    let least = 0, most = 0;
    for (let k = 0; k < unknowns.length; k++) {
      const unknown = unknowns[k], plus = signs[k] > 0;
      least += plus ? this.lower[unknown] : -this.upper[unknown];
      most += plus ? this.upper[unknown] : -this.lower[unknown];
    }
    return { least, most };
  }

  /** A row's least (end −1) or greatest (end 1) sum without one of its unknowns. */
  private without(total: number, own: number, row: number, except: number, end: -1 | 1): number {
    if (Number.isFinite(own)) return total - own;
    const { unknowns, signs } = this.component.rows[row];
    let rest = 0;
    for (let k = 0; k < unknowns.length; k++)
      if (k !== except) rest += signs[k] * (signs[k] === end ? this.upper : this.lower)[unknowns[k]];
    return rest;
  }
}
