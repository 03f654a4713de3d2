import { Bounds } from "./bounds.ts";
import type { Component } from "./component.ts";

/** Changes of unknowns by index, or why there are none. */
export type SecondTable = ({ readonly status: "found"; readonly cells: readonly number[]; readonly changes: readonly number[] } | { readonly status: "none" | "gaveUp" }) & {
  /** Counted steps it took. */
  readonly steps: number;
};

/**
 * Looks for a whole-number solution in which one unknown differs from the point: exhaustive within `limit` counted steps,
 * so `none` proves that the unknown is determined. Unknowns stay at the point unless bounds push them; where a row then
 * fails, one of its unknowns must move the right way, and each of them either does or may be kept from it.
 */
export function secondTable(component: Component, point: Float64Array, unknown: number, limit: number): SecondTable {
  const search = new Search(component, point, limit);
  const up = search.from(unknown, point[unknown] + 1, Infinity);
  if (up.status === "found") return up;
  const down = search.from(unknown, -Infinity, point[unknown] - 1);
  return down.status === "found" || up.status === "none" ? down : { ...up, steps: down.steps };
}

class Search {
  private readonly bounds: Bounds;
  /** Rows added up, on top of those that bounds followed. */
  private sums = 0;

  constructor(private readonly component: Component, private readonly point: Float64Array, private readonly limit: number) {
    this.bounds = new Bounds(component);
  }

  from(unknown: number, lower: number, upper: number): SecondTable {
    const start = this.bounds.mark();
    const found = this.bounds.set(unknown, lower, upper) && this.extend();
    const result: SecondTable = found ? this.changes() : { status: this.left() <= 0 ? "gaveUp" : "none", steps: this.limit - this.left() };
    this.bounds.undo(start);
    return result;
  }

  /** Depth first with an explicit stack: each entry is a choice whose other side is still open. */
  private extend(): boolean {
    const open: { readonly mark: number; readonly unknown: number; readonly stay: readonly [number, number] }[] = [];
    let fits = this.bounds.propagate(this.left());
    for (;;) {
      if (this.left() <= 0) return false;
      const broken = fits ? this.broken() : -1;
      if (fits && broken < 0) return true;
      if (fits) {
        const { unknown, move, stay } = this.choose(broken);
        open.push({ mark: this.bounds.mark(), unknown, stay });
        fits = this.bounds.set(unknown, ...move) && this.bounds.propagate(this.left());
      } else {
        const last = open.pop();
        if (last === undefined) return false;
        this.bounds.undo(last.mark);
        fits = this.bounds.set(last.unknown, ...last.stay) && this.bounds.propagate(this.left());
      }
    }
  }

  private left(): number {
    return this.limit - this.bounds.steps - this.sums;
  }

  private value(unknown: number): number {
    return Math.min(this.bounds.upper[unknown], Math.max(this.bounds.lower[unknown], this.point[unknown]));
  }

  private error(row: number): number {
    const { unknowns, signs, sum } = this.component.rows[row];
    this.sums++;
    let total = -sum;
    for (let k = 0; k < unknowns.length; k++) total += signs[k] * this.value(unknowns[k]);
    return total;
  }

  /** The row that fails with the fewest unknowns left to move. */
  private broken(): number {
    let best = -1, bestFree = Infinity;
    for (const row of this.bounds.changedRows()) {
      if (this.error(row) === 0) continue;
      const free = this.component.rows[row].unknowns.reduce((count, unknown) => count + (this.bounds.lower[unknown] < this.bounds.upper[unknown] ? 1 : 0), 0);
      if (free < bestFree) { best = row; bestFree = free; }
    }
    return best;
  }

  /** An unknown of a failing row that can move against the error, preferably one that fails no other row by it. */
  private choose(row: number): { readonly unknown: number; readonly move: readonly [number, number]; readonly stay: readonly [number, number] } {
    const { unknowns, signs } = this.component.rows[row], error = this.error(row);
    let best = -1, bestScore = -Infinity;
    for (let k = 0; k < unknowns.length; k++) {
      const direction = -Math.sign(error) * signs[k], value = this.value(unknowns[k]);
      if (direction > 0 ? value >= this.bounds.upper[unknowns[k]] : value <= this.bounds.lower[unknowns[k]]) continue;
      const score = this.score(unknowns[k], direction, row);
      if (score > bestScore) { best = k; bestScore = score; }
    }
    const unknown = unknowns[best], value = this.value(unknown), up = -Math.sign(error) * signs[best] > 0;
    return up ? { unknown, move: [value + 1, Infinity], stay: [-Infinity, value] } : { unknown, move: [-Infinity, value - 1], stay: [value, Infinity] };
  }

  /** How many other rows the move repairs, minus those it breaks. */
  private score(unknown: number, direction: number, except: number): number {
    let score = 0;
    for (const row of this.component.rowsOf[unknown]) {
      if (row === except) continue;
      const { unknowns, signs } = this.component.rows[row], error = this.error(row);
      const change = direction * signs[unknowns.indexOf(unknown)];
      score += error === 0 ? -1 : Math.abs(error + change) < Math.abs(error) ? 1 : -1;
    }
    return score;
  }

  private changes(): SecondTable {
    const cells: number[] = [], changes: number[] = [];
    this.point.forEach((truth, unknown) => {
      const change = this.value(unknown) - truth;
      if (change !== 0) { cells.push(unknown); changes.push(change); }
    });
    return { status: "found", cells, changes, steps: this.limit - this.left() };
  }
}
