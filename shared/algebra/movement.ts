import type { Columns } from "./columns.ts";

/**
 * A second table that a recipient cannot tell from the true one: cells and by how many each differs. It proves, by
 * linear algebra, bounds and integrality at once, that none of its cells is determined.
 */
export interface Witness {
  readonly cells: ArrayLike<number>;
  readonly changes: ArrayLike<number>;
}

/** Counted limits of one search, so that every host gives up at the same point. */
const TRIED_ALONE = 24;
const TRIED_AS_START = 6;
const TRIED_AS_REPAIR = 40;
const REPAIRS = 40;

/** Searches witnesses among combinations of elementary movements. One search object serves many cells. */
export class WitnessSearch {
  private readonly change: Float64Array;
  private touched: number[] = [];

  /**
   * `slack`: how far each cell may sink. `price`: what a cell costs to hide, 0 for hidden ones. `owner`: municipality
   * that knows a cell. `headroom`: how far each cell may rise, without limit where absent.
   */
  constructor(
    private readonly columns: Columns, private readonly slack: Float64Array, private readonly price: Float64Array,
    private readonly owner: Int32Array, private readonly headroom: Float64Array = new Float64Array(slack.length).fill(Infinity),
  ) {
    this.change = new Float64Array(slack.length);
  }

  /** Free elementary movements through `cell` that are witnesses by themselves, at most `limit`, none of `excluded`'s cells. */
  elementary(cell: number, limit: number, excluded: number): Witness[] {
    const found: Witness[] = [];
    const { first, through } = this.columns;
    const end = Math.min(first[cell + 1], first[cell] + TRIED_ALONE);
    for (let at = first[cell]; at < end && found.length < limit; at++) {
      const column = through[at];
      if (this.cost(column) > 0 || this.touches(column, excluded)) continue;
      const direction = this.fits(column);
      if (direction !== 0) found.push(this.scaled(column, direction));
    }
    return found;
  }

  /**
   * The cheapest combination of movements found that changes `cell`, costs less than `limit` and moves no cell of
   * `excluded`; null where none was found, which proves nothing.
   */
  combined(cell: number, limit: number, excluded: number): { readonly witness: Witness; readonly cost: number } | null {
    let best: { readonly witness: Witness; readonly cost: number } | null = null;
    for (const column of this.starts(cell, limit, excluded))
      for (const direction of [1, -1]) {
        this.add(column, direction);
        const found = this.repair(cell, excluded) ? this.current() : null;
        this.clear();
        if (found !== null && found.cost < (best?.cost ?? limit)) best = found;
        if (best?.cost === 0) return best;
      }
    return best;
  }

  /** The cheapest, then shortest movements through a cell. */
  private starts(cell: number, limit: number, excluded: number): number[] {
    const { first, through } = this.columns;
    const starts: { readonly column: number; readonly cost: number }[] = [];
    for (let at = first[cell]; at < first[cell + 1]; at++) {
      const column = through[at];
      if (this.touches(column, excluded)) continue;
      const cost = this.cost(column);
      if (cost < limit) starts.push({ column, cost });
    }
    starts.sort((a, b) => a.cost - b.cost || a.column - b.column);
    return starts.slice(0, TRIED_AS_START).map(({ column }) => column);
  }

  /** What still has to be hidden for a movement, given the movements already combined. */
  private cost(column: number): number {
    const { start, cells } = this.columns;
    let cost = 0;
    for (let k = start[column]; k < start[column + 1]; k++) if (this.change[cells[k]] === 0) cost += this.price[cells[k]];
    return cost;
  }

  private touches(column: number, excluded: number): boolean {
    if (excluded < 0) return false;
    const { start, cells } = this.columns;
    for (let k = start[column]; k < start[column + 1]; k++) if (this.owner[cells[k]] === excluded) return true;
    return false;
  }

  /** The direction in which a movement fits by itself, 0 where there is none. */
  private fits(column: number): number {
    const { start, cells, changes } = this.columns;
    let up = true, down = true;
    for (let k = start[column]; k < start[column + 1] && (up || down); k++) {
      const below = this.slack[cells[k]], above = this.headroom[cells[k]], change = changes[k];
      if (-change > below || change > above) up = false;
      if (change > below || -change > above) down = false;
    }
    return up ? 1 : down ? -1 : 0;
  }

  private scaled(column: number, direction: number): Witness {
    const { start, cells, changes } = this.columns;
    const moved = changes.slice(start[column], start[column + 1]);
    if (direction < 0) for (let k = 0; k < moved.length; k++) moved[k] = -moved[k];
    return { cells: cells.slice(start[column], start[column + 1]), changes: moved };
  }

  private repair(cell: number, excluded: number): boolean {
    for (let step = 0; step < REPAIRS; step++) {
      const broken = this.worst();
      if (broken < 0) return this.change[cell] !== 0;
      const best = this.bestRepair(cell, broken, excluded);
      if (best === 0) return false;
      this.add(Math.abs(best) - 1, Math.sign(best));
    }
    return false;
  }

  private worst(): number {
    let worst = -1, deficit = 0;
    for (const cell of this.touched) {
      const missing = Math.max(-(this.slack[cell] + this.change[cell]), this.change[cell] - this.headroom[cell]);
      if (missing > deficit || (missing === deficit && worst >= 0 && cell < worst)) { worst = cell; deficit = missing; }
    }
    return worst;
  }

  /** ±(column + 1) that lowers the total deficit most for its cost and brings `broken` nearer its bounds; 0 where none does. */
  private bestRepair(cell: number, broken: number, excluded: number): number {
    const { first, through } = this.columns;
    let best = 0, bestGain = 0;
    const end = Math.min(first[broken + 1], first[broken] + TRIED_AS_REPAIR);
    for (let at = first[broken]; at < end; at++) {
      const column = through[at];
      if (this.touches(column, excluded)) continue;
      const cost = this.cost(column);
      if (cost === Infinity) continue;
      for (const direction of [1, -1]) {
        const gain = this.gain(column, direction, cell) / (1 + cost);
        if (gain > bestGain) { best = direction * (column + 1); bestGain = gain; }
      }
    }
    return best;
  }

  private gain(column: number, direction: number, cell: number): number {
    const { start, cells, changes } = this.columns;
    let gain = 0;
    for (let k = start[column]; k < start[column + 1]; k++) {
      const c = cells[k], change = direction * changes[k], before = this.change[c], below = this.slack[c] + before, above = this.headroom[c] - before;
      if (c === cell && before + change === 0) return 0;
      gain += Math.min(0, below + change) - Math.min(0, below) + Math.min(0, above - change) - Math.min(0, above);
    }
    return gain;
  }

  private add(column: number, direction: number): void {
    const { start, cells, changes } = this.columns;
    for (let k = start[column]; k < start[column + 1]; k++) {
      if (this.change[cells[k]] === 0) this.touched.push(cells[k]);
      this.change[cells[k]] += direction * changes[k];
    }
  }

  private current(): { readonly witness: Witness; readonly cost: number } {
    const cells = [...new Set(this.touched)].filter((cell) => this.change[cell] !== 0);
    const cost = cells.reduce((sum, cell) => sum + this.price[cell], 0);
    return { witness: { cells, changes: cells.map((cell) => this.change[cell]) }, cost };
  }

  private clear(): void {
    for (const cell of this.touched) this.change[cell] = 0;
    this.touched = [];
  }
}
