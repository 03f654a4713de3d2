import type { Dictionary } from "./dictionary.ts";
import { multiply, PRIME, signed } from "./modular.ts";
import type { Witness } from "./movement.ts";

/** Counted limits, so that every host gives up at the same point. */
const MOST_PIVOTS = 80;
const TRIED = 8;
const LARGEST_DENOMINATOR = 6;
const LARGEST_CHANGE = 64;
const ROUNDING = 1e-9;

/** One way to move a cell: a nonbasic variable, how far, and the row that stops it. */
interface Step {
  readonly column: number;
  readonly direction: number;
  readonly length: number;
  readonly blocking: number;
}

/**
 * Moves cells one after the other without any cell sinking below its bound: the bounded simplex method, started from
 * the true table. Changes the dictionary's basis.
 */
export class Displacement {
  /** `slack`, `headroom`: how far each cell may sink and rise. */
  constructor(private readonly dictionary: Dictionary, private readonly slack: Float64Array, private readonly headroom: Float64Array) {}

  /** A whole-numbered second table that differs at `cell`; null proves nothing. */
  of(cell: number): Witness | null {
    for (const direction of [1, -1]) {
      const change = new Map<number, number>();
      if (!this.push(cell, direction, change)) continue;
      const witness = whole(change);
      if (witness !== null && withinHeadroom(witness, this.headroom)) return witness;
    }
    return null;
  }

  /** Changes `change` until `cell` has moved by at least 1. */
  private push(cell: number, direction: number, change: Map<number, number>): boolean {
    let stuck = 0;
    for (let pivots = 0; pivots < MOST_PIVOTS;) {
      const step = this.bestStep(cell, direction, change, stuck > TRIED);
      if (step === null) return false;
      const length = step.length >= 1 ? Math.floor(step.length + ROUNDING) : step.length;
      if (length > ROUNDING) advance(this.dictionary, step, length, change);
      if (Math.abs(change.get(cell) ?? 0) >= 1 - ROUNDING) return true;
      if (step.blocking < 0) return false;
      stuck = length > ROUNDING ? 0 : stuck + 1;
      this.dictionary.pivot(step.blocking, step.column);
      pivots++;
    }
    return false;
  }

  /** The longest step among the columns in fewest rows; the first by number once the search is stuck (Bland's rule). */
  private bestStep(cell: number, direction: number, change: ReadonlyMap<number, number>, stuck: boolean): Step | null {
    let best: Step | null = null;
    for (const { column, sign } of this.candidates(cell, direction, change, stuck)) {
      const step = reach(this.dictionary, this.slack, column, sign, change);
      if (step === null) continue;
      if (best === null || step.length > best.length + ROUNDING) best = step;
      if (stuck || best.length >= 1) break;
    }
    return best;
  }

  private candidates(cell: number, direction: number, change: ReadonlyMap<number, number>, stuck: boolean): { column: number; sign: number }[] {
    const { dictionary, slack } = this;
    const row = dictionary.rowOf[cell];
    const all = row < 0 ? [{ column: cell, sign: direction }]
      : dictionary.columns[row].map((column, k) => ({ column, sign: signed(dictionary.values[row][k]) < 0 ? direction : -direction }));
    const free = all.filter(({ column, sign }) => sign > 0 || slack[column] + (change.get(column) ?? 0) > ROUNDING);
    free.sort((a, b) => (stuck ? 0 : dictionary.rowCount(a.column) - dictionary.rowCount(b.column)) || a.column - b.column);
    return free.slice(0, TRIED);
  }
}

/** The push itself watches only lower bounds, which are what usually binds. */
function withinHeadroom({ cells, changes }: Witness, headroom: Float64Array): boolean {
  for (let k = 0; k < cells.length; k++) if (changes[k] > headroom[cells[k]]) return false;
  return true;
}

function whole(change: ReadonlyMap<number, number>): Witness | null {
  const cells: number[] = [], changes: number[] = [];
  for (const [cell, by] of change) {
    const rounded = Math.round(by);
    if (Math.abs(by - rounded) > ROUNDING) return null;
    if (rounded !== 0) { cells.push(cell); changes.push(rounded); }
  }
  return { cells, changes };
}

/** How far a column can move; null where its coefficients are no small fractions. */
function reach(dictionary: Dictionary, slack: Float64Array, column: number, direction: number, change: ReadonlyMap<number, number>): Step | null {
  let length = direction < 0 ? slack[column] + (change.get(column) ?? 0) : Infinity, blocking = -1;
  for (const row of dictionary.rowsOf(column)) {
    const coefficient = fraction(dictionary.valueIn(row, column));
    if (Number.isNaN(coefficient)) return null;
    const rate = -coefficient * direction;
    if (rate >= 0) continue;
    const basic = dictionary.basic[row];
    const until = (slack[basic] + (change.get(basic) ?? 0)) / -rate;
    if (until < length - ROUNDING || (until < length + ROUNDING && blocking >= 0 && basic < dictionary.basic[blocking])) { length = Math.max(0, until); blocking = row; }
  }
  return { column, direction, length: length === Infinity ? 1 : length, blocking };
}

function advance(dictionary: Dictionary, { column, direction }: Step, length: number, change: Map<number, number>): void {
  for (const row of dictionary.rowsOf(column)) {
    const basic = dictionary.basic[row];
    change.set(basic, (change.get(basic) ?? 0) - fraction(dictionary.valueIn(row, column)) * direction * length);
  }
  change.set(column, (change.get(column) ?? 0) + direction * length);
}

/** A residue as the small fraction it stands for; NaN where it is none. */
function fraction(residue: number): number {
  if (residue <= LARGEST_CHANGE) return residue;
  if (residue >= PRIME - LARGEST_CHANGE) return residue - PRIME;
  for (let scale = 2; scale <= LARGEST_DENOMINATOR; scale++) {
    const numerator = signed(multiply(residue, scale));
    if (Math.abs(numerator) <= LARGEST_CHANGE) return numerator / scale;
  }
  return NaN;
}
