import type { Message } from "./i18n/message.ts";
import { classify } from "./policy/measureClass.ts";
import type { Policy } from "./policy/policy.ts";
import { protectCounts, type Count } from "./protectCounts.ts";
import { link } from "./table/link.ts";
import { nestedCells } from "./table/nested.ts";
import { compareText } from "./table/relations.ts";
import { cellCount, type Measure, type MeasureClass, type Table } from "./table/table.ts";

/** Protection of all tables handed in together: they are one system. */
export type Outcome =
  | { readonly status: "protected"; readonly tables: readonly ProtectedTable[]; readonly summary: Summary; readonly notices: readonly Message[] }
  | { readonly status: "refused"; readonly findings: readonly Message[] };

export interface ProtectedTable {
  readonly table: Table;
  /** Same order as `table.measures`. */
  readonly measures: readonly ProtectedMeasure[];
}

export interface ProtectedMeasure {
  /** `withheld`: no cell of it may be shown, `reason` says why and what to do. */
  readonly status: "protected" | "withheld";
  /** 1 = hidden, per cell. Primary and secondary look the same by design. */
  readonly hidden: Uint8Array;
  readonly reason?: Message;
  /** For whoever holds the true table; never part of a copy. */
  readonly confidential: Confidential;
}

export interface Confidential {
  readonly primary: readonly number[];
  readonly secondary: readonly number[];
  /** Sum of the secondary values: the information lost. */
  readonly loss: number;
}

export interface Summary {
  readonly hiddenCells: number;
  readonly cells: number;
  /** Hidden share of the summed values, 0..1. */
  readonly hiddenVolume: number;
}

/** One measure of one table on its way through the pipeline. */
interface Item {
  readonly table: Table;
  readonly measure: Measure;
  readonly class: MeasureClass;
  readonly base: string | undefined;
}

/** Table(s) + policy → protected table(s), or a refusal that says why. Nothing is returned that has not passed the audit. */
export function protect(tables: readonly Table[], policy: Policy): Outcome {
  const findings = tables.flatMap(faults);
  if (findings.length > 0) return { status: "refused", findings };
  const items = tables.flatMap((table) => table.measures.map((measure): Item => {
    const { class: kind, base } = classify(measure, policy);
    return { table, measure, class: kind, base };
  }));
  const counts = protectTogether(items.filter((item) => item.class === "persons"), policy);
  if ("code" in counts) return { status: "refused", findings: [counts] };
  const measureOf = (item: Item): ProtectedMeasure => counts.get(item) ?? follow(item, items, counts);
  const protectedTables = tables.map((table) => ({ table, measures: items.filter((item) => item.table === table).map(measureOf) }));
  return { status: "protected", tables: protectedTables, summary: summarise(protectedTables), notices: [] };
}

/** Rounds of hiding cells that give another table's remainder away, before the tables are called unsafe together. */
const MOST_ROUNDS = 6;

/** All counts; again with more hidden where the difference of two shown cells under different filters is small. */
function protectTogether(items: readonly Item[], policy: Policy): Map<Item, ProtectedMeasure> | Message {
  const telling = new Map<Item, Set<number>>(items.map((item) => [item, new Set()]));
  const groups = systems(items);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const counts = new Map<Item, ProtectedMeasure>();
    for (const group of groups.flatMap(connected)) {
      const result = protectGroup(group.map((item) => ({ ...item, telling: telling.get(item)! })), policy);
      if ("code" in result) return result;
      group.forEach((item, k) => counts.set(item, result[k]));
    }
    const found = groups.flatMap((group) => smallRemainders(group, counts, policy));
    if (found.length === 0) return counts;
    for (const { item, cell } of found) telling.get(item)!.add(cell);
  }
  return { code: "protect/together" };
}

/** Shown cells that are all but a small count of what another table shows. */
function smallRemainders(group: readonly Item[], counts: ReadonlyMap<Item, ProtectedMeasure>, policy: Policy): { readonly item: Item; readonly cell: number }[] {
  const shown = (item: Item, cell: number): number => (counts.get(item)!.hidden[cell] !== 0 ? NaN : item.measure.values[cell]);
  return nestedCells(group.map(({ table }) => table)).flatMap(({ wide, narrow }) => {
    const item = group[narrow.table];
    const remainder = shown(group[wide.table], wide.cell) - shown(item, narrow.cell);
    return remainder > 0 && remainder <= policy.maxN ? [{ item, cell: narrow.cell }] : [];
  });
}

/** Measures of one source and name describe the same cells: they are protected together. */
function systems(items: readonly Item[]): Item[][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = `${item.table.source ?? ""}\u0000${item.measure.name}`;
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups.keys()].sort(compareText).map((key) => groups.get(key)!);
}

/** Tables without a common cell say nothing of each other: each connected set is protected as if it stood alone, with the same pattern. */
function connected(group: readonly Item[]): Item[][] {
  const { variableOf } = link(group.map(({ table }) => table));
  const sets: { readonly items: Item[]; readonly variables: Set<number> }[] = [];
  group.forEach((item, t) => {
    const joined = { items: [item], variables: new Set(variableOf[t]) };
    for (const set of sets.filter(({ variables }) => variableOf[t].some((variable) => variables.has(variable)))) {
      joined.items.unshift(...set.items);
      for (const variable of set.variables) joined.variables.add(variable);
      sets.splice(sets.indexOf(set), 1);
    }
    sets.push(joined);
  });
  return sets.map(({ items }) => items);
}

/** One system of counts; a message where nothing of it may be shown. */
function protectGroup(group: readonly Count[], policy: Policy): readonly ProtectedMeasure[] | Message {
  const outcome = protectCounts(group, policy);
  if ("code" in outcome) return outcome;
  return group.map(({ measure }, t) => {
    const { hidden, primary } = outcome[t];
    const cells = Array.from(hidden.keys()).filter((cell) => hidden[cell] !== 0);
    const secondary = cells.filter((cell) => primary[cell] === 0);
    const loss = secondary.reduce((sum, cell) => sum + measure.values[cell], 0);
    return { status: "protected", hidden, confidential: { primary: cells.filter((cell) => primary[cell] !== 0), secondary, loss } };
  });
}

/** Measures that are no counts: shown whole, hidden where their count is hidden, or withheld. */
function follow(item: Item, items: readonly Item[], counts: ReadonlyMap<Item, ProtectedMeasure>): ProtectedMeasure {
  const none: Confidential = { primary: [], secondary: [], loss: 0 };
  if (item.class === "notPersons") return { status: "protected", hidden: new Uint8Array(item.measure.values.length), confidential: none };
  const base = item.class === "basedOn" ? items.find((other) => other.table === item.table && other.measure.name === item.base) : undefined;
  const count = base === undefined ? undefined : counts.get(base);
  if (count !== undefined) return { status: "protected", hidden: count.hidden, confidential: none };
  const code = item.class === "basedOn" ? "measure/baseMissing" : "measure/unknown";
  return {
    status: "withheld", hidden: new Uint8Array(item.measure.values.length).fill(1), confidential: none,
    reason: { code, params: { measure: item.measure.name } },
  };
}

/** What no pipeline can protect: numbers that are no counts. */
function faults(table: Table): Message[] {
  const cells = cellCount(table.shape);
  return table.measures.flatMap((measure) => {
    const where = { table: table.name, measure: measure.name };
    if (measure.values.length !== cells) return [{ code: "table/size", params: where }];
    if (measure.values.some((value) => value === Infinity || value === -Infinity)) return [{ code: "table/notFinite", params: where }];
    return [];
  });
}

/** How much of these tables is hidden: one number of cells, withheld measures not counted, and the share of the values. */
export function summarise(tables: readonly ProtectedTable[]): Summary {
  let hiddenCells = 0, cells = 0, hiddenVolume = 0, volume = 0;
  for (const { table, measures } of tables)
    measures.forEach(({ status, hidden }, m) => table.measures[m].values.forEach((value, cell) => {
      if (Number.isNaN(value) || status === "withheld") return;
      cells++;
      volume += Math.abs(value);
      if (hidden[cell] !== 0) { hiddenCells++; hiddenVolume += Math.abs(value); }
    }));
  return { hiddenCells, cells, hiddenVolume: volume === 0 ? 0 : hiddenVolume / volume };
}
