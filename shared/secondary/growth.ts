import type { Dictionary } from "../algebra/dictionary.ts";
import { signed } from "../algebra/modular.ts";
import { strictlyPositive } from "../algebra/positive.ts";
import type { System } from "../table/relations.ts";

/** New growths of cells. */
export type Growth = readonly (readonly [cell: number, by: number])[];

/** Growth below this counts as none: growths are about 1 and more, and carry rounding noise. */
const LEAST = 1e-6;
/** Counted limits of a repair, and of a linear program where that fails. */
const MOST_REPAIRS = 64;
const MOST_ENTRIES = 20_000;

/**
 * One way for all cells marked in `hidden` to grow together: each part of nothing else by 1, totals by their parts. All NaN
 * where the relations allow no such thing.
 */
export function growthOf({ variables, start, cells, first, relationsOf }: System, hidden: Uint8Array): Float64Array {
  const growing = new Float64Array(variables).fill(NaN), unknown = new Float64Array(variables).fill(NaN);
  for (let cell = 0; cell < variables; cell++) {
    let isTotal = false;
    for (let k = first[cell]; k < first[cell + 1]; k++) isTotal ||= cells[start[relationsOf[k]]] === cell;
    if (!isTotal) growing[cell] = hidden[cell];
  }
  for (let again = true; again;) {
    again = false;
    for (let r = 0; r + 1 < start.length; r++) {
      const total = cells[start[r]];
      let sum = 0;
      for (let k = start[r] + 1; k < start[r + 1]; k++) sum += growing[cells[k]];
      if (Number.isNaN(sum) || sum === growing[total]) continue;
      if (!Number.isNaN(growing[total]) || (hidden[total] === 0 && sum !== 0)) return unknown;
      growing[total] = sum;
      again = true;
    }
  }
  return growing;
}

/**
 * What changes in the growth of cells at their bound, so that they still all grow together once `without` is fixed at
 * zero, which leaves `row` with such cells only; null where that is impossible, or is not found. `growing` solves every
 * row of such cells only, or has NaN in it.
 */
export function growthWithout(dictionary: Dictionary, growing: Float64Array, row: number, without: number): Growth | null {
  const rows = [...new Set([row, ...dictionary.rowsOf(without).filter((other) => isCone(dictionary, other))])];
  const growth = repaired(dictionary, growing, rows, without);
  if (growth !== null) return growth;
  const cone = linkedCone(dictionary, rows, without);
  return cone === null ? null : foundAnew(dictionary, cone, without);
}

function isCone(dictionary: Dictionary, row: number): boolean {
  return dictionary.oneSided[dictionary.basic[row]] !== 0;
}

/** Lets rows follow, and where one would sink lets a cell that lifts it grow more, one at a time. */
function repaired(dictionary: Dictionary, growing: Float64Array, rows: readonly number[], without: number): Growth | null {
  const changed = new Map<number, number>([[without, 0]]), queue = [...rows];
  const growth = (cell: number): number => changed.get(cell) ?? growing[cell];
  for (let repairs = 0; queue.length > 0;) {
    const row = queue.pop()!, by = growthIn(dictionary, row, growth);
    if (Number.isNaN(by)) return null;
    changed.set(dictionary.basic[row], by);
    if (by > LEAST) continue;
    const lift = liftOf(dictionary, row, without);
    if (lift === null || ++repairs > MOST_REPAIRS) return null;
    changed.set(lift.cell, growth(lift.cell) + (1 - by) / lift.rate);
    for (const other of dictionary.rowsOf(lift.cell)) if (isCone(dictionary, other)) queue.push(other);
  }
  return [...changed].filter(([cell]) => cell !== without);
}

function growthIn(dictionary: Dictionary, row: number, growth: (cell: number) => number): number {
  const columns = dictionary.columns[row], values = dictionary.values[row];
  let by = 0;
  for (let k = 0; k < columns.length; k++) by -= signed(values[k]) * growth(columns[k]);
  return by;
}

/** The cell in fewest rows of those whose growth lifts a row's own. */
function liftOf(dictionary: Dictionary, row: number, without: number): { readonly cell: number; readonly rate: number } | null {
  const columns = dictionary.columns[row], values = dictionary.values[row];
  let best = -1, fewest = Infinity, rate = 0;
  for (let k = 0; k < columns.length; k++) {
    const count = dictionary.rowCount(columns[k]), lifts = -signed(values[k]);
    if (columns[k] === without || lifts <= 0 || count > fewest || (count === fewest && columns[k] > best)) continue;
    best = columns[k]; fewest = count; rate = lifts;
  }
  return best < 0 ? null : { cell: best, rate };
}

function foundAnew(dictionary: Dictionary, rows: readonly number[], without: number): Growth | null {
  const cells = [...new Set(rows.flatMap((r) => [dictionary.basic[r], ...dictionary.columns[r].filter((c) => c !== without)]))].sort((a, b) => a - b);
  if (rows.length * cells.length > MOST_ENTRIES) return null;
  const column = new Map(cells.map((cell, k) => [cell, k]));
  const dense = rows.map((r) => {
    const line = new Array<number>(cells.length).fill(0);
    line[column.get(dictionary.basic[r])!] = 1;
    dictionary.columns[r].forEach((c, k) => { if (c !== without) line[column.get(c)!] = signed(dictionary.values[r][k]); });
    return line;
  });
  const growth = strictlyPositive(dense, cells.length);
  return growth === null ? null : cells.map((cell, k) => [cell, growth[k]]);
}

/** Rows of one-sided cells only that are connected with some of them, or with each other, but through `without`; ascending. Null where they are too many: each has a basic cell of its own. */
function linkedCone(dictionary: Dictionary, rows: readonly number[], without: number): number[] | null {
  const found = new Set(rows), seen = new Set([without]);
  for (const next of found) {
    if (found.size * found.size > MOST_ENTRIES) return null;
    for (const column of dictionary.columns[next]) {
      if (seen.has(column)) continue;
      seen.add(column);
      for (const other of dictionary.rowsOf(column)) if (isCone(dictionary, other)) found.add(other);
    }
  }
  return [...found].sort((a, b) => a - b);
}
