import type { Terrain } from "../table/terrain.ts";
import type { Columns } from "./columns.ts";

/**
 * A second table that a recipient cannot tell from the true one: cells and by how many each differs. It proves, by
 * linear algebra, bounds and integrality at once, that none of its cells is determined.
 */
export interface Witness {
  readonly cells: ArrayLike<number>;
  readonly changes: ArrayLike<number>;
}

/** Counted limit of one search, so that every host gives up at the same point. */
const TRIED = 24;

/** Elementary movements that are witnesses by themselves. */
export class Movements {
  constructor(private readonly columns: Columns, private readonly terrain: Terrain) {}

  /** Movements of hidden cells through `cell`, at most `limit`, none of `excluded`'s cells. */
  through(cell: number, limit: number, excluded: number): Witness[] {
    const found: Witness[] = [];
    const { first, through, start, cells, changes } = this.columns;
    const end = Math.min(first[cell + 1], first[cell] + TRIED);
    for (let at = first[cell]; at < end && found.length < limit; at++) {
      const from = start[through[at]], to = start[through[at] + 1];
      const direction = this.direction(from, to, excluded);
      if (direction !== 0) found.push({ cells: cells.slice(from, to), changes: changes.slice(from, to).map((change) => direction * change) });
    }
    return found;
  }

  /** A movement of hidden cells that changes `cell` by just `change`, a multiple of an elementary one; null where none fits. */
  by(cell: number, change: number): Witness | null {
    const { first, through, start, cells, changes } = this.columns;
    const end = Math.min(first[cell + 1], first[cell] + TRIED);
    for (let at = first[cell]; at < end; at++) {
      const from = start[through[at]], moved = cells.slice(from, start[through[at] + 1]);
      const times = change / changes[from + moved.indexOf(cell)];
      if (Number.isInteger(times) && this.fits(from, moved.length, times)) return { cells: moved, changes: changes.slice(from, from + moved.length).map((one) => times * one) };
    }
    return null;
  }

  private fits(from: number, length: number, times: number): boolean {
    const { cells, changes } = this.columns, { slack, headroom, price } = this.terrain;
    for (let k = from; k < from + length; k++) {
      const change = times * changes[k];
      if (price[cells[k]] > 0 || -change > slack[cells[k]] || change > headroom[cells[k]]) return false;
    }
    return true;
  }

  /** The direction in which a movement fits by itself, 0 where there is none. */
  private direction(from: number, to: number, excluded: number): number {
    const { cells, changes } = this.columns, { slack, headroom, price, owner } = this.terrain;
    let up = true, down = true;
    for (let k = from; k < to && (up || down); k++) {
      const cell = cells[k], change = changes[k];
      if (price[cell] > 0 || owner[cell] === excluded) return 0;
      if (-change > slack[cell] || change > headroom[cell]) up = false;
      if (change > slack[cell] || -change > headroom[cell]) down = false;
    }
    return up ? 1 : down ? -1 : 0;
  }
}
