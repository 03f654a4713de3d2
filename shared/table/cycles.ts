import type { NetworkAxis } from "./boxes.ts";
import type { Steps } from "./steps.ts";

/** Cycles kept of an axis: the cheapest ones. */
const WIDTH = 32;
/** Members of one family that are looked at: those nearest in canonical order. */
const MOST_NEAR = 512;

/**
 * Cheap cycles of an axis through one member, one for each way back into it from either side. A cycle is a movement along
 * the axis that keeps every total true; the change of each member follows from the balance at the family it leaves.
 * Dijkstra's algorithm. One search overwrites the last: nothing is allocated, for there are millions of searches.
 */
export class Cycles {
  /** How many were found, the cheapest first. */
  count = 0;
  readonly cost = new Float64Array(WIDTH);
  /** Cycle c is at `start[c] .. start[c + 1]` of `offsets`, from the cell asked for, which comes first, and of `changes`, relative to its own. */
  readonly start = new Int32Array(WIDTH + 1);
  offsets = new Int32Array(4 * WIDTH);
  changes = new Int8Array(4 * WIDTH);
  /** Cycles found so far, before they are written down: `order` names them by cost. */
  private readonly order = new Uint8Array(WIDTH);
  private readonly costs = new Float64Array(WIDTH);
  private readonly edge = new Int32Array(WIDTH);
  private readonly node = new Int32Array(WIDTH);
  private readonly change = new Int8Array(WIDTH);
  private readonly end = new Uint8Array(WIDTH);
  private readonly hops = new Int32Array(WIDTH);
  private readonly paths: readonly [Paths, Paths];

  constructor(private readonly axis: NetworkAxis, private readonly steps: Steps) {
    this.paths = [new Paths(axis), new Paths(axis)];
  }

  /** Looks for cycles through `target` along this axis that cost less than `limit` beside it, where it moves by `direction` and `excluded`'s cells rest. */
  search(target: number, direction: 1 | -1, limit: number, excluded: number): void {
    const { axis, steps } = this, member = Math.floor(target / axis.stride) % axis.size;
    this.count = 0;
    if (axis.ends[2 * member] === axis.ground && axis.ends[2 * member + 1] === axis.ground) { this.still(); return; }
    steps.lookAlong(target - member * axis.stride, axis.stride, direction, excluded);
    this.waysBack(member, 0, limit);
    if (axis.ends[2 * member + 1] !== axis.ground) this.waysBack(member, 1, limit);
    this.write(member);
  }

  /** A member of no family may move by itself. */
  private still(): void {
    this.count = 1;
    this.cost[0] = 0;
    this.start[1] = 1;
    this.offsets[0] = 0;
    this.changes[0] = 1;
  }

  /** Cycles that leave the member at one end (0 or 1): one for each edge that arrives at the other. */
  private waysBack(member: number, end: 0 | 1, limit: number): void {
    const { axis, steps } = this, paths = this.paths[end];
    const start = axis.ends[2 * member + end], goal = axis.ends[2 * member + 1 - end];
    paths.search(start, goal, axis.signs[2 * member + end], member, steps, limit);
    const { distance, excess, hops } = paths, members = axis.membersAt[goal], from = firstNear(members, member), to = Math.min(members.length, from + MOST_NEAR);
    for (let k = from; k < to; k++) {
      const edge = members[k], node = otherEnd(axis, edge, goal);
      if (edge === member || node === goal || distance[node] >= limit) continue;
      const change = -excess[node] * signAt(axis, edge, node), cost = distance[node] + steps.priceOf(edge, change);
      if (cost < limit) this.insert(cost, hops[node], edge, node, change, end);
    }
  }

  /** Keeps a cycle among the cheapest, after those that cost as much and are no longer. */
  private insert(cost: number, hops: number, edge: number, node: number, change: number, end: 0 | 1): void {
    const { order } = this;
    let at = this.count;
    while (at > 0 && (cost < this.costs[order[at - 1]] || (cost === this.costs[order[at - 1]] && hops < this.hops[order[at - 1]]))) at--;
    if (at === WIDTH) return;
    const slot = this.count < WIDTH ? this.count++ : order[WIDTH - 1];
    for (let k = this.count - 1; k > at; k--) order[k] = order[k - 1]!;
    order[at] = slot;
    this.costs[slot] = cost; this.hops[slot] = hops; this.edge[slot] = edge; this.node[slot] = node; this.change[slot] = change; this.end[slot] = end;
  }

  private write(member: number): void {
    const { axis } = this;
    let to = 0;
    for (let c = 0; c < this.count; c++) {
      const slot = this.order[c], paths = this.paths[this.end[slot]];
      this.cost[c] = this.costs[slot]!;
      this.start[c] = to;
      to = this.put(to, 0, 1);
      to = this.put(to, (this.edge[slot] - member) * axis.stride, this.change[slot]);
      for (let node = this.node[slot]; node !== paths.start; node = otherEnd(axis, paths.arrivedBy[node], node))
        to = this.put(to, (paths.arrivedBy[node] - member) * axis.stride, paths.changeBy[node]);
    }
    this.start[this.count] = to;
  }

  private put(at: number, offset: number, change: number): number {
    if (at === this.offsets.length) {
      const offsets = new Int32Array(2 * at), changes = new Int8Array(2 * at);
      offsets.set(this.offsets);
      changes.set(this.changes);
      this.offsets = offsets;
      this.changes = changes;
    }
    this.offsets[at] = offset;
    this.changes[at] = change;
    return at + 1;
  }
}

/** Cheapest paths from one family to all others. */
class Paths {
  start = 0;
  readonly distance: Float64Array;
  readonly arrivedBy: Int32Array;
  readonly changeBy: Int8Array;
  /** What the path so far leaves unbalanced at the node. */
  readonly excess: Int8Array;
  /** Members on the path. */
  readonly hops: Int32Array;
  private readonly done: Uint8Array;
  private readonly reached: Int32Array;
  private waiting = 0;

  constructor(private readonly axis: NetworkAxis) {
    const nodes = axis.ground + 1;
    this.distance = new Float64Array(nodes);
    this.arrivedBy = new Int32Array(nodes);
    this.changeBy = new Int8Array(nodes);
    this.excess = new Int8Array(nodes);
    this.hops = new Int32Array(nodes);
    this.done = new Uint8Array(nodes);
    this.reached = new Int32Array(nodes);
  }

  /** Paths cheaper than `limit` that leave `start` with an excess, never through `goal` or along `without`. */
  search(start: number, goal: number, startExcess: number, without: number, steps: Steps, limit: number): void {
    const { axis, distance, done, excess, hops } = this;
    this.start = start;
    this.waiting = 0;
    distance.fill(Infinity);
    done.fill(0);
    distance[start] = 0;
    excess[start] = startExcess;
    hops[start] = 0;
    done[goal] = 1;
    for (let node = start; node >= 0; node = this.nearest(limit)) {
      done[node] = 1;
      const members = axis.membersAt[node], from = firstNear(members, without), to = Math.min(members.length, from + MOST_NEAR);
      for (let k = from; k < to; k++) {
        const edge = members[k], next = otherEnd(axis, edge, node);
        if (done[next] !== 0 || edge === without) continue;
        const change = -excess[node] * signAt(axis, edge, node), cost = distance[node] + steps.priceOf(edge, change);
        if (!(cost < distance[next])) continue;
        if (distance[next] === Infinity) this.reached[this.waiting++] = next;
        distance[next] = cost; this.arrivedBy[next] = edge; this.changeBy[next] = change; hops[next] = hops[node] + 1;
        excess[next] = change * signAt(axis, edge, next);
      }
    }
  }

  /** Takes the nearest of the reached nodes out of their list, the lowest of several; −1 where none is nearer than `limit`. */
  private nearest(limit: number): number {
    const { reached, distance } = this;
    let best = -1, least = limit;
    for (let k = 0; k < this.waiting; k++) {
      const at = distance[reached[k]];
      if (at < least || (at === least && best >= 0 && reached[k] < reached[best])) { best = k; least = at; }
    }
    if (best < 0) return -1;
    const node = reached[best];
    reached[best] = reached[--this.waiting]!;
    return node;
  }
}

function otherEnd(axis: NetworkAxis, member: number, node: number): number {
  const a = axis.ends[2 * member];
  return a === node ? axis.ends[2 * member + 1] : a;
}

function signAt(axis: NetworkAxis, member: number, node: number): number {
  return axis.signs[axis.ends[2 * member] === node ? 2 * member : 2 * member + 1];
}

/** Where those members of an ascending list begin that are nearest to one of them. */
function firstNear(members: Int32Array, member: number): number {
  if (members.length <= MOST_NEAR) return 0;
  let low = 0, high = members.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (members[middle] < member) low = middle + 1; else high = middle;
  }
  return Math.min(Math.max(0, low - MOST_NEAR / 2), members.length - MOST_NEAR);
}
