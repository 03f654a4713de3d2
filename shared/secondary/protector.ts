import { derivedSum, givesSum, type DerivedSum, type Published } from "../algebra/derived.ts";
import type { Witness } from "../algebra/movement.ts";
import { FREE, NOBODY } from "../table/terrain.ts";
import type { Cover } from "./cover.ts";
import { Finder } from "./finder.ts";
import { Intervals } from "./intervals.ts";
import { lossOf } from "./restart.ts";
import { publishedBy, type Task } from "./task.ts";

/** Free witnesses collected per cell before a municipality is looked at one by one. */
const COLLECTED = 6;

/** What a proof may cost at most: free ones are taken for all cells before any other. */
const LIMITS = [FREE, Infinity];
/** Boxes that a quick search takes without looking for anything cheaper, and those that it would rather replace, in typical ones: the dearest first. */
const CHEAP = [0, 0.25, 0.5, 1, 2];
const DEAR = [32, 16, 8, 4, 2];
/** A cell in proofs of more cells than this is not traded: it is needed, and finding that out takes long. */
const HEAVIEST = 200;
/** Hiding more lowers what the structure allows at least: the intervals asked for grow, a few times at most. */
const MOST_ROUNDS = 6;

/** Looks for a witness of a cell that leaves a municipality's cells alone. */
type Find = (cell: number, excluded: number) => Witness | null;

/** Extends a pattern until it is proved. Changes `hidden`, which holds no known cell, and `cover`. */
export class Protector {
  private readonly finder: Finder;
  /** Whether anything was hidden beyond the pattern given. */
  private grew = false;
  /** Cells hidden since the last `settle`. */
  private readonly added: number[] = [];

  /** How far primaries can move, by second tables of their own. */
  readonly intervals: Intervals;

  constructor(private readonly task: Task, private readonly hidden: Uint8Array, private readonly cover: Cover, quick: boolean) {
    this.finder = new Finder(task, hidden, quick);
    this.intervals = new Intervals(task);
  }

  /** Gives every hidden cell a witness, and one without each municipality where readers know their own cells: free ones first. */
  proveAll(): void {
    const cells = this.hiddenCells();
    if (this.finder.quick) { this.proveByBoxes(cells); return; }
    for (const cell of cells)
      if (!this.cover.proved(cell)) for (const witness of this.finder.collect(cell, this.task.insiders ? COLLECTED : 1)) this.cover.add(witness);
    for (const limit of LIMITS) {
      const find: Find = (cell, excluded) => this.finder.find(cell, excluded, limit);
      for (const cell of cells) this.proveBy(cell, find);
      if (limit > FREE) this.settle(find);
    }
  }

  /** Cheap boxes first: what they hide makes others cheaper. */
  private proveByBoxes(cells: readonly number[]): void {
    const { finder } = this, typical = finder.typicalCost(cells);
    const proveEach = (find: Find): void => {
      for (const cell of cells) this.proveBy(cell, find);
      this.settle(find);
    };
    for (const times of CHEAP) proveEach((cell, excluded) => finder.near(cell, excluded, times * typical));
    for (const times of DEAR) proveEach((cell, excluded) => finder.instead(cell, excluded, times * typical));
    proveEach((cell, excluded) => finder.find(cell, excluded, Infinity));
  }

  /** Hides more in every relation that gives away a small sum. */
  widenSums(): void {
    if (this.task.derivedLimit === 0) return;
    const published = this.published();
    const relations = this.task.system.start.length - 1;
    for (let again = true; again;) {
      again = false;
      for (let relation = 0; relation < relations; relation++)
        for (let found = derivedSum(published, relation); found !== null && this.widen(found); found = derivedSum(published, relation)) again = true;
    }
  }

  /**
   * The last resort, in steps: what is not safe takes its relations with it, then theirs, then all that is linked with
   * it, so that it is at least as free as the table allows.
   */
  resort(): void {
    for (const around of [relatedTo, relatedTo, linkedWith]) {
      const open = this.open();
      if (open.length === 0) return;
      for (const cell of around(this.task, open)) if (this.finder.price[cell] !== Infinity) this.hide(cell);
      this.finder.renew();
      this.proveAll();
      this.widenSums();
    }
  }

  /** Whether every hidden cell is proved, no small sum is left and every primary reaches as far as is asked. */
  isDone(): boolean {
    return this.open().length === 0 && (this.task.intervalTo === 0 || this.intervals.missing(this.hidden).length === 0);
  }

  /** Hidden cells without a proof, and those in small sums. */
  private open(): number[] {
    const { system, derivedLimit } = this.task, published = this.published();
    const open = new Set(this.hiddenCells().filter((cell) => !this.cover.proved(cell)));
    for (let relation = 0; derivedLimit > 0 && relation + 1 < system.start.length; relation++)
      for (const cell of derivedSum(published, relation)?.cells ?? []) open.add(cell);
    return [...open].sort((a, b) => a - b);
  }

  /**
   * Shows secondaries that neither a proof nor a sum needs, largest first; then, for as many rounds as pay, those that
   * cheaper ones can replace.
   */
  showSpare(rounds: number): void {
    if (!this.grew) return;
    this.finder.renew();
    for (const cell of this.secondaries()) if (this.hidden[cell] !== 0) this.trade(cell, FREE);
    for (let round = 0; round < rounds; round++) {
      const before = lossOf(this.task, this.hidden).loss;
      for (const cell of this.secondaries()) if (this.hidden[cell] !== 0) this.trade(cell, this.task.values[cell]);
      if (lossOf(this.task, this.hidden).loss >= before) return;
    }
  }

  /** Hides more until every primary can be as large as `intervalTo` and as small as the structure allows. */
  widenIntervals(): void {
    const { intervals } = this;
    if (this.task.intervalTo === 0) return;
    for (let missing = intervals.missing(this.hidden), round = 0; missing.length > 0 && round < MOST_ROUNDS; missing = intervals.missing(this.hidden), round++) {
      this.finder.renew();
      for (const limit of LIMITS)
        for (const { cell, change } of missing) {
          const witness = intervals.reached(cell, change) ? null : this.finder.reach(cell, change, limit);
          if (witness === null) continue;
          for (let k = 0; k < witness.cells.length; k++) this.hide(witness.cells[k]);
          intervals.add(witness);
        }
      this.settle();
      this.widenSums();
    }
  }

  /** Proves what was hidden on the way. */
  private settle(find: Find = (cell, excluded) => this.finder.find(cell, excluded, Infinity)): void {
    const unproved: number[] = [];
    for (let cell = this.added.pop(); cell !== undefined; cell = this.added.pop()) if (!this.proveBy(cell, find)) unproved.push(cell);
    this.added.push(...unproved);
  }

  /** Takes witnesses until the cell is exposed to nobody; false where one was missing. */
  private proveBy(cell: number, find: Find): boolean {
    for (let exposed = this.cover.exposedTo(cell); exposed === null || exposed.length > 0; exposed = this.cover.exposedTo(cell)) {
      const witness = find(cell, exposed === null ? NOBODY : exposed[0]);
      if (witness === null) return false;
      for (let k = 0; k < witness.cells.length; k++) this.hide(witness.cells[k]);
      this.cover.add(witness);
    }
    return true;
  }

  private hide(cell: number): void {
    if (this.hidden[cell] !== 0) return;
    this.added.push(cell);
    this.grew = true;
    this.hidden[cell] = 1;
    this.finder.price[cell] = 0;
  }

  private hiddenCells(): number[] {
    return Array.from(this.hidden.keys()).filter((cell) => this.hidden[cell] !== 0);
  }

  /** Largest first. */
  private secondaries(): number[] {
    const { values, primary } = this.task;
    return this.hiddenCells().filter((cell) => primary[cell] === 0).sort((a, b) => values[b] - values[a] || a - b);
  }

  private published(): Published {
    return publishedBy(this.task, this.hidden);
  }

  /** Hides the cheapest further part, or the total, of a relation whose hidden sum is small. */
  private widen(found: DerivedSum): boolean {
    const { system, owner } = this.task;
    const { price } = this.finder;
    let best = -1, bestCost = Infinity;
    for (let k = system.start[found.relation]; k < system.start[found.relation + 1]; k++) {
      const cell = system.cells[k];
      if (price[cell] === 0 || price[cell] === Infinity || (found.insider >= 0 && owner[cell] === found.insider)) continue;
      const cost = price[cell] + this.finder.costBeside(cell, bestCost - price[cell]);
      if (cost < bestCost) { best = cell; bestCost = cost; }
    }
    if (best < 0) return false;
    this.hide(best);
    this.settle();
    return true;
  }

  /** Shows a cell if what then has to be hidden instead costs less than `budget`; otherwise leaves all as it was. */
  private trade(cell: number, budget: number): void {
    if (this.cover.weight(cell) > HEAVIEST) return;
    const { price } = this.finder;
    const cover = this.cover.mark(), added = this.added.length;
    this.hidden[cell] = 0;
    price[cell] = Infinity;
    const lost = this.cover.withdraw(cell);
    if ((this.task.derivedLimit === 0 || !givesSum(this.published(), cell)) && this.replace(lost, added, budget)) {
      price[cell] = this.task.values[cell]!;
      this.added.length = added;
      return;
    }
    for (const other of this.added.splice(added)) { this.hidden[other] = 0; price[other] = this.task.values[other]!; }
    this.cover.rollBack(cover);
    this.hidden[cell] = 1;
    price[cell] = 0;
  }

  /** Proves again what lost its witnesses, and whatever is hidden for it, within a budget. */
  private replace(lost: readonly number[], added: number, budget: number): boolean {
    let spent = 0, seen = added;
    const queue = [...lost];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      const cell = next, limit = Math.max(FREE, budget - spent);
      if (!this.proveBy(cell, (_, excluded) => this.finder.near(cell, excluded, limit))) return false;
      for (; seen < this.added.length; seen++) {
        spent += this.task.values[this.added[seen]];
        queue.push(this.added[seen]);
      }
      if (spent >= budget && spent > 0) return false;
    }
    return true;
  }
}

/** Cells of the relations that some cells are in. */
function relatedTo({ system }: Task, cells: readonly number[]): Set<number> {
  const found = new Set<number>();
  for (const cell of cells)
    for (let e = system.first[cell]; e < system.first[cell + 1]; e++) {
      const relation = system.relationsOf[e];
      for (let k = system.start[relation]; k < system.start[relation + 1]; k++) found.add(system.cells[k]);
    }
  return found;
}

/** Cells connected with some cells through relations, without passing through cells that stay shown. */
function linkedWith({ system, forced, known }: Task, cells: readonly number[]): Set<number> {
  const found = new Set(cells);
  for (const cell of found)
    for (let e = system.first[cell]; e < system.first[cell + 1]; e++) {
      const relation = system.relationsOf[e];
      for (let k = system.start[relation]; k < system.start[relation + 1]; k++) {
        const other = system.cells[k];
        if (forced[other] === 0 && known[other] === 0) found.add(other);
      }
    }
  return found;
}
