import * as v from "valibot";
import type { Message } from "../i18n/message.ts";
import { BUILT_IN, type Allowed, type DataSetRules, type MeasureRule, type Policy, type Rules } from "./policy.ts";
import { policyFile, type PolicyFile, type RulesInFile } from "./policyFile.ts";
import { LOOSEST, NO_LIST } from "./tighten.ts";

export type ParsedPolicy =
  | { readonly status: "parsed"; readonly policy: Policy }
  | { readonly status: "refused"; readonly findings: readonly Message[] };

/**
 * Reads a policy file. What it leaves out is the built-in default; a field it does not know, or a value out of range,
 * refuses the whole file: a typing error must never mean a weaker rule. Each finding names its dotted path.
 */
export function parsePolicy(json: unknown): ParsedPolicy {
  if (Array.isArray(json)) return { status: "refused", findings: [{ code: "policy/notObject", params: { path: "" } }] };
  const result = v.safeParse(policyFile, json);
  if (!result.success) return { status: "refused", findings: result.issues.map(finding) };
  return { status: "parsed", policy: complete(result.output) };
}

function complete({ municipality, decided, valid, revision, mark, ownDataLog, dataSets, ...rules }: PolicyFile): Policy {
  const { measures, ...stated } = statedRules(rules, BUILT_IN.allow);
  return {
    ...BUILT_IN,
    ...stated,
    municipality: municipality ?? null,
    decided: decided ?? null,
    valid: { from: valid?.from ?? null, to: valid?.to ?? null },
    revision: revision ?? BUILT_IN.revision,
    mark: mark ?? BUILT_IN.mark,
    ownDataLog: ownDataLog ?? BUILT_IN.ownDataLog,
    measures: [...(measures ?? []), ...BUILT_IN.measures],
    dataSets: (dataSets ?? []).map(dataSetRules),
    label: municipality?.name ?? "file",
  };
}

function dataSetRules({ name, recognise, kind, ...rules }: NonNullable<PolicyFile["dataSets"]>[number]): DataSetRules {
  const { measures, ...stated } = statedRules(rules, LOOSEST.allow);
  // A measure that these rules do not name is left to the general ones.
  return { name, recognise: withoutUndefined(recognise), kind: kind ?? "benchmark", rules: { ...stated, ...(measures === undefined ? {} : { measures: [...measures, ...NO_LIST] }) } };
}

/** The rules that a file states; switches it leaves out are as `otherwise`. */
function statedRules(stated: RulesInFile, otherwise: Allowed): Partial<Rules> {
  const { maxN, zeros, blank, protection, audience, explain, ledger, ledgerDays, filteredViews, filteredMinimum, ownCells, allow, measures } = stated;
  const choices = withoutUndefined({ maxN, zeros, blank, protection, audience, explain, ledger, ledgerDays, filteredViews, filteredMinimum, ownCells });
  return {
    ...choices,
    ...(allow === undefined ? {} : { allow: { ...otherwise, ...withoutUndefined(allow) } }),
    ...(measures === undefined ? {} : { measures: measures.map((rule): MeasureRule => rule) }),
  };
}

type Issue = v.InferIssue<typeof policyFile>;

/** Only codes of our own are passed on: the library's words quote the value. */
function finding(issue: Issue): Message {
  const path = v.getDotPath(issue) ?? "";
  if (issue.message.startsWith("policy/")) return { code: issue.message, params: { path } };
  if (issue.type === "strict_object") return missing(issue) ? { code: "policy/missing", params: { path } } : { code: path === "" ? "policy/notObject" : fieldCode(issue), params: { path } };
  return { code: "policy/value", params: { path, expected: issue.expected ?? "" } };
}

/** The parser reports a field that is missing, and one that nobody knows, by the same type. */
function missing(issue: Issue): boolean {
  return issue.path !== undefined && issue.received === "undefined";
}

function fieldCode(issue: Issue): string {
  return issue.expected === "never" ? "policy/unknownField" : "policy/value";
}

function withoutUndefined<T extends object>(record: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
