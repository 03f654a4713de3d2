import { audit } from "./audit/audit.ts";
import type { Message } from "./i18n/message.ts";
import { classify } from "./policy/measureClass.ts";
import type { Policy } from "./policy/policy.ts";
import { isSmall } from "./primary/smallCount.ts";
import { ownersOf } from "./policy/owners.ts";
import { choose } from "./secondary/choose.ts";
import type { Task } from "./secondary/task.ts";
import { boxesOf } from "./table/boxes.ts";
import { inheritOwners } from "./table/inherit.ts";
import { link } from "./table/link.ts";
import { compareText, type System } from "./table/relations.ts";
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
  const counts = new Map<Item, ProtectedMeasure>();
  for (const group of systems(items.filter((item) => item.class === "persons"))) {
    const result = protectCounts(group, policy);
    if ("code" in result) return { status: "refused", findings: [result] };
    group.forEach((item, k) => counts.set(item, result[k]!));
  }
  const measureOf = (item: Item): ProtectedMeasure => counts.get(item) ?? follow(item, items, counts);
  const protectedTables = tables.map((table) => ({ table, measures: items.filter((item) => item.table === table).map(measureOf) }));
  return { status: "protected", tables: protectedTables, summary: summarise(protectedTables), notices: [] };
}

/** Measures of one source and name describe the same cells: they are protected together. */
function systems(items: readonly Item[]): Item[][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = `${item.table.source ?? ""}\u0000${item.measure.name}`;
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups.keys()].sort(compareText).flatMap((key) => connected(groups.get(key)!));
}

/** Tables without a common cell say nothing of each other: each connected set is protected as if it stood alone, with the same pattern. */
function connected(group: readonly Item[]): Item[][] {
  const { variableOf } = link(group.map(({ table }) => table));
  const sets: { readonly items: Item[]; readonly variables: Set<number> }[] = [];
  group.forEach((item, t) => {
    const joined = { items: [item], variables: new Set(variableOf[t]) };
    for (const set of sets.filter(({ variables }) => variableOf[t]!.some((variable) => variables.has(variable)))) {
      joined.items.unshift(...set.items);
      for (const variable of set.variables) joined.variables.add(variable);
      sets.splice(sets.indexOf(set), 1);
    }
    sets.push(joined);
  });
  return sets.map(({ items }) => items);
}

/** Primary → secondary → audit for one system of counts; a message where nothing may be shown. */
function protectCounts(group: readonly Item[], policy: Policy): readonly ProtectedMeasure[] | Message {
  const tables = group.map((item) => item.table);
  const { system, variableOf } = link(tables);
  const where = { measure: group[0]!.measure.name };
  const values = new Float64Array(system.variables).fill(NaN);
  for (const [t, { measure }] of group.entries())
    for (const [cell, variable] of variableOf[t]!.entries()) {
      const value = measure.values[cell]!, before = values[variable]!;
      if (!Number.isNaN(before) && !Number.isNaN(value) && before !== value) return { code: "protect/contradicts", params: where };
      if (!Number.isNaN(value)) values[variable] = value;
    }
  if (values.some((value) => value < 0)) return { code: "protect/negative", params: where };
  const task = taskOf(tables, system, variableOf, values, policy);
  const { hidden, witnesses } = choose(task);
  const pattern = { ...task, hidden: hidden.map((is, cell) => (is !== 0 || task.primary[cell] !== 0 ? 1 : 0)) };
  if (!audit(pattern, witnesses).safe) return { code: "protect/noSafePattern", params: where };
  return group.map((item, t) => report(item, variableOf[t]!, pattern.hidden, task.primary));
}

/** Everything the later stages need, as plain numbers; no policy goes further than this. */
function taskOf(tables: readonly Table[], system: System, variableOf: readonly Int32Array[], raw: Float64Array, policy: Policy): Task {
  const blank = raw.map((value) => (Number.isNaN(value) ? 1 : 0));
  const values = raw.map((value) => (Number.isNaN(value) ? 0 : value));
  const primary = Uint8Array.from(values, (value, cell) => (blank[cell] === 0 && isSmall(value, policy) ? 1 : 0));
  const owner = new Int32Array(system.variables).fill(-1);
  const known = new Uint8Array(system.variables);
  const listed = typeof policy.audience === "string" ? [] : policy.audience;
  const owners = tables.map(ownersOf);
  const names = [...new Set(owners.flat())].filter((name) => name !== null).sort(compareText);
  const codes = new Map(names.map((name, at) => [name, at]));
  tables.forEach((table, t) => {
    owners[t]!.forEach((name, cell) => {
      if (name === null) return;
      owner[variableOf[t]![cell]!] = codes.get(name)!;
    });
    for (const cell of table.known ?? []) known[variableOf[t]![cell]!] = 1;
  });
  const forced = Uint8Array.from(values, (value) => (value === 0 ? 1 : 0));
  inheritOwners(system, owner, forced.map((is, cell) => (is !== 0 && primary[cell] === 0 ? 1 : 0)));
  owner.forEach((own, cell) => { if (own >= 0 && listed.includes(names[own]!)) known[cell] = 1; });
  return {
    system, values, primary, known, owner, forced,
    lower: policy.zeros === "show" ? 1 : 0,
    insiders: policy.protection !== "exact" && policy.audience === "anyMunicipality",
    derivedLimit: policy.protection === "exact" ? 0 : policy.maxN,
    integral: values.every(Number.isInteger),
    boxes: tables.length === 1 && tables[0]!.shape.kind === "cross" ? boxesOf(tables[0]!.shape) : null,
  };
}

function report(item: Item, variableOf: Int32Array, hidden: Uint8Array, primary: Uint8Array): ProtectedMeasure {
  const cells = Array.from(variableOf.keys()).filter((cell) => hidden[variableOf[cell]!] !== 0);
  const secondary = cells.filter((cell) => primary[variableOf[cell]!] === 0);
  return {
    status: "protected",
    hidden: Uint8Array.from(variableOf, (variable) => hidden[variable]!),
    confidential: {
      primary: cells.filter((cell) => primary[variableOf[cell]!] !== 0),
      secondary,
      loss: secondary.reduce((sum, cell) => sum + item.measure.values[cell]!, 0),
    },
  };
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
    measures.forEach(({ status, hidden }, m) => table.measures[m]!.values.forEach((value, cell) => {
      if (Number.isNaN(value) || status === "withheld") return;
      cells++;
      volume += Math.abs(value);
      if (hidden[cell] !== 0) { hiddenCells++; hiddenVolume += Math.abs(value); }
    }));
  return { hiddenCells, cells, hiddenVolume: volume === 0 ? 0 : hiddenVolume / volume };
}
