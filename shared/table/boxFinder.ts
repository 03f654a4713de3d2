import type { Boxes } from "./boxes.ts";
import { Cycles } from "./cycles.ts";
import { Exchanges } from "./exchanges.ts";
import { Steps } from "./steps.ts";
import type { Terrain } from "./terrain.ts";

/** A movement of ±1 per cell that keeps every total true. */
export interface Box {
  readonly cells: readonly number[];
  readonly changes: readonly number[];
  readonly cost: number;
}

/** Finds boxes in a terrain whose prices may change between searches. */
export class BoxFinder {
  private readonly steps: Steps;
  private readonly axes: readonly (Cycles | Exchanges)[];
  /** The box so far, after each axis. */
  private readonly cells: number[][];
  private readonly changes: number[][];
  /** What the axes from one on cost at least. */
  private readonly rest: Float64Array;
  private excluded = 0;
  private limit = 0;
  private best: Box | null = null;

  constructor(boxes: Boxes, private readonly terrain: Terrain) {
    this.steps = new Steps(terrain);
    this.axes = boxes.axes.map((axis) => (axis.kind === "network" ? new Cycles(axis, this.steps) : new Exchanges(axis, this.steps)));
    this.cells = [[], ...boxes.axes.map((): number[] => [])];
    this.changes = this.cells.map(() => []);
    this.rest = new Float64Array(boxes.axes.length + 1);
  }

  /**
   * The cheapest box that moves `target`, costs less than `limit` and moves no cell of the municipality `excluded`
   * (`NOBODY` for none); null where none was found. Cheapest among products of the cheapest cycles along each axis.
   */
  find(target: number, limit: number, excluded: number): Box | null {
    const { headroom, slack } = this.terrain;
    const up = headroom[target] < 1 ? null : this.directed(target, 1, limit, excluded);
    if (up !== null && up.cost === 0 || slack[target] < 1) return up;
    return this.directed(target, -1, up?.cost ?? limit, excluded) ?? up;
  }

  private directed(target: number, direction: 1 | -1, limit: number, excluded: number): Box | null {
    let bound = 0;
    for (const cycles of this.axes) {
      cycles.search(target, direction, limit - bound, excluded);
      if (cycles.count === 0) return null;
      bound += cycles.cost[0];
      if (bound >= limit) return null;
    }
    for (let k = this.axes.length - 1; k >= 0; k--) this.rest[k] = this.rest[k + 1] + this.axes[k].cost[0];
    this.excluded = excluded;
    this.limit = limit;
    this.best = null;
    this.cells[0][0] = target;
    this.changes[0][0] = direction;
    this.extend(0, 1, 0);
    return this.best;
  }

  /** Repeats the `size` cells so far along each of the remaining axes. */
  private extend(k: number, size: number, cost: number): void {
    if (k === this.axes.length) {
      this.best = { cells: this.cells[k].slice(0, size), changes: this.changes[k].slice(0, size), cost };
      this.limit = cost;
      return;
    }
    const cycles = this.axes[k], rest = this.rest[k + 1];
    for (let c = 0; c < cycles.count; c++) {
      if (cost + cycles.cost[c] + rest >= this.limit) return;
      const grown = this.product(k, size, cycles, c, this.limit - rest - cost);
      if (grown < Infinity) this.extend(k + 1, size * (cycles.start[c + 1] - cycles.start[c]), cost + grown);
      if (this.limit === 0) return;
    }
  }

  /** Repeats the cells so far along cycle `c`; what the new ones cost, Infinity where one may not move so or they cost `limit` or more. */
  private product(k: number, size: number, { start, offsets, changes: along }: Cycles | Exchanges, c: number, limit: number): number {
    const cells = this.cells[k], changes = this.changes[k], nextCells = this.cells[k + 1], nextChanges = this.changes[k + 1];
    let cost = 0, to = size;
    for (let s = start[c] + 1; s < start[c + 1]; s++)
      for (let i = 0; i < size; i++) {
        const cell = cells[i] + offsets[s], change = changes[i] * along[s];
        cost += this.steps.price(cell, change, this.excluded);
        if (cost >= limit) return Infinity;
        nextCells[to] = cell;
        nextChanges[to++] = change;
      }
    for (let i = 0; i < size; i++) { nextCells[i] = cells[i]!; nextChanges[i] = changes[i]!; }
    return cost;
  }
}
