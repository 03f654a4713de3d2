import { entriesOf, parseCatalogue } from "../../../shared/policy/catalogue.ts";
import { FLIS_CATALOGUE } from "../../../shared/policy/flisCatalogue.ts";
import { parsePolicy } from "../../../shared/policy/parse.ts";
import { BUILT_IN, type Policy } from "../../../shared/policy/policy.ts";
import { isExempt, policyOfUnknown, resolvePolicy, type SourceNames } from "../../../shared/policy/resolve.ts";
import { rulesOf } from "../../../shared/policy/tighten.ts";
import type { Table } from "../../../shared/table/table.ts";

const from = (names: Partial<SourceNames>): SourceNames => ({ measures: [], fields: [], ...names });
function policyOf(json: object): Policy {
  const result = parsePolicy(json);
  if (result.status === "refused") throw new Error(JSON.stringify(result.findings));
  return result.policy;
}

describe("FLIS's catalogue", () => {
  test("ten packages, six rows of five cubes, one of them with a limit in force", () => {
    expect([FLIS_CATALOGUE.packages.length, FLIS_CATALOGUE.cubes.length, new Set(FLIS_CATALOGUE.cubes.map(({ name }) => name)).size]).toEqual([10, 6, 5]);
    expect(FLIS_CATALOGUE.cubes.filter(({ limit }) => limit !== null)).toEqual([{ area: "KY", name: "KY Benchmark", limit: 5, status: "5" }]);
    expect(FLIS_CATALOGUE.cubes.filter(({ status }) => status === "Implementeres snarest")).toHaveLength(5);
    expect(parseCatalogue(FLIS_CATALOGUE)).toEqual({ status: "parsed", catalogue: FLIS_CATALOGUE });
  });
  test("packages without a cube", () => {
    expect(entriesOf(FLIS_CATALOGUE).filter((entry) => entry.package && !entry.cube).map(({ name }) => name)).toEqual(
      ["Dagtilbud benchmark", "Personal Medarbejder Benchmark", "Personale Fravær Benchmark", "Skole Benchmark", "Ydelsesaktivitet Benchmark", "Ældre Benchmark"]);
  });
  test.each([[{}], [{ ...FLIS_CATALOGUE, version: 0 }], [{ ...FLIS_CATALOGUE, extra: 1 }], [{ ...FLIS_CATALOGUE, cubes: [{ area: "KY", name: "KY Benchmark", limit: -1, status: "x" }] }], [{ ...FLIS_CATALOGUE, exempt: [{ name: "x", recognise: "(" }] }]])("a faulty catalogue is refused", (json) => {
    expect(parseCatalogue(json).status).toBe("refused");
  });
});

describe("recognition", () => {
  test.each([
    [{ cube: "KY Benchmark" }, ["KY Benchmark"]], [{ connection: "flis_ky_benchmark.odc" }, ["KY Benchmark"]], [{ file: "KY_Benchmark_2026" }, ["KY Benchmark"]], [{ file: "FLIS DSA" }, []], [{ cube: "OekonomiBorger Benchmark" }, ["Økonomi/Borger Benchmark"]],
    [{ cube: "Ældre Benchmark" }, ["Ældre Benchmark"]], [{ cube: "FLIS DSA" }, ["FLIS DSA"]], [{ cube: "Noget andet" }, []], [{ measures: ["KY Benchmark"] }, []], [{}, []],
  ])("%j", (names, expected) => {
    expect(resolvePolicy(BUILT_IN, from(names))).toMatchObject({ dataSets: expected });
  });
  test("what nobody knows is benchmark, and so is what is both", () => {
    expect(resolvePolicy(BUILT_IN, from({ cube: "?" })).kind).toBe("benchmark");
    expect(resolvePolicy(BUILT_IN, from({ cube: "FLIS DSA" })).kind).toBe("own");
    expect(resolvePolicy(BUILT_IN, from({ cube: "FLIS DSA KY Benchmark" })).kind).toBe("benchmark");
  });
});

describe("rules of a data set", () => {
  const policy = policyOf({ maxN: 3, zeros: "show", dataSets: [
    { name: "VH", recognise: { cube: "voksen handicappede" }, maxN: 9 },
    { name: "Skole", recognise: { measure: "^elever", field: "klassetrin" }, zeros: "hide", measures: [{ pattern: "^elever", class: "unknown" }] },
    { name: "Egen", recognise: { cube: "^egen" }, kind: "own", maxN: 1 },
  ] });
  const rules = (names: Partial<SourceNames>): Policy => resolvePolicy(policy, from(names)).policy;

  test("hold where it is recognised", () => {
    expect(rules({ cube: "Voksen Handicappede Benchmark" })).toMatchObject({ maxN: 9, zeros: "show" });
    expect(rules({ cube: "Skole Benchmark", measures: ["Elever i alt"], fields: ["Kommune", "Klassetrin"] })).toMatchObject({ maxN: 3, zeros: "hide" });
  });
  test("can only be stricter", () => { expect(rules({ cube: "egen" })).toMatchObject({ maxN: 3 }); });
  test("FLIS's limit in force is a floor", () => { expect(rules({ cube: "KY Benchmark" })).toMatchObject({ maxN: 5, zeros: "show" }); });
  test("every pattern given must match", () => { expect(rules({ cube: "Skole Benchmark", measures: ["Elever"] })).toMatchObject({ zeros: "show" }); });
  test("all hold where nothing is recognised, so a new name is no way out", () => {
    const unknown = rules({ cube: "omdøbt" });
    expect(unknown).toMatchObject({ maxN: 9, zeros: "hide" });
    expect(rulesOf(unknown)).toEqual(rulesOf(policyOfUnknown(policy)));
  });
  test("but what an empty cell means is said of one data set only", () => {
    const suppressed = policyOf({ dataSets: [{ name: "KY", recognise: { cube: "ky" }, blank: "suppressed" }] });
    expect([resolvePolicy(suppressed, from({ cube: "ky" })), resolvePolicy(suppressed, from({ cube: "?" }))].map(({ policy: { blank } }) => blank)).toEqual(["suppressed", "infer"]);
  });
});

describe("own data", () => {
  const table = (members: readonly string[], context?: Table["context"]): Table => ({
    name: "t", measures: [], ...(context === undefined ? {} : { context }),
    shape: { kind: "cross", axes: [{ name: "Kommune", members, hierarchies: [{ name: "k", parent: members.map(() => -1) }] }] },
  });
  const own = (json: object, cube: string) => resolvePolicy(policyOf({ municipality: { name: "Odense", code: "461" }, ...json }), from({ cube }));
  const allowed = own({ allow: { ownDataExemption: true } }, "FLIS DSA");

  test("are exempt where the policy allows it and nobody else is in the table", () => {
    expect(isExempt(allowed, table(["Odense"]))).toBe(true);
    expect(isExempt(allowed, table(["461"], { Kommune: ["Odense Kommune"] }))).toBe(true);
  });
  test.each<[string, boolean]>([
    ["another municipality's row", isExempt(allowed, table(["Odense", "Aarhus"]))],
    ["another municipality's filter", isExempt(allowed, table(["i alt"], { Kommune: ["Aarhus"] }))],
    ["a benchmark", isExempt(own({ allow: { ownDataExemption: true } }, "KY Benchmark"), table(["Odense"]))],
    ["an unknown data set", isExempt(own({ allow: { ownDataExemption: true } }, "?"), table(["Odense"]))],
    ["a policy that does not allow it", isExempt(own({}, "FLIS DSA"), table(["Odense"]))],
    ["no municipality", isExempt({ ...allowed, policy: { ...allowed.policy, municipality: null } }, table(["Odense"]))],
  ])("%s is not", (_, exempt) => { expect(exempt).toBe(false); });
});
