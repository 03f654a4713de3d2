import type { Dictionary } from "./dictionary.ts";
import { multiply, signed } from "./modular.ts";

/**
 * Elementary whole-number movements: one nonbasic variable moves, the basic ones follow.
 * Encoding: movement c changes `cells[start[c] .. start[c + 1]]` by `changes`, the nonbasic variable first; the movements
 * through variable v are `through[first[v] .. first[v + 1]]`, shortest first.
 */
export interface Columns {
  readonly start: Int32Array;
  readonly cells: Int32Array;
  readonly changes: Int32Array;
  readonly first: Int32Array;
  readonly through: Int32Array;
}

/** Denominators and sizes beyond these are left out: such a movement rarely fits small counts. */
const LARGEST_DENOMINATOR = 6;
const LARGEST_CHANGE = 64;

/** All elementary movements of the variables marked in `active`. */
export function columnsOf(dictionary: Dictionary, active: Uint8Array): Columns {
  const variables = active.length;
  const size = new Int32Array(variables);
  for (let v = 0; v < variables; v++) if (active[v] !== 0 && dictionary.rowOf[v] < 0) size[v] = 1;
  forEachEntry(dictionary, (variable) => { if (size[variable] > 0) size[variable]++; });
  const order = Array.from(size.keys()).filter((v) => size[v] > 0).sort((a, b) => size[a] - size[b] || a - b);
  const offset = new Int32Array(variables).fill(-1);
  const start = new Int32Array(order.length + 1);
  order.forEach((v, c) => { offset[v] = start[c]!; start[c + 1] = start[c] + size[v]; });
  const cells = new Int32Array(start[order.length]), residues = new Float64Array(cells.length);
  const fill = offset.slice();
  for (const v of order) { cells[fill[v]] = v; residues[fill[v]++] = 1; }
  forEachEntry(dictionary, (variable, basic, residue) => {
    if (offset[variable] < 0) return;
    cells[fill[variable]] = basic;
    residues[fill[variable]++] = residue;
  });
  return throughEach(whole(start, cells, residues), variables);
}

function forEachEntry(dictionary: Dictionary, visit: (variable: number, basic: number, residue: number) => void): void {
  for (let row = 0; row < dictionary.basic.length; row++) {
    const basic = dictionary.basic[row];
    if (basic < 0) continue;
    const columns = dictionary.columns[row], values = dictionary.values[row];
    for (let k = 0; k < columns.length; k++) visit(columns[k], basic, values[k]);
  }
}

interface Movements {
  readonly start: Int32Array;
  readonly cells: Int32Array;
  readonly changes: Int32Array;
}

/** Scales every movement to whole numbers and leaves out those that need large ones. */
function whole(start: Int32Array, cells: Int32Array, residues: Float64Array): Movements {
  const keptStart = [0], keptCells = new Int32Array(cells.length), changes = new Int32Array(cells.length);
  let end = 0;
  for (let c = 0; c + 1 < start.length; c++) {
    const from = start[c], to = start[c + 1];
    const scale = scaleOf(residues, from + 1, to);
    if (scale === 0) continue;
    for (let k = from; k < to; k++, end++) {
      keptCells[end] = cells[k]!;
      changes[end] = k === from ? scale : -signed(multiply(residues[k], scale));
    }
    keptStart.push(end);
  }
  return { start: Int32Array.from(keptStart), cells: keptCells.subarray(0, end), changes: changes.subarray(0, end) };
}

/** The least factor that makes all residues small whole numbers, 0 where there is none. */
function scaleOf(residues: Float64Array, from: number, to: number): number {
  for (let scale = 1; scale <= LARGEST_DENOMINATOR; scale++) {
    let fits = true;
    for (let k = from; k < to && fits; k++) fits = Math.abs(signed(multiply(residues[k], scale))) <= LARGEST_CHANGE;
    if (fits) return scale;
  }
  return 0;
}

function throughEach(movements: Movements, variables: number): Columns {
  const first = new Int32Array(variables + 1);
  for (const cell of movements.cells) first[cell + 1]++;
  for (let v = 0; v < variables; v++) first[v + 1] += first[v];
  const through = new Int32Array(movements.cells.length), fill = first.slice();
  for (let c = 0; c + 1 < movements.start.length; c++)
    for (let k = movements.start[c]; k < movements.start[c + 1]; k++) through[fill[movements.cells[k]]++] = c;
  return { ...movements, first, through };
}
