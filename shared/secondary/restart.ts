import { givesSum } from "../algebra/derived.ts";
import { publishedBy, type Task } from "./task.ts";
import { prune } from "./prune.ts";
import { sightsOf } from "./sight.ts";

/** How far restarts disturb the order, in turn, and how much they prefer cells of the best pattern so far. */
const DISTURBANCES = [0.5, 0.8];
const PREFERENCE = 0.6;
/** Candidates of a restart: cells up to this many times the mean secondary. */
const REACH = 5;

/**
 * A pattern in which no primary is determined by relations and bounds, with little lost: first from everything hidden,
 * largest shown first (after Langsrud 2024, doi 10.1007/978-3-031-69651-0_6), then again from the neighbourhood of the
 * best pattern in disturbed order, as long as the counted steps last; a pattern found so counts where it is `accepted`.
 * `forEach`: determined neither to readers without figures of their own nor to any municipality that knows its own cells.
 * The disturbance is a fixed function of cell and round, so every host gives the same pattern.
 */
export function leastLoss(task: Task, steps: number, restarts: number, forEach: boolean, accepted: (hidden: Uint8Array) => boolean): Uint8Array {
  const { values, primary, forced, known } = task;
  const start = Uint8Array.from(primary, (small, cell) => (known[cell] === 0 && (small !== 0 || forced[cell] === 0) ? 1 : 0));
  let best = start.slice();
  let spent = pruneInOrder(task, forEach, best, (cell) => values[cell]);
  let bestLoss = lossOf(task, best);
  for (let round = 1; round <= restarts && spent < steps; round++) {
    const reach = REACH * bestLoss.loss / Math.max(1, bestLoss.cells);
    const hidden = Uint8Array.from(start, (free, cell) => (best[cell] !== 0 || (free !== 0 && (primary[cell] !== 0 || values[cell] <= reach)) ? 1 : 0));
    const known = best;
    spent += pruneInOrder(task, forEach, hidden, (cell) => values[cell] * (1 + DISTURBANCES[round % DISTURBANCES.length] * noise(cell, round)) * (known[cell] !== 0 ? PREFERENCE : 1));
    const loss = lossOf(task, hidden);
    const better = loss.loss < bestLoss.loss || (loss.loss === bestLoss.loss && loss.cells < bestLoss.cells);
    if (better && accepted(hidden)) { best = hidden; bestLoss = loss; }
  }
  return best;
}

/** Returns the counted steps. */
function pruneInOrder(task: Task, forEach: boolean, hidden: Uint8Array, weight: (cell: number) => number): number {
  const { primary } = task;
  const candidates = Array.from(hidden.keys()).filter((cell) => hidden[cell] !== 0 && primary[cell] === 0);
  const weights = new Float64Array(hidden.length);
  for (const cell of candidates) weights[cell] = weight(cell);
  candidates.sort((a, b) => weights[b] - weights[a] || a - b);
  const sights = sightsOf(task, hidden, forEach), published = publishedBy(task, hidden);
  prune(sights, hidden, candidates, task.derivedLimit === 0 ? () => true : (cell) => !givesSum(published, cell));
  return sights.reduce((steps, { dictionary }) => steps + dictionary.steps, hidden.length);
}

export function lossOf({ values, primary }: Pick<Task, "values" | "primary">, hidden: Uint8Array): { readonly loss: number; readonly cells: number } {
  let loss = 0, cells = 0;
  for (let cell = 0; cell < hidden.length; cell++)
    if (hidden[cell] !== 0 && primary[cell] === 0) { loss += values[cell]; cells++; }
  return { loss, cells };
}

/** A fixed number in −1..1 for a cell and a round (32-bit integer mixing, after Steele, Lea and Flood 2014, doi 10.1145/2660193.2660195). */
function noise(cell: number, round: number): number {
  let h = Math.imul(cell + 1, 0x9e3779b1) ^ Math.imul(round, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  return ((h ^ (h >>> 16)) >>> 0) / 0x7fffffff - 1;
}
