import type { BoxAxis, Boxes } from "./boxes.ts";
import { cyclesThrough } from "./cycles.ts";
import type { Terrain } from "./terrain.ts";

/** A movement of ±1 per cell that keeps every total true. */
export interface Box {
  readonly cells: readonly number[];
  readonly changes: readonly number[];
  readonly cost: number;
}

/** Cycles tried per axis: the cheapest ones. */
const WIDTH = 32;

/**
 * The cheapest box that moves `target`, costs less than `limit` and moves no cell of the municipality `excluded`
 * (`NOBODY` for none); null where none was found. Cheapest among products of the cheapest cycles along each axis.
 */
export function findBox(boxes: Boxes, terrain: Terrain, target: number, limit: number, excluded: number): Box | null {
  const up = terrain.headroom[target] < 1 ? null : findDirected(boxes, terrain, target, 1, limit, excluded);
  if (up !== null && up.cost === 0 || terrain.slack[target] < 1) return up;
  return findDirected(boxes, terrain, target, -1, up?.cost ?? limit, excluded) ?? up;
}

/** One cycle along an axis as offsets from the target, changes relative to the target's. */
interface Line {
  readonly offsets: readonly number[];
  readonly changes: readonly number[];
  readonly cost: number;
}

interface Search {
  readonly terrain: Terrain;
  readonly excluded: number;
  readonly lines: readonly (readonly Line[])[];
  best: Box | null;
  limit: number;
}

function findDirected(boxes: Boxes, terrain: Terrain, target: number, direction: 1 | -1, limit: number, excluded: number): Box | null {
  const lines: Line[][] = [];
  let bound = 0;
  for (const axis of boxes.axes) {
    const along = linesAlong(axis, terrain, target, direction, limit - bound, excluded);
    if (along.length === 0) return null;
    bound += along[0].cost;
    if (bound >= limit) return null;
    lines.push(along);
  }
  const search: Search = { terrain, excluded, lines, best: null, limit };
  extend(search, 0, [target], [direction], 0);
  return search.best;
}

/** The cheapest cycles through the target along one axis, at the terrain of its line, with cells that may move that way. */
function linesAlong(axis: BoxAxis, terrain: Terrain, target: number, direction: number, limit: number, excluded: number): Line[] {
  const member = Math.floor(target / axis.stride) % axis.size;
  const line = target - member * axis.stride;
  const priceOf = (m: number, change: number): number => {
    const cell = line + m * axis.stride;
    return terrain.owner[cell] === excluded || !mayMove(terrain, cell, change * direction) ? Infinity : terrain.price[cell];
  };
  return cyclesThrough(axis, member, priceOf, limit, WIDTH).map((cycle) => ({
    offsets: cycle.members.map((m) => (m - member) * axis.stride), changes: cycle.changes, cost: cycle.cost,
  }));
}

function extend(search: Search, k: number, cells: readonly number[], changes: readonly number[], cost: number): void {
  if (k === search.lines.length) {
    search.best = { cells, changes, cost };
    search.limit = cost;
    return;
  }
  let rest = 0;
  for (let j = k + 1; j < search.lines.length; j++) rest += search.lines[j][0].cost;
  for (const line of search.lines[k]) {
    if (cost + line.cost + rest >= search.limit) return;
    const grown = product(search, cells, changes, line, search.limit - rest - cost);
    if (grown !== null) extend(search, k + 1, grown.cells, grown.changes, cost + grown.cost);
    if (search.limit === 0) return;
  }
}

/** The cells so far, repeated along one more axis; null where a cell may not move that way or it costs `limit` or more. */
function product({ terrain, excluded }: Search, cells: readonly number[], changes: readonly number[], line: Line, limit: number): { cells: number[]; changes: number[]; cost: number } | null {
  const nextCells = cells.slice(), nextChanges = changes.slice();
  let cost = 0;
  for (let s = 1; s < line.offsets.length; s++)
    for (let c = 0; c < cells.length; c++) {
      const cell = cells[c] + line.offsets[s], change = changes[c] * line.changes[s];
      if (terrain.owner[cell] === excluded || !mayMove(terrain, cell, change)) return null;
      cost += terrain.price[cell];
      if (cost >= limit) return null;
      nextCells.push(cell);
      nextChanges.push(change);
    }
  return { cells: nextCells, changes: nextChanges, cost };
}

function mayMove({ slack, headroom }: Terrain, cell: number, change: number): boolean {
  return (change < 0 ? slack : headroom)[cell] >= 1;
}
