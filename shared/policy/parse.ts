import * as v from "valibot";
import type { Message } from "../i18n/message.ts";
import { BUILT_IN, type Policy } from "./policy.ts";

/** `maxN` above 50 hides whole tables; below 1 it protects nothing. */
const LIMIT = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(50));

const measureRule = v.strictObject({
  pattern: v.pipe(v.string(), v.nonEmpty(), v.check(isPattern, "pattern")),
  class: v.picklist(["persons", "basedOn", "notPersons", "unknown"]),
  base: v.optional(v.string()),
});

const policyFile = v.strictObject({
  $schema: v.optional(v.string()),
  municipality: v.optional(v.strictObject({ name: v.pipe(v.string(), v.nonEmpty()), code: v.pipe(v.string(), v.regex(/^\d{3}$/)) })),
  maxN: v.optional(LIMIT),
  zeros: v.optional(v.picklist(["hide", "show"])),
  blank: v.optional(v.picklist(["zero", "suppressed", "infer"])),
  protection: v.optional(v.picklist(["exact", "standard", "interval"])),
  audience: v.optional(v.union([v.picklist(["none", "anyMunicipality"]), v.array(v.pipe(v.string(), v.nonEmpty()))])),
  mark: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(8), v.check((mark) => !/^[-−–]+$|\d/.test(mark), "mark"))),
  measures: v.optional(v.array(measureRule)),
});

export type ParsedPolicy =
  | { readonly status: "parsed"; readonly policy: Policy }
  | { readonly status: "refused"; readonly findings: readonly Message[] };

/**
 * Reads a policy file. What it leaves out is the built-in default; a field it does not know, or a value out of range,
 * refuses the whole file: a typing error must never mean a weaker rule.
 */
export function parsePolicy(json: unknown): ParsedPolicy {
  const result = v.safeParse(policyFile, json);
  if (!result.success) return { status: "refused", findings: result.issues.map(finding) };
  const { $schema: _schema, measures, municipality, ...stated } = result.output;
  const policy: Policy = {
    ...BUILT_IN,
    ...withoutUndefined(stated),
    municipality: municipality ?? null,
    measures: [...(measures ?? []).map(({ pattern, class: kind, base }) => ({ pattern, class: kind, ...(base === undefined ? {} : { base }) })), ...BUILT_IN.measures],
    label: municipality?.name ?? "file",
  };
  return { status: "parsed", policy };
}

function isPattern(pattern: string): boolean {
  try { new RegExp(pattern, "i"); return true; } catch { return false; }
}

function finding(issue: v.BaseIssue<unknown>): Message {
  const path = v.getDotPath(issue) ?? "";
  return { code: issue.type === "strict_object" ? "policy/unknownField" : "policy/value", params: { path } };
}

function withoutUndefined<T extends object>(record: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> };
}
