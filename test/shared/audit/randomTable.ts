import fc from "fast-check";
import type { Axis, Hierarchy, Table } from "../../../shared/table/table.ts";

/** A tree with 2 to 3 branches, each a leaf or a group of 1 to 3 leaves: parent of every member, root first. */
const tree = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 2, maxLength: 3 }).map((groups): number[] => {
  const parent = [-1];
  for (const leaves of groups) {
    const at = parent.push(0) - 1;
    for (let k = 0; k < leaves; k++) parent.push(at);
  }
  return parent;
});

const list = fc.integer({ min: 2, max: 4 }).map((leaves) => [-1, ...new Array<number>(leaves).fill(0)]);

interface Plan {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  /** Second hierarchy over the leaves of the rows: the group of each, or none. */
  readonly crossing: readonly number[] | null;
  readonly counts: readonly number[];
}

/** Small cross tables with subtotals, single-child groups and sometimes two hierarchies over the rows; every leaf row is a municipality. */
export const randomTable: fc.Arbitrary<Table> = fc.record({
  rows: tree, columns: list,
  crossing: fc.option(fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 9, maxLength: 9 }), { freq: 3 }),
  counts: fc.array(fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 30 })), { minLength: 36, maxLength: 36 }),
}).map(tableOf);

function tableOf({ rows, columns, crossing, counts }: Plan): Table {
  const leaves = [...rows.keys()].filter((member) => !rows.includes(member)), parent: (number | null)[] = [...rows], size = [...rows];
  const hierarchies: Hierarchy[] = [{ name: "region", parent }];
  const members = rows.map((_, member) => (member === 0 ? "Total" : `r${member}`));
  if (crossing !== null && new Set(leaves.map((_, k) => crossing[k])).size === 2) {
    const groups = [members.push("big") - 1, members.push("small") - 1];
    parent.push(null, null);
    hierarchies.push({ name: "size", parent: members.map((_, m) => (m === 0 ? -1 : groups.includes(m) ? 0 : leaves.includes(m) ? groups[crossing[leaves.indexOf(m)]] : null)) });
  }
  const below = members.map((_, member) => leaves.map((leaf) => hierarchies.some(({ parent: up }) => isBelow(up, leaf, member))));
  const inner = columns.length - 1, values: number[] = [];
  for (const row of below)
    for (let c = 0; c <= inner; c++)
      values.push(row.reduce((sum, is, k) => sum + (is ? (c === 0 ? total(counts, k, inner) : counts[k * inner + c - 1]) : 0), 0));
  const axes: Axis[] = [
    { name: "kommune", members, hierarchies, owners: members.map((name, m) => (leaves.includes(m) && size.length > m ? name : null)) },
    { name: "alder", members: columns.map((_, c) => (c === 0 ? "Total" : `c${c}`)), hierarchies: [{ name: "alder", parent: columns }] },
  ];
  return { name: "random", shape: { kind: "cross", axes }, measures: [{ name: "antal", values: Float64Array.from(values), class: "persons" }] };
}

function isBelow(parent: readonly (number | null)[], member: number, above: number): boolean {
  for (let at: number | null | undefined = member; at !== null && at !== undefined && at >= 0; at = parent[at]) if (at === above) return true;
  return false;
}

function total(counts: readonly number[], leaf: number, inner: number): number {
  return counts.slice(leaf * inner, (leaf + 1) * inner).reduce((sum, count) => sum + count, 0);
}
