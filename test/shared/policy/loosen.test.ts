import fc from "fast-check";
import type { Options } from "../../../cli/commandLine.ts";
import { bound, settle, type Entry } from "../../../cli/settings.ts";
import { classify } from "../../../shared/policy/measureClass.ts";
import { BUILT_IN, type Policy } from "../../../shared/policy/policy.ts";
import { rulesOf, strictestBlank, tighten, tightenPolicy } from "../../../shared/policy/tighten.ts";
import { protect } from "../../../shared/protect.ts";
import type { Blank, Measure, Table } from "../../../shared/table/table.ts";
import { tightened } from "../../../visual/settings.ts";
import { anyRules } from "./rules.ts";

const seeded = { seed: 20261123, numRuns: 1000 };
const anyPolicy: fc.Arbitrary<Policy> = anyRules.map((rules) => ({ ...BUILT_IN, ...rules }));
/** At least as strict: joining the floor changes nothing. */
const holds = (floor: Policy, policy: Policy): void => { expect(tighten(rulesOf(policy), rulesOf(floor))).toEqual(rulesOf(policy)); };

const NAMES = ["protection", "promise", "limit", "hideZeros", "mark", "filteredViews", "filteredMinimum", "maxN", "zeros", "blank", "audience", "explain", "ledger", "ledgerDays", "ownCells", "allow", "measures", "about", "policy", "floor", "__proto__", "constructor"];
const VALUES = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom<unknown>(0, -1, 1, 1.5, 1e9, NaN, Infinity, "0", "show", "hide", "none", "exact", true, false, null, undefined, [], {}));

test("no setting of an author, no theme and no bookmark: whatever the report file says", () => {
  const objects = fc.dictionary(fc.constantFrom(...NAMES), fc.oneof(VALUES, fc.dictionary(fc.constantFrom(...NAMES), VALUES)));
  fc.assert(fc.property(anyPolicy, objects, (floor, asked) => { holds(floor, tightened(floor, asked as Parameters<typeof tightened>[1])); }), seeded);
});

test("no part of a workbook: whatever stands where a limit should", () => {
  fc.assert(fc.property(anyPolicy, VALUES, (floor, maxN) => { holds(floor, tightenPolicy(floor, { maxN: maxN as number }) as Policy); }), seeded);
});

test("no option of the command and no table file", () => {
  const options: fc.Arbitrary<Options> = fc.record({ protection: fc.constantFrom("exact", "standard", "interval"), zeros: fc.constantFrom("hide", "show"), audience: fc.constantFrom("none", "any", "101,147", "461") }, { requiredKeys: [] });
  const entries: fc.Arbitrary<Entry[]> = fc.array(fc.record({
    table: fc.record({ name: fc.constant("t"), shape: fc.constant({ kind: "linear" as const, cells: [], relations: [] }), measures: fc.constant([]), blank: fc.constantFrom("zero" as const, "suppressed" as const, "infer" as const) }),
    settings: fc.record({ maxN: fc.integer({ min: 0, max: 60 }), zeros: fc.constantFrom("hide" as const, "show" as const) }, { requiredKeys: [] }),
  }), { maxLength: 3 });
  let held = 0, refused = 0;
  fc.assert(fc.property(anyPolicy, options, entries, (floor, asked, files) => {
    let settled: Policy;
    try { settled = settle(floor, asked, files.map((entry) => bound(floor, entry))); } catch (error) { expect((error as { reason: { code: string } }).reason.code).toBe("cli/loosens"); refused++; return; }
    // At the level "exact" nobody's own numbers are weighed, so there is no audience to speak of.
    holds(settled.protection === "exact" ? { ...floor, audience: "none" } : floor, settled);
    expect(files.map((entry) => bound(floor, entry).table.blank)).toEqual(files.map(() => undefined));
    held++;
  }), seeded);
  expect([held > 200, refused > 50]).toEqual([true, true]);
});

test("no class that a table file or an author states, unless it fills a gap that the policy leaves", () => {
  const rank = { notPersons: 0, persons: 1, basedOn: 1, unknown: 2 }, stated = fc.constantFrom("persons" as const, "basedOn" as const, "notPersons" as const, "unknown" as const);
  fc.assert(fc.property(anyPolicy, fc.constantFrom("a", "b", "c", "d"), stated, (policy, name, kind) => {
    const measure: Measure = { name, values: new Float64Array() }, before = classify(measure, policy), after = classify({ ...measure, class: kind, base: "x" }, policy);
    expect(after.class === "notPersons" && before.class !== "notPersons").toBe(false);
    if (before.class !== "unknown") expect(rank[after.class]).toBeGreaterThanOrEqual(rank[before.class]);
  }), seeded);
});

test("no reading of empty cells that a table states: what could be a small count stays one", () => {
  const blanks = fc.constantFrom("zero" as const, "infer" as const, "suppressed" as const, undefined), rank = { zero: 0, infer: 1, suppressed: 2 };
  fc.assert(fc.property(anyPolicy, fc.array(blanks, { maxLength: 4 }), ({ blank }, stated) => {
    const held = strictestBlank(blank, stated);
    expect(rank[held]).toBe(Math.max(...[blank, ...stated].map((one) => rank[one ?? "zero"])));
  }), seeded);
  const row = (blank?: Blank): Table => ({
    name: "t", measures: [{ name: "Antal borgere", values: Float64Array.of(NaN, 40, 50, 90), class: "persons" }], ...(blank === undefined ? {} : { blank }),
    shape: { kind: "linear", cells: ["a", "b", "c", "all"], relations: [{ total: 3, parts: [0, 1, 2] }] },
  });
  const hiddenIn = (blank?: Blank) => { const outcome = protect([row(blank)], { ...BUILT_IN, blank: "suppressed" }); return outcome.status === "refused" ? outcome.findings[0].code : Array.from(outcome.tables[0].measures[0].hidden); };
  expect([hiddenIn("zero"), hiddenIn("infer")]).toEqual([hiddenIn(), hiddenIn()]);
  expect(hiddenIn()).toBe("protect/blanks");
});
