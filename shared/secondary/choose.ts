import type { Witness } from "../algebra/movement.ts";
import { Cover } from "./cover.ts";
import { leastLoss } from "./restart.ts";
import { Protector } from "./protector.ts";
import type { Task } from "./task.ts";

/** A pattern and the proof that it is safe: every hidden cell is moved by a witness. */
export interface Choice {
  readonly hidden: Uint8Array;
  readonly witnesses: readonly Witness[];
}

/**
 * Hides every primary and the secondaries it needs: the pattern of least loss first, then what its proof, the readers'
 * own knowledge and small derived sums ask for, then whatever of it turned out not to be needed is shown again.
 */
export function choose(task: Task): Choice {
  const hidden = leastLoss(task, effort(task), task.derivedLimit > 0 ? FEW_RESTARTS : MOST_RESTARTS);
  const cover = new Cover(hidden.length, task.owner, task.insiders);
  const protector = new Protector(task, hidden, cover);
  protector.proveAll();
  protector.widenSums();
  protector.hideLinked();
  protector.showSpare(task.values.length <= SMALL ? MOST_ROUNDS : 0);
  protector.widenSums();
  return { hidden, witnesses: cover.witnesses.filter((witness) => witness !== null) };
}

/** Tables up to this size are improved further, by rounds of trades. */
const SMALL = 2000;
const MOST_ROUNDS = 2;
const MOST_RESTARTS = 300;
const FEW_RESTARTS = 24;

/** Counted steps for restarts: small tables are searched long, large ones once; where more is added anyway, shorter. */
function effort({ values, derivedLimit }: Task): number {
  const steps = Math.min(6e7, 1e14 / (values.length * values.length));
  return derivedLimit > 0 ? steps / 40 : steps;
}
