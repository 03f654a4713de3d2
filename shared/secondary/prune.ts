import type { Dictionary } from "../algebra/dictionary.ts";
import { signed } from "../algebra/modular.ts";
import { strictlyPositive } from "../algebra/positive.ts";
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
  steps.forEach(({ freed: rows }, at) => {
    const { dictionary } = sights[at];
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
}

/** Prepares showing `cell`; null where a kept cell would become determined: nothing has changed then. */
function tried({ dictionary, keep }: Sight, cell: number): Step | null {
  const row = dictionary.rowOf[cell];
  if (row < 0) {
    const freed = determinedWithout(dictionary, keep, cell);
    return freed === null ? null : { row, freed };
  }
  const entering = dictionary.choosePivot(row, cell);
  if (entering < 0) return { row: -1, freed: [] };
  const opensCone = dictionary.oneSided[entering] !== 0;
  if (opensCone && dictionary.columns[row].every((_, k) => sameSign(dictionary, row, k, 0))) return null;
  if (dictionary.columns[row].length === 1 && keep[entering] !== 0) return null;
  dictionary.pivot(row, entering);
  const freed = determinedWithout(dictionary, keep, cell);
  if (freed === null || (opensCone && !coneIsOpen(dictionary, row, cell))) {
    dictionary.pivot(row, cell);
    return null;
  }
  return { row, freed };
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

/** Whether one-sided cells linked with `row` can all grow together once `without` is fixed at zero. */
function coneIsOpen(dictionary: Dictionary, row: number, without: number): boolean {
  const rows = coneRows(dictionary, row, without);
  const cells = [...new Set(rows.flatMap((r) => [dictionary.basic[r], ...dictionary.columns[r].filter((c) => c !== without)]))].sort((a, b) => a - b);
  const column = new Map(cells.map((cell, k) => [cell, k]));
  const dense = rows.map((r) => {
    const line = new Array<number>(cells.length).fill(0);
    line[column.get(dictionary.basic[r])!] = 1;
    dictionary.columns[r].forEach((c, k) => { if (c !== without) line[column.get(c)!] = signed(dictionary.values[r][k]); });
    return line;
  });
  return strictlyPositive(dense, cells.length) !== null;
}

/** Rows of one-sided cells only that are connected with `row`, or with each other through `without` alone. */
function coneRows(dictionary: Dictionary, row: number, without: number): number[] {
  const found = new Set([row, ...dictionary.rowsOf(without).filter((other) => dictionary.oneSided[dictionary.basic[other]] !== 0)]);
  const queue = [...found];
  for (let next = queue.pop(); next !== undefined; next = queue.pop())
    for (const column of dictionary.columns[next]) {
      if (column === without) continue;
      for (const other of dictionary.rowsOf(column)) {
        if (found.has(other) || dictionary.oneSided[dictionary.basic[other]] === 0) continue;
        found.add(other);
        queue.push(other);
      }
    }
  return [...found];
}
