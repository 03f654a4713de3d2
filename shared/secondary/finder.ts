import { columnsOf } from "../algebra/columns.ts";
import { Detour } from "../algebra/detour.ts";
import { Movements, type Witness } from "../algebra/movement.ts";
import { relationTableau, tableauOf } from "../algebra/tableau.ts";
import type { System } from "../table/relations.ts";
import { BoxFinder, type Box } from "../table/boxFinder.ts";
import { FREE, NOBODY, type Terrain } from "../table/terrain.ts";
import { movements, movementsAround } from "./sight.ts";
import { oneSidedOf, slackOf, type Task } from "./task.ts";

/** More than any table holds: a cell in no box may still have another way to move. */
const DEAR = Number.MAX_SAFE_INTEGER;

/** Cells whose boxes tell what boxes cost in a table. */
const SAMPLE = 200;
/** Counted steps of all detours of a quick search: about a second, whatever the size. */
const QUICK_STEPS = 1e8;
/** Counted steps of the detours of any other search, and more for each cell: after them a box is taken without looking for anything cheaper. */
const STEPS = 1e8, STEPS_PER_CELL = 1e5;

/**
 * Finds second possible tables for a pattern that is still growing: the quick ways first, those that hide further cells
 * last. `price` follows the pattern: whoever hides or shows a cell changes it. A `quick` search solves nothing for the
 * whole table: it knows boxes, and detours as long as their counted steps last.
 */
export class Finder {
  /** 0 for a hidden cell, its loss for one that may be hidden, Infinity for one that must stay. */
  readonly price: Float64Array;
  private readonly terrain: Terrain;
  private readonly boxes: BoxFinder | null;
  /** Over the cells that were hidden at the start or the last `renew`; null in a quick search. */
  private over: { readonly elementary: Movements; readonly detour: Detour } | null;
  /** Over all cells, hidden or not; made when it is first asked. */
  private around: Detour | null = null;

  constructor(private readonly task: Task, private readonly hidden: Uint8Array, readonly quick: boolean) {
    const { values, forced, known, headroom, owner } = task;
    this.price = Float64Array.from(values, (value, cell) => (hidden[cell] !== 0 ? 0 : forced[cell] !== 0 || known[cell] !== 0 ? Infinity : value));
    this.terrain = { price: this.price, slack: slackOf(task), headroom, owner };
    this.boxes = task.boxes === null ? null : new BoxFinder(task.boxes, this.terrain);
    this.over = this.overHidden();
  }

  /** Looks at the pattern afresh. */
  renew(): void {
    this.over = this.overHidden();
  }

  /** Free elementary witnesses for anyone. */
  collect(cell: number, most: number): Witness[] {
    return this.over?.elementary.through(cell, most, NOBODY) ?? [];
  }

  /** A free witness, found at once or not at all, that leaves a municipality's cells alone (`NOBODY`: for anyone). */
  atOnce(cell: number, excluded: number): Witness | null {
    return this.box(cell, excluded, FREE) ?? this.over?.elementary.through(cell, 1, excluded)[0] ?? null;
  }

  /** A witness that leaves a municipality's cells alone and costs less than `limit`. */
  find(cell: number, excluded: number, limit: number): Witness | null {
    return this.atOnce(cell, excluded) ?? (limit > FREE ? this.cheapest(cell, excluded, limit) : this.freeDetour(cell, excluded));
  }

  /** A witness that changes a cell by just `change` and costs less than `limit`. */
  reach(cell: number, change: number, limit: number): Witness | null {
    if (limit <= FREE) return this.over?.elementary.by(cell, change) ?? this.checked(this.over?.detour.of(cell, NOBODY, FREE, [change]));
    const detour = this.checked(this.wide().of(cell, NOBODY, limit, [change]));
    return detour !== null && this.costOf(detour) < limit ? detour : null;
  }

  /** A witness that is found without a detour and costs less than `limit`. */
  near(cell: number, excluded: number, limit: number): Witness | null {
    return this.atOnce(cell, excluded) ?? (limit > FREE ? this.box(cell, excluded, limit) : null);
  }

  /** A witness cheaper than the best box, where that costs more than `dear`, while the counted steps last; null otherwise. */
  instead(cell: number, excluded: number, dear: number): Witness | null {
    const free = this.atOnce(cell, excluded);
    if (free !== null || this.spent()) return free;
    const box = this.box(cell, excluded, Infinity);
    return box !== null && box.cost <= dear ? null : this.cheaperThan(box, cell, excluded, Infinity);
  }

  /** What a box costs as a rule: the median over some of the cells. */
  typicalCost(cells: readonly number[]): number {
    const costs: number[] = [], step = Math.max(1, Math.floor(cells.length / SAMPLE));
    for (let k = 0; k < cells.length; k += step) {
      const cost = this.box(cells[k], NOBODY, Infinity)?.cost ?? 0;
      if (cost > 0) costs.push(cost);
    }
    return costs.sort((a, b) => a - b)[costs.length >> 1] ?? 1;
  }

  /** What moving a cell would cost besides itself, as boxes see it, if that is less than `limit`; nothing where there are no boxes. */
  costBeside(cell: number, limit: number): number {
    if (this.task.boxes === null) return 0;
    if (limit <= 0) return Infinity;
    const own = this.price[cell];
    this.price[cell] = 0;
    const box = this.box(cell, NOBODY, limit);
    this.price[cell] = own;
    return box?.cost ?? (limit === Infinity ? DEAR : Infinity);
  }

  /** The cheaper of the best box and the best detour. A quick search takes a detour only where there is no box. */
  private cheapest(cell: number, excluded: number, limit: number): Witness | null {
    const box = this.box(cell, excluded, limit);
    const isEnough = this.quick ? box !== null || this.spent() : box !== null && this.spent();
    return isEnough ? box : this.cheaperThan(box, cell, excluded, limit);
  }

  private cheaperThan(box: Box | null, cell: number, excluded: number, limit: number): Witness | null {
    const most = box?.cost ?? limit, detour = this.checked(this.wide().of(cell, excluded, most));
    return detour !== null && this.costOf(detour) < most ? detour : box;
  }

  private freeDetour(cell: number, excluded: number): Witness | null {
    return this.over === null || (this.boxes !== null && this.over.detour.steps > this.mostSteps()) ? null : this.checked(this.over.detour.of(cell, excluded, FREE));
  }

  /** Whether boxes have to do from now on. */
  private spent(): boolean {
    return this.around !== null && this.around.steps > this.mostSteps();
  }

  private mostSteps(): number {
    return this.quick ? QUICK_STEPS : STEPS + STEPS_PER_CELL * this.hidden.length;
  }

  /** A detour is found in floating point: it counts where its whole numbers keep every relation. */
  private checked(witness: Witness | null | undefined): Witness | null {
    return witness !== null && witness !== undefined && balances(this.task.system, witness) ? witness : null;
  }

  private costOf({ cells }: Witness): number {
    let cost = 0;
    for (let k = 0; k < cells.length; k++) cost += this.price[cells[k]];
    return cost;
  }

  private box(cell: number, excluded: number, limit: number): Box | null {
    return this.boxes?.find(cell, limit, excluded) ?? null;
  }

  /** A quick search starts from the relations, which need no preparation. */
  private wide(): Detour {
    if (this.around !== null) return this.around;
    const { system, forced, known } = this.task, { hidden } = this;
    if (this.quick) return this.around = new Detour(relationTableau(system), this.terrain);
    const open = hidden.map((is, cell) => (is !== 0 || (forced[cell] === 0 && known[cell] === 0) ? 1 : 0));
    const dictionary = movementsAround(system, hidden, open, oneSidedOf(this.task));
    const active = new Uint8Array(dictionary.variables);
    active.set(open);
    return this.around = new Detour(tableauOf(dictionary, active, (column) => (column < system.variables ? system.first[column + 1] - system.first[column] : 0)), this.terrain);
  }

  private overHidden(): { readonly elementary: Movements; readonly detour: Detour } | null {
    if (this.quick) return null;
    const active = this.hidden.slice(), dictionary = movements(this.task.system, active, oneSidedOf(this.task));
    return { elementary: new Movements(columnsOf(dictionary, active), this.terrain), detour: new Detour(tableauOf(dictionary, active), this.terrain) };
  }
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
