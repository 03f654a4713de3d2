import type { Additivity } from "../table/additivity.ts";
import type { System } from "../table/relations.ts";
import type { Blank } from "../table/table.ts";

/** Blanks told apart. Arrays are per variable. */
export interface Blanks {
  /** Every value; a blank judged zero is 0, one judged suppressed has a value that fits all relations. */
  readonly values: Float64Array;
  /** 1 = withheld already by whoever made the table: a small count that has to be protected like one. */
  readonly suppressed: Uint8Array;
}

/** Counted limit of the search for values that fit. */
const MOST_STEPS = 20000;

/**
 * Tells blanks that mean zero from blanks that hide a count of 1..`ceiling` (a data set's own limit): where relations add
 * up, what is missing in a line must be in its blanks. Null where no values fit, so that nothing is guessed.
 * `raw`: NaN = blank. Where the measure is not additive only sums along its other axes tell, and a blank in none of these is a zero.
 */
export function tellBlanks(system: System, raw: Float64Array, mode: Blank, ceiling: number, { additive, distinct }: Additivity): Blanks | null {
  const blanks = Array.from(raw.keys()).filter((cell) => Number.isNaN(raw[cell]));
  const suppressed = new Uint8Array(raw.length), values = raw.slice();
  const allZero = (): Blanks => ({ values: values.map((value) => value || 0), suppressed });
  if (blanks.length === 0 || mode === "zero") return allZero();
  if (mode === "infer" && !additive) {
    if (!distinct.includes(1)) return allZero();
    for (const cell of blanks) if (mayBeZero(system, raw, distinct, cell)) values[cell] = 0;
  }
  const open = blanks.filter((cell) => Number.isNaN(values[cell])), search = new Fit(system, values, ceiling, mode === "suppressed" ? 1 : 0, additive ? null : distinct);
  if (!search.settle(open)) return null;
  for (const cell of open) if (mode === "suppressed" || search.values[cell] > 0 || !search.certain[cell]) suppressed[cell] = 1;
  return { values: search.values, suppressed };
}

/** Whether no sum speaks of a blank, and no distinct count needs it: as a part where the others come to less, as a total where there are parts. */
function mayBeZero({ start, cells, first, relationsOf }: System, raw: Float64Array, distinct: Uint8Array, cell: number): boolean {
  return relationsOf.subarray(first[cell], first[cell + 1]).every((relation) => {
    const [total, ...parts] = cells.subarray(start[relation], start[relation + 1]), shown = parts.reduce((sum, part) => sum + (raw[part] || 0), 0);
    return distinct[relation] === 1 && (total === cell ? shown === 0 : !(raw[total] > shown));
  });
}

/** Fills blanks so that every relation holds: first what follows, then by counted search. */
class Fit {
  /** Whether the relations leave a blank only this value. */
  readonly certain: Uint8Array;
  private steps = 0;

  constructor(private readonly system: System, readonly values: Float64Array, private readonly ceiling: number, private readonly least: number, private readonly distinct: Uint8Array | null) {
    this.certain = new Uint8Array(values.length);
  }

  settle(blanks: readonly number[]): boolean {
    const follows = this.propagate(blanks);
    if (follows === null) return false;
    for (const cell of follows) this.certain[cell] = 1;
    return this.search(blanks.filter((cell) => Number.isNaN(this.values[cell])));
  }

  private search(open: readonly number[]): boolean {
    const cell = open.find((one) => Number.isNaN(this.values[one]));
    if (cell === undefined) return true;
    for (let value = Math.min(2, this.ceiling), tried = 0; tried <= this.ceiling - this.least; tried++, value = this.next(value)) {
      if (++this.steps > MOST_STEPS) return false;
      this.values[cell] = value;
      const follows = this.propagate(this.around(cell));
      if (follows !== null && this.search(open)) return true;
      for (const one of follows ?? this.undo) this.values[one] = NaN;
      this.values[cell] = NaN;
    }
    return false;
  }

  private undo: number[] = [];

  /** Values in a fixed order from the middle of the range round. */
  private next(value: number): number {
    return value >= this.ceiling ? this.least : value + 1;
  }

  private around(cell: number): number[] {
    const { system } = this;
    return Array.from(system.relationsOf.subarray(system.first[cell], system.first[cell + 1]))
      .flatMap((r) => Array.from(system.cells.subarray(system.start[r], system.start[r + 1])));
  }

  /** Sets every blank that follows from the rest; null (and `undo`) where a relation cannot hold. */
  private propagate(near: readonly number[]): number[] | null {
    const { system, values } = this;
    const found: number[] = [];
    const queue = new Set(near.flatMap((cell) => Array.from(system.relationsOf.subarray(system.first[cell], system.first[cell + 1]))));
    for (const r of queue) {
      queue.delete(r);
      const set = this.solve(r);
      if (set === null) { this.undo = found; return null; }
      for (const [cell, value] of set) {
        values[cell] = value;
        found.push(cell);
        for (let e = system.first[cell]; e < system.first[cell + 1]; e++) if (system.relationsOf[e] !== r) queue.add(system.relationsOf[e]);
      }
    }
    return found;
  }

  /** What one relation says of its blanks; null where it contradicts. */
  private solve(r: number): [number, number][] | null {
    const { system, values, ceiling, least } = this;
    const total = system.cells[system.start[r]];
    const open: number[] = [];
    let sum = 0;
    for (let k = system.start[r] + 1; k < system.start[r + 1]; k++) {
      const part = system.cells[k];
      if (Number.isNaN(values[part])) open.push(part);
      else sum += values[part];
    }
    if (this.distinct?.[r] === 1) return this.countedOnce(r, open.length, sum);
    if (Number.isNaN(values[total])) return open.length === 0 ? [[total, sum]] : [];
    const short = values[total] - sum;
    if (short < least * open.length || short > ceiling * open.length) return null;
    if (open.length === 1) return [[open[0], short]];
    if (short === least * open.length) return open.map((cell) => [cell, least]);
    return short === ceiling * open.length ? open.map((cell) => [cell, ceiling]) : [];
  }

  /** A distinct count is at least each of its parts, and at most what they come to. */
  private countedOnce(r: number, open: number, sum: number): [number, number][] | null {
    const { values, ceiling, system: { start, cells } } = this, total = cells[start[r]];
    let most = 0;
    for (let k = start[r] + 1; k < start[r + 1]; k++) if (values[cells[k]] > most) most = values[cells[k]];
    if (Number.isNaN(values[total])) return open === 0 ? [[total, most]] : [];
    return most > values[total] || values[total] > sum + ceiling * open ? null : [];
  }
}
