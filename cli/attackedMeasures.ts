import { agree, rowsFrom } from "../shared/audit/component.ts";
import { classify } from "../shared/policy/measureClass.ts";
import type { Policy } from "../shared/policy/policy.ts";
import { countSystems, type CountOf } from "../shared/table/countSystems.ts";
import { averagesAsTotals } from "../shared/table/averages.ts";
import { formulasOf, type Formula } from "../shared/table/formulas.ts";
import { repeatedAverages, type RepeatedAverage } from "../shared/table/repeatedAverage.ts";
import { relationsOf } from "../shared/table/relations.ts";
import { cellCount, type Table } from "../shared/table/table.ts";
import type { Published } from "./auditTables.ts";
import { placeName } from "./cellName.ts";
import type { PublishedMeasure } from "./published.ts";

/** A cell of a published table; those of its further measures come after those of the first. */
export interface Place {
  readonly table: number;
  readonly cell: number;
}

/** Measures of one published table as the attacker takes them: one, or several that are sums of each other. */
export interface AttackedTable extends PublishedMeasure {
  /** Undefined for a cell that is no published one. */
  readonly place: (cell: number) => Place | undefined;
}

/** The measures of tables of one source, and what was worked out of them. */
export interface AttackedMeasures {
  /** Systems that say nothing of each other. */
  readonly sets: () => readonly (readonly AttackedTable[])[];
  /** Takes in what was worked out; whether shares and averages tell more then. */
  readonly learn: (found: readonly { readonly at: Place | undefined; readonly value: number }[]) => boolean;
}

/** A measure of a published table. */
interface Shown extends CountOf {
  readonly published: number;
  readonly measureAt: number;
  readonly hidden: Uint8Array;
  /** What recipients have of it: NaN where they have nothing. */
  readonly seen: Float64Array;
  /** Hidden cells that other measures tell. */
  readonly told: Map<number, number>;
  readonly kind: "count" | "amount" | "ratio";
  readonly isPersons: boolean;
}

/** Sorts the measures out: counts, and what adds up as they do; amounts; and what does not add up. */
export function measuresOf(group: readonly Published[], policy: Policy): AttackedMeasures {
  const all = group.flatMap(({ table, hidden }, published) => table.measures.map((measure, measureAt): Shown => ({
    table: { ...table, measures: [measure] }, measure, published, measureAt, hidden: hidden[measureAt], told: new Map(),
    seen: measure.values.map((value, cell) => (hidden[measureAt][cell] === 1 ? NaN : value)), kind: kindOf(table, measureAt, policy),
    isPersons: classify(measure, policy).class === "persons",
  })));
  // A table is one object to whoever asks which counts stand in it.
  const tables = group.map(({ table }) => table), counts = all.filter(({ kind }) => kind === "count").map((one) => ({ ...one, table: tables[one.published] }));
  const amounts = all.filter(({ kind, hidden }) => kind === "amount" && hidden.includes(1)), ratios = ratiosAmong(all, counts);
  const means = meansAmong(all, counts), more = (): boolean => [tell(ratios), tellLast(means)].includes(true);
  more();
  const sets = (): readonly (readonly AttackedTable[])[] => [...countSystems(counts).map((set) => set.map((unit) => attackedTable(unit, group))), ...byName(amounts).map((set) => set.map((one) => ({ ...attackedTable({ ...one, of: [one] }, group), isAmount: true })))];
  return {
    sets: () => sets().map((set) => set.filter(({ table }) => cellCount(table.shape) > 0)).filter((set) => set.length > 0),
    learn: (found) => {
      for (const { at, value } of found) {
        const one = at === undefined ? undefined : counts.find(({ published, measureAt, hidden }) => published === at.table && measureAt === Math.floor(at.cell / hidden.length));
        if (one !== undefined && at !== undefined) one.seen[at.cell % one.hidden.length] = value;
      }
      return more();
    },
  };
}

/** A persons measure is a count whatever its numbers say; another one where it adds up. The only measure of a table is attacked as a count. */
function kindOf(table: Table, at: number, policy: Policy): Shown["kind"] {
  const measure = table.measures[at], { class: kind } = classify(measure, policy);
  if (kind === "persons" || table.measures.length === 1) return "count";
  if (!addsUp(table, at)) return "ratio";
  return kind !== "basedOn" && measure.values.every((value) => Number.isNaN(value) || (Number.isInteger(value) && value >= 0)) ? "count" : "amount";
}

/** Whether every relation without a blank holds, and some number stands in one. */
function addsUp(table: Table, at: number): boolean {
  const { system, variableOf } = relationsOf(table), values = new Float64Array(system.variables);
  variableOf.forEach((variable, cell) => { values[variable] = table.measures[at].values[cell]; });
  let some = false;
  for (const { unknowns, signs } of rowsFrom(system)) {
    const sum = unknowns.reduce((all, variable, k) => all + signs[k] * values[variable], 0);
    if (Number.isNaN(sum)) continue;
    if (!agree(sum, 0)) return false;
    some ||= unknowns.some((variable) => values[variable] !== 0);
  }
  return some;
}

/** Counts as the attacker takes them, with the way back. A table between tables shows nothing of its own. */
function attackedTable({ table, measure, of }: CountOf & { readonly of: readonly Shown[] }, group: readonly Published[]): AttackedTable {
  const n = of.length, told = new Map(of.flatMap((one, k) => [...one.told].map(([cell, value]) => [cell * n + k, value] as const)));
  const place = (cell: number): Place | undefined => { const one = of[cell % n]; return one === undefined ? undefined : { table: one.published, cell: one.measureAt * one.hidden.length + Math.floor(cell / n) }; };
  // Between tables nothing is shown; an average among the members is what its readers make of it.
  const totalled = averagesAsTotals(table, measure, true), alone: Table = { ...totalled.table, measures: [n === 0 ? { ...measure, values: measure.values.map(() => NaN) } : totalled.measure] };
  return {
    table: alone, told, place, isAmount: false, hidden: Uint8Array.from(measure.values, (_, cell) => of[cell % n]?.hidden[Math.floor(cell / n)] ?? 0),
    name: (cell) => { const at = place(cell); return at === undefined ? cell : placeName(group[at.table].table, group[at.table].name)(at.cell); },
  };
}

function byName(measures: readonly Shown[]): readonly (readonly Shown[])[] {
  return [...new Set(measures.map(({ measure }) => measure.name))].map((name) => measures.filter(({ measure }) => measure.name === name));
}

/** A measure that follows from counts of its table. */
interface RatioOf {
  readonly of: Shown;
  readonly counts: readonly Shown[];
  readonly formula: Formula;
}

function ratiosAmong(all: readonly Shown[], counts: readonly Shown[]): readonly RatioOf[] {
  return all.filter(({ isPersons }) => !isPersons).flatMap((of) => {
    const beside = counts.filter(({ published, measureAt }) => published === of.published && measureAt !== of.measureAt);
    return formulasOf(of.table.shape, of.measure.values, beside.map(({ measure }) => measure.values)).map((formula) => ({ of, counts: beside, formula }));
  });
}

/** Fills in counts that a shown measure and the other count leave one value; whether there were any. */
function tell(ratios: readonly RatioOf[]): boolean {
  let more = false;
  for (const { of, counts, formula: { terms, holds, range } } of ratios)
    of.seen.forEach((shown, cell) => {
      if (Number.isNaN(shown) || holds(cell) === false) return;
      const places = terms.map(({ measure, at }) => ({ count: counts[measure], at: at(cell) }));
      if (places.some(({ at }) => at < 0)) return;
      const open = places.flatMap(({ count, at }, term) => (Number.isNaN(count.seen[at]) ? [term] : []));
      if (open.length !== 1) return;
      const { count, at } = places[open[0]], other = places.find((_, term) => term !== open[0]);
      const value = count.hidden[at] === 1 ? onlyCount(range(open[0], shown, other === undefined ? NaN : other.count.seen[other.at])) : NaN;
      if (Number.isNaN(value)) return;
      count.seen[at] = value;
      count.told.set(at, value);
      more = true;
    });
  return more;
}

/** The one whole number in a range; NaN where there are several, or none. */
function onlyCount([low, high]: readonly [number, number]): number {
  const least = Math.ceil(low - 1e-9);
  return Number.isFinite(low) && Number.isFinite(high) && least >= 0 && least === Math.floor(high + 1e-9) ? least : NaN;
}

/** A measure that repeats the mean of a count of its table beside each of a group. */
interface MeanOf {
  readonly of: Shown;
  readonly count: Shown;
  readonly groups: readonly RepeatedAverage[];
}

function meansAmong(all: readonly Shown[], counts: readonly Shown[]): readonly MeanOf[] {
  return all.flatMap((of) => counts.filter(({ published, measureAt }) => published === of.published && measureAt !== of.measureAt)
    .map((count) => ({ of, count, groups: repeatedAverages(of.table, of.measure, count.measure) })).filter(({ groups }) => groups.length > 0));
}

/** Fills in the last count of a group from a shown mean, where that leaves it one whole number; whether there was any. */
function tellLast(means: readonly MeanOf[]): boolean {
  let more = false;
  for (const { of, count, groups } of means)
    for (const { cells, isExact } of groups) {
      const mean = cells.map((cell) => of.seen[cell]).find((value) => !Number.isNaN(value)), [last, ...further] = cells.filter((cell) => Number.isNaN(count.seen[cell]));
      if (mean === undefined || last === undefined || further.length > 0 || count.hidden[last] === 0 || !isExact) continue;
      const value = Math.round(mean * cells.length) - cells.reduce((sum, cell) => sum + (cell === last ? 0 : count.seen[cell]), 0);
      count.seen[last] = value;
      count.told.set(last, value);
      more = true;
    }
  return more;
}
