import type { Message } from "./i18n/message.ts";
import { eachInTurn, knownTogether } from "./policy/audience.ts";
import { municipalityCode } from "./policy/municipalities.ts";
import { ownersOf } from "./policy/owners.ts";
import type { Policy } from "./policy/policy.ts";
import { isExempt, resolvePolicy, resolveTogether, type SourceNames } from "./policy/resolve.ts";
import { extending, protect, summarise, type ProtectedTable, type Summary } from "./protect.ts";
import type { Table } from "./table/table.ts";

/** A table and what is known of where it comes from. */
export interface Sourced {
  readonly table: Table;
  readonly names: SourceNames;
  /** False: protected also where the policy would have it shown whole as the municipality's own. */
  readonly whole?: boolean;
}

/** What was decided for one table: the rules it was protected under, and whether it is shown whole as the municipality's own. */
export interface Decided {
  readonly policy: Policy;
  readonly dataSets: readonly string[];
  readonly exempt: boolean;
  /** Why no table of its source may be shown; empty where they may. Every measure of such a table is withheld. */
  readonly refused: readonly Message[];
}

export type SourcesOutcome =
  | { readonly status: "protected"; readonly tables: readonly ProtectedTable[]; readonly decided: readonly Decided[]; readonly summary: Summary; readonly notices: readonly Message[] }
  | { readonly status: "refused"; readonly findings: readonly Message[] };

/**
 * Protects tables under the rules of the data sets they come from. Tables of one source are one system, so they share
 * the strictest rules among them, and are shown or refused together; a source that is refused takes no other with it. A table of
 * the municipality's own data set is left as it is where the policy says so. Refused where nothing may be shown.
 * `floors`: the policies that this one was made stricter from, the loosest first; what they hide stays hidden, then more is added.
 */
export function protectSources(sources: readonly Sourced[], policy: Policy, floors: readonly Policy[] = []): SourcesOutcome {
  const names = sources.map(({ table }) => table.source ?? ""), outcomes = new Map([...new Set(names)].map((name) => {
    const system = sources.filter((_, at) => names[at] === name);
    return [name, extending(system.map(({ table }) => table), [...floors, policy], (tables, rules) => protectSystem(system.map((source, at) => ({ ...source, table: tables[at] })), rules))];
  }));
  const all = [...outcomes.values()], findings = all.flatMap((outcome) => (outcome.status === "refused" ? outcome.findings : []));
  if (all.length > 0 && all.every(({ status }) => status === "refused")) return { status: "refused", findings };
  const next = new Map<string, number>(), placed = sources.map(({ table }, at): readonly [ProtectedTable, Decided] => {
    const name = names[at], outcome = outcomes.get(name)!, nth = next.get(name) ?? 0;
    next.set(name, nth + 1);
    return outcome.status === "refused" ? [refusedTable(table, outcome.findings), { ...decide(sources, policy)[at], refused: outcome.findings }] : [outcome.tables[nth], outcome.decided[nth]];
  });
  const tables = placed.map(([table]) => table);
  return { status: "protected", tables, decided: placed.map(([, decided]) => decided), summary: summarise(tables), notices: all.flatMap((outcome) => (outcome.status === "refused" ? [] : outcome.notices)) };
}

/** Tables of one source. */
function protectSystem(sources: readonly Sourced[], policy: Policy): SourcesOutcome {
  const decided = decide(sources, policy), group = sources.flatMap((source, at) => (decided[at].exempt ? [] : [{ ...source, rules: decided[at].policy }]));
  const findings = group.flatMap(({ table, rules }) => (rules.filteredViews === "refuse" && isFiltered(table) ? [filtered("policy/filteredRefused", table)] : []));
  if (findings.length > 0) return { status: "refused", findings };
  const outcome = group.length === 0 ? null : protect(group.map(({ table }) => table), group[0].rules);
  if (outcome?.status === "refused") return outcome;
  const left = [...outcome?.tables ?? []], tables = sources.map(({ table }, at) => (decided[at].exempt ? whole(table) : left.shift()!));
  return { status: "protected", tables, decided, summary: summarise(tables), notices: outcome?.notices ?? [] };
}

function decide(sources: readonly Sourced[], policy: Policy): readonly Decided[] {
  const resolved = sources.map(({ names }) => resolvePolicy(policy, names));
  const exempt = sources.map(({ table, whole: asked = true }, at) => asked && isExempt(resolved[at], table));
  return sources.map(({ table, names }, at) => ({
    policy: exempt[at] ? resolved[at].policy : resolveTogether(policy, [names, ...others(sources, exempt, table)]), dataSets: resolved[at].dataSets, exempt: exempt[at], refused: [],
  }));
}

/** The outcome without the sources of which something was found. `found`: per table, in order. */
export function refuse(outcome: SourcesOutcome, found: readonly (readonly Message[])[]): SourcesOutcome {
  if (outcome.status === "refused" || found.every((one) => one.length === 0)) return outcome;
  const bySource = new Map<string, readonly Message[]>();
  outcome.tables.forEach(({ table: { source = "" } }, at) => bySource.set(source, distinct([...bySource.get(source) ?? [], ...outcome.decided[at].refused, ...found[at]])));
  const decided = outcome.decided.map((one, at) => ({ ...one, refused: bySource.get(outcome.tables[at].table.source ?? "") ?? [] }));
  if (decided.every(({ refused }) => refused.length > 0)) return { status: "refused", findings: distinct([...bySource.values()].flat()) };
  const tables = outcome.tables.map((one, at) => (decided[at].refused.length === 0 ? one : refusedTable(one.table, decided[at].refused)));
  return { ...outcome, tables, decided, summary: summarise(tables) };
}

function distinct(messages: readonly Message[]): readonly Message[] {
  return [...new Map(messages.map((message) => [JSON.stringify(message), message])).values()];
}

function refusedTable(table: Table, [reason]: readonly Message[]): ProtectedTable {
  const confidential = { primary: [], secondary: [], loss: 0 };
  return { table, measures: table.measures.map(({ values }) => ({ status: "withheld", hidden: new Uint8Array(values.length).fill(1), reason, confidential })) };
}

/** Names of the other tables in the same system. */
function others(sources: readonly Sourced[], exempt: readonly boolean[], table: Table): readonly SourceNames[] {
  return sources.filter((other, at) => !exempt[at] && other.table !== table && (other.table.source ?? "") === (table.source ?? "")).map(({ names }) => names);
}

/** A page field, a slicer or a filter keeps some members of a field that the table itself does not show. */
function isFiltered({ context }: Table): boolean {
  return Object.keys(context ?? {}).length > 0;
}

function filtered(code: string, { name, context }: Table): Message {
  return { code, params: { table: name, fields: Object.keys(context ?? {}).join(", ") } };
}

function whole(table: Table): ProtectedTable {
  const confidential = { primary: [], secondary: [], loss: 0 };
  return { table, measures: table.measures.map(({ values }) => ({ status: "protected", hidden: new Uint8Array(values.length), confidential })) };
}

/**
 * The same for the municipality's own staff, where nothing is left behind that travels: its own numbers beside hidden ones of
 * others, if the policy lets them see these. The pattern was proved towards a reader who knows all of them, so showing them tells
 * that reader nothing; without that proof, under the policy or one of its floors, they stay hidden.
 */
export function onScreen(outcome: SourcesOutcome, floors: readonly Policy[] = []): SourcesOutcome {
  if (outcome.status === "refused") return outcome;
  const tables = outcome.tables.map((table, at) => {
    const { policy, exempt } = outcome.decided[at];
    return !exempt && [policy, ...floors].every(showsOwn) ? withOwnCells(table, policy) : table;
  });
  return { ...outcome, tables, summary: summarise(tables) };
}

function showsOwn({ ownCells, municipality, audience, protection }: Policy): boolean {
  const own = municipality?.code;
  return ownCells === "show" && protection !== "exact" && own !== undefined && (eachInTurn(audience) || knownTogether(audience).includes(own));
}

function withOwnCells(shown: ProtectedTable, { municipality }: Policy): ProtectedTable {
  const owners = ownersOf(shown.table);
  const isOwn = (cell: number): boolean => { const owner = owners[cell]; return owner !== null && (municipalityCode(owner) ?? owner) === municipality?.code; };
  const measures = shown.measures.map((measure, m) => measure.status === "withheld" ? measure : {
    ...measure, hidden: measure.hidden.map((is, cell) => (isOwn(cell) && !Number.isNaN(shown.table.measures[m].values[cell]) ? 0 : is)),
  });
  return { ...shown, measures };
}
