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
   * that knows a cell.
   */
  constructor(private readonly columns: Columns, private readonly slack: Float64Array, private readonly price: Float64Array, private readonly owner: Int32Array) {
    this.change = new Float64Array(slack.length);
  }

  /** Free elementary movements through `cell` that are witnesses by themselves, at most `limit`, none of `excluded`'s cells. */
  elementary(cell: number, limit: number, excluded: number): Witness[] {
    const found: Witness[] = [];
    for (const column of this.columns.through[cell]!.slice(0, TRIED_ALONE)) {
      if (this.cost(column) > 0 || this.touches(column, excluded)) continue;
      const direction = this.fits(column);
      if (direction === 0) continue;
      found.push(this.scaled(column, direction));
      if (found.length >= limit) break;
    }
    return found;
  }

  /**
   * The cheapest combination of movements found that changes `cell`, costs less than `limit` and moves no cell of
   * `excluded`; null where none was found, which proves nothing.
   */
  combined(cell: number, limit: number, excluded: number): { readonly witness: Witness; readonly cost: number } | null {
    const starts = this.columns.through[cell]!.filter((column) => !this.touches(column, excluded))
      .map((column) => ({ column, cost: this.cost(column) })).filter(({ cost }) => cost < limit)
      .sort((a, b) => a.cost - b.cost || this.columns.cells[a.column]!.length - this.columns.cells[b.column]!.length || a.column - b.column);
    let best: { readonly witness: Witness; readonly cost: number } | null = null;
    for (const { column } of starts.slice(0, TRIED_AS_START))
      for (const direction of [1, -1]) {
        this.add(column, direction);
        const found = this.repair(cell, excluded) ? this.current() : null;
        this.clear();
        if (found !== null && found.cost < (best?.cost ?? limit)) best = found;
        if (best?.cost === 0) return best;
      }
    return best;
  }

  /** What still has to be hidden for a movement, given the movements already combined. */
  private cost(column: number): number {
    const cells = this.columns.cells[column]!;
    let cost = 0;
    for (let k = 0; k < cells.length; k++) if (this.change[cells[k]!] === 0) cost += this.price[cells[k]!]!;
    return cost;
  }

  private touches(column: number, excluded: number): boolean {
    if (excluded < 0) return false;
    const cells = this.columns.cells[column]!;
    for (let k = 0; k < cells.length; k++) if (this.owner[cells[k]!] === excluded) return true;
    return false;
  }

  private fits(column: number): number {
    const cells = this.columns.cells[column]!, changes = this.columns.changes[column]!;
    let up = true, down = true;
    for (let k = 0; k < cells.length && (up || down); k++) {
      const room = this.slack[cells[k]!]!, change = changes[k]!;
      if (change < 0 ? -change > room : false) up = false;
      if (change > 0 ? change > room : false) down = false;
    }
    return up ? 1 : down ? -1 : 0;
  }

  private scaled(column: number, direction: number): Witness {
    const changes = this.columns.changes[column]!;
    return { cells: this.columns.cells[column]!, changes: direction === 1 ? changes : changes.map((change) => -change) };
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
      const missing = -(this.slack[cell]! + this.change[cell]!);
      if (missing > deficit || (missing === deficit && worst >= 0 && cell < worst)) { worst = cell; deficit = missing; }
    }
    return worst;
  }

  /** ±(column + 1) that lowers the total deficit most for its cost and lifts `broken`; 0 where none does. */
  private bestRepair(cell: number, broken: number, excluded: number): number {
    let best = 0, bestGain = 0;
    for (const column of this.columns.through[broken]!.slice(0, TRIED_AS_REPAIR)) {
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
    const cells = this.columns.cells[column]!, changes = this.columns.changes[column]!;
    let gain = 0;
    for (let k = 0; k < cells.length; k++) {
      const c = cells[k]!, now = this.slack[c]! + this.change[c]!, next = now + direction * changes[k]!;
      if (c === cell && this.change[c]! + direction * changes[k]! === 0) return 0;
      gain += Math.min(0, next) - Math.min(0, now);
    }
    return gain;
  }

  private add(column: number, direction: number): void {
    const cells = this.columns.cells[column]!, changes = this.columns.changes[column]!;
    for (let k = 0; k < cells.length; k++) {
      if (this.change[cells[k]!] === 0) this.touched.push(cells[k]!);
      this.change[cells[k]!]! += direction * changes[k]!;
    }
  }

  private current(): { readonly witness: Witness; readonly cost: number } {
    const cells = [...new Set(this.touched)].filter((cell) => this.change[cell] !== 0);
    const cost = cells.reduce((sum, cell) => sum + this.price[cell]!, 0);
    return { witness: { cells, changes: cells.map((cell) => this.change[cell]!) }, cost };
  }

  private clear(): void {
    for (const cell of this.touched) this.change[cell] = 0;
    this.touched = [];
  }
}
