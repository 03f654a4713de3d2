import { cellKeys } from "./link.ts";
import { measureSums, withMeasureAxis } from "./measureSums.ts";
import { compareText } from "./relations.ts";
import type { Measure, Table } from "./table.ts";

/** A count of one of several tables of a source. */
interface CountIn {
  readonly table: Table;
  readonly measure: Measure;
}

/** The counts of several tables cell by cell, whichever table has them. */
export interface SideBySide {
  /** Keys of the cells that any table has, in a fixed order; a count's values follow it, NaN where no table has the count there. */
  readonly keys: readonly string[];
  readonly counts: readonly Measure[];
  /** By name of the count and key of the cell: the key of the cell when the counts are one more axis. */
  readonly joint: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** Lays the counts of several tables of one source side by side. */
export function sideBySide(source: readonly CountIn[]): SideBySide {
  const keys = new Set<string>(), values = new Map<string, Map<string, number>>(), joint = new Map<string, Map<string, string>>();
  for (const { table, measure } of source) {
    const jointKeys = cellKeys(withMeasureAxis(table, [measure], []));
    const known = values.get(measure.name) ?? new Map<string, number>(), places = joint.get(measure.name) ?? new Map<string, string>();
    cellKeys(table).forEach((key, cell) => { keys.add(key); known.set(key, measure.values[cell]); places.set(key, jointKeys[cell]); });
    values.set(measure.name, known);
    joint.set(measure.name, places);
  }
  const ordered = [...keys].sort(compareText);
  const counts = [...values].sort(([a], [b]) => compareText(a, b)).map(([name, known]) => ({ name, values: Float64Array.from(ordered, (key) => known.get(key) ?? NaN) }));
  return { keys: ordered, counts, joint };
}

/** The relations between counts of different tables ("All" of one, "Men" and "Women" of others) as a table of their own that links to them; null without one. */
export function bridge({ keys, counts, joint }: SideBySide, names: readonly string[], like: Table): Table | null {
  const family = counts.filter(({ name }) => names.includes(name)), sums = measureSums(family), cells: string[] = [], values: number[] = [];
  const placeOf = new Map<string, number>();
  const place = (count: Measure, at: number): number => {
    const key = joint.get(count.name)!.get(keys[at])!;
    if (!placeOf.has(key)) { placeOf.set(key, cells.push(key) - 1); values.push(count.values[at]); }
    return placeOf.get(key)!;
  };
  const relations = keys.flatMap((key, at) => sums
    .filter(({ total, parts }) => [total, ...parts].every((one) => joint.get(family[one].name)!.has(key)))
    .map(({ total, parts }) => ({ isSum: true, total: place(family[total], at), parts: parts.map((part) => place(family[part], at)) })));
  if (relations.length === 0) return null;
  return { ...(like.source === undefined ? {} : { source: like.source }), name: like.name, shape: { kind: "linear", cells, relations }, measures: [{ name: like.measures[0].name, values: Float64Array.from(values) }] };
}
