import fc from "fast-check";
import { eachInTurn, knownTogether } from "../../../shared/policy/audience.ts";
import { classify, type Classified } from "../../../shared/policy/measureClass.ts";
import { BUILT_IN, type Rules } from "../../../shared/policy/policy.ts";
import { LOOSEST, REFUSE, rulesOf, tighten, tightenPolicy, type Strictness } from "../../../shared/policy/tighten.ts";
import { anyRules, anyStrictness } from "./rules.ts";

const seeded = { seed: 20261123, numRuns: 500 };
const atMost = (a: Strictness, b: Strictness): boolean => JSON.stringify(tighten(a, b)) === JSON.stringify(b);

describe("a lattice", () => {
  test("commutative", () => fc.assert(fc.property(anyStrictness, anyStrictness, (a, b) => { expect(tighten(a, b)).toEqual(tighten(b, a)); }), seeded));
  test("associative", () => fc.assert(fc.property(anyStrictness, anyStrictness, anyStrictness, (a, b, c) => { expect(tighten(tighten(a, b), c)).toEqual(tighten(a, tighten(b, c))); }), seeded));
  test("idempotent", () => fc.assert(fc.property(anyStrictness, (a) => { expect(tighten(a, a)).toEqual(a); }), seeded));
  test("monotone", () => fc.assert(fc.property(anyStrictness, anyStrictness, anyStrictness, (a, b, c) => { expect(atMost(tighten(a, c), tighten(tighten(a, b), c))).toBe(true); }), seeded));
  test("the refusal is its top, the loosest rules its bottom", () => fc.assert(fc.property(anyStrictness, (a) => {
    expect(tighten(a, REFUSE)).toBe(REFUSE);
    expect(tighten(a, LOOSEST)).toEqual(a);
  }), seeded));
});

/** Written down by hand, apart from the code under test: what a larger number protects more. */
const RANK: { readonly [field: string]: Readonly<Record<string, number>> } = {
  zeros: { show: 0, hide: 1 }, blank: { zero: 0, infer: 1, suppressed: 2 }, protection: { exact: 0, standard: 1, interval: 2 }, explain: { full: 0, one: 1 },
  ledger: { off: 0, released: 1, shown: 2 }, filteredViews: { show: 0, warn: 1, refuse: 2 }, ownCells: { show: 0, hide: 1 },
};
const CLASS_RANK = { notPersons: 0, persons: 1, basedOn: 1, unknown: 2 };
const class_ = (rules: Rules, name: string): Classified => classify({ name, values: new Float64Array() }, rules);
const field = (rules: Rules, name: string): string => String((rules as unknown as Record<string, unknown>)[name]);

test("what is joined is at least as strict as either, field by field", () => {
  fc.assert(fc.property(anyRules, anyRules, (a, b) => {
    const joined = tighten(a, b) as Rules;
    for (const one of [a, b]) {
      expect(joined.maxN).toBeGreaterThanOrEqual(one.maxN);
      expect(joined.ledgerDays).toBeGreaterThanOrEqual(one.ledgerDays);
      expect(joined.filteredMinimum).toBeGreaterThanOrEqual(one.filteredMinimum);
      for (const [name, rank] of Object.entries(RANK)) expect(rank[field(joined, name)]).toBeGreaterThanOrEqual(rank[field(one, name)]);
      for (const [choice, allowed] of Object.entries(joined.allow)) if (allowed) expect(one.allow[choice as keyof typeof one.allow]).toBe(true);
      expect(eachInTurn(joined.audience) || !eachInTurn(one.audience)).toBe(true);
      expect(knownTogether(joined.audience)).toEqual(expect.arrayContaining([...knownTogether(one.audience)]));
      for (const name of ["a", "b", "ab", "c", "d"]) {
        expect(CLASS_RANK[class_(joined, name).class]).toBeGreaterThanOrEqual(CLASS_RANK[class_(one, name).class]);
        if (class_(joined, name).class !== "unknown" && class_(one, name).class !== "notPersons") expect(class_(joined, name)).toEqual(class_(one, name));
      }
    }
    expect([a.maxN, b.maxN]).toContain(joined.maxN);
  }), seeded);
});

test("a measure that one list takes for persons and another for a share is withheld", () => {
  const persons = { ...LOOSEST, measures: [{ pattern: "elever", class: "persons" as const }] }, share = { ...LOOSEST, measures: [{ pattern: "elever", class: "basedOn" as const, base: "Antal" }] };
  expect(class_(tighten(persons, share) as Rules, "Elever")).toEqual({ class: "unknown" });
});

test("joining leaves alone who decided, the mark and the name", () => {
  const municipality = { name: "Odense", code: "461" }, policy = { ...BUILT_IN, municipality, mark: "×", label: "Odense", maxN: 3 };
  expect(tightenPolicy(policy, { ...BUILT_IN, maxN: 9 })).toEqual({ ...policy, ...rulesOf(policy), maxN: 9 });
  expect(tightenPolicy(policy, REFUSE)).toBe(REFUSE);
  expect(tightenPolicy(policy, {})).toEqual({ ...policy, ...rulesOf(policy) });
});
