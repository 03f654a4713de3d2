import type { Witness } from "../algebra/movement.ts";

/**
 * Which hidden cells are proved safe, by which witnesses, and to whom a cell is still exposed: to a municipality that
 * has cells in every witness of it, because knowing its own cells brings all of them to rest.
 */
export class Cover {
  readonly witnesses: (Witness | null)[] = [];
  /** Per cell: all witnesses that move it. */
  private readonly moving: number[][];
  private readonly owners: Int32Array[] = [];
  private readonly common: (readonly number[] | undefined)[];

  constructor(cells: number, private readonly owner: Int32Array, private readonly insiders: boolean) {
    this.moving = Array.from({ length: cells }, () => []);
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
      const cell = witness.cells[k]!;
      const next = narrowed(this.common[cell], owners, this.owner[cell]!);
      if (next === null) continue;
      this.common[cell] = next;
      useful = true;
    }
    if (!useful) return;
    for (let k = 0; k < witness.cells.length; k++) this.moving[witness.cells[k]!]!.push(this.witnesses.length);
    this.witnesses.push(witness);
    this.owners.push(owners);
  }

  /** Forgets every witness that moves `cell`; returns the cells that are no longer proved and what restores the rest. */
  withdraw(cell: number): { readonly lost: number[]; readonly restore: () => void } {
    const forgotten = this.moving[cell]!.filter((id) => this.witnesses[id] !== null).map((id) => [id, this.witnesses[id]!] as const);
    for (const [id] of forgotten) this.witnesses[id] = null;
    const touched = [...new Set(forgotten.flatMap(([, witness]) => Array.from(witness.cells)))].sort((a, b) => a - b);
    const before = touched.map((c) => this.common[c]);
    for (const c of touched) this.common[c] = this.commonOf(c);
    return {
      lost: touched.filter((c) => c !== cell && !this.proved(c)),
      restore: () => {
        for (const [id, witness] of forgotten) this.witnesses[id] = witness;
        touched.forEach((c, k) => { this.common[c] = before[k]; });
      },
    };
  }

  private commonOf(cell: number): readonly number[] | undefined {
    let common: readonly number[] | undefined;
    for (const id of this.moving[cell]!)
      if (this.witnesses[id] !== null) common = narrowed(common, this.owners[id]!, this.owner[cell]!) ?? common;
    return common;
  }
}

const NONE = new Int32Array(0);

function ownersOf(witness: Witness, owner: Int32Array): Int32Array {
  const found = new Set<number>();
  for (let k = 0; k < witness.cells.length; k++) if (owner[witness.cells[k]!]! >= 0) found.add(owner[witness.cells[k]!]!);
  return Int32Array.from(found);
}

/** The exposure after one more witness; null where that witness adds nothing. */
function narrowed(common: readonly number[] | undefined, owners: Int32Array, own: number): readonly number[] | null {
  if (common === undefined) return Array.from(owners).filter((owner) => owner !== own);
  const next = common.filter((owner) => owners.includes(owner));
  return next.length < common.length ? next : null;
}
