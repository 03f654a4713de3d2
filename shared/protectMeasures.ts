import type { HiddenCounts } from "./protectCounts.ts";
import { formulasOf, type Formula } from "./table/formulas.ts";
import { meansAmong, repeatedMeans, type GroupMean } from "./table/groupMeans.ts";
import { cellKeys } from "./table/link.ts";
import { addsUp } from "./table/toldAmounts.ts";
import type { Measure, MeasureClass, Table } from "./table/table.ts";

/** One measure of one table on its way through the pipeline. */
export interface Item {
  readonly table: Table;
  readonly measure: Measure;
  readonly class: MeasureClass;
  readonly base: string | undefined;
}

/** A measure beside another, cell by cell; of another table of the source by what its cells are. */
interface Beside {
  readonly values: Float64Array;
  readonly isCount: boolean;
  readonly hidden: () => Uint8Array;
}

/** A measure that is no count, with what it would tell. */
interface Follower {
  readonly item: Item;
  readonly hidden: Uint8Array;
  /** The measure itself comes last. */
  readonly beside: readonly Beside[];
  /** The same measure in other tables of the source. */
  readonly again: readonly Beside[];
  readonly formulas: readonly Formula[];
  readonly means: readonly GroupMean[];
}

/** Full-time equivalents of one person at most. */
const MOST_HOURS = 1.5;

/**
 * Hidden cells of the measures that may be shown. Of those that are no counts: those whose count is hidden, and those that beside what else is shown
 * would give away something hidden. Hiding one can make another tell, so this goes on until nothing is left. Measures that may not be shown are not among them.
 */
export function followCounts(items: readonly Item[], counts: ReadonlyMap<Item, HiddenCounts>): ReadonlyMap<Item, Uint8Array> {
  const hidden = new Map<Item, Uint8Array>();
  for (const item of items) {
    const own = counts.get(item)?.hidden;
    if (item.class === "persons" && own !== undefined) hidden.set(item, withHeads(item, own, items, counts));
    else if (item.class === "notPersons" && own !== undefined) hidden.set(item, own);
    else if (item.class === "notPersons") hidden.set(item, Uint8Array.from(item.measure.values, (_, cell) => (item.measure.withheld?.includes(cell) === true ? 1 : 0)));
    else if (item.class === "basedOn") {
      const base = baseOf(item, items, counts);
      if (base !== undefined) hidden.set(item, withBase(item, base, [counts.get(base)!.hidden, ...(own === undefined ? [] : [own])]));
    }
  }
  if (![...hidden.values()].some((one) => one.includes(1))) return hidden;
  const followers = items.filter((item) => hidden.has(item) && !counts.has(item)).sort((a, b) => whole(a) - whole(b)).map((item) => follower(item, items, hidden));
  for (let again = true; again;) again = followers.map((one) => hideTelling(one, baseOf(one.item, items, counts)?.measure.values)).includes(true);
  return hidden;
}

export function baseOf(item: Item, items: readonly Item[], counts: ReadonlyMap<Item, HiddenCounts>): Item | undefined {
  return item.class !== "basedOn" ? undefined : items.find((other) => other.table === item.table && counts.has(other) && other.measure.name === item.base);
}

/** Persons counted by their hours are small where there are few of them: hidden also where the heads are that they can be the hours of. */
function withHeads(item: Item, own: Uint8Array, items: readonly Item[], counts: ReadonlyMap<Item, HiddenCounts>): Uint8Array {
  const { table, measure: { values, name }, base } = item;
  if (values.every((value) => !(value % 1))) return own;
  const isHeads = (heads: Float64Array): boolean => heads.every((count, cell) => !(count % 1) && !(values[cell] > count * MOST_HOURS));
  const heads = items.filter((other) => other.table === table && other.class === "persons" && counts.has(other) && other.measure.name !== name && (other.measure.name === base || isHeads(other.measure.values)));
  return own.map((is, cell) => (is !== 0 || (!Number.isNaN(values[cell]) && heads.some((one) => counts.get(one)!.hidden[cell] !== 0)) ? 1 : 0));
}

/** Where the count is hidden, where the measure was before, and where it stands beside no count: a group's average that nobody is counted for. */
function withBase({ table, measure }: Item, base: Item, hidden: readonly Uint8Array[]): Uint8Array {
  const before = new Set(measure.withheld), isAmount = addsUp(table, measure);
  return Uint8Array.from(measure.values, (value, cell) => {
    const uncounted = !isAmount && Math.abs(value) > 0 && Number.isNaN(base.measure.values[cell]);
    return uncounted || before.has(cell) || hidden.some((one) => one[cell] !== 0) ? 1 : 0;
  });
}

/** What is about no persons and adds up, or is whole (a budget, a population), comes after what may be a share of it, and stays where that is hidden. */
function whole({ table, measure, class: kind }: Item): number {
  return kind !== "notPersons" ? 0 : addsUp(table, measure) ? 3 : measure.values.every((value) => !(value % 1)) ? 2 : 1;
}

function follower(item: Item, items: readonly Item[], hidden: ReadonlyMap<Item, Uint8Array>): Follower {
  const { table, measure: { values, name } } = item, known = items.filter((other) => other !== item && hidden.has(other));
  const names = new Set(table.measures.map((measure) => measure.name)), elsewhere = table.source === undefined ? [] : known.filter((other) => other.table !== table && other.table.source === table.source);
  const keys = elsewhere.length === 0 ? [] : cellKeys(table), here = (other: Item): Beside => ({ values: other.measure.values, isCount: other.class === "persons", hidden: () => hidden.get(other)! });
  const beside = [...known.filter((other) => other.table === table).map(here), ...elsewhere.filter(({ measure }) => !names.has(measure.name)).map((other) => aligned(here(other), cellKeys(other.table), keys))];
  const others = beside.map((one) => one.values), own = beside.length;
  return {
    item, hidden: hidden.get(item)!, beside: [...beside, here(item)], formulas: formulasOf(table.shape, values, others),
    again: elsewhere.filter(({ measure }) => measure.name === name).map((other) => aligned(here(other), cellKeys(other.table), keys)),
    means: [...repeatedMeans(table, values, others), ...meansAmong(table, values, others).map((mean) => ({ ...mean, measures: [own] }))],
  };
}

/** A measure of another table in the cells of this one; blank where that table has none. */
function aligned(other: Beside, its: readonly string[], keys: readonly string[]): Beside {
  const at = new Map(its.map((key, cell) => [key, cell])), cells = keys.map((key) => at.get(key) ?? -1);
  return { ...other, values: Float64Array.from(cells, (cell) => (cell < 0 ? NaN : other.values[cell])), hidden: () => { const hidden = other.hidden(); return Uint8Array.from(cells, (cell) => (cell < 0 ? 0 : hidden[cell])); } };
}

/** Hides what tells something hidden; whether there was any. */
function hideTelling({ item: { class: kind, measure: { values } }, hidden, beside, again, formulas, means }: Follower, base: Float64Array | undefined): boolean {
  const gone = beside.map((one) => one.hidden()), own = beside.length - 1;
  let more = false;
  const hide = (cell: number): void => { if (hidden[cell] === 0 && !Number.isNaN(values[cell])) { hidden[cell] = 1; more = true; } };
  for (const one of again) one.hidden().forEach((is, cell) => { if (is !== 0) hide(cell); });
  for (const { terms, holds } of formulas)
    for (const [cell, value] of values.entries()) {
      if (hidden[cell] !== 0 || Number.isNaN(value) || holds(cell) === false) continue;
      if (kind === "notPersons" && terms.some(({ measure, at }) => !beside[measure].isCount && gone[measure][at(cell)] === 1)) continue;
      if (terms.some(({ measure, at }) => { const of = at(cell); return of >= 0 && (gone[measure][of] !== 0 || (of === cell && value !== 0 && Number.isNaN(beside[measure].values[of]))); })) hide(cell);
    }
  for (const { shown, measures, of, total } of means) {
    if (!measures.some((measure) => of.some((cell) => gone[measure][cell] !== 0))) continue;
    const known = measures[0] === own ? isCovered(shown[0], of, base, formulas) : total !== undefined && measures.every((measure) => gone[measure][total] === 0 && saysSum(beside[measure], total, of));
    if (!known) for (const cell of shown) hide(cell);
  }
  return more;
}

/** Whether a shown total says what its parts come to: a count of persons that are in several of them does not. */
function saysSum({ values, isCount }: Beside, total: number, parts: readonly number[]): boolean {
  const whole = values[total], sum = parts.reduce((all, part) => all + (values[part] || 0), 0);
  return isCount ? Math.abs(whole - sum) <= 1e-9 * Math.max(1, sum) : !Number.isNaN(whole);
}

/** Whether a mean says no more than its own cell does of the counts, or than the count's total, which is protected: then as much is hidden of both. */
function isCovered(row: number, of: readonly number[], base: Float64Array | undefined, formulas: readonly Formula[]): boolean {
  if (formulas.length > 0) return formulas.some(({ holds }) => holds(row) === true);
  const sum = of.reduce((all, cell) => all + (base?.[cell] || 0), 0), total = base?.[row] ?? NaN;
  return Math.abs(total - sum) <= 1e-9 * sum || Math.abs(total * of.length - sum) <= 0.51 * of.length;
}
