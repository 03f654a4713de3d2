import type { Dictionary } from "../algebra/dictionary.ts";
import { multiply, signed } from "../algebra/modular.ts";
import type { System } from "../table/relations.ts";

/**
 * A second table that a recipient cannot tell from the true one: cells and how much each changes, in whole numbers.
 * It proves, by linear algebra, bounds and integrality at once, that none of its cells is determined.
 */
export interface Witness {
  readonly cells: readonly number[];
  readonly changes: readonly number[];
}

export interface Knowledge {
  readonly system: System;
  readonly hidden: Uint8Array;
  readonly values: Float64Array;
  /** Least value the recipient allows a hidden cell: 0, or 1 where zeros are shown. */
  readonly lower: number;
}

/** Denominators that occur in relation systems are tiny; a column beyond this is not used as a witness. */
const LARGEST_DENOMINATOR = 6;
const LARGEST_CHANGE = 64;
/** Repair steps for one witness: a counted limit, so that every host gives up at the same point. */
const REPAIRS = 40;

/** Checks a witness against the relations themselves: only hidden cells move, every relation stays true, bounds hold. */
export function proves(witness: Witness, { system, hidden, values, lower }: Knowledge): boolean {
  const balance = new Map<number, number>();
  for (let k = 0; k < witness.cells.length; k++) {
    const cell = witness.cells[k]!, change = witness.changes[k]!;
    if (hidden[cell] === 0 || !Number.isInteger(change) || values[cell]! + change < Math.min(lower, values[cell]!)) return false;
    for (let e = system.first[cell]!; e < system.first[cell + 1]!; e++) {
      const relation = system.relationsOf[e]!;
      const sign = system.cells[system.start[relation]!] === cell ? -1 : 1;
      balance.set(relation, (balance.get(relation) ?? 0) + sign * change);
    }
  }
  return [...balance.values()].every((sum) => sum === 0);
}

/** Searches a witness that moves `cell`; null where none was found within the counted steps, which proves nothing. */
export function findWitness(dictionary: Dictionary, knowledge: Knowledge, cell: number): Witness | null {
  const row = dictionary.rowOf[cell]!;
  const columns = row < 0 ? [cell] : [...dictionary.columns[row]!].sort((a, b) => dictionary.rowsOf(a).length - dictionary.rowsOf(b).length || a - b);
  for (const column of columns.slice(0, 12))
    for (const direction of [1, -1]) {
      const move = integerColumn(dictionary, column, direction);
      if (move !== null && fits(move, knowledge)) return asWitness(move);
    }
  for (const column of columns.slice(0, 6))
    for (const direction of [1, -1]) {
      const move = integerColumn(dictionary, column, direction);
      if (move !== null && repair(dictionary, knowledge, move, cell)) return asWitness(move);
    }
  return null;
}

function asWitness(move: ReadonlyMap<number, number>): Witness {
  return { cells: [...move.keys()], changes: [...move.values()] };
}

function slack({ values, lower }: Knowledge, cell: number, change: number): number {
  return values[cell]! + change - Math.min(lower, values[cell]!);
}

function fits(move: ReadonlyMap<number, number>, knowledge: Knowledge): boolean {
  for (const [cell, change] of move) if (slack(knowledge, cell, change) < 0) return false;
  return true;
}

/** The solution in which one nonbasic variable moves and all others rest, scaled to whole numbers. */
function integerColumn(dictionary: Dictionary, column: number, direction: number): Map<number, number> | null {
  const rows = dictionary.rowsOf(column);
  const residues = rows.map((row) => dictionary.valueIn(row, column));
  for (let scale = 1; scale <= LARGEST_DENOMINATOR; scale++) {
    const changes = residues.map((residue) => signed(multiply(residue, scale)));
    if (changes.some((change) => Math.abs(change) > LARGEST_CHANGE)) continue;
    const move = new Map([[column, direction * scale]]);
    rows.forEach((row, k) => { move.set(dictionary.basic[row]!, -direction * changes[k]!); });
    return move;
  }
  return null;
}

/** Adds further columns until no cell falls below its bound, without bringing `cell` to rest. Changes `move`. */
function repair(dictionary: Dictionary, knowledge: Knowledge, move: Map<number, number>, cell: number): boolean {
  for (let step = 0; step < REPAIRS; step++) {
    const broken = [...move].filter(([c, change]) => slack(knowledge, c, change) < 0).map(([c]) => c);
    if (broken.length === 0) return (move.get(cell) ?? 0) !== 0;
    const addition = bestAddition(dictionary, knowledge, move, cell, Math.min(...broken));
    if (addition === null) return false;
    for (const [c, change] of addition) add(move, c, change);
  }
  return false;
}

function add(move: Map<number, number>, cell: number, change: number): void {
  const sum = (move.get(cell) ?? 0) + change;
  if (sum === 0) move.delete(cell);
  else move.set(cell, sum);
}

function bestAddition(dictionary: Dictionary, knowledge: Knowledge, move: ReadonlyMap<number, number>, cell: number, broken: number): Map<number, number> | null {
  const row = dictionary.rowOf[broken]!;
  const columns = row < 0 ? [broken] : dictionary.columns[row]!;
  let best: Map<number, number> | null = null, bestDeficit = deficit(move, knowledge, null);
  for (const column of columns)
    for (const direction of [1, -1]) {
      const addition = integerColumn(dictionary, column, direction);
      if (addition === null || (addition.get(broken) ?? 0) <= 0) continue;
      if ((move.get(cell) ?? 0) + (addition.get(cell) ?? 0) === 0) continue;
      const after = deficit(move, knowledge, addition);
      if (after < bestDeficit) { best = addition; bestDeficit = after; }
    }
  return best;
}

/** How far below their bounds cells are in total. */
function deficit(move: ReadonlyMap<number, number>, knowledge: Knowledge, addition: ReadonlyMap<number, number> | null): number {
  let sum = 0;
  for (const [cell, change] of move) sum += Math.max(0, -slack(knowledge, cell, change + (addition?.get(cell) ?? 0)));
  if (addition !== null)
    for (const [cell, change] of addition) if (!move.has(cell)) sum += Math.max(0, -slack(knowledge, cell, change));
  return sum;
}
