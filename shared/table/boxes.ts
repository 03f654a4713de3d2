import { axisFamilies, compareText } from "./relations.ts";
import type { Cross } from "./table.ts";

/**
 * The axes of a full cross as networks. A node is a family (a parent and its children); a member is an edge between the
 * family it is a child in and the family it is the parent of, or between its families in two hierarchies; a missing end
 * is the ground. A cycle in the network is the smallest movement along the axis that keeps every total true, and a
 * product of one cycle per axis is one of the whole table: the hypercube of Repsilber (SDC Handbook ch. 4.4), with
 * subtotals and crossing hierarchies.
 */
export interface Boxes {
  readonly axes: readonly BoxAxis[];
}

export interface BoxAxis {
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

/** The networks of a cross in canonical order; null where a member is in more than two families. */
export function boxesOf(shape: Cross): Boxes | null {
  const sorted = shape.axes.map((axis, index) => ({ axis, index }))
    .sort((a, b) => compareText(a.axis.name, b.axis.name) || a.index - b.index);
  let stride = 1;
  const axes: BoxAxis[] = [];
  for (const { axis } of sorted.reverse()) {
    const network = boxAxis(axis, stride);
    if (network === null) return null;
    axes.unshift(network);
    stride *= axis.members.length;
  }
  return { axes };
}

function boxAxis(axis: Cross["axes"][number], stride: number): BoxAxis | null {
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
  return { stride, size, ground, ends, signs, membersAt: membersAt.map((list) => Int32Array.from(list)) };
}
