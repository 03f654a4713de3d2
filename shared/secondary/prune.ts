import type { Dictionary } from "../algebra/dictionary.ts";
import { signed } from "../algebra/modular.ts";
import { growthWithout, type Growth } from "./growth.ts";
import type { Sight } from "./sight.ts";

/**
 * Shows every secondary that is not needed, in the given order, so that no kept cell becomes determined in any sight.
 * A secondary that becomes determined in the first one is shown with it. `allowed` is asked with the cell already shown.
 * Changes `hidden` and the sights.
 */
export function prune(sights: readonly Sight[], hidden: Uint8Array, order: readonly number[], allowed: (cell: number) => boolean): void {
  for (const cell of order) {
    if (hidden[cell] === 0) continue;
    hidden[cell] = 0;
    const fine = allowed(cell), freed = fine ? showIn(sights, cell) : null;
    if (freed === null) hidden[cell] = 1;
    // A freed cell is shown to all. Where a reader with figures of their own needed it hidden, the proof that follows makes up for it.
    else for (const one of freed) { hidden[one] = 0; for (const sight of sights.slice(1)) showIn([sight], one); }
  }
}

/** Shows a cell in all sights where that leaves every kept cell free to move: the secondaries it determines in the first one; null where it may not be shown. */
function showIn(sights: readonly Sight[], cell: number): number[] | null {
  const steps: Step[] = [];
  for (const sight of sights) {
    const step = tried(sight, cell);
    if (step === null) {
      steps.forEach(({ row }, at) => { if (row >= 0) sights[at].dictionary.pivot(row, cell); });
      return null;
    }
    steps.push(step);
  }
  const freed = steps[0].freed.map((row) => sights[0].dictionary.basic[row]);
  steps.forEach(({ freed: rows, growth }, at) => {
    const { dictionary, growing } = sights[at];
    for (const [one, by] of growth) growing[one] = by;
    if (dictionary.rowOf[cell] >= 0) dictionary.removeRow(dictionary.rowOf[cell]);
    else dictionary.removeColumn(cell);
    for (const row of rows) dictionary.removeRow(row);
  });
  return freed;
}

/** What showing a cell asks of one sight. */
interface Step {
  /** The row it was basic in and has left by a pivot, −1 where there was nothing to exchange. */
  readonly row: number;
  /** Rows whose basic variable becomes determined. */
  readonly freed: readonly number[];
  /** By how much cells at their bound can still grow together, where that changes. */
  readonly growth: Growth;
}

const UNCHANGED: Growth = [];

/** Prepares showing `cell`; null where a kept cell would become determined: nothing has changed then. */
function tried(sight: Sight, cell: number): Step | null {
  const { dictionary, keep } = sight;
  const row = dictionary.rowOf[cell];
  if (row < 0) {
    const freed = determinedWithout(dictionary, keep, cell);
    return freed === null ? null : { row, freed, growth: UNCHANGED };
  }
  const entering = dictionary.choosePivot(row, cell);
  if (entering < 0) return { row: -1, freed: [], growth: UNCHANGED };
  const opensCone = dictionary.oneSided[entering] !== 0;
  if (opensCone && dictionary.columns[row].every((_, k) => sameSign(dictionary, row, k, 0))) return null;
  if (dictionary.columns[row].length === 1 && keep[entering] !== 0) return null;
  dictionary.pivot(row, entering);
  const freed = determinedWithout(dictionary, keep, cell), growth = freed === null ? null : opensCone ? growthWithout(dictionary, sight.growing, row, cell) : UNCHANGED;
  if (freed !== null && growth !== null) return { row, freed, growth };
  dictionary.pivot(row, cell);
  return null;
}

function sameSign(dictionary: Dictionary, row: number, a: number, b: number): boolean {
  const values = dictionary.values[row];
  return signed(values[a]) > 0 === signed(values[b]) > 0;
}

/** Rows whose basic variable is determined once `cell` is shown, or null if one of them must be kept. */
function determinedWithout(dictionary: Dictionary, keep: Uint8Array, cell: number): number[] | null {
  const freed: number[] = [];
  for (const row of dictionary.rowsOf(cell)) {
    if (dictionary.columns[row].length > 1) continue;
    if (keep[dictionary.basic[row]] !== 0) return null;
    freed.push(row);
  }
  return freed;
}
