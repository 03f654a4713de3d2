import { parsePolicy } from "../shared/policy/parse.ts";
import { BUILT_IN, type Audience, type Policy } from "../shared/policy/policy.ts";
import { policyOfUnknown } from "../shared/policy/resolve.ts";
import { inForce, UNREADABLE } from "../shared/policy/validity.ts";
import type { TableSettings } from "../shared/sources/tableJson.ts";
import type { Options } from "./commandLine.ts";
import { today } from "./policyFile.ts";
import { FAILED, Problem } from "./problem.ts";
import { readJson } from "./readFile.ts";

const STRICTNESS = ["exact", "standard", "interval"] as const;

/** The policy file of --policy as it holds today, with the rules of all its data sets: files do not say which one they are of. Null for the built-in rules. */
export function statedPolicy(options: Options): Policy | null {
  if (options.policy === undefined) return null;
  const parsed = parsePolicy(readJson(options.policy));
  if (parsed.status === "parsed") {
    const { policy } = inForce(parsed, today());
    if (policy !== null) return policyOfUnknown(policy);
  }
  const [finding] = parsed.status === "refused" ? parsed.findings : [UNREADABLE];
  throw new Problem(FAILED, finding?.code ?? "policy/value", { file: options.policy, ...finding?.params });
}

/**
 * The rules that hold: a stated policy is a floor that neither an option nor the table file may loosen; without one, options
 * and the table file decide, and the built-in rules fill in. Several tables of one file are one system under their strictest settings.
 */
export function settle(stated: Policy | null, options: Options, tables: readonly TableSettings[]): Policy {
  const policy = stated ?? BUILT_IN;
  const limits = tables.flatMap(({ maxN }) => maxN ?? []);
  const maxN = stated === null ? (limits.length > 0 ? Math.max(...limits) : policy.maxN) : Math.max(policy.maxN, ...limits);
  const protection = options.protection ?? policy.protection;
  if (stated !== null && STRICTNESS.indexOf(protection) < STRICTNESS.indexOf(policy.protection)) throw loosens("--protection");
  const audience = protection === "exact" ? "none" : audienceOf(stated, options);
  return { ...policy, maxN, zeros: zerosOf(stated, options, tables), protection, audience };
}

function zerosOf(stated: Policy | null, options: Options, tables: readonly TableSettings[]): "hide" | "show" {
  const allShow = tables.length > 0 && tables.every(({ zeros }) => zeros === "show");
  if (stated === null) return options.zeros ?? (allShow ? "show" : BUILT_IN.zeros);
  if (stated.zeros === "hide" && options.zeros === "show") throw loosens("--zeros");
  return options.zeros === "hide" || tables.some(({ zeros }) => zeros === "hide") ? "hide" : stated.zeros;
}

/** Two groups of recipients cannot be compared: a stated policy's own holds, unless it has none. */
function audienceOf(stated: Policy | null, options: Options): Audience {
  const wanted = options.audience === undefined ? undefined : audienceIn(options.audience);
  if (stated === null) return wanted ?? BUILT_IN.audience;
  if (wanted !== undefined && stated.audience !== "none" && String(wanted) !== String(stated.audience)) throw loosens("--audience");
  return wanted ?? stated.audience;
}

function audienceIn(text: string): Audience {
  if (text === "none") return "none";
  if (text === "any") return "anyMunicipality";
  const codes = text.split(",").map((code) => code.trim());
  if (codes.some((code) => code === "")) throw new Problem(FAILED, "cli/choice", { option: "--audience", choices: "none | any | 101,147" });
  return codes;
}

function loosens(option: string): Problem {
  return new Problem(FAILED, "cli/loosens", { option });
}
