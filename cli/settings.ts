import type { Message } from "../shared/i18n/message.ts";
import { parsePolicy } from "../shared/policy/parse.ts";
import { ownersOf } from "../shared/policy/owners.ts";
import { BUILT_IN, type Audience, type MeasureRule, type Policy, type Rules } from "../shared/policy/policy.ts";
import { hideAlike, LOOSEST, rulesOf, strictestBlank, tightenPolicy } from "../shared/policy/tighten.ts";
import { inForce, UNREADABLE } from "../shared/policy/validity.ts";
import type { Table } from "../shared/table/table.ts";
import { catalogueInUse } from "./catalogue.ts";
import type { Options } from "./commandLine.ts";
import { today } from "./policyFile.ts";
import { FAILED, Problem } from "./problem.ts";
import { readJson } from "./readFile.ts";

/** The policy file of --policy as it holds today, and what is to be told of it; null for the built-in rules. */
export interface Stated {
  readonly policy: Policy | null;
  readonly notices: readonly Message[];
}

export function statedPolicy({ policy: file }: Pick<Options, "policy">): Stated {
  if (file === undefined) return { policy: null, notices: [] };
  const parsed = parsePolicy(readJson(file));
  if (parsed.status === "parsed") {
    const { policy, notices } = inForce(parsed, today());
    if (policy !== null) return { policy: { ...policy, catalogue: catalogueInUse() }, notices: notices.map(({ code, params }) => ({ code, params: { file, ...params } })) };
  }
  const [finding] = parsed.status === "refused" ? parsed.findings : [UNREADABLE];
  throw new Problem(FAILED, finding?.code ?? "policy/value", { file, ...finding?.params });
}

/** A table and what its file asks for. */
export interface Entry {
  readonly table: Table;
  readonly settings: Partial<Pick<Rules, "maxN" | "zeros" | "blank">>;
}

/** Under a stated policy the file's own reading of blanks is one more rule to join, never the one that holds. */
export function bound<E extends Entry>(stated: Policy | null, entry: E): E {
  const { blank, ...table } = entry.table;
  return stated === null || blank === undefined ? entry : { ...entry, table, settings: { ...entry.settings, blank } };
}

/**
 * The rules that hold: a stated policy is a floor that neither an option nor the table file may loosen; without one, options
 * and the table file decide, and the built-in rules fill in. Several tables of one file are one system under their strictest settings.
 */
export function settle(stated: Policy | null, options: Options, entries: readonly Entry[]): Policy {
  if (stated === null) return unbound(options, entries);
  const { protection, zeros } = options, audience = options.audience === undefined ? undefined : audienceIn(options.audience, entries);
  const asked: Partial<Rules> = { ...(protection === undefined ? {} : { protection }), ...(zeros === undefined ? {} : { zeros }), ...(audience === undefined ? {} : { audience }) };
  const policy = joined(stated, asked);
  for (const [option, wanted] of Object.entries(asked)) if (JSON.stringify(policy[option as keyof Rules]) !== JSON.stringify(wanted)) throw new Problem(FAILED, "cli/loosens", { option: `--${option}` });
  const tightened = entries.reduce((floor, { settings }) => joined(floor, settings), policy);
  return { ...tightened, audience: policy.protection === "exact" ? "none" : tightened.audience };
}

/**
 * The policies that options and table files made this one stricter from, the loosest first: what they hide stays hidden. The built-in
 * rules, or the stated ones, come before what the table file asks for, as far as that does not loosen them.
 */
export function floorsOf(policy: Policy, stated: Policy | null, entries: readonly Entry[]): readonly Policy[] {
  const asked = [settle(stated, {}, entries), stated === null ? BUILT_IN : settle(stated, {}, [])];
  const floors: Policy[] = [];
  for (const { maxN, zeros, blank, protection, audience } of asked) {
    const above = floors[0] ?? policy, floor: Policy = { ...policy, maxN, zeros, blank, protection, audience };
    if (!hideAlike(floor, above) && hideAlike(joined(floor, rulesOf(above)), above)) floors.unshift(floor);
  }
  return floors;
}

function joined(floor: Policy, further: Partial<Rules>): Policy {
  const policy = tightenPolicy(floor, further);
  if (policy === "refuse") throw new RangeError("rules without a refusal refuse nothing");
  return policy;
}

/** Nobody's policy: what the table file says of its measures is then as good as any. */
function unbound(options: Options, entries: readonly Entry[]): Policy {
  const limits = entries.flatMap(({ settings }) => settings.maxN ?? []), blanks = entries.flatMap(({ table }) => table.blank ?? []), allShow = entries.length > 0 && entries.every(({ settings }) => settings.zeros === "show");
  const protection = options.protection ?? BUILT_IN.protection, audience = options.audience === undefined ? BUILT_IN.audience : audienceIn(options.audience, entries);
  return {
    ...BUILT_IN, catalogue: catalogueInUse(), protection,
    maxN: limits.length > 0 ? Math.max(...limits) : BUILT_IN.maxN,
    zeros: options.zeros ?? (allShow ? "show" : BUILT_IN.zeros),
    blank: blanks.length === 0 ? BUILT_IN.blank : strictestBlank(LOOSEST.blank, blanks),
    audience: protection === "exact" ? "none" : audience,
    measures: [...entries.flatMap(statedClasses), ...BUILT_IN.measures],
  };
}

function statedClasses({ table: { measures } }: Entry): readonly MeasureRule[] {
  return measures.flatMap(({ name, class: kind, base }) => kind === undefined ? [] : [{ pattern: `^${name.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")}$`, class: kind, ...(base === undefined ? {} : { base }) }]);
}

/** A municipality is known by its code, or by what a table file calls it; where no table is at hand yet, by any name. */
function audienceIn(text: string, entries: readonly Entry[]): Audience {
  if (text === "none") return "none";
  if (text === "any") return "anyMunicipality";
  const codes = text.split(",").map((code) => code.trim()).sort();
  const owners = new Set(entries.flatMap(({ table }) => ownersOf(table))), isUnknown = (code: string): boolean => code === "" || (entries.length > 0 && !/^\d{3}$/.test(code) && !owners.has(code));
  if (codes.some(isUnknown)) throw new Problem(FAILED, "cli/choice", { option: "--audience", choices: "none | any | 101,147" });
  return codes;
}
