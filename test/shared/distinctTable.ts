import fc from "fast-check";
import type { Axis, Table } from "../../shared/table/table.ts";

/** Where persons may be counted twice: among benefits only, or among municipalities too. */
export type Twice = "benefits" | "both";

/** A person: the municipalities and benefits that count it, each by bit. */
interface Person {
  readonly municipalities: number;
  readonly benefits: number;
}

const parents = (groups: readonly number[]): number[] => {
  const parent = [-1];
  for (const leaves of groups) { const at = parent.push(0) - 1; for (let k = 0; k < leaves; k++) parent.push(at); }
  return parent;
};

/** Persons by municipality and benefit, once in every cell they belong to: totals are at most the sum of their parts, and at least each. */
export function distinctTable(twice: Twice, persons = 60): fc.Arbitrary<Table> {
  return fc.record({
    regions: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 2, maxLength: 3 }), benefits: fc.integer({ min: 2, max: 4 }),
    persons: fc.array(fc.record({ home: fc.nat(20), further: fc.integer({ min: 0, max: 9 }), first: fc.integer({ min: 0, max: 9 }), second: fc.integer({ min: 0, max: 12 }) }), { minLength: persons / 3, maxLength: persons }),
  }).map(({ regions, benefits, persons: drawn }) => {
    const parent = parents(regions), leaves = [...parent.keys()].filter((member) => !parent.includes(member));
    const counted = drawn.map(({ home, further, first, second }): Person => ({
      municipalities: (1 << (home % leaves.length)) | (twice === "both" && further < 2 ? 1 << ((home + 1) % leaves.length) : 0),
      // Most persons have the first benefit, few the last.
      benefits: (1 << Math.min(Math.floor(first * first / 25), benefits - 1)) | (second < benefits ? 1 << second : 0),
    }));
    return tableOf(counted, parent, leaves, benefits);
  });
}

function tableOf(persons: readonly Person[], parent: readonly number[], leaves: readonly number[], benefits: number): Table {
  const below = (member: number): number => leaves.reduce((bits, leaf, k) => { for (let at = leaf; at >= 0; at = parent[at]) if (at === member) return bits | (1 << k); return bits; }, 0);
  const rows = parent.map((_, member) => below(member)), columns = Array.from({ length: benefits + 1 }, (_, c) => (c === 0 ? (1 << benefits) - 1 : 1 << (c - 1)));
  const values = rows.flatMap((row) => columns.map((column) => persons.filter(({ municipalities, benefits: has }) => (municipalities & row) !== 0 && (has & column) !== 0).length));
  const axes: Axis[] = [
    { name: "kommune", members: parent.map((_, m) => (m === 0 ? "Total" : `r${m}`)), hierarchies: [{ name: "kommune", parent }], owners: parent.map((_, m) => (leaves.includes(m) ? `r${m}` : null)) },
    { name: "ydelse", members: columns.map((_, c) => (c === 0 ? "Total" : `y${c}`)), hierarchies: [{ name: "ydelse", parent: columns.map((_, c) => (c === 0 ? -1 : 0)) }] },
  ];
  return { name: "distinct", shape: { kind: "cross", axes }, measures: [{ name: "antal borgere", class: "persons", values: Float64Array.from(values) }] };
}
