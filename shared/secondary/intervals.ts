import type { Witness } from "../algebra/movement.ts";
import { structuralFloor } from "../table/floor.ts";
import type { Task } from "./task.ts";

/** A cell and by how much it has to be able to change. */
interface Reach {
  readonly cell: number;
  readonly change: number;
}

/** How far second tables take each primary: up to `intervalTo`, down to the least value its structure allows. */
export class Intervals {
  readonly witnesses: Witness[] = [];
  private readonly most: Float64Array;
  private readonly least: Float64Array;

  constructor(private readonly task: Task) {
    this.most = new Float64Array(task.values.length);
    this.least = new Float64Array(task.values.length);
  }

  add(witness: Witness): void {
    this.witnesses.push(witness);
    for (let k = 0; k < witness.cells.length; k++) {
      const cell = witness.cells[k];
      this.most[cell] = Math.max(this.most[cell], witness.changes[k]);
      this.least[cell] = Math.min(this.least[cell], witness.changes[k]);
    }
  }

  reached(cell: number, change: number): boolean {
    return change > 0 ? this.most[cell] >= change : this.least[cell] <= change;
  }

  /** What small counts of a pattern cannot reach yet; primaries that are not small have nothing to veil. A blank that its source bounds from above needs no more room than that. */
  missing(hidden: Uint8Array): readonly Reach[] {
    const { system, values, primary, known, headroom, intervalTo, lower } = this.task;
    const floor = structuralFloor(system, hidden, values, new Float64Array(values.length).fill(lower));
    const missing: Reach[] = [];
    for (const [cell, value] of values.entries()) {
      if (primary[cell] === 0 || known[cell] !== 0 || value >= intervalTo) continue;
      const up = headroom[cell] === Infinity ? intervalTo - value : 0, down = floor[cell] - value;
      if (up > 0 && !this.reached(cell, up)) missing.push({ cell, change: up });
      if (down < 0 && !this.reached(cell, down)) missing.push({ cell, change: down });
    }
    return missing;
  }
}
