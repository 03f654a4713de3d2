import { columnsOf } from "../algebra/columns.ts";
import { Detour } from "../algebra/detour.ts";
import { Movements, type Witness } from "../algebra/movement.ts";
import { relationTableau, tableauOf } from "../algebra/tableau.ts";
import type { System } from "../table/relations.ts";
import { findBox, type Box } from "../table/findBox.ts";
import { NOBODY, type Terrain } from "../table/terrain.ts";
import { movements } from "./prune.ts";
import { oneSidedOf, slackOf, type Task } from "./task.ts";

/** Any cost above nothing. */
export const FREE = 1e-9;
/** More than any table holds: a cell in no box may still have another way to move. */
const DEAR = Number.MAX_SAFE_INTEGER;

/**
 * Finds second possible tables for a pattern that is still growing: the quick ways first, those that hide further cells
 * last. `price` follows the pattern: whoever hides or shows a cell changes it.
 */
export class Finder {
  /** 0 for a hidden cell, its loss for one that may be hidden, Infinity for one that must stay. */
  readonly price: Float64Array;
  private readonly terrain: Terrain;
  private elementary: Movements;
  /** Over the cells that were hidden at the start or the last `renew`. */
  private detour: Detour;
  /** Over all cells, hidden or not. */
  private readonly wide: Detour;

  constructor(private readonly task: Task, private readonly hidden: Uint8Array) {
    const { values, forced, known, headroom, owner } = task;
    this.price = Float64Array.from(values, (value, cell) => (hidden[cell] !== 0 ? 0 : forced[cell] !== 0 || known[cell] !== 0 ? Infinity : value));
    this.terrain = { price: this.price, slack: slackOf(task), headroom, owner };
    this.wide = new Detour(relationTableau(task.system), this.terrain);
    [this.elementary, this.detour] = this.overHidden();
  }

  /** Looks at the pattern afresh. */
  renew(): void {
    [this.elementary, this.detour] = this.overHidden();
  }

  /** Free elementary witnesses for anyone. */
  collect(cell: number, most: number): Witness[] {
    return this.elementary.through(cell, most, NOBODY);
  }

  /** A free witness, found at once or not at all, that leaves a municipality's cells alone (`NOBODY`: for anyone). */
  quick(cell: number, excluded: number): Witness | null {
    return findBoxIn(this.task, this.terrain, cell, FREE, excluded) ?? this.elementary.through(cell, 1, excluded)[0] ?? null;
  }

  /** A witness that leaves a municipality's cells alone and costs less than `limit`. */
  find(cell: number, excluded: number, limit: number): Witness | null {
    return this.quick(cell, excluded) ?? (limit > FREE ? this.cheapest(cell, excluded, limit) : this.checked(this.detour.of(cell, excluded, FREE)));
  }

  /** A witness that changes a cell by just `change` and costs less than `limit`. */
  reach(cell: number, change: number, limit: number): Witness | null {
    if (limit <= FREE) return this.elementary.by(cell, change) ?? this.checked(this.detour.of(cell, NOBODY, FREE, [change]));
    const detour = this.checked(this.wide.of(cell, NOBODY, limit, [change]));
    return detour !== null && this.costOf(detour) < limit ? detour : null;
  }

  /** A witness that is found without a detour and costs less than `limit`. */
  near(cell: number, excluded: number, limit: number): Witness | null {
    return this.quick(cell, excluded) ?? (limit > FREE ? findBoxIn(this.task, this.terrain, cell, limit, excluded) : null);
  }

  /** What moving a cell would cost besides itself, as boxes see it, if that is less than `limit`; nothing where there are no boxes. */
  costBeside(cell: number, limit: number): number {
    if (this.task.boxes === null) return 0;
    if (limit <= 0) return Infinity;
    const own = this.price[cell];
    this.price[cell] = 0;
    const box = findBoxIn(this.task, this.terrain, cell, limit, NOBODY);
    this.price[cell] = own;
    return box?.cost ?? (limit === Infinity ? DEAR : Infinity);
  }

  /** The cheaper of the best box and the best detour. */
  private cheapest(cell: number, excluded: number, limit: number): Witness | null {
    const box = findBoxIn(this.task, this.terrain, cell, limit, excluded), most = box?.cost ?? limit;
    const detour = this.checked(this.wide.of(cell, excluded, most));
    return detour !== null && this.costOf(detour) < most ? detour : box;
  }

  /** A detour is found in floating point: it counts where its whole numbers keep every relation. */
  private checked(witness: Witness | null): Witness | null {
    return witness !== null && balances(this.task.system, witness) ? witness : null;
  }

  private costOf({ cells }: Witness): number {
    let cost = 0;
    for (let k = 0; k < cells.length; k++) cost += this.price[cells[k]];
    return cost;
  }

  private overHidden(): [Movements, Detour] {
    const active = this.hidden.slice(), dictionary = movements(this.task.system, active, oneSidedOf(this.task));
    return [new Movements(columnsOf(dictionary, active), this.terrain), new Detour(tableauOf(dictionary, active), this.terrain)];
  }
}

function findBoxIn({ boxes }: Task, terrain: Terrain, cell: number, limit: number, excluded: number): Box | null {
  return boxes === null ? null : findBox(boxes, terrain, cell, limit, excluded);
}

function balances(system: System, { cells, changes }: Witness): boolean {
  const sums = new Map<number, number>();
  for (let k = 0; k < cells.length; k++)
    for (let e = system.first[cells[k]]; e < system.first[cells[k] + 1]; e++) {
      const relation = system.relationsOf[e], sign = system.cells[system.start[relation]] === cells[k] ? -1 : 1;
      sums.set(relation, (sums.get(relation) ?? 0) + sign * changes[k]);
    }
  return [...sums.values()].every((sum) => sum === 0);
}
