import { Dictionary } from "../algebra/dictionary.ts";
import { signed } from "../algebra/modular.ts";
import { strictlyPositive } from "../algebra/positive.ts";
import type { System } from "../table/relations.ts";

/** The possible movements of hidden cells: a dictionary over the relations restricted to them. */
export function movements(system: System, hidden: Uint8Array, oneSided: Uint8Array): Dictionary {
  const dictionary = new Dictionary(system.variables, oneSided);
  const columns: number[] = [], coefficients: number[] = [];
  for (let r = 0; r + 1 < system.start.length; r++) {
    columns.length = 0; coefficients.length = 0;
    for (let k = system.start[r]; k < system.start[r + 1]; k++) {
      const cell = system.cells[k];
      if (hidden[cell] === 0) continue;
      columns.push(cell);
      coefficients.push(k === system.start[r] ? -1 : 1);
    }
    if (columns.length > 0) dictionary.addRelation(columns, coefficients);
  }
  return dictionary;
}

/**
 * Shows every secondary that is not needed, in the given order, so that no primary becomes determined.
 * A secondary that becomes determined itself is shown with it. `allowed` is asked with the cell already shown.
 * Changes `hidden` and `dictionary`.
 */
export function prune(dictionary: Dictionary, hidden: Uint8Array, keep: Uint8Array, order: readonly number[], allowed: (cell: number) => boolean): void {
  for (const cell of order) {
    if (hidden[cell] === 0) continue;
    hidden[cell] = 0;
    const fine = allowed(cell);
    hidden[cell] = 1;
    if (fine) showIfSafe(dictionary, hidden, keep, cell);
  }
}

/** Shows `cell` where that leaves every kept cell free to move; returns whether it did. */
function showIfSafe(dictionary: Dictionary, hidden: Uint8Array, keep: Uint8Array, cell: number): boolean {
  const row = dictionary.rowOf[cell];
  if (row < 0) {
    const freed = determinedWithout(dictionary, keep, cell, -1);
    if (freed === null) return false;
    drop(dictionary, hidden, cell, freed);
    return true;
  }
  const entering = dictionary.choosePivot(row, cell);
  if (entering < 0) {
    dictionary.removeRow(row);
    hidden[cell] = 0;
    return true;
  }
  const opensCone = dictionary.oneSided[entering] !== 0;
  if (opensCone && dictionary.columns[row].every((c, k) => sameSign(dictionary, row, k, 0))) return false;
  if (dictionary.columns[row].length === 1 && keep[entering] !== 0) return false;
  dictionary.pivot(row, entering);
  const freed = determinedWithout(dictionary, keep, cell, -1);
  if (freed === null || (opensCone && !coneIsOpen(dictionary, row, cell))) {
    dictionary.pivot(row, cell);
    return false;
  }
  drop(dictionary, hidden, cell, freed);
  return true;
}

function sameSign(dictionary: Dictionary, row: number, a: number, b: number): boolean {
  const values = dictionary.values[row];
  return signed(values[a]) > 0 === signed(values[b]) > 0;
}

/** Rows whose basic variable is determined once `cell` is shown, or null if one of them must be kept. */
function determinedWithout(dictionary: Dictionary, keep: Uint8Array, cell: number, except: number): number[] | null {
  const freed: number[] = [];
  for (const row of dictionary.rowsOf(cell)) {
    if (row === except || dictionary.columns[row].length > 1) continue;
    if (keep[dictionary.basic[row]] !== 0) return null;
    freed.push(row);
  }
  return freed;
}

function drop(dictionary: Dictionary, hidden: Uint8Array, cell: number, freed: readonly number[]): void {
  dictionary.removeColumn(cell);
  hidden[cell] = 0;
  for (const row of freed) {
    hidden[dictionary.basic[row]] = 0;
    dictionary.removeRow(row);
  }
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

/** Rows of one-sided cells only that are connected with `row`. */
function coneRows(dictionary: Dictionary, row: number, without: number): number[] {
  const found = new Set([row]);
  const queue = [row];
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
