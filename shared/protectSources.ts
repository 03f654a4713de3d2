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
}

export type SourcesOutcome =
  | { readonly status: "protected"; readonly tables: readonly ProtectedTable[]; readonly decided: readonly Decided[]; readonly summary: Summary; readonly notices: readonly Message[] }
  | { readonly status: "refused"; readonly findings: readonly Message[] };

/**
 * Protects tables under the rules of the data sets they come from. Tables of one source are one system, so they share
 * the strictest rules among them; a table of the municipality's own data set is left as it is where the policy says so.
 * `floors`: the policies that this one was made stricter from, the loosest first; what they hide stays hidden, then more is added.
 */
export function protectSources(sources: readonly Sourced[], policy: Policy, floors: readonly Policy[] = []): SourcesOutcome {
  return extending(sources.map(({ table }) => table), [...floors, policy], (tables, rules) => protectUnder(sources.map((source, at) => ({ ...source, table: tables[at] })), rules));
}

function protectUnder(sources: readonly Sourced[], policy: Policy): SourcesOutcome {
  const resolved = sources.map(({ names }) => resolvePolicy(policy, names));
  const exempt = sources.map(({ table, whole: asked = true }, at) => asked && isExempt(resolved[at], table));
  const rules = sources.map(({ table, names }, at) => exempt[at] ? resolved[at].policy : resolveTogether(policy, [names, ...others(sources, exempt, table)]));
  const findings = sources.flatMap(({ table }, at) => (!exempt[at] && rules[at].filteredViews === "refuse" && isFiltered(table) ? [filtered("policy/filteredRefused", table)] : []));
  if (findings.length > 0) return { status: "refused", findings };
  const tables = new Map<Table, ProtectedTable>(), notices: Message[] = [];
  for (const source of new Set(sources.filter((_, at) => !exempt[at]).map(({ table }) => table.source ?? ""))) {
    const group = sources.flatMap(({ table }, at) => (!exempt[at] && (table.source ?? "") === source ? [{ table, rules: rules[at] }] : []));
    const outcome = protect(group.map(({ table }) => table), group[0].rules);
    if (outcome.status === "refused") return outcome;
    outcome.tables.forEach((table, at) => tables.set(group[at].table, table));
    notices.push(...outcome.notices);
  }
  const shown = sources.map(({ table }) => tables.get(table) ?? whole(table));
  return { status: "protected", tables: shown, decided: resolved.map(({ dataSets }, at) => ({ policy: rules[at], dataSets, exempt: exempt[at] })), summary: summarise(shown), notices };
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
