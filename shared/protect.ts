import type { Message } from "./i18n/message.ts";
import { classify } from "./policy/measureClass.ts";
import type { Policy } from "./policy/policy.ts";
import { hideAlike } from "./policy/tighten.ts";
import { baseOf, followCounts, type Item } from "./protectMeasures.ts";
import { protectTogether, type HiddenMeasure } from "./protectTogether.ts";
import { measureSums } from "./table/measureSums.ts";
import { tellsAmount } from "./table/toldAmounts.ts";
import { cellCount, type Table } from "./table/table.ts";

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

/** Why amounts are withheld that would be hidden with their count: zeros among them tell the others. */
const TOLD = "measure/amounts";

/**
 * Table(s) + policy → protected table(s), or a refusal that says why. Nothing is returned that has not passed the audit.
 * `floors`: the policies that this one was made stricter from, the loosest first; what they hide stays hidden, then more is added.
 */
export function protect(tables: readonly Table[], policy: Policy, floors: readonly Policy[] = []): Outcome {
  return extending(tables, [...floors, policy], protectUnder);
}

/** Protects under each policy in turn, with what the one before hides withheld; one that hides as the next does is passed over. */
export function extending<O extends Outcome>(tables: readonly Table[], policies: readonly Policy[], under: (tables: readonly Table[], policy: Policy) => O): O {
  const [policy, next, ...further] = policies;
  if (next === undefined) return under(tables, policy);
  if (hideAlike(policy, next)) return extending(tables, [next, ...further], under);
  const before = extending(tables, [policy], under);
  if (before.status === "refused") return before;
  const after = extending(before.tables.map(stayingHidden), [next, ...further], under);
  return after.status === "refused" ? after : { ...after, tables: after.tables.map((one, t) => ({ ...one, table: tables[t] })) };
}

/** The table with what is hidden of each measure to stay so. One that is withheld for what it counts is so under stricter rules as well. */
export function stayingHidden({ table, measures }: ProtectedTable): Table {
  return { ...table, measures: table.measures.map((measure, m) => {
    const { reason, hidden } = measures[m], cells = reason !== undefined && reason.code !== TOLD ? [] : [...hidden.keys()].filter((cell) => hidden[cell] !== 0);
    return cells.length === 0 ? measure : { ...measure, withheld: [...new Set([...(measure.withheld ?? []), ...cells])] };
  }) };
}

function protectUnder(tables: readonly Table[], policy: Policy): Outcome {
  const findings = tables.flatMap(faults);
  if (findings.length > 0) return { status: "refused", findings };
  const items = tables.flatMap((table) => table.measures.map((measure): Item => {
    const { class: kind, base } = classify(measure, policy);
    return { table, measure, class: kind, base };
  }));
  const counts = protectTogether(tables.flatMap((table) => countsAmong(items.filter((item) => item.table === table))), policy);
  if ("code" in counts) return { status: "refused", findings: [counts] };
  const hidden = followCounts(items, counts);
  const measureOf = (item: Item): ProtectedMeasure => {
    const own = counts.get(item);
    return own !== undefined && (item.class === "persons" || item.class === "notPersons") ? counted(item, { ...own, hidden: hidden.get(item)! }) : followed(item, hidden.get(item), baseOf(item, items, counts) !== undefined);
  };
  const protectedTables = tables.map((table) => ({ table, measures: items.filter((item) => item.table === table).map(measureOf) }));
  return { status: "protected", tables: protectedTables, summary: summarise(protectedTables), notices: [] };
}

/** The counts of a table, and measures of another class that are sums or parts of them: whatever they are called, with the others they give a count away. */
function countsAmong(items: readonly Item[]): readonly Item[] {
  const beside = items.filter((item) => item.class === "persons" || item.measure.values.every((value) => Number.isNaN(value) || (value >= 0 && Number.isInteger(value))));
  if (beside.every((item) => item.class === "persons")) return beside;
  const sums = measureSums(beside.map(({ measure }) => measure)).map(({ total, parts }) => [total, ...parts]).filter((sum) => sum.some((at) => beside[at].class === "persons"));
  return beside.filter((item, at) => item.class === "persons" || sums.some((sum) => sum.includes(at)));
}

function counted({ measure }: Item, { hidden, primary }: HiddenMeasure): ProtectedMeasure {
  const cells = Array.from(hidden.keys()).filter((cell) => hidden[cell] !== 0), secondary = cells.filter((cell) => primary[cell] === 0);
  const loss = secondary.reduce((sum, cell) => sum + (measure.values[cell] || 0), 0);
  return { status: "protected", hidden, confidential: { primary: cells.filter((cell) => primary[cell] !== 0), secondary, loss } };
}

/** Measures that are no counts: hidden where they tell something hidden, or withheld. */
function followed({ table, measure, class: kind }: Item, hidden: Uint8Array | undefined, hasBase: boolean): ProtectedMeasure {
  const confidential: Confidential = { primary: [], secondary: [], loss: 0 };
  if (hidden !== undefined && (kind === "notPersons" || !tellsAmount(table, measure, hidden))) return { status: "protected", hidden, confidential };
  const code = hasBase ? TOLD : kind === "basedOn" ? "measure/baseMissing" : "measure/unknown";
  return { status: "withheld", hidden: new Uint8Array(measure.values.length).fill(1), confidential, reason: { code, params: { measure: measure.name } } };
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
