import { Dictionary } from "../algebra/dictionary.ts";
import { fraction } from "../algebra/modular.ts";
import type { Component } from "./component.ts";
import { support } from "./support.ts";

/** Rows and columns beyond which a block of signs is not decided here. */
const LARGEST_BLOCK = 600;

/** What linear algebra and bounds leave to move; both lists are indexes of unknowns. */
export interface Freedom {
  /** Unknowns with the same value in every real solution. */
  readonly determined: readonly number[];
  /** Unknowns for which this could not be decided within the counted limits. */
  readonly undecided: readonly number[];
}

/**
 * Unknowns that no real solution near the true one can change. `oneSided` unknowns are at a bound and may only grow;
 * leave out those that are known to move: adding enough of their movement lifts them whatever else happens.
 *
 * Directions z solve R·z = 0 with z ≥ 0 where one-sided. Elimination makes two-sided unknowns basic first, so the rows
 * left among one-sided ones alone are all that the signs constrain; the largest set of them that can be positive
 * together is found there, and the others are zero in every direction (Gusfield 1988 for two-way tables; linear
 * programming in general).
 */
export function frozen({ variables, rows }: Component, oneSided: Uint8Array): Freedom {
  const dictionary = new Dictionary(variables.length, oneSided);
  for (const { unknowns, signs } of rows) dictionary.addRelation(unknowns, signs);
  const zero = new Uint8Array(variables.length), undecided: number[] = [];
  for (const block of signBlocks(dictionary, oneSided)) {
    const still = immovable(dictionary, block);
    if (still === null) undecided.push(...block.unknowns); else for (const unknown of still) zero[unknown] = 1;
  }
  for (let unknown = 0; unknown < zero.length; unknown++) if (zero[unknown] !== 0 && dictionary.rowOf[unknown] < 0) dictionary.removeColumn(unknown);
  // A basic unknown that is zero takes its row with it: what the row says about the others is one more relation.
  for (let unknown = 0; unknown < zero.length; unknown++) if (zero[unknown] !== 0 && dictionary.rowOf[unknown] >= 0) release(dictionary, unknown);
  const determined = Array.from(zero.keys()).filter((unknown) => zero[unknown] !== 0 || isEmpty(dictionary, unknown));
  return { determined, undecided };
}

function isEmpty(dictionary: Dictionary, unknown: number): boolean {
  const row = dictionary.rowOf[unknown];
  return row >= 0 && dictionary.columns[row].length === 0;
}

function release(dictionary: Dictionary, unknown: number): void {
  const row = dictionary.rowOf[unknown], entering = dictionary.choosePivot(row, -1);
  if (entering < 0) return;
  dictionary.pivot(row, entering);
  dictionary.removeColumn(unknown);
}

/** Rows among one-sided unknowns alone that are linked with each other. */
interface Block {
  readonly rows: readonly number[];
  readonly unknowns: readonly number[];
}

function signBlocks(dictionary: Dictionary, oneSided: Uint8Array): readonly Block[] {
  const rowsWith = new Map<number, number[]>(), open = new Set<number>();
  dictionary.basic.forEach((basic, row) => {
    if (basic < 0 || oneSided[basic] === 0 || dictionary.columns[row].length === 0) return;
    open.add(row);
    for (const column of dictionary.columns[row]) rowsWith.set(column, [...(rowsWith.get(column) ?? []), row]);
  });
  const blocks: Block[] = [];
  for (const first of open) {
    const rows = [first], unknowns = new Set<number>();
    open.delete(first);
    for (const row of rows) {
      unknowns.add(dictionary.basic[row]);
      for (const column of dictionary.columns[row]) {
        unknowns.add(column);
        for (const other of rowsWith.get(column)!) if (open.delete(other)) rows.push(other);
      }
    }
    blocks.push({ rows, unknowns: [...unknowns].sort((a, b) => a - b) });
  }
  return blocks;
}

/** Unknowns of a block that are zero in every non-negative solution; null beyond the limits. */
function immovable(dictionary: Dictionary, { rows, unknowns }: Block): readonly number[] | null {
  if (rows.length > LARGEST_BLOCK || unknowns.length > LARGEST_BLOCK) return null;
  const place = new Map(unknowns.map((unknown, k) => [unknown, k]));
  const matrix: number[][] = [];
  for (const row of rows) {
    const line = new Array<number>(unknowns.length).fill(0);
    line[place.get(dictionary.basic[row])!] = 1;
    for (const [k, column] of dictionary.columns[row].entries()) {
      const value = fraction(dictionary.values[row][k]);
      if (Number.isNaN(value)) return null;
      line[place.get(column)!] = value;
    }
    matrix.push(line);
  }
  const positive = support(matrix, unknowns.length);
  return positive === null ? null : unknowns.filter((_, k) => positive[k] === 0);
}
