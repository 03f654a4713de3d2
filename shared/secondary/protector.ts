import { columnsOf } from "../algebra/columns.ts";
import { derivedSum, givesSum, type DerivedSum, type Published } from "../algebra/derived.ts";
import { Displacement } from "../algebra/displace.ts";
import type { Dictionary } from "../algebra/dictionary.ts";
import { WitnessSearch, type Witness } from "../algebra/movement.ts";
import { findBox, type Box, type Prices } from "../table/findBox.ts";
import type { Cover } from "./cover.ts";
import { movements } from "./prune.ts";
import { lossOf } from "./restart.ts";
import { oneSidedOf, publishedBy, slackOf, type Task } from "./task.ts";

/** Free witnesses collected per cell before a municipality is looked at one by one. */
const COLLECTED = 6;
const FREE = 1e-9;
const CHEAP = 3;

/** Extends a pattern until it is proved. Changes `hidden`, which holds no known cell, and `cover`. */
export class Protector {
  private readonly price: Float64Array;
  private readonly slack: Float64Array;
  private search: WitnessSearch;
  /** Movements of the cells hidden when it was built. */
  private basis: { readonly dictionary: Dictionary; readonly displacement: Displacement; readonly cells: Uint8Array } | undefined;
  /** Movements of hidden cells and of cells up to a few times the mean secondary. */
  private cheap: WitnessSearch | undefined;
  /** Movements of everything that may be hidden, at its price; built when the cheaper searches fail. */
  private wide: WitnessSearch | undefined;
  private readonly prices: Prices;
  private readonly noOwner: Int32Array;
  /** Cells hidden since the last `settle`. */
  private readonly added: number[] = [];

  constructor(private readonly task: Task, private readonly hidden: Uint8Array, private readonly cover: Cover) {
    const { values, forced, known } = task;
    this.price = Float64Array.from(values, (value, cell) => (hidden[cell] !== 0 ? 0 : forced[cell] !== 0 || known[cell] !== 0 ? Infinity : value));
    this.slack = slackOf(task);
    this.noOwner = new Int32Array(values.length).fill(-1);
    this.prices = { price: this.price, slack: this.slack, headroom: task.headroom, owner: task.owner };
    this.search = this.searchHidden();
  }

  /** Gives every hidden cell a witness, and one without each municipality where readers know their own cells. */
  proveAll(): void {
    const cells = Array.from(this.hidden.keys()).filter((cell) => this.hidden[cell] !== 0);
    for (const cell of cells) {
      if (this.cover.proved(cell)) continue;
      for (const witness of this.search.elementary(cell, this.task.insiders ? COLLECTED : 1, -1)) this.cover.add(witness);
    }
    if (this.task.insiders) this.proveToInsiders(cells);
    for (const cell of cells) this.prove(cell, Infinity);
    this.settle();
  }

  /** Free witnesses that leave each municipality's cells alone, from a basis in which those rest. */
  private proveToInsiders(cells: readonly number[]): void {
    const { owner } = this.task;
    for (const cell of cells) this.proveQuickly(cell);
    const exposed = new Map<number, number[]>();
    for (const cell of cells)
      for (const insider of this.cover.exposedTo(cell) ?? []) exposed.set(insider, [...(exposed.get(insider) ?? []), cell]);
    for (const insider of [...exposed.keys()].sort((a, b) => a - b)) {
      const left = exposed.get(insider)!.filter((cell) => this.cover.exposedTo(cell)?.includes(insider));
      if (left.length === 0) continue;
      const search = this.searchWithout(insider);
      for (const cell of left) {
        if (!this.cover.exposedTo(cell)?.includes(insider)) continue;
        const witness = search.elementary(cell, 1, -1)[0] ?? search.combined(cell, FREE, -1)?.witness;
        if (witness !== undefined) this.cover.add(witness);
      }
    }
  }

  /** Movements of the hidden cells that leave one municipality's cells alone. */
  private searchWithout(insider: number): WitnessSearch {
    const { owner } = this.task;
    const { dictionary } = this.basis!;
    dictionary.rest(Array.from(this.hidden.keys()).filter((cell) => this.hidden[cell] !== 0 && owner[cell] === insider));
    return new WitnessSearch(columnsOf(dictionary, this.hidden.map((is, cell) => (is !== 0 && owner[cell] !== insider ? 1 : 0))), this.slack, this.price, owner, this.task.headroom);
  }

  /** Free witnesses that need no combination. */
  private proveQuickly(cell: number): void {
    for (let exposed = this.cover.exposedTo(cell); exposed === null || exposed.length > 0; exposed = this.cover.exposedTo(cell)) {
      const excluded = exposed === null ? -2 : exposed[0]!;
      const witness = this.box(cell, FREE, excluded) ?? this.search.elementary(cell, 1, excluded)[0];
      if (witness === undefined) return;
      this.cover.add(witness);
    }
  }

  /** Proves what was hidden on the way. */
  private settle(): void {
    for (let cell = this.added.pop(); cell !== undefined; cell = this.added.pop()) this.prove(cell, Infinity);
  }

  /** Hides more in every relation that gives away a small sum. */
  widenSums(): void {
    if (this.task.derivedLimit === 0) return;
    const published = this.published();
    const relations = this.task.system.start.length - 1;
    for (let again = true; again;) {
      again = false;
      for (let relation = 0; relation < relations; relation++)
        for (let found = derivedSum(published, relation); found !== null; found = derivedSum(published, relation)) {
          if (!this.widen(found)) return;
          again = true;
        }
    }
  }

  /**
   * Shows secondaries that neither a proof nor a sum needs, largest first; then, for as many rounds as pay, those that
   * cheaper ones can replace.
   */
  showSpare(rounds: number): void {
    this.search = this.searchHidden();
    this.basis = undefined;
    for (const cell of this.secondaries()) if (this.hidden[cell] !== 0) this.trade(cell, FREE);
    for (let round = 0; round < rounds; round++) {
      const before = lossOf(this.task, this.hidden).loss;
      for (const cell of this.secondaries()) if (this.hidden[cell] !== 0) this.trade(cell, this.task.values[cell]!);
      if (lossOf(this.task, this.hidden).loss >= before) return;
    }
  }

  private secondaries(): number[] {
    const { values, primary } = this.task;
    return Array.from(this.hidden.keys()).filter((cell) => this.hidden[cell] !== 0 && primary[cell] === 0)
      .sort((a, b) => values[b]! - values[a]! || a - b);
  }

  /**
   * The last resort: everything that may be hidden and is linked with an unproved cell or an unwidened sum is hidden,
   * so that what cannot be proved cell by cell is at least as free as the table allows.
   */
  hideLinked(): void {
    const unproved = Array.from(this.hidden.keys()).filter((cell) => this.hidden[cell] !== 0 && !this.cover.proved(cell));
    if (unproved.length === 0) return;
    for (const cell of linkedWith(this.task, unproved)) if (this.price[cell] !== Infinity) this.hide(cell);
    this.wide = undefined;
    this.proveAll();
    this.widenSums();
  }

  private searchHidden(): WitnessSearch {
    const dictionary = movements(this.task.system, this.hidden, oneSidedOf(this.task));
    this.basis = { dictionary, displacement: new Displacement(dictionary, this.slack, this.task.headroom), cells: this.hidden.slice() };
    return new WitnessSearch(columnsOf(dictionary, this.hidden), this.slack, this.price, this.task.owner, this.task.headroom);
  }

  private searchOver(active: Uint8Array): WitnessSearch {
    const dictionary = movements(this.task.system, active, oneSidedOf(this.task));
    return new WitnessSearch(columnsOf(dictionary, active), this.slack, this.price, this.task.owner, this.task.headroom);
  }

  private cheapSearch(): WitnessSearch {
    if (this.cheap === undefined) {
      const { loss, cells } = lossOf(this.task, this.hidden);
      const dear = CHEAP * loss / Math.max(1, cells);
      this.cheap = this.searchOver(this.hidden.map((_, cell) => (this.price[cell]! <= dear ? 1 : 0)));
    }
    return this.cheap;
  }

  private wideSearch(): WitnessSearch {
    this.wide ??= this.searchOver(this.hidden.map((_, cell) => (this.price[cell] !== Infinity ? 1 : 0)));
    return this.wide;
  }

  private published(): Published {
    return publishedBy(this.task, this.hidden);
  }

  /** Proves one cell at a cost below `limit`; false where that was not possible. */
  private prove(cell: number, limit: number): boolean {
    for (let exposed = this.cover.exposedTo(cell); exposed === null || exposed.length > 0; exposed = this.cover.exposedTo(cell)) {
      const witness = this.witnessFor(cell, exposed === null ? -2 : exposed[0]!, limit);
      if (witness === null) return false;
      this.take(witness);
    }
    return true;
  }

  private take(witness: Witness): void {
    for (let k = 0; k < witness.cells.length; k++) this.hide(witness.cells[k]!);
    this.cover.add(witness);
  }

  private hide(cell: number): void {
    if (this.hidden[cell] !== 0) return;
    this.added.push(cell);
    this.hidden[cell] = 1;
    this.price[cell] = 0;
  }

  private witnessFor(cell: number, excluded: number, limit: number): Witness | null {
    return this.box(cell, FREE, excluded)
      ?? this.search.elementary(cell, 1, excluded)[0]
      ?? this.search.combined(cell, FREE, excluded)?.witness
      ?? (excluded < 0 && this.basis?.cells[cell] ? this.basis.displacement.of(cell) : null)
      ?? (limit > FREE ? this.cheapest(cell, limit, excluded) : null);
  }

  /** The cheaper of the best box and the best combination with cheap cells; combinations with any cell where both fail. */
  private cheapest(cell: number, limit: number, excluded: number): Witness | null {
    const box = this.box(cell, limit, excluded);
    return this.cheapSearch().combined(cell, box?.cost ?? limit, excluded)?.witness ?? box
      ?? this.wideSearch().combined(cell, limit, excluded)?.witness ?? null;
  }

  private box(cell: number, limit: number, excluded: number): Box | null {
    const { boxes } = this.task;
    if (boxes === null) return null;
    return findBox(boxes, excluded < 0 ? { ...this.prices, owner: this.noOwner } : this.prices, cell, limit, excluded);
  }

  /** Hides the cheapest further part, or the total, of a relation whose hidden sum is small. */
  private widen(found: DerivedSum): boolean {
    const { system } = this.task;
    let best = -1, bestCost = Infinity;
    for (let k = system.start[found.relation]!; k < system.start[found.relation + 1]!; k++) {
      const cell = system.cells[k]!;
      if (this.price[cell] === 0 || this.price[cell] === Infinity) continue;
      if (found.insider >= 0 && this.task.owner[cell] === found.insider) continue;
      const cost = this.price[cell]! + this.boxCost(cell, bestCost - this.price[cell]!);
      if (cost < bestCost) { best = cell; bestCost = cost; }
    }
    if (best < 0) return false;
    this.hide(best);
    this.settle();
    return true;
  }

  /** What hiding a cell's cheapest box costs besides the cell. */
  private boxCost(cell: number, limit: number): number {
    if (limit <= 0) return Infinity;
    const own = this.price[cell]!;
    this.price[cell] = 0;
    const box = this.box(cell, limit, -2);
    this.price[cell] = own;
    return box === null ? Infinity : box.cost;
  }

  /** Shows a cell if what then has to be hidden instead costs less than it; returns whether it did. */
  private trade(cell: number, budget: number): boolean {
    const value = this.task.values[cell]!;
    const cover = this.cover.mark(), added = this.added.length;
    this.hidden[cell] = 0;
    this.price[cell] = Infinity;
    const lost = this.cover.withdraw(cell);
    if ((this.task.derivedLimit === 0 || !givesSum(this.published(), cell)) && this.replace(lost, added, budget)) {
      this.price[cell] = value;
      this.added.length = added;
      return true;
    }
    for (const other of this.added.splice(added)) { this.hidden[other] = 0; this.price[other] = this.task.values[other]!; }
    this.cover.rollBack(cover);
    this.hidden[cell] = 1;
    this.price[cell] = 0;
    return false;
  }

  /** Proves again what lost its witnesses, and whatever is hidden for it, within a budget. */
  private replace(lost: readonly number[], added: number, budget: number): boolean {
    let spent = 0, seen = added;
    const queue = [...lost];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      if (!this.prove(next, Math.max(FREE, budget - spent))) return false;
      for (; seen < this.added.length; seen++) {
        spent += this.task.values[this.added[seen]!]!;
        queue.push(this.added[seen]!);
      }
      if (spent >= budget && spent > 0) return false;
    }
    return true;
  }
}

/** Cells connected with some cells through relations, without passing through cells that stay shown. */
function linkedWith({ system, forced, known }: Task, cells: readonly number[]): Set<number> {
  const found = new Set(cells);
  for (const cell of found)
    for (let e = system.first[cell]!; e < system.first[cell + 1]!; e++) {
      const relation = system.relationsOf[e]!;
      for (let k = system.start[relation]!; k < system.start[relation + 1]!; k++) {
        const other = system.cells[k]!;
        if (forced[other] === 0 && known[other] === 0) found.add(other);
      }
    }
  return found;
}
