import type { Witness } from "../algebra/movement.ts";
import { Cover } from "./cover.ts";
import { FREE, NOBODY } from "../table/terrain.ts";
import { leastLoss, lossOf } from "./restart.ts";
import { Finder } from "./finder.ts";
import { Protector } from "./protector.ts";
import { insidersOf } from "./sight.ts";
import type { Task } from "./task.ts";

/** A pattern and the proof that it is safe: every hidden cell is moved by a witness. */
export interface Choice {
  readonly hidden: Uint8Array;
  readonly witnesses: readonly Witness[];
}

/**
 * Hides every primary and the secondaries it needs: the pattern of least loss first, then what its proof, the readers'
 * own knowledge and small derived sums ask for, then whatever of it turned out not to be needed is shown again. In
 * small tables all readers' knowledge enters from the start; the smallest are tried both ways, and the better is taken. A
 * `quick` choice starts from the primaries alone and takes cell by cell what its proof asks for: time grows with the
 * number of cells, and so does what is lost.
 */
export function choose(task: Task, quick = isLarge(task)): Choice {
  if (!task.primary.includes(1)) return { hidden: new Uint8Array(task.primary.length), witnesses: [] };
  if (quick) return completed(task, primariesOf(task), true);
  const restarts = task.derivedLimit > 0 ? FEW_RESTARTS : MOST_RESTARTS;
  const startingFrom = (forEach: boolean): Finished => completed(task, leastLoss(task, effort(task), restarts, forEach, (pattern) => provedAsItIs(task, pattern)), false);
  const joint = isForEach(task) ? startingFrom(true) : null;
  if (joint !== null && joint.proved && task.values.length > TINY) return joint;
  const plain = startingFrom(false);
  return joint !== null && joint.proved && (!plain.proved || lossOf(task, joint.hidden).loss < lossOf(task, plain.hidden).loss) ? joint : plain;
}

interface Finished extends Choice {
  /** Whether nothing is left open, as far as the chooser knows; not asked of a quick choice. */
  readonly proved: boolean;
}

/** Extends a pattern to one that is proved, with nothing spare. Changes `hidden`. */
function completed(task: Task, hidden: Uint8Array, quick: boolean): Finished {
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
  return { hidden, proved: !quick && protector.isDone(), witnesses: [...cover.witnesses.filter((witness) => witness !== null), ...protector.intervals.witnesses] };
}

/** Tables up to this size are solved as a whole, where three hierarchies cross up to the other; larger ones, where they have boxes, cell by cell. */
const THOROUGH = 25_000, CROSSING = 2000;
/** Tables up to this size are improved further, by rounds of trades. */
const SMALL = 2000;
const MOST_ROUNDS = 2;
const MOST_RESTARTS = 300;
const FEW_RESTARTS = 4;

/** Up to so many cells times municipalities, what each municipality knows enters the choice from the start. */
const FOR_EACH = 60_000;
/** Tables up to this size are tried both ways. */
const TINY = 500;

function isForEach({ insiders, owner, values }: Task): boolean {
  return insiders && insidersOf(owner).length * values.length <= FOR_EACH;
}

function isLarge({ boxes, values }: Task): boolean {
  return boxes !== null && values.length > (boxes.crossing ? CROSSING : THOROUGH);
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
