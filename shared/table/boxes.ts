import { axisFamilies, compareText } from "./relations.ts";
import type { Cross } from "./table.ts";

/**
 * The simplest movements of a full cross: along every axis one leaf member gives one unit to another, totals follow.
 * A box is the product of one such swap per axis (the hypercube of Repsilber, SDC Handbook ch. 4.4, with subtotals).
 */
export interface Boxes {
  readonly axes: readonly BoxAxis[];
}

export interface BoxAxis {
  readonly stride: number;
  readonly size: number;
  /** Canonical positions of members without children. */
  readonly leaves: Int32Array;
  /** Per leaf (index into `leaves`): the leaf and all members above it, ascending. */
  readonly above: readonly Int32Array[];
  /** Per member: indexes into `leaves` of the leaves at or below it. */
  readonly below: readonly Int32Array[];
}

/** The axes of a cross in canonical order, with what lies above and below each member. */
export function boxesOf(shape: Cross): Boxes {
  const sorted = shape.axes.map((axis, index) => ({ axis, index }))
    .sort((a, b) => compareText(a.axis.name, b.axis.name) || a.index - b.index);
  let stride = 1;
  const axes: BoxAxis[] = [];
  for (const { axis } of sorted.reverse()) {
    axes.unshift(boxAxis(axis, stride));
    stride *= axis.members.length;
  }
  return { axes };
}

function boxAxis(axis: Cross["axes"][number], stride: number): BoxAxis {
  const size = axis.members.length;
  const parents: number[][] = Array.from({ length: size }, () => []);
  const isParent = new Uint8Array(size);
  for (const [parent, ...children] of axisFamilies(axis).families.map((family) => [...family])) {
    isParent[parent!] = 1;
    for (const child of children) parents[child]!.push(parent!);
  }
  const leaves = Int32Array.from(Array.from({ length: size }, (_, member) => member).filter((member) => isParent[member] === 0));
  const above = Array.from(leaves, (leaf) => Int32Array.from(ancestors(leaf, parents)).sort());
  const below: number[][] = Array.from({ length: size }, () => []);
  above.forEach((members, leaf) => { for (const member of members) below[member]!.push(leaf); });
  return { stride, size, leaves, above, below: below.map((list) => Int32Array.from(list)) };
}

function ancestors(leaf: number, parents: readonly (readonly number[])[]): Set<number> {
  const found = new Set([leaf]);
  for (const member of found) for (const parent of parents[member]!) found.add(parent);
  return found;
}
