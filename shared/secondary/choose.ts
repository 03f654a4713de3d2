import type { System } from "../table/relations.ts";
import { movements, prune } from "./prune.ts";

/** One system to protect, as plain numbers. */
export interface Task {
  readonly system: System;
  readonly values: Float64Array;
  readonly primary: Uint8Array;
  /** Cells that may not become secondary: known to the recipient, or zeros where zeros are shown. */
  readonly forced: Uint8Array;
  /** Least value a recipient allows a hidden cell. */
  readonly lower: number;
}

/**
 * A pattern that hides every primary and the secondaries it needs: from everything hidden, cells are shown from the
 * largest to the smallest as long as no primary becomes determined (after Langsrud 2024, doi 10.1007/978-3-031-69651-0_6).
 * Ties follow canonical cell order, so the pattern does not depend on the order of the input.
 */
export function choose(task: Task): Uint8Array {
  const { system, values, primary, forced } = task;
  const hidden = Uint8Array.from(primary, (small, cell) => (small !== 0 || forced[cell] === 0 ? 1 : 0));
  const order = Array.from(hidden.keys()).filter((cell) => hidden[cell] !== 0 && primary[cell] === 0)
    .sort((a, b) => values[b]! - values[a]! || a - b);
  prune(movements(system, hidden, oneSidedCells(task)), hidden, primary, order);
  return hidden;
}

/** Cells at their least value: they can only grow. */
export function oneSidedCells({ values, lower }: Pick<Task, "values" | "lower">): Uint8Array {
  return Uint8Array.from(values, (value) => (value <= lower ? 1 : 0));
}
