import type { LeafAxis } from "./boxes.ts";
import type { Steps } from "./steps.ts";

/** Exchanges kept: the cheapest ones. */
const WIDTH = 32;
/** Leaves that are looked at as partners: those nearest in canonical order. */
const MOST_PARTNERS = 256;
/** Exchanges of two leaves that are looked at for a second one that keeps their totals still, and leaves of a family looked at for it. */
const MOST_PAIRS = 8;
const MOST_SIBLINGS = 32;
const NONE = -1;

/**
 * Cheap movements of an axis whose members are in any number of families: one leaf rises and another sinks, with every
 * total that only one of them is in; or two such exchanges together, where the second keeps a total of the first still.
 * What `Cycles` is to networks: one search overwrites the last.
 */
export class Exchanges {
  count = 0;
  readonly cost = new Float64Array(WIDTH);
  readonly start = new Int32Array(WIDTH + 1);
  readonly offsets: Int32Array;
  readonly changes: Int8Array;
  /** The four leaves of each exchange so far: the first and third rise, the others sink, `NONE` for none. `order` names them by cost. */
  private readonly leaves = new Int32Array(4 * WIDTH);
  private readonly costs = new Float64Array(WIDTH);
  private readonly order = new Uint8Array(WIDTH);
  /** Pairs of leaves to be widened, a rising and a sinking one, and how many totals only one of them is in: fewest first. */
  private readonly pairs = new Int32Array(2 * MOST_PAIRS);
  private readonly apart = new Int32Array(MOST_PAIRS);
  private paired = 0;
  /** Change of each member in the exchange that is looked at, and the members that were touched. */
  private readonly change: Int8Array;
  private readonly touched: Int32Array;
  private readonly isTouched: Uint8Array;
  private touching = 0;
  private limit = 0;

  constructor(private readonly axis: LeafAxis, private readonly steps: Steps) {
    const longest = axis.above.reduce((most, members) => Math.max(most, members.length), 0);
    this.offsets = new Int32Array(4 * longest * WIDTH);
    this.changes = new Int8Array(4 * longest * WIDTH);
    this.change = new Int8Array(axis.size);
    this.isTouched = new Uint8Array(axis.size);
    this.touched = new Int32Array(4 * longest);
  }

  /** As `Cycles.search`. */
  search(target: number, direction: 1 | -1, limit: number, excluded: number): void {
    const { axis, steps } = this, member = Math.floor(target / axis.stride) % axis.size;
    this.count = 0;
    this.paired = 0;
    this.limit = limit;
    steps.lookAlong(target - member * axis.stride, axis.stride, direction, excluded);
    for (const a of near(axis.leavesOf[member], member, MOST_SIBLINGS)) this.exchangesOf(a, member);
    for (let k = 0; k < this.paired; k++) this.widened(this.pairs[2 * k], this.pairs[2 * k + 1], member);
    this.write(member);
  }

  /** Exchanges in which leaf `a` rises, alone or against another. */
  private exchangesOf(a: number, member: number): void {
    const { axis, steps } = this;
    if (a !== member && steps.priceOf(a, 1) === Infinity) return;
    if (axis.free[a] !== 0) this.offer(member, a, NONE, NONE, NONE);
    for (const b of near(axis.alike[a], a, MOST_PARTNERS)) {
      if (b === a || steps.priceOf(b, -1) === Infinity) continue;
      this.offer(member, a, b, NONE, NONE);
      this.pair(a, b);
    }
  }

  /** Keeps a pair among those whose totals differ least. */
  private pair(a: number, b: number): void {
    const { pairs, apart } = this, distance = this.distance(a, b);
    if (distance === 0 || (this.paired === MOST_PAIRS && distance >= apart[MOST_PAIRS - 1])) return;
    let at = this.paired < MOST_PAIRS ? this.paired++ : MOST_PAIRS - 1;
    for (; at > 0 && distance < apart[at - 1]; at--) { apart[at] = apart[at - 1]!; pairs[2 * at] = pairs[2 * at - 2]!; pairs[2 * at + 1] = pairs[2 * at - 1]!; }
    apart[at] = distance; pairs[2 * at] = a; pairs[2 * at + 1] = b;
  }

  /** How many totals only one of two leaves is in. */
  private distance(a: number, b: number): number {
    this.move(a, b, NONE, NONE);
    let distance = -2;
    for (let k = 0; k < this.touching; k++) if (this.change[this.touched[k]] !== 0) distance++;
    this.rest();
    return distance;
  }

  /** Adds a second exchange that keeps still what only one of the first two leaves is in. */
  private widened(a: number, b: number, member: number): void {
    const { axis, steps } = this, pair = (a === member ? 0 : steps.priceOf(a, 1)) + (b === member ? 0 : steps.priceOf(b, -1));
    for (const [h, of] of axis.siblings[a].entries()) {
      const others = axis.siblings[b][h];
      if (others === undefined || of === others) continue;
      for (const d of near(of, a, MOST_SIBLINGS)) {
        const three = pair + steps.priceOf(d, -1);
        if (d === a || three >= this.most()) continue;
        for (const c of near(others, b, MOST_SIBLINGS))
          if (c !== b && c !== d && axis.alike[c] === axis.alike[d] && three + steps.priceOf(c, 1) < this.most()) this.offer(member, a, b, c, d);
      }
    }
  }

  /** What an exchange has to cost less than to be kept. */
  private most(): number {
    return this.count === WIDTH ? Math.min(this.limit, this.costs[this.order[WIDTH - 1]]) : this.limit;
  }

  /** Keeps an exchange among the cheapest if it moves the target by one and no member by more. */
  private offer(member: number, a: number, b: number, c: number, d: number): void {
    const cost = this.costOf(member, a, b, c, d);
    if (!(cost < this.most())) return;
    const { order } = this;
    const slot = this.count < WIDTH ? this.count++ : order[WIDTH - 1];
    let at = this.count - 1;
    for (; at > 0 && cost < this.costs[order[at - 1]]; at--) order[at] = order[at - 1]!;
    order[at] = slot;
    this.costs[slot] = cost;
    this.leaves[4 * slot] = a; this.leaves[4 * slot + 1] = b; this.leaves[4 * slot + 2] = c; this.leaves[4 * slot + 3] = d;
  }

  private costOf(member: number, a: number, b: number, c: number, d: number): number {
    this.move(a, b, c, d);
    const { change, touched, steps } = this;
    let cost = change[member] === 1 ? 0 : Infinity;
    for (let k = 0; k < this.touching && cost < this.limit; k++) {
      const other = touched[k], by = change[other];
      if (by === 0 || other === member) continue;
      cost += by > 1 || by < -1 ? Infinity : steps.priceOf(other, by);
    }
    this.rest();
    return cost;
  }

  /** Sets `change` to that of an exchange. */
  private move(a: number, b: number, c: number, d: number): void {
    this.shift(a, 1); this.shift(b, -1); this.shift(c, 1); this.shift(d, -1);
  }

  private shift(leaf: number, by: number): void {
    if (leaf === NONE) return;
    const above = this.axis.above[leaf];
    for (let k = 0; k < above.length; k++) {
      const member = above[k];
      if (this.isTouched[member] === 0) this.touched[this.touching++] = member;
      this.isTouched[member] = 1;
      this.change[member] += by;
    }
  }

  private rest(): void {
    for (let k = 0; k < this.touching; k++) { this.change[this.touched[k]] = 0; this.isTouched[this.touched[k]] = 0; }
    this.touching = 0;
  }

  private write(member: number): void {
    const { axis, leaves } = this;
    let to = 0;
    const put = (other: number, by: number): void => {
      this.offsets[to] = (other - member) * axis.stride;
      this.changes[to++] = by;
    };
    for (let c = 0; c < this.count; c++) {
      const slot = this.order[c];
      this.cost[c] = this.costs[slot]!;
      this.start[c] = to;
      put(member, 1);
      this.move(leaves[4 * slot], leaves[4 * slot + 1], leaves[4 * slot + 2], leaves[4 * slot + 3]);
      this.change[member] = 0;
      for (let k = 0; k < this.touching; k++) if (this.change[this.touched[k]] !== 0) put(this.touched[k], this.change[this.touched[k]]);
      this.rest();
    }
    this.start[this.count] = to;
  }
}

/** Those of an ascending list that are nearest to a value. */
function near(list: Int32Array, value: number, most: number): Int32Array {
  if (list.length <= most) return list;
  let low = 0, high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle] < value) low = middle + 1; else high = middle;
  }
  const from = Math.min(Math.max(0, low - (most >> 1)), list.length - most);
  return list.subarray(from, from + most);
}
