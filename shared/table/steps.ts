import type { Terrain } from "./terrain.ts";

const SINKS = 1, RISES = 2;

/** Steps of one cell by ±1 in a terrain whose prices may change: what each costs, also along one line of cells. */
export class Steps {
  /** Which steps each cell may take. */
  private readonly may: Uint8Array;
  private line = 0;
  private stride = 0;
  private direction = 1;
  private excluded = 0;

  constructor(private readonly terrain: Terrain) {
    const { slack, headroom } = terrain;
    this.may = Uint8Array.from(slack, (down, cell) => (down >= 1 ? SINKS : 0) | (headroom[cell] >= 1 ? RISES : 0));
  }

  /** What moving a cell by +1 or −1 costs while `excluded`'s cells rest: Infinity where it may not. */
  price(cell: number, change: number, excluded: number): number {
    return (this.may[cell] & (change < 0 ? SINKS : RISES)) === 0 || this.terrain.owner[cell] === excluded ? Infinity : this.terrain.price[cell];
  }

  /** Looks along the line of cells that begins at `line`; steps count relative to `direction`. */
  lookAlong(line: number, stride: number, direction: 1 | -1, excluded: number): void {
    this.line = line;
    this.stride = stride;
    this.direction = direction;
    this.excluded = excluded;
  }

  /** What moving a member of that line costs. */
  priceOf(member: number, change: number): number {
    return this.price(this.line + member * this.stride, change * this.direction, this.excluded);
  }
}
