import { axisFamilies, compareText } from "./relations.ts";
import type { Cross } from "./table.ts";

/**
 * The axes of a full cross as networks. A node is a family (a parent and its children); a member is an edge between the
 * family it is a child in and the family it is the parent of, or between its families in two hierarchies; a missing end
 * is the ground. A cycle in the network is the smallest movement along the axis that keeps every total true, and a
 * product of one cycle per axis is one of the whole table: the hypercube of Repsilber (SDC Handbook ch. 4.4), with
 * subtotals and crossing hierarchies. An axis with a member in more families is no network: there leaves are exchanged.
 */
export interface Boxes {
  readonly axes: readonly (NetworkAxis | LeafAxis)[];
  /** Whether some axis is no network: three hierarchies or more cross. */
  readonly crossing: boolean;
}

/** An axis whose members are in two families at most. */
export interface NetworkAxis {
  readonly kind: "network";
  readonly stride: number;
  readonly size: number;
  /** Node for missing ends, the last one: a single hierarchy's leaves and root balance there, as they do in truth. */
  readonly ground: number;
  /** Two nodes of each member, at 2·member and 2·member + 1. */
  readonly ends: Int32Array;
  /** The member's coefficient at each end: +1 as a part, −1 as the total. */
  readonly signs: Int8Array;
  readonly membersAt: readonly Int32Array[];
}

/** An axis of any families, by its leaves: members that are no totals. Lists are ascending, empty for members that are none. */
export interface LeafAxis {
  readonly kind: "leaves";
  readonly stride: number;
  readonly size: number;
  /** Per leaf: itself and every total it is in. */
  readonly above: readonly Int32Array[];
  /** Per member: the leaves it is above. */
  readonly leavesOf: readonly Int32Array[];
  /** Per leaf: leaves that leave the same families unbalanced when they and what is above them move; one list for all of them. */
  readonly alike: readonly Int32Array[];
  /** Per leaf: 1 = it and what is above it may move by themselves. */
  readonly free: Uint8Array;
  /** Per leaf and family that it is a part in: the leaves among the parts; one list for all of them. */
  readonly siblings: readonly (readonly Int32Array[])[];
}

/** The axes of a cross in canonical order. */
export function boxesOf(shape: Cross): Boxes {
  const sorted = shape.axes.map((axis, index) => ({ axis, index }))
    .sort((a, b) => compareText(a.axis.name, b.axis.name) || a.index - b.index);
  let stride = 1;
  const axes: (NetworkAxis | LeafAxis)[] = [];
  for (const { axis } of sorted.reverse()) {
    axes.unshift(networkAxis(axis, stride) ?? leafAxis(axis, stride));
    stride *= axis.members.length;
  }
  return { axes, crossing: axes.some(({ kind }) => kind === "leaves") };
}

/** Null where a member is in more than two families. */
function networkAxis(axis: Cross["axes"][number], stride: number): NetworkAxis | null {
  const size = axis.members.length;
  const { families } = axisFamilies(axis);
  const ground = families.length;
  const ends = new Int32Array(2 * size).fill(ground), signs = new Int8Array(2 * size).fill(1);
  const used = new Uint8Array(size);
  for (const [node, family] of families.entries())
    for (const [k, member] of family.entries()) {
      if (used[member] >= 2) return null;
      const end = 2 * member + used[member]++;
      ends[end] = node;
      signs[end] = k === 0 ? -1 : 1;
    }
  for (let member = 0; member < size; member++) if (used[member] === 1) signs[2 * member + 1] = signs[2 * member]!;
  const membersAt: number[][] = Array.from({ length: ground + 1 }, () => []);
  for (let member = 0; member < size; member++)
    for (const node of new Set([ends[2 * member], ends[2 * member + 1]])) membersAt[node].push(member);
  return { kind: "network", stride, size, ground, ends, signs, membersAt: membersAt.map((list) => Int32Array.from(list)) };
}

function leafAxis(axis: Cross["axes"][number], stride: number): LeafAxis {
  const size = axis.members.length, { families } = axisFamilies(axis);
  const partIn: number[][] = Array.from({ length: size }, () => []), isTotal = new Uint8Array(size);
  families.forEach((family, f) => { family.forEach((member, k) => { if (k > 0) partIn[member].push(f); else isTotal[member] = 1; }); });
  const isLeaf = (member: number): boolean => isTotal[member] === 0;
  const above = partIn.map((_, leaf) => (isLeaf(leaf) ? totalsOf(leaf, partIn, families) : NONE));
  const leavesOf: number[][] = partIn.map(() => []);
  above.forEach((members, leaf) => { for (const member of members) leavesOf[member].push(leaf); });
  const unbalanced = above.map((members) => unbalancedBy(members, families, partIn));
  const classes = new Map<string, number[]>();
  unbalanced.forEach((key, leaf) => { if (isLeaf(leaf)) classes.set(key, [...classes.get(key) ?? [], leaf]); });
  const lists = new Map([...classes].map(([key, leaves]) => [key, Int32Array.from(leaves)]));
  const parts = families.map((family) => family.slice(1).filter(isLeaf).sort());
  return {
    kind: "leaves", stride, size, above, leavesOf: leavesOf.map((leaves) => Int32Array.from(leaves)),
    alike: unbalanced.map((key, leaf) => (isLeaf(leaf) ? lists.get(key)! : NONE)),
    free: Uint8Array.from(unbalanced, (key, leaf) => (isLeaf(leaf) && key === "" ? 1 : 0)),
    siblings: partIn.map((of, leaf) => (isLeaf(leaf) ? of.map((family) => parts[family]) : [])),
  };
}

const NONE = new Int32Array(0);

/** A leaf and every total above it, ascending. */
function totalsOf(leaf: number, partIn: readonly (readonly number[])[], families: readonly Int32Array[]): Int32Array {
  const found = new Set([leaf]);
  for (const member of found) for (const family of partIn[member]) found.add(families[family][0]);
  return Int32Array.from(found).sort();
}

/** The families that members moved by one leave unbalanced, and by how much, as text. */
function unbalancedBy(members: Int32Array, families: readonly Int32Array[], partIn: readonly (readonly number[])[]): string {
  const moved = new Set(members), touched = new Set<number>();
  for (const member of members) for (const family of partIn[member]) touched.add(family);
  return [...touched].sort((a, b) => a - b)
    .map((family) => [family, families[family].reduce((sum, member, k) => sum + (moved.has(member) ? (k === 0 ? -1 : 1) : 0), 0)])
    .filter(([, sum]) => sum !== 0).join(";");
}
