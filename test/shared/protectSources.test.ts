import { parsePolicy } from "../../shared/policy/parse.ts";
import type { Policy } from "../../shared/policy/policy.ts";
import type { SourceNames } from "../../shared/policy/resolve.ts";
import { onScreen, protectSources, refuse, type Sourced } from "../../shared/protectSources.ts";
import type { Table } from "../../shared/table/table.ts";

function policyOf(json: object): Policy {
  const result = parsePolicy({ municipality: { name: "Odense", code: "461" }, zeros: "show", ...json });
  if (result.status === "refused") throw new Error(JSON.stringify(result.findings));
  return result.policy;
}

/** Municipalities × ages with all totals, measure "Antal". */
function table(rows: readonly string[], values: readonly number[], further: Partial<Table> = {}): Table {
  const members = ["I alt", ...rows];
  return {
    name: "t", source: "kube", measures: [{ name: "Antal", values: Float64Array.from(values) }], ...further,
    shape: { kind: "cross", axes: [
      { name: "Kommune", members, hierarchies: [{ name: "k", parent: members.map((_, at) => (at === 0 ? -1 : 0)) }] },
      { name: "Alder", members: ["I alt", "0-2", "3-5"], hierarchies: [{ name: "a", parent: [-1, 0, 0] }] },
    ] },
  };
}
const COUNTS = [60, 23, 37, 30, 7, 23, 30, 16, 14];
const benchmark = (further?: Partial<Table>): Table => table(["Odense", "Aarhus"], COUNTS, further);
const sourced = (one: Table, names: Partial<SourceNames> = {}): Sourced => ({ table: one, names: { measures: [], fields: [], ...names } });
function hiddenOf(sources: readonly Sourced[], policy: Policy, screen = false): readonly number[] {
  const inFiles = protectSources(sources, policy), outcome = screen ? onScreen(inFiles) : inFiles;
  if (outcome.status === "refused") throw new Error(JSON.stringify(outcome.findings));
  return outcome.tables.map(({ measures }) => measures[0].hidden.reduce((sum, is) => sum + is, 0));
}

test("FLIS's limit in force holds for the cube it is in force for", () => {
  const small = table(["Odense", "Aarhus"], [60, 23, 37, 30, 4, 26, 30, 19, 11]), policy = policyOf({ maxN: 3 });
  expect(hiddenOf([sourced(small, { cube: "Skole Benchmark" })], policy)).toEqual([0]);
  expect(hiddenOf([sourced(small, { cube: "KY Benchmark" })], policy)[0]).toBeGreaterThan(0);
});

test("a data set's own rules hold for its tables and for no other source", () => {
  const policy = policyOf({ dataSets: [{ name: "VH", recognise: { cube: "voksen" }, maxN: 9 }] });
  const [voksen, skole] = hiddenOf([sourced(benchmark({ source: "a" }), { cube: "Voksen Handicappede Benchmark" }), sourced(benchmark({ source: "b" }), { cube: "Skole Benchmark" })], policy);
  expect([voksen > 0, skole]).toEqual([true, 0]);
});

test("tables of one source share the strictest rules among them", () => {
  const policy = policyOf({ dataSets: [{ name: "Sjælden", recognise: { measure: "sjælden" }, maxN: 9 }] });
  const outcome = protectSources([sourced(benchmark(), { cube: "Skole Benchmark" }), sourced(benchmark(), { cube: "Skole Benchmark", measures: ["Sjælden sygdom"] })], policy);
  expect(outcome.status === "protected" && outcome.decided.map(({ policy: { maxN } }) => maxN)).toEqual([9, 9]);
});

test("an unknown data set has the rules of all of them", () => {
  expect(hiddenOf([sourced(benchmark())], policyOf({ dataSets: [{ name: "VH", recognise: { cube: "voksen" }, maxN: 9 }] }))[0]).toBeGreaterThan(0);
});

describe("the municipality's own data", () => {
  const own = table(["Odense"], [30, 3, 27, 30, 3, 27]), names = { cube: "FLIS DSA" }, allowed = policyOf({ allow: { ownDataExemption: true } });
  test("are shown whole where the policy allows it", () => {
    const outcome = protectSources([sourced(own, names), sourced(benchmark(), { cube: "Skole Benchmark" })], allowed);
    expect(outcome.status === "protected" && outcome.decided.map(({ exempt }) => exempt)).toEqual([true, false]);
    expect(hiddenOf([sourced(own, names)], allowed)).toEqual([0]);
  });
  test.each<[string, Sourced, Policy]>([
    ["another municipality's row", sourced(table(["Odense", "Aarhus"], [60, 6, 54, 30, 3, 27, 30, 3, 27]), names), allowed],
    ["another municipality's filter", sourced(table(["x"], [30, 3, 27, 30, 3, 27], { context: { Kommune: ["Aarhus"] } }), names), allowed],
    ["a policy that does not allow it", sourced(own, names), policyOf({})],
    ["a data set that a file's name alone calls own", sourced(own, { file: "FLIS DSA" }), allowed],
    ["a data set nobody knows", sourced(own, { cube: "?" }), allowed],
  ])("%s: hidden", (_, one, policy) => { expect(hiddenOf([one], policy)[0]).toBeGreaterThan(0); });
});

test("filtered tables are refused where the policy says so, with the filter's field and no member", () => {
  const filtered = sourced(benchmark({ context: { År: ["2025"] } }));
  expect(protectSources([filtered], policyOf({ filteredViews: "refuse" }))).toEqual({ status: "refused", findings: [{ code: "policy/filteredRefused", params: { table: "t", fields: "År" } }] });
  expect(protectSources([filtered], policyOf({ filteredViews: "warn" })).status).toBe("protected");
});

describe("one source cannot be protected", () => {
  const policy = policyOf({}), good = sourced(benchmark({ source: "a" })), bad = sourced(benchmark({ source: "b", measures: [{ name: "Antal", values: Float64Array.from([60, 23, Infinity, 30, 7, 23, 30, 16, 14]) }, { name: "Børn", values: Float64Array.from(COUNTS) }] }));
  const reason = { code: "table/notFinite", params: { table: "t", measure: "Antal" } };

  test("no number of it is shown, and the others are as if they stood alone", () => {
    const alone = protectSources([good], policy), both = protectSources([bad, good, sourced(benchmark({ source: "b" }))], policy);
    if (alone.status === "refused" || both.status === "refused") throw new Error("refused");
    const [first, second, third] = both.tables;
    for (const { measures } of [first, third]) for (const measure of measures) expect([measure.status, measure.hidden.includes(0), measure.reason]).toEqual(["withheld", false, reason]);
    expect([second, both.summary, both.decided.map(({ refused }) => refused)]).toEqual([alone.tables[0], alone.summary, [[reason], [], [reason]]]);
  });

  test("so too on the municipality's own screen, and under a policy made stricter", () => {
    const own = policyOf({ ownCells: "show", audience: ["461"] }), both = protectSources([bad, good], { ...own, maxN: 9 }, [own]), shown = onScreen(both, [own]);
    expect(shown.status === "protected" && shown.tables[0].measures.every(({ status, hidden }) => status === "withheld" && !hidden.includes(0))).toBe(true);
  });

  test("a filter that the policy refuses takes its own source alone", () => {
    const filtered = sourced(benchmark({ source: "b", context: { År: ["2025"] } })), both = protectSources([filtered, good], policyOf({ filteredViews: "refuse" }));
    expect(both.status === "protected" && both.decided.map(({ refused }) => refused.length)).toEqual([1, 0]);
  });

  test("nothing is left to show where every source is so: all reasons are told", () => {
    expect(protectSources([bad, sourced({ ...bad.table, source: "c", name: "u" })], policy)).toEqual({ status: "refused", findings: [reason, { ...reason, params: { ...reason.params, table: "u" } }] });
  });

  test("what is found later of a table refuses its source, and the reason is told once", () => {
    const both = protectSources([good, sourced(benchmark({ source: "c" })), sourced(benchmark({ source: "c", name: "u" }))], policy), later = refuse(both, [[], [reason], [reason]]);
    expect(later.status === "protected" && [later.decided.map(({ refused }) => refused), later.tables.map(({ measures }) => measures[0].status)]).toEqual([[[], [reason], [reason]], ["protected", "withheld", "withheld"]]);
    expect([refuse(both, [[], [], []]), refuse(both, [[reason], [reason], []])]).toEqual([both, { status: "refused", findings: [reason] }]);
  });
});

describe("own cells on screen", () => {
  const counts = table(["Odense", "Aarhus", "Vejle"], [90, 40, 50, 30, 3, 27, 30, 17, 13, 30, 20, 10]);
  const odense = (policy: Policy, screen: boolean): readonly number[] => {
    const inFiles = protectSources([sourced(counts)], policy), outcome = screen ? onScreen(inFiles) : inFiles;
    return outcome.status === "protected" ? [...outcome.tables[0].measures[0].hidden.slice(3, 6)] : [];
  };
  test("are shown where the policy lets staff see them, and on nothing that travels", () => {
    expect(odense(policyOf({ ownCells: "show" }), true)).toEqual([0, 0, 0]);
    expect(odense(policyOf({ ownCells: "show" }), false)[1]).toBe(1);
    expect(odense(policyOf({ ownCells: "hide" }), true)[1]).toBe(1);
  });
  test("stay hidden where nothing was proved towards who knows them", () => {
    expect(odense(policyOf({ ownCells: "show", protection: "exact" }), true)[1]).toBe(1);
    expect(odense(policyOf({ ownCells: "show", audience: ["101"] }), true)[1]).toBe(1);
    expect(odense(policyOf({ ownCells: "show", audience: ["461"] }), true)).toEqual([0, 0, 0]);
  });
  test("show nothing of others: what else is hidden stays hidden", () => {
    const all = (screen: boolean) => { const inFiles = protectSources([sourced(counts)], policyOf({ ownCells: "show" })), outcome = screen ? onScreen(inFiles) : inFiles; return outcome.status === "protected" ? [...outcome.tables[0].measures[0].hidden] : []; };
    const before = all(false), after = all(true);
    expect(after.map((is, cell) => (cell >= 3 && cell < 6 ? before[cell] : is))).toEqual(before);
  });
});
