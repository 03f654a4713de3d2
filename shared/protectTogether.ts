import type { Message } from "./i18n/message.ts";
import type { Policy } from "./policy/policy.ts";
import { protectCounts, type HiddenCounts } from "./protectCounts.ts";
import { bridge, sideBySide } from "./table/bridge.ts";
import { link } from "./table/link.ts";
import { measureSums, withMeasureAxis } from "./table/measureSums.ts";
import { nestedCells } from "./table/nested.ts";
import { compareText } from "./table/relations.ts";
import type { Measure, Table } from "./table/table.ts";

/** A count of one table. */
export interface CountOf {
  readonly table: Table;
  readonly measure: Measure;
}

export type HiddenMeasure = HiddenCounts;

/** Counts that are protected as one table: one count, or several that are sums of each other, with an axis for them. */
interface Unit<C extends CountOf> extends CountOf {
  readonly of: readonly C[];
}

/** Rounds of hiding cells that give another table's remainder away, before the tables are called unsafe together. */
const MOST_ROUNDS = 6;

/** All counts; again with more hidden where the difference of two shown cells under different filters is small. */
export function protectTogether<C extends CountOf>(counts: readonly C[], policy: Policy): ReadonlyMap<C, HiddenMeasure> | Message {
  const groups = systems(counts), telling = new Map<CountOf, Set<number>>(groups.flat().map((unit) => [unit, new Set()]));
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const hidden = new Map<CountOf, HiddenMeasure>();
    for (const group of groups.flatMap(connected)) {
      const result = protectCounts(group.map((unit) => ({ ...unit, telling: telling.get(unit)! })), policy);
      if ("code" in result) return result;
      group.forEach((unit, k) => hidden.set(unit, result[k]));
    }
    const found = groups.flatMap((group) => smallRemainders(group, hidden, policy));
    if (found.length === 0) return new Map(groups.flat().flatMap((unit) => unit.of.map((count, k) => [count, partOf(hidden.get(unit)!, k, unit.of.length)] as const)));
    for (const { unit, cell } of found) telling.get(unit)!.add(cell);
  }
  return { code: "protect/together" };
}

/** What a unit hides of its k-th count. */
function partOf({ hidden, primary }: HiddenMeasure, k: number, counts: number): HiddenMeasure {
  return { hidden: hidden.filter((_, cell) => cell % counts === k), primary: primary.filter((_, cell) => cell % counts === k) };
}

/** Shown cells that are all but a small count of what another table shows. */
function smallRemainders<U extends CountOf>(group: readonly U[], hidden: ReadonlyMap<CountOf, HiddenMeasure>, policy: Policy): { readonly unit: U; readonly cell: number }[] {
  const shown = (unit: U, cell: number): number => (hidden.get(unit)!.hidden[cell] !== 0 ? NaN : unit.measure.values[cell]);
  return nestedCells(group.map(({ table }) => table)).flatMap(({ wide, narrow }) => {
    const unit = group[narrow.table];
    const remainder = shown(group[wide.table], wide.cell) - shown(unit, narrow.cell);
    return remainder > 0 && remainder <= policy.maxN ? [{ unit, cell: narrow.cell }] : [];
  });
}

/** Counts of one source that say something of each other are protected together: those of one name, and those that are sums of others, in one table or across several. */
function systems<C extends CountOf>(counts: readonly C[]): Unit<C>[][] {
  return grouped(counts, ({ table }) => table.source ?? "").flatMap((source) => {
    const tables = grouped(source, ({ table }) => table), across = tables.length > 1 ? sideBySide(source) : null;
    const sums = [...tables.map((beside) => beside.map(({ measure }) => measure)), across?.counts ?? []].flatMap((beside) =>
      measureSums(beside).map(({ total, parts }) => [total, ...parts].map((at) => beside[at].name)));
    return familiesOf([...new Set(source.map(({ measure }) => measure.name))], sums).map((names) => {
      const units = tables.flatMap((beside) => unitOf(beside.filter(({ measure }) => names.includes(measure.name)), names.length > 1));
      const between = across === null || names.length === 1 ? null : bridge(across, names, units[0].table);
      return between === null ? units : [...units, { table: between, measure: between.measures[0], of: [] }];
    });
  });
}

/** Names of counts, those together that are sums of each other; in a fixed order. */
function familiesOf(names: readonly string[], sums: readonly (readonly string[])[]): string[][] {
  let families = [...names].sort(compareText).map((name) => [name]);
  for (const sum of sums) {
    const touched = families.filter((family) => family.some((name) => sum.includes(name)));
    families = [...families.filter((family) => !touched.includes(family)), touched.flat().sort(compareText)];
  }
  return families.sort((a, b) => compareText(a[0], b[0]));
}

function unitOf<C extends CountOf>(counts: readonly C[], several: boolean): Unit<C>[] {
  if (counts.length === 0) return [];
  if (!several) return counts.map((count) => ({ table: count.table, measure: count.measure, of: [count] }));
  const ordered = [...counts].sort((a, b) => compareText(a.measure.name, b.measure.name)), measures = ordered.map(({ measure }) => measure);
  const table = withMeasureAxis(ordered[0].table, measures, measureSums(measures));
  return [{ table, measure: table.measures[0], of: ordered }];
}

function grouped<T, K>(items: readonly T[], keyOf: (item: T) => K): T[][] {
  const groups = new Map<K, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return [...groups.values()];
}

/** Tables without a common cell say nothing of each other: each connected set is protected as if it stood alone, with the same pattern. */
function connected<U extends CountOf>(group: readonly U[]): U[][] {
  const { variableOf } = link(group.map(({ table }) => table));
  const sets: { readonly units: U[]; readonly variables: Set<number> }[] = [];
  group.forEach((unit, t) => {
    const joined = { units: [unit], variables: new Set(variableOf[t]) };
    for (const set of sets.filter(({ variables }) => variableOf[t].some((variable) => variables.has(variable)))) {
      joined.units.unshift(...set.units);
      for (const variable of set.variables) joined.variables.add(variable);
      sets.splice(sets.indexOf(set), 1);
    }
    sets.push(joined);
  });
  return sets.map(({ units }) => units);
}
