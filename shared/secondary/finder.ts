import { columnsOf } from "../algebra/columns.ts";
import type { Dictionary } from "../algebra/dictionary.ts";
import { Displacement } from "../algebra/displace.ts";
import { WitnessSearch, type Witness } from "../algebra/movement.ts";
import { findBox, type Prices } from "../table/findBox.ts";
import { movements } from "./prune.ts";
import { lossOf } from "./restart.ts";
import { oneSidedOf, slackOf, type Task } from "./task.ts";

/** Any cost above nothing. */
export const FREE = 1e-9;
/** Cells up to this many times the mean secondary are tried in combinations before all others are. */
const CHEAP = 3;
/** Stands for "no municipality": no cell has this owner. */
const NOBODY = -2;

/**
 * Finds second possible tables for a pattern that is still growing: the quick ways first, those that hide further cells
 * last. `hidden` is read as it stands; `price` is kept by `hide` and `show`.
 */
export class Finder {
  /** 0 for a hidden cell, its loss for one that may be hidden, Infinity for one that must stay. */
  readonly price: Float64Array;
  private readonly slack: Float64Array;
  private readonly prices: Prices;
  private readonly anyone: Prices;
  private search: WitnessSearch;
  /** Movements of the cells that were hidden when it was built. */
  private basis: { readonly dictionary: Dictionary; readonly displacement: Displacement; readonly cells: Uint8Array } | undefined;
  /** Movements of hidden and cheap cells, and of everything that may be hidden; built when they are first needed. */
  private cheap: WitnessSearch | undefined;
  private wide: WitnessSearch | undefined;

  constructor(private readonly task: Task, private readonly hidden: Uint8Array) {
    const { values, forced, known, headroom, owner } = task;
    this.price = Float64Array.from(values, (value, cell) => (hidden[cell] !== 0 ? 0 : forced[cell] !== 0 || known[cell] !== 0 ? Infinity : value));
    this.slack = slackOf(task);
    this.prices = { price: this.price, slack: this.slack, headroom, owner };
    this.anyone = { ...this.prices, owner: new Int32Array(values.length).fill(-1) };
    this.search = this.overHidden();
  }

  /** Looks at the pattern afresh; `shrinking`: cells will be shown, so nothing that remembers a basis may be used. */
  renew(shrinking: boolean): void {
    this.search = this.overHidden();
    this.wide = undefined;
    if (shrinking) this.basis = undefined;
  }

  /** Free witnesses for anyone. */
  collect(cell: number, most: number): Witness[] {
    return this.search.elementary(cell, most, NOBODY);
  }

  /** A free witness without combinations that leaves a municipality's cells alone (null: for anyone). */
  quick(cell: number, excluded: number | null): Witness | null {
    return this.box(cell, FREE, excluded) ?? this.search.elementary(cell, 1, excluded ?? NOBODY)[0] ?? null;
  }

  /** A witness that leaves a municipality's cells alone and costs less than `limit`. */
  find(cell: number, excluded: number | null, limit: number): Witness | null {
    return this.quick(cell, excluded)
      ?? this.search.combined(cell, FREE, excluded ?? NOBODY)?.witness
      ?? (excluded === null && this.basis?.cells[cell] ? this.basis.displacement.of(cell) : null)
      ?? (limit > FREE ? this.cheapest(cell, excluded, limit) : null);
  }

  /** A search among the movements of hidden cells in a basis in which one municipality's cells rest. */
  without(insider: number): (cell: number) => Witness | null {
    const { owner } = this.task;
    if (this.basis === undefined) throw new RangeError("the basis was given up");
    this.basis.dictionary.rest(Array.from(owner.keys()).filter((cell) => this.hidden[cell] !== 0 && owner[cell] === insider));
    const others = this.hidden.map((is, cell) => (is !== 0 && owner[cell] !== insider ? 1 : 0));
    const search = this.searchIn(this.basis.dictionary, others);
    return (cell) => search.elementary(cell, 1, NOBODY)[0] ?? search.combined(cell, FREE, NOBODY)?.witness ?? null;
  }

  /** What moving a cell would cost besides itself, if that is less than `limit`. */
  costBeside(cell: number, limit: number): number {
    if (limit <= 0) return Infinity;
    const own = this.price[cell];
    this.price[cell] = 0;
    const box = this.box(cell, limit, null);
    this.price[cell] = own;
    return box?.cost ?? Infinity;
  }

  /** The cheaper of the best box and the best combination with cheap cells; combinations with any cell where both fail. */
  private cheapest(cell: number, excluded: number | null, limit: number): Witness | null {
    const box = this.box(cell, limit, excluded);
    this.cheap ??= this.over(this.upTo(CHEAP));
    const combined = this.cheap.combined(cell, box?.cost ?? limit, excluded ?? NOBODY)?.witness ?? box;
    if (combined !== null) return combined;
    this.wide ??= this.over(this.upTo(Infinity));
    return this.wide.combined(cell, limit, excluded ?? NOBODY)?.witness ?? null;
  }

  private box(cell: number, limit: number, excluded: number | null): (Witness & { readonly cost: number }) | null {
    const { boxes } = this.task;
    if (boxes === null) return null;
    return findBox(boxes, excluded === null ? this.anyone : this.prices, cell, limit, excluded ?? NOBODY);
  }

  /** Hidden cells and those that cost up to `times` the mean secondary. */
  private upTo(times: number): Uint8Array {
    const { loss, cells } = lossOf(this.task, this.hidden);
    const dear = times === Infinity ? Number.MAX_VALUE : times * loss / Math.max(1, cells);
    return this.hidden.map((_, cell) => (this.price[cell] <= dear ? 1 : 0));
  }

  private overHidden(): WitnessSearch {
    const dictionary = movements(this.task.system, this.hidden, oneSidedOf(this.task));
    this.basis = { dictionary, displacement: new Displacement(dictionary, this.slack, this.task.headroom), cells: this.hidden.slice() };
    return this.searchIn(dictionary, this.hidden);
  }

  private over(active: Uint8Array): WitnessSearch {
    return this.searchIn(movements(this.task.system, active, oneSidedOf(this.task)), active);
  }

  private searchIn(dictionary: Dictionary, active: Uint8Array): WitnessSearch {
    return new WitnessSearch(columnsOf(dictionary, active), this.slack, this.price, this.task.owner, this.task.headroom);
  }
}
