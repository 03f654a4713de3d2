import { compareText } from "../table/relations.ts";
import { groupColumns, TOTAL, type Level } from "./levels.ts";
import { levelOf } from "./levelTotals.ts";
import type { List } from "./list.ts";

/**
 * Dimension columns that belong together, because one of them determines the others (a municipality its region, a code its
 * name), as one axis. A node is a combination that some row has, in an order that does not depend on the order of the rows.
 */
export interface ListAxis {
  /** Its columns' names. */
  readonly name: string;
  readonly levels: readonly Level[];
  /** Node of each row. */
  readonly nodeOf: Int32Array;
  readonly nodes: number;
  /** Unique name of each node. */
  readonly names: readonly string[];
  /** Ways in which a node is the sum of other nodes; none for a leaf. */
  readonly families: readonly (readonly Int32Array[])[];
}

/** The axes of a list's dimensions; columns that say the same in every row are no axis. Totals are told by `values`. */
export function axesOf(list: List, dimensions: readonly number[], values: Float64Array): readonly ListAxis[] {
  const nameOf = (column: number) => list.columns[column].name;
  const varying = dimensions.filter((column) => list.columns[column].texts.length > 1).sort((a, b) => compareText(nameOf(a), nameOf(b)));
  return groupColumns(list, varying).map((levels) => axisOf(levels.flatMap(({ columns }) => columns.map(nameOf)).join(" / "), list.rows, levels.map((level) => levelOf(list, level, varying.filter((column) => !level.columns.includes(column)), values))));
}

function axisOf(title: string, rows: number, levels: readonly Level[]): ListAxis {
  const index = new Map<number, number>(), first: number[] = [], found = new Int32Array(rows);
  for (let row = 0; row < rows; row++) {
    let key = 0;
    for (const { members, names } of levels) key = key * (names.length + 1) + members[row] + 1;
    let node = index.get(key);
    if (node === undefined) index.set(key, node = first.push(row) - 1);
    found[row] = node;
  }
  const name = first.map((row) => nameOf(levels, row)), order = first.map((_, node) => node).sort((a, b) => compareText(name[a], name[b]));
  const place = new Int32Array(order.length);
  order.forEach((node, at) => { place[node] = at; });
  const members = order.map((node) => levels.map((level) => level.members[first[node]]));
  return { name: title, levels, nodes: order.length, names: order.map((node) => name[node]), nodeOf: found.map((node) => place[node]), families: families(levels, members).map(withoutRepeats) };
}

function nameOf(levels: readonly Level[], row: number): string {
  return levels.map(({ members, names }) => (members[row] === TOTAL ? "\u0000" : names[members[row]])).join("\u0001");
}

/**
 * A node that is "all" at a level is the sum of the nodes that name a member there and agree elsewhere; what that member
 * determines may be named along with it.
 */
function families(levels: readonly Level[], members: readonly (readonly number[])[]): Int32Array[][] {
  const found = members.map((): Int32Array[] => []);
  levels.forEach(({ determines, parent }, open) => {
    const same = (node: number, own: string) => members[node].map((member, level) => (level === open ? own : determines.includes(level) ? "" : member)).join();
    const parts = new Map<string, number[]>();
    members.forEach((of, node) => {
      const above = of[open] === TOTAL ? undefined : parent === undefined ? TOTAL : parent[of[open]];
      if (above === undefined || (parent !== undefined && above === TOTAL)) return;
      const key = same(node, String(above)), list = parts.get(key);
      if (list === undefined) parts.set(key, [node]); else list.push(node);
    });
    members.forEach((of, node) => {
      const family = (parts.get(same(node, String(of[open]))) ?? []).filter((part) => of.every((member, level) => !determines.includes(level) || member === TOTAL || members[part][level] === member));
      if (family.length > 0) found[node].push(Int32Array.from(family));
    });
  });
  return found;
}

/** A sum of all leaves says nothing more where the same node is the sum of subtotals, and these of the leaves. */
function withoutRepeats(own: readonly Int32Array[], _: number, all: readonly (readonly Int32Array[])[]): readonly Int32Array[] {
  return own.filter((family) => !own.some((other) => other.length < family.length && other.some((part) => all[part].length > 0) && sameSet(family, unfolded(other, all))));
}

function unfolded(family: Int32Array, all: readonly (readonly Int32Array[])[]): Int32Array {
  return Int32Array.from([...family].flatMap((part) => (all[part].length > 0 ? [...all[part][0]] : [part])));
}

function sameSet(a: Int32Array, b: Int32Array): boolean {
  const set = new Set(b);
  return a.length === b.length && a.every((part) => set.has(part));
}
