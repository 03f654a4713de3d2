import type { Witness } from "../algebra/movement.ts";

/**
 * Which hidden cells are proved safe, by which witnesses, and to whom a cell is still exposed: to a municipality that
 * has cells in every witness of it, because knowing its own cells brings all of them to rest.
 */
export class Cover {
  readonly witnesses: (Witness | null)[] = [];
  /** Per cell: all witnesses that move it. */
  private readonly moving: (number[] | undefined)[];
  private readonly owners: Int32Array[] = [];
  private readonly common: (readonly number[] | undefined)[];
  /** What `rollBack` needs: exposures before each change, and witnesses withdrawn. */
  private readonly changes: (readonly [number, readonly number[] | undefined])[] = [];
  private marked = false;
  private readonly forgotten: (readonly [number, Witness])[] = [];

  constructor(cells: number, private readonly owner: Int32Array, private readonly insiders: boolean) {
    this.moving = new Array<number[] | undefined>(cells);
    this.common = new Array<readonly number[] | undefined>(cells);
  }

  /** Municipalities to whom the cell is still exposed; null where it has no witness at all. */
  exposedTo(cell: number): readonly number[] | null {
    return this.common[cell] ?? null;
  }

  proved(cell: number): boolean {
    return this.common[cell]?.length === 0;
  }

  /** Takes a witness in; one that proves nothing new is left out. */
  add(witness: Witness): void {
    const owners = this.insiders ? ownersOf(witness, this.owner) : NONE;
    let useful = false;
    for (let k = 0; k < witness.cells.length; k++) {
      const cell = witness.cells[k];
      const next = narrowed(this.common[cell], owners, this.owner[cell]);
      if (next === null) continue;
      this.set(cell, next);
      useful = true;
    }
    if (!useful) return;
    for (let k = 0; k < witness.cells.length; k++) (this.moving[witness.cells[k]] ??= []).push(this.witnesses.length);
    this.witnesses.push(witness);
    this.owners.push(owners);
  }

  /** How many cells the witnesses of a cell move, with repetitions: what withdrawing it would have to look at. */
  weight(cell: number): number {
    let weight = 0;
    for (const id of this.moving[cell] ?? []) weight += this.witnesses[id]?.cells.length ?? 0;
    return weight;
  }

  /** Forgets every witness that moves `cell`; returns the cells that are no longer proved. */
  withdraw(cell: number): number[] {
    const touched = new Set<number>();
    for (const id of this.moving[cell] ?? []) {
      const witness = this.witnesses[id];
      if (witness === null || witness === undefined) continue;
      for (let k = 0; k < witness.cells.length; k++) touched.add(witness.cells[k]);
      this.forgotten.push([id, witness]);
      this.witnesses[id] = null;
    }
    const cells = [...touched].sort((a, b) => a - b);
    for (const other of cells) this.set(other, this.commonOf(other));
    return cells.filter((other) => other !== cell && !this.proved(other));
  }

  /** A point to return to; there is no way back to earlier ones. */
  mark(): Mark {
    this.marked = true;
    this.changes.length = 0;
    this.forgotten.length = 0;
    return { witnesses: this.witnesses.length, changes: this.changes.length, forgotten: this.forgotten.length };
  }

  /** Undoes everything since a mark. */
  rollBack(mark: Mark): void {
    while (this.changes.length > mark.changes) { const [cell, before] = this.changes.pop()!; this.common[cell] = before; }
    while (this.witnesses.length > mark.witnesses) {
      const witness = this.witnesses.pop()!;
      const moved = witness ?? this.forgotten.find(([id]) => id === this.witnesses.length)![1];
      for (let k = 0; k < moved.cells.length; k++) this.moving[moved.cells[k]]!.pop();
      this.owners.pop();
    }
    while (this.forgotten.length > mark.forgotten) {
      const [id, witness] = this.forgotten.pop()!;
      if (id < this.witnesses.length) this.witnesses[id] = witness;
    }
  }

  private set(cell: number, common: readonly number[] | undefined): void {
    if (this.marked) this.changes.push([cell, this.common[cell]]);
    this.common[cell] = common;
  }

  private commonOf(cell: number): readonly number[] | undefined {
    let common: readonly number[] | undefined;
    for (const id of this.moving[cell] ?? []) {
      if (this.witnesses[id] === null) continue;
      common = narrowed(common, this.owners[id], this.owner[cell]) ?? common;
      if (common?.length === 0) return common;
    }
    return common;
  }
}

/** How much had happened at a moment. */
export interface Mark {
  readonly witnesses: number;
  readonly changes: number;
  readonly forgotten: number;
}

const NONE = new Int32Array(0);

function ownersOf(witness: Witness, owner: Int32Array): Int32Array {
  const found = new Set<number>();
  for (let k = 0; k < witness.cells.length; k++) if (owner[witness.cells[k]] >= 0) found.add(owner[witness.cells[k]]);
  return Int32Array.from(found);
}

/** The exposure after one more witness; null where that witness adds nothing. */
function narrowed(common: readonly number[] | undefined, owners: Int32Array, own: number): readonly number[] | null {
  if (common === undefined) return Array.from(owners).filter((owner) => owner !== own);
  const next = common.filter((owner) => owners.includes(owner));
  return next.length < common.length ? next : null;
}
