import type { BoxAxis } from "./boxes.ts";

/** A movement along one axis: members and their changes, the member asked for first with +1. */
export interface Cycle {
  readonly members: readonly number[];
  readonly changes: readonly number[];
  readonly cost: number;
}

/** What moving a member by +1 or −1 costs; Infinity keeps it out. */
export type Price = (member: number, change: number) => number;

/** Members of one family that are looked at: those nearest in canonical order. */
const MOST_NEAR = 512;

/**
 * Cheap cycles of an axis through one member, one for each way back into it from either side, at most `width`, each
 * cheaper than `limit`. Dijkstra's algorithm; the change of an edge follows from the balance at the node it leaves.
 */
export function cyclesThrough(axis: BoxAxis, member: number, price: Price, limit: number, width: number): Cycle[] {
  const a = axis.ends[2 * member], b = axis.ends[2 * member + 1];
  if (a === axis.ground && b === axis.ground) return [{ members: [member], changes: [1], cost: 0 }];
  const cycles = waysBack(axis, member, 0, price, limit);
  if (b !== axis.ground) cycles.push(...waysBack(axis, member, 1, price, limit));
  return cycles.sort((p, q) => p.cost - q.cost || p.members.length - q.members.length).slice(0, width);
}

/** Cycles that leave the member at one end (0 or 1): one for each edge that arrives at the other. */
function waysBack(axis: BoxAxis, member: number, end: 0 | 1, price: Price, limit: number): Cycle[] {
  const start = axis.ends[2 * member + end], goal = axis.ends[2 * member + 1 - end];
  const tree = cheapestPaths(axis, start, goal, axis.signs[2 * member + end], member, price, limit);
  const cycles: Cycle[] = [];
  for (const edge of nearOf(axis.membersAt[goal], member)) {
    const node = otherEnd(axis, edge, goal);
    if (edge === member || node === goal || tree.distance[node] === Infinity) continue;
    const change = -tree.excess[node] * signAt(axis, edge, node);
    const cost = tree.distance[node] + price(edge, change);
    if (cost < limit) cycles.push(closed(axis, tree, member, start, edge, node, change, cost));
  }
  return cycles;
}

interface Paths {
  readonly distance: Float64Array;
  readonly arrivedBy: Int32Array;
  readonly changeBy: Int8Array;
  /** What the path so far leaves unbalanced at the node. */
  readonly excess: Int8Array;
}

function closed(axis: BoxAxis, tree: Paths, member: number, start: number, edge: number, node: number, change: number, cost: number): Cycle {
  const members = [member, edge], changes = [1, change];
  for (let at = node; at !== start; at = otherEnd(axis, tree.arrivedBy[at], at)) {
    members.push(tree.arrivedBy[at]);
    changes.push(tree.changeBy[at]);
  }
  return { members, changes, cost };
}

function otherEnd(axis: BoxAxis, member: number, node: number): number {
  const a = axis.ends[2 * member];
  return a === node ? axis.ends[2 * member + 1] : a;
}

function signAt(axis: BoxAxis, member: number, node: number): number {
  return axis.signs[axis.ends[2 * member] === node ? 2 * member : 2 * member + 1];
}

/** Cheapest paths from a node with a given excess to all others below `limit`, never through `goal` or `without`. */
function cheapestPaths(axis: BoxAxis, start: number, goal: number, startExcess: number, without: number, price: Price, limit: number): Paths {
  const nodes = axis.ground + 1;
  const distance = new Float64Array(nodes).fill(Infinity), done = new Uint8Array(nodes);
  const arrivedBy = new Int32Array(nodes).fill(-1), changeBy = new Int8Array(nodes), excess = new Int8Array(nodes);
  const reached: number[] = [];
  distance[start] = 0;
  excess[start] = startExcess;
  done[goal] = 1;
  for (let node = start; node >= 0; node = takeNearest(reached, distance, limit)) {
    done[node] = 1;
    for (const edge of nearOf(axis.membersAt[node], without)) {
      const next = otherEnd(axis, edge, node);
      if (edge === without || done[next] !== 0) continue;
      const change = -excess[node] * signAt(axis, edge, node);
      const cost = distance[node] + price(edge, change);
      if (!(cost < distance[next])) continue;
      if (distance[next] === Infinity) reached.push(next);
      distance[next] = cost; arrivedBy[next] = edge; changeBy[next] = change;
      excess[next] = change * signAt(axis, edge, next);
    }
  }
  return { distance, arrivedBy, changeBy, excess };
}

/** Takes the nearest of the reached nodes out of their list, the lowest of several; −1 where none is nearer than `limit`. */
function takeNearest(reached: number[], distance: Float64Array, limit: number): number {
  let best = -1, least = limit;
  for (let k = 0; k < reached.length; k++) {
    const at = distance[reached[k]];
    if (at < least || (at === least && best >= 0 && reached[k] < reached[best])) { best = k; least = at; }
  }
  if (best < 0) return -1;
  const node = reached[best];
  reached[best] = reached[reached.length - 1]!;
  reached.pop();
  return node;
}

/** The members of an ascending list that are nearest to one of them. */
function nearOf(members: Int32Array, member: number): Int32Array {
  if (members.length <= MOST_NEAR) return members;
  let low = 0, high = members.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (members[middle] < member) low = middle + 1; else high = middle;
  }
  const from = Math.min(Math.max(0, low - MOST_NEAR / 2), members.length - MOST_NEAR);
  return members.subarray(from, from + MOST_NEAR);
}
