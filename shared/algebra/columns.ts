import type { Dictionary } from "./dictionary.ts";
import { multiply, signed } from "./modular.ts";

/** Elementary whole-number movements: one nonbasic variable moves, the basic ones follow. */
export interface Columns {
  /** Per movement: variables and their changes. */
  readonly cells: readonly Int32Array[];
  readonly changes: readonly Int32Array[];
  /** Per variable: the movements that change it, shortest first. */
  readonly through: readonly (readonly number[])[];
}

/** Denominators and sizes beyond these are left out: such a movement rarely fits small counts. */
const LARGEST_DENOMINATOR = 6;
const LARGEST_CHANGE = 64;

/** All elementary movements of the variables marked in `active`. */
export function columnsOf(dictionary: Dictionary, active: Uint8Array): Columns {
  const entries = new Map<number, { readonly basic: number[]; readonly residues: number[] }>();
  for (let v = 0; v < active.length; v++)
    if (active[v] !== 0 && dictionary.rowOf[v]! < 0) entries.set(v, { basic: [], residues: [] });
  for (let row = 0; row < dictionary.basic.length; row++) {
    const basic = dictionary.basic[row]!;
    if (basic < 0) continue;
    dictionary.columns[row]!.forEach((variable, k) => {
      const entry = entries.get(variable);
      entry?.basic.push(basic);
      entry?.residues.push(dictionary.values[row]![k]!);
    });
  }
  const cells: Int32Array[] = [], changes: Int32Array[] = [];
  for (const [variable, { basic, residues }] of entries) {
    const whole = wholeNumbers(residues);
    if (whole === null) continue;
    cells.push(Int32Array.from([variable, ...basic]));
    changes.push(Int32Array.from([whole.scale, ...whole.changes]));
  }
  return { cells, changes, through: throughEach(cells, active.length) };
}

function wholeNumbers(residues: readonly number[]): { readonly scale: number; readonly changes: number[] } | null {
  for (let scale = 1; scale <= LARGEST_DENOMINATOR; scale++) {
    const changes = residues.map((residue) => -signed(multiply(residue, scale)));
    if (changes.every((change) => Math.abs(change) <= LARGEST_CHANGE)) return { scale, changes };
  }
  return null;
}

function throughEach(cells: readonly Int32Array[], variables: number): number[][] {
  const through: number[][] = Array.from({ length: variables }, () => []);
  cells.forEach((list, column) => { for (const cell of list) through[cell]!.push(column); });
  for (const list of through) list.sort((a, b) => cells[a]!.length - cells[b]!.length || a - b);
  return through;
}
