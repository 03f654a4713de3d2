import type { Published } from "../algebra/derived.ts";
import type { Boxes } from "../table/boxes.ts";
import type { System } from "../table/relations.ts";

/** One system to protect, as plain numbers. All arrays are per variable. */
export interface Task {
  readonly system: System;
  readonly values: Float64Array;
  /** Cells that are hidden by themselves. */
  readonly primary: Uint8Array;
  /** Cells that may not become secondary: zeros, and what the recipient has already. */
  readonly forced: Uint8Array;
  /** Cells the recipient knows: they protect nobody. */
  readonly known: Uint8Array;
  /** Least value a recipient allows a hidden cell: 0, or 1 where zeros are shown. */
  readonly lower: number;
  /** How far a recipient allows each cell to be above its value: Infinity but for blanks that hide a count up to a limit. */
  readonly headroom: Float64Array;
  /** Municipality that owns each cell, −1 for none. */
  readonly owner: Int32Array;
  /** Whether each municipality in turn reads the table knowing its own cells. */
  readonly insiders: boolean;
  /** Sums of hidden cells up to this limit may not be derivable; 0 where that is not asked. */
  readonly derivedLimit: number;
  /** No primary may be provably below this number by the table alone, nor above the least its structure allows; 0 where that is not asked. */
  readonly intervalTo: number;
  /** Whole numbers only; fractional measures get no integrality reasoning. */
  readonly integral: boolean;
  /** The table's boxes where it is one full cross. */
  readonly boxes: Boxes | null;
}

/** How far each cell may sink. A fractional cell above its least value may sink as far as a movement needs. */
export function slackOf({ values, lower, integral }: Pick<Task, "values" | "lower" | "integral">): Float64Array {
  return Float64Array.from(values, (value) => (value <= lower ? 0 : integral ? value - lower : Infinity));
}

/** Cells at their least value: they can only grow. */
export function oneSidedOf({ values, lower }: Pick<Task, "values" | "lower">): Uint8Array {
  return Uint8Array.from(values, (value) => (value <= lower ? 1 : 0));
}

/** The pattern as its readers see it, for the search of small sums. */
export function publishedBy({ system, values, owner, insiders, derivedLimit }: Task, hidden: Uint8Array): Published {
  return { system, values, hidden, owner, insiders, limit: derivedLimit };
}
