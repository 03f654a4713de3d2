import type { BoxAxis, Boxes } from "./boxes.ts";

/** What cells cost to move, for one search. All arrays are per cell of the cross, in canonical order. */
export interface Prices {
  /** 0 for a hidden cell, the loss for one that would have to be hidden, Infinity for one that must stay. */
  readonly price: Float64Array;
  /** How far a cell may sink before it reaches its least value. */
  readonly slack: Float64Array;
  /** Municipality that knows the cell, −1 for none. */
  readonly owner: Int32Array;
}

/** A movement of ±1 per cell that keeps every total true. */
export interface Box {
  readonly cells: readonly number[];
  readonly changes: readonly number[];
  readonly cost: number;
}

/** One swap along an axis, as offsets from the target; the target itself comes first with sign +1. */
interface Swap {
  readonly offsets: readonly number[];
  readonly signs: readonly number[];
  readonly cost: number;
}

/** Swaps tried per axis: the cheapest ones. */
const WIDTH = 32;
/** Leaves below an inner target that are tried as the place of the change. */
const INNER = 6;

/**
 * The cheapest box that moves `target`, costs less than `limit` and moves no cell of the municipality `excluded`
 * (−2 for none); null where none was found. Cheapest among the boxes tried, which is all of them on small axes.
 */
export function findBox(boxes: Boxes, prices: Prices, target: number, limit: number, excluded: number): Box | null {
  const swaps: Swap[][] = [];
  let bound = 0;
  for (const axis of boxes.axes) {
    const list = swapsAlong(axis, prices, target, limit - bound, excluded);
    if (list.length === 0) return null;
    bound += list[0]!.cost;
    if (bound >= limit) return null;
    swaps.push(list);
  }
  const search: Search = { prices, excluded, swaps, best: null, limit };
  extend(search, 0, [target], [1], 0);
  return search.best;
}

interface Search {
  readonly prices: Prices;
  readonly excluded: number;
  readonly swaps: readonly (readonly Swap[])[];
  best: Box | null;
  limit: number;
}

function extend(search: Search, k: number, cells: readonly number[], changes: readonly number[], cost: number): void {
  if (k === search.swaps.length) {
    const direction = fitting(search.prices.slack, cells, changes);
    if (direction === 0) return;
    search.best = { cells, changes: direction === 1 ? changes : changes.map((change) => -change), cost };
    search.limit = cost;
    return;
  }
  let rest = 0;
  for (let j = k + 1; j < search.swaps.length; j++) rest += search.swaps[j]![0]!.cost;
  for (const swap of search.swaps[k]!) {
    if (cost + swap.cost + rest >= search.limit) return;
    const grown = product(search, cells, changes, swap, search.limit - rest - cost);
    if (grown === null) continue;
    extend(search, k + 1, grown.cells, grown.changes, cost + grown.cost);
    if (search.best !== null && search.limit === 0) return;
  }
}

/** The cells so far, repeated along one more axis; null when that costs `limit` or more. */
function product(search: Search, cells: readonly number[], changes: readonly number[], swap: Swap, limit: number): { cells: number[]; changes: number[]; cost: number } | null {
  const { price, owner } = search.prices;
  const nextCells = cells.slice(), nextChanges = changes.slice();
  let cost = 0;
  for (let s = 1; s < swap.offsets.length; s++)
    for (let c = 0; c < cells.length; c++) {
      const cell = cells[c]! + swap.offsets[s]!;
      if (owner[cell] === search.excluded) return null;
      cost += price[cell]!;
      if (cost >= limit && cost > 0) return null;
      nextCells.push(cell);
      nextChanges.push(changes[c]! * swap.signs[s]!);
    }
  return { cells: nextCells, changes: nextChanges, cost };
}

/** +1 or −1: the direction in which no cell sinks below its least value; 0 where there is none. */
function fitting(slack: Float64Array, cells: readonly number[], changes: readonly number[]): number {
  let up = true, down = true;
  for (let k = 0; k < cells.length; k++) {
    if (slack[cells[k]!]! >= 1) continue;
    if (changes[k]! > 0) down = false;
    else up = false;
    if (!up && !down) return 0;
  }
  return up ? 1 : -1;
}

/** The cheapest swaps that move the target's member along one axis. */
function swapsAlong(axis: BoxAxis, prices: Prices, target: number, limit: number, excluded: number): Swap[] {
  const member = Math.floor(target / axis.stride) % axis.size;
  const line = target - member * axis.stride;
  const priceOf = (m: number): number => {
    const cell = line + m * axis.stride;
    return m === member ? 0 : prices.owner[cell] === excluded ? Infinity : prices.price[cell]!;
  };
  const places = placesBelow(axis, member, priceOf);
  const swaps: Swap[] = [];
  for (const place of places) {
    const from = axis.above[place]!;
    for (let to = 0; to <= axis.leaves.length; to++) {
      if (to === place) continue;
      if (to < axis.leaves.length && !(priceOf(axis.leaves[to]!) < Math.max(limit, Number.MIN_VALUE))) continue;
      const swap = swapBetween(from, to === axis.leaves.length ? NOTHING : axis.above[to]!, member, axis.stride, priceOf);
      if (swap !== null && (swap.cost < limit || swap.cost === 0)) swaps.push(swap);
    }
  }
  swaps.sort((a, b) => a.cost - b.cost || a.offsets.length - b.offsets.length);
  return swaps.slice(0, WIDTH);
}

const NOTHING = new Int32Array(0);

/** Leaves at or below the target's member, cheapest first. */
function placesBelow(axis: BoxAxis, member: number, priceOf: (member: number) => number): number[] {
  const below = Array.from(axis.below[member]!);
  if (below.length === 1) return below;
  const cost = (leaf: number): number => priceOf(axis.leaves[leaf]!);
  return below.filter((leaf) => cost(leaf) < Infinity).sort((a, b) => cost(a) - cost(b) || a - b).slice(0, INNER);
}

/** Members above one leaf but not the other, with the target's member first; null where the target would rest. */
function swapBetween(from: Int32Array, to: Int32Array, member: number, stride: number, priceOf: (member: number) => number): Swap | null {
  if (to.includes(member)) return null;
  const offsets = [0], signs = [1];
  let cost = 0;
  for (const m of from) if (m !== member && !to.includes(m)) { offsets.push((m - member) * stride); signs.push(1); cost += priceOf(m); }
  for (const m of to) if (!from.includes(m)) { offsets.push((m - member) * stride); signs.push(-1); cost += priceOf(m); }
  return cost < Infinity ? { offsets, signs, cost } : null;
}
