import fc from "fast-check";
import type { MeasureRule, Rules } from "../../../shared/policy/policy.ts";
import { REFUSE, rulesOf, type Strictness } from "../../../shared/policy/tighten.ts";

const rule: fc.Arbitrary<MeasureRule> = fc.oneof(
  fc.record({ pattern: fc.constantFrom("a", "b", "^a$", ""), class: fc.constantFrom("persons" as const, "unknown" as const) }),
  fc.record({ pattern: fc.constantFrom("a", "b"), class: fc.constant("basedOn" as const), base: fc.constantFrom("x", "y") }),
  fc.record({ pattern: fc.constantFrom("a", "c"), class: fc.constant("notPersons" as const), reason: fc.constant("r") }),
);
const audience = fc.oneof(fc.constantFrom("none" as const, "anyMunicipality" as const), fc.uniqueArray(fc.constantFrom("101", "147", "461"), { minLength: 1 }));

/** Any rules, in the one form that equal rules have. */
export const anyRules: fc.Arbitrary<Rules> = fc.record({
  maxN: fc.integer({ min: 1, max: 50 }),
  zeros: fc.constantFrom("hide" as const, "show" as const),
  blank: fc.constantFrom("zero" as const, "suppressed" as const, "infer" as const),
  protection: fc.constantFrom("exact" as const, "standard" as const, "interval" as const),
  audience,
  explain: fc.constantFrom("one" as const, "full" as const),
  ledger: fc.constantFrom("off" as const, "released" as const, "shown" as const),
  ledgerDays: fc.integer({ min: 1, max: 3660 }),
  filteredViews: fc.constantFrom("show" as const, "warn" as const, "refuse" as const),
  filteredMinimum: fc.nat(200),
  ownCells: fc.constantFrom("hide" as const, "show" as const),
  allow: fc.record({ ownDataExemption: fc.boolean(), displayMasking: fc.boolean(), forgetting: fc.boolean(), export: fc.boolean(), contextMenu: fc.boolean(), publishToWeb: fc.boolean() }),
  measures: fc.array(rule, { maxLength: 3 }),
  otherMeasures: fc.array(fc.array(rule, { maxLength: 2 }), { maxLength: 2 }),
}).map(rulesOf);

export const anyStrictness: fc.Arbitrary<Strictness> = fc.oneof({ weight: 9, arbitrary: anyRules }, { weight: 1, arbitrary: fc.constant(REFUSE) });
