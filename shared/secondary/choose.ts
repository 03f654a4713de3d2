import type { Witness } from "../algebra/movement.ts";
import { Cover } from "./cover.ts";
import { FREE, NOBODY } from "../table/terrain.ts";
import { leastLoss } from "./restart.ts";
import { Finder } from "./finder.ts";
import { Protector } from "./protector.ts";
import type { Task } from "./task.ts";

/** A pattern and the proof that it is safe: every hidden cell is moved by a witness. */
export interface Choice {
  readonly hidden: Uint8Array;
  readonly witnesses: readonly Witness[];
}

/**
 * Hides every primary and the secondaries it needs: the pattern of least loss first, then what its proof, the readers'
 * own knowledge and small derived sums ask for, then whatever of it turned out not to be needed is shown again. A
 * `quick` choice starts from the primaries alone and takes cell by cell what its proof asks for: time grows with the
 * number of cells, and so does what is lost.
 */
export function choose(task: Task, quick = isLarge(task)): Choice {
  if (!task.primary.includes(1)) return { hidden: new Uint8Array(task.primary.length), witnesses: [] };
  const hidden = quick ? primariesOf(task) : leastLoss(task, effort(task), task.derivedLimit > 0 ? FEW_RESTARTS : MOST_RESTARTS, (pattern) => provedAsItIs(task, pattern));
  const cover = new Cover(hidden.length, task.owner, task.insiders);
  const protector = new Protector(task, hidden, cover, quick);
  protector.proveAll();
  protector.widenSums();
  protector.resort();
  protector.showSpare(task.values.length <= SMALL ? MOST_ROUNDS : 0);
  protector.widenSums();
  // What one of the two hides may leave the other something to do.
  for (let round = 0; round < 2; round++) {
    protector.widenIntervals();
    protector.resort();
  }
  return { hidden, witnesses: [...cover.witnesses.filter((witness) => witness !== null), ...protector.intervals.witnesses] };
}

/** Tables up to this size are solved as a whole; larger ones, where they have boxes, cell by cell. */
const THOROUGH = 25_000;
/** Tables up to this size are improved further, by rounds of trades. */
const SMALL = 2000;
const MOST_ROUNDS = 2;
const MOST_RESTARTS = 300;
const FEW_RESTARTS = 4;

function isLarge({ boxes, values }: Task): boolean {
  return boxes !== null && values.length > THOROUGH;
}

function primariesOf({ primary, known }: Task): Uint8Array {
  return Uint8Array.from(primary, (is, cell) => (is !== 0 && known[cell] === 0 ? 1 : 0));
}

/** Counted steps for restarts: small tables are searched long, large ones once; where more is added anyway, shorter. */
function effort({ values, derivedLimit }: Task): number {
  const steps = Math.min(6e7, 2e14 / (values.length * values.length));
  return derivedLimit > 0 ? steps / 40 : steps;
}

/** Whether every hidden cell has a witness for readers without figures of their own, with nothing further hidden. */
function provedAsItIs(task: Task, hidden: Uint8Array): boolean {
  const finder = new Finder(task, hidden, false), moved = new Uint8Array(hidden.length);
  return hidden.every((is, cell) => {
    if (is === 0 || moved[cell] !== 0) return true;
    const witness = finder.find(cell, NOBODY, FREE);
    if (witness === null) return false;
    for (let k = 0; k < witness.cells.length; k++) moved[witness.cells[k]] = 1;
    return true;
  });
}
