import { bridge, sideBySide } from "./bridge.ts";
import { measureSums, withMeasureAxis } from "./measureSums.ts";
import { compareText } from "./relations.ts";
import type { Measure, Table } from "./table.ts";

/** A count of one table. */
export interface CountOf {
  readonly table: Table;
  readonly measure: Measure;
}

/**
 * Counts that are one table: one count, or several that are sums of each other, with an axis for them (cell index × counts + count).
 * Of no count: relations between counts of different tables.
 */
export interface CountTable<C extends CountOf> extends CountOf {
  readonly of: readonly C[];
}

/** Counts of one source that say something of each other, together: those of one name, and those that are sums of others, in one table or across several. */
export function countSystems<C extends CountOf>(counts: readonly C[]): CountTable<C>[][] {
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

function unitOf<C extends CountOf>(counts: readonly C[], several: boolean): CountTable<C>[] {
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
