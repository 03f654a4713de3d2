import type { Table } from "../table/table.ts";
import { entriesOf } from "./catalogue.ts";
import { municipalityCode } from "./municipalities.ts";
import { ownersOf } from "./owners.ts";
import type { DataSetKind, DataSetRules, Policy, Rules } from "./policy.ts";
import { LOOSEST, tightenPolicy } from "./tighten.ts";

/** What is known of where a table comes from: names as pivot, header or report give them. */
export interface SourceNames {
  readonly cube?: string;
  readonly connection?: string;
  /** Of the file a table was read from. Whoever saves it chooses the name: it can add rules, never make a data set somebody's own. */
  readonly file?: string;
  readonly measures: readonly string[];
  readonly fields: readonly string[];
}

export interface Resolved {
  readonly policy: Policy;
  /** Names of the data sets recognised; none: unknown, which counts as benchmark. */
  readonly dataSets: readonly string[];
  readonly kind: DataSetKind;
}

/**
 * The policy of one data set. Where it is recognised, its own rules and FLIS's limit in force are added. Where it is not,
 * the rules of every data set are: a renamed cube or field must not be a way out of them.
 */
export function resolvePolicy(policy: Policy, names: SourceNames): Resolved {
  const ruled = policy.dataSets.filter((dataSet) => matches(dataSet, names));
  const listed = entriesOf(policy.catalogue).filter(({ pattern, kind }) => pattern !== null && [names.cube, names.connection, kind === "own" ? undefined : names.file].some((name) => name !== undefined && new RegExp(pattern, "iu").test(name)));
  const known = [...ruled, ...listed];
  const limits = listed.flatMap(({ limit }) => (limit === null ? [] : [{ maxN: limit }]));
  const further: readonly Partial<Rules>[] = known.length === 0 ? rulesOfAny(policy) : [...ruled.map(({ rules }) => rules), ...limits];
  return {
    policy: further.reduce<Policy>(tightened, policy),
    dataSets: [...new Set(known.map(({ name }) => name))],
    kind: known.length > 0 && known.every(({ kind }) => kind === "own") ? "own" : "benchmark",
  };
}

/** The policy of tables that are one system: the rules of every data set among them. */
export function resolveTogether(policy: Policy, sources: readonly SourceNames[]): Policy {
  return sources.map((names) => resolvePolicy(policy, names).policy).reduce(tightened, policy);
}

/** The rules of the strictest data set that a policy knows: for whoever cannot tell where a number comes from. */
export function policyOfUnknown(policy: Policy): Policy {
  return rulesOfAny(policy).reduce<Policy>(tightened, policy);
}

/** What an empty cell means is a fact of one data set: taken for one of another, tables that are right would not add up. */
function rulesOfAny({ dataSets }: Policy): readonly Partial<Rules>[] {
  return dataSets.map(({ rules }) => ({ ...rules, blank: LOOSEST.blank }));
}

/** Whether a table may be shown whole: the policy allows it, the data set is the municipality's own, and no other one is in its cells or filters. */
export function isExempt({ policy, kind }: Resolved, table: Table): boolean {
  if (!policy.allow.ownDataExemption || kind !== "own" || policy.municipality === null) return false;
  const own = policy.municipality.code;
  const inFilters = Object.values(table.context ?? {}).flat().map(municipalityCode);
  return [...ownersOf(table), ...inFilters].every((owner) => owner === null || (municipalityCode(owner) ?? owner) === own);
}

function matches({ recognise: { cube, connection, measure, field } }: DataSetRules, names: SourceNames): boolean {
  const among = (pattern: string | undefined, given: readonly (string | undefined)[]): boolean =>
    pattern === undefined || given.some((name) => name !== undefined && new RegExp(pattern, "i").test(name));
  return among(cube, [names.cube]) && among(connection, [names.connection]) && among(measure, names.measures) && among(field, names.fields);
}

/** Partial rules never refuse. */
function tightened(policy: Policy, further: Partial<Rules>): Policy {
  const joined = tightenPolicy(policy, further);
  if (joined === "refuse") throw new RangeError("rules without a refusal refuse nothing");
  return joined;
}
