import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { sampleWorkbook } from "../../workbench/sample/workbook.mjs";
import { diskret, EXAMPLE, EXAMPLE_CSV, folderWith } from "./diskret.ts";

type Report = { readonly safe: boolean; readonly exact: Readonly<Record<string, number>>; readonly intervals: Readonly<Record<string, readonly [number, number | null]>>; readonly derived: readonly object[] };

function audit(table: object, pattern: unknown, ...args: readonly string[]) {
  const folder = folderWith({ "t.json": JSON.stringify(table), "p.json": JSON.stringify(pattern ?? null) });
  const run = diskret(folder, "audit", "t.json", "--json", ...(pattern === undefined ? [] : ["--suppressed", "p.json"]), ...args);
  if (run.output === "") throw new Error(run.errors.join());
  return { ...run, report: JSON.parse(run.output) as Report };
}

describe("a pattern is attacked without looking at what it hides", () => {
  test("one hidden cell: 10 − 7 = 3", () => {
    const { report, exitCode, output } = audit(EXAMPLE, [4]);
    expect(exitCode).toBe(1);
    expect(output.startsWith('{"fortrolig":true,"safe":false,')).toBe(true);
    expect(Object.keys(report)).toEqual(["fortrolig", "safe", "exact", "derived", "intervals", "narrow", "ms"]);
    expect(report).toMatchObject({ exact: { 4: 3 }, intervals: { 4: [3, 3] } });
  });

  test("a square of four: 10 is 1 + 9 or 9 + 1, 50 is 22 + 28 or 14 + 36; with 0 allowed one further each way", () => {
    expect(audit(EXAMPLE, [4, 5, 7, 8])).toMatchObject({ exitCode: 0, report: { safe: true, exact: {}, intervals: { 4: [1, 9], 5: [1, 9], 7: [14, 22], 8: [28, 36] } } });
    expect(audit(EXAMPLE, [4, 5, 7, 8], "--lower", "0").report.intervals).toEqual({ 4: [0, 10], 5: [0, 10], 7: [13, 23], 8: [27, 37] });
  });

  test("the table's own values under the pattern change nothing", () => {
    const values = [60, 23, 37, 10, null, null, 50, null, null];
    expect(audit({ ...EXAMPLE, values }, [4, 5, 7, 8]).report.intervals).toEqual(audit(EXAMPLE, [4, 5, 7, 8]).report.intervals);
    expect(audit({ ...EXAMPLE, values, suppressed: [4, 5, 7, 8] }, undefined).report.intervals).toEqual(audit(EXAMPLE, [4, 5, 7, 8]).report.intervals);
  });

  test("bounds settle what algebra does not: a + b = 2 with both at least 1", () => {
    const table = { cells: { T: 2, a: 1, b: 1 }, relations: [{ total: "T", parts: ["a", "b"] }] };
    expect(audit(table, ["a", "b"], "--lower", "1").report.exact).toEqual({ a: 1, b: 1 });
    expect(audit(table, ["a", "b"], "--lower", "0")).toMatchObject({ report: { exact: {}, derived: [{ cells: ["a", "b"], sum: 2 }], safe: false } });
  });

  test("whole numbers settle what real numbers do not: a + b = b + c = c + a = 1 has only halves, so shown numbers contradict", () => {
    const parts = (id: string) => ({ T: "ab", S: "bc", U: "ca" })[id]!.split("");
    const table = { cells: { T: 1, S: 1, U: 1, a: null, b: null, c: null }, relations: ["T", "S", "U"].map((total) => ({ total, parts: parts(total) })), suppressed: ["a", "b", "c"] };
    const folder = folderWith({ "t.json": JSON.stringify(table) });
    expect(diskret(folder, "audit", "t.json")).toMatchObject({ exitCode: 1, errors: [expect.stringMatching(/contradict/)] });
  });

  test("a small sum is a finding at the standard level, and none at the exact one", () => {
    const table = { cells: { T: 30, a: 2, b: 2, c: 26 }, relations: [{ total: "T", parts: ["a", "b", "c"] }] };
    expect(audit(table, ["a", "b"])).toMatchObject({ exitCode: 1, report: { safe: false, exact: {}, derived: [{ cells: ["a", "b"], sum: 4 }] } });
    expect(audit(table, ["a", "b"], "--protection", "exact")).toMatchObject({ exitCode: 0, report: { safe: true, derived: [] } });
  });

  test("at the interval level a table may not prove that a cell is small: a ≤ 8 is wide enough, a ≤ 5 is not", () => {
    const table = (b: number) => ({ cells: { T: 3 + b, a: 3, b }, relations: [{ total: "T", parts: ["a", "b"] }] });
    expect(audit(table(5), ["a", "b"], "--protection", "interval").report).toMatchObject({ safe: true, narrow: {} });
    expect(audit(table(2), ["a", "b"], "--protection", "interval").report).toMatchObject({ safe: false, narrow: { a: [0, 5], b: [0, 5] } });
  });

  test("a municipality that knows its own number: 10 − 3 = 7 gives B's away to A", () => {
    const dims = [{ name: "Kommune", members: ["I alt", "A", "B", "C"], hierarchies: [{ parent: [-1, 0, 0, 0] }] }], table = { dims, values: [110, 3, 7, 100], municipalities: { dim: "Kommune" } };
    expect(audit(table, [1, 2])).toMatchObject({ exitCode: 1, report: { safe: false, exact: {}, insiders: { A: [2], B: [1] } } });
    expect(audit(table, [1, 2], "--audience", "none")).toMatchObject({ exitCode: 0, report: { safe: true } });
    expect(audit(table, [1, 2], "--audience", "A").report).toMatchObject({ safe: false, exact: { 2: 7 } });
    expect(audit({ ...table, values: [110, null, null, 100], suppressed: [1, 2] }, undefined)).toMatchObject({ exitCode: 0, report: { safe: true, insidersSearched: false } });
    expect(audit(table, [1, 2, 3], "--lower", "0")).toMatchObject({ exitCode: 0, report: { safe: true } });
  });

  test("a hidden cell without any relation is unbounded", () => {
    expect(audit({ cells: { a: 3 }, relations: [] }, ["a"])).toMatchObject({ exitCode: 0, report: { intervals: { a: [0, null] } } });
  });

  test("tables of one list are one system: what one hides, the other shows", () => {
    const dim = { name: "d", members: ["T", "a", "b"], hierarchies: [{ parent: [-1, 0, 0] }] }, table = { dims: [dim], values: [30, 3, 27] };
    expect(audit([table, { ...table, name: "again" }], [[1, 2], []]).report).toMatchObject([{ safe: false, exact: { 1: 3, 2: 27 } }, { safe: true }]);
  });

  test("a cell that the recipient knows needs its value", () => {
    const table = { cells: { T: 10, a: null, b: 7, c: null }, relations: [{ total: "T", parts: ["a", "b", "c"] }], known: ["a"] };
    const folder = folderWith({ "t.json": JSON.stringify(table), "p.json": '["a", "c"]' });
    expect(diskret(folder, "audit", "t.json", "--suppressed", "p.json")).toMatchObject({ exitCode: 2, errors: [expect.stringContaining("“a”")] });
    expect(audit({ ...table, cells: { ...table.cells, a: 1 } }, ["a", "c"]).report.exact).toEqual({ c: 2 });
  });

  test("100 without a filter and 97 with one: 3 are in the one and not in the other", () => {
    const dim = { name: "d", members: ["T", "a", "b"], hierarchies: [{ parent: [-1, 0, 0] }] };
    const { report, exitCode } = audit([{ dims: [dim], values: [100, 60, 40] }, { dims: [dim], values: [97, 58, 39], context: { kommune: ["A", "B"] } }], undefined);
    expect(report).toMatchObject([{ safe: true }, { safe: false, exact: {}, remainders: [{ cell: 0, sum: 3 }, { cell: 1, sum: 2 }, { cell: 2, sum: 1 }] }]);
    expect(exitCode).toBe(1);
  });

  test("a blank is a zero until the numbers say that it was hidden: 10 ≠ 6", () => {
    const dim = { name: "d", members: ["T", "a", "b", "c"], hierarchies: [{ parent: [-1, 0, 0, 0] }] };
    expect(audit({ dims: [dim], values: [10, 4, 6, null] }, [1, 2]).report.intervals).toEqual({ 1: [0, 10], 2: [0, 10] });
    expect(audit({ dims: [dim], values: [10, null, 6, 1], suppressed: [3] }, undefined).report.intervals).toEqual({ 1: [0, 4], 3: [0, 4] });
    expect(audit({ dims: [dim], values: [10, null, 6, null], suppressed: [3] }, undefined).report.intervals).toEqual({ 3: [4, 4] });
  });

  test("two blanks that FLIS left in a line that sums to 2 · 5 are both 5", () => {
    const table = { cells: { T: 40, a: null, b: null, c: 30 }, relations: [{ total: "T", parts: ["a", "b", "c"] }] };
    expect(audit(table, undefined).report).toMatchObject({ safe: false, exact: { a: 5, b: 5 } });
  });

  test("the report of mask is a pattern, and so is a copy", () => {
    const folder = folderWith({ "t.json": JSON.stringify(EXAMPLE), "report.json": JSON.stringify({ fortrolig: true, primary: [4], secondary: [5, 7, 8] }), "copy.json": JSON.stringify({ suppressed: [4] }) });
    expect(diskret(folder, "audit", "t.json", "--suppressed", "report.json")).toMatchObject({ exitCode: 0, output: "t.json: none of the 4 hidden cells can be worked out.\n" });
    expect(diskret(folder, "audit", "t.json", "--suppressed", "copy.json")).toMatchObject({ exitCode: 1, output: "t.json: 1 of 1 hidden cells can be worked out: 4\n" });
  });

  test.each([[{ cells: [4] }, "must be a list"], ["4", "must be a list"], [[9], "does not have"], [["A"], "does not have"], [[4.5], "does not have"]])("a pattern that is none: %j", (pattern, words) => {
    const folder = folderWith({ "t.json": JSON.stringify(EXAMPLE), "p.json": JSON.stringify(pattern) });
    expect(diskret(folder, "audit", "t.json", "--suppressed", "p.json")).toMatchObject({ exitCode: 2, errors: [expect.stringContaining(words)] });
  });
});

describe("exported tables", () => {
  test("a CSV file with marks: 10 − 7 = 3", () => {
    const folder = folderWith({ "leak.csv": EXAMPLE_CSV.replace("A;3", "A;.."), "own.csv": EXAMPLE_CSV.replace("A;3", "A;*") });
    expect(diskret(folder, "audit", "leak.csv")).toMatchObject({ exitCode: 1, output: expect.stringContaining("leak.csv: 1 of 1 hidden cells can be worked out: B3\n") as string });
    expect(diskret(folder, "audit", "own.csv", "--mark", "*").exitCode).toBe(1);
    expect(diskret(folder, "audit", "own.csv")).toMatchObject({ exitCode: 1, errors: [expect.stringMatching(/text among the numbers/)] });
  });

  test("what mask writes withstands the attack, in every format", () => {
    const folder = folderWith({ "t.json": JSON.stringify(EXAMPLE), "t.csv": EXAMPLE_CSV });
    diskret(folder, "mask", "t.json", "t.csv");
    for (const file of ["t.diskret.json", "t.diskret.csv"]) expect(diskret(folder, "audit", file, "--json")).toMatchObject({ exitCode: 0, errors: [] });
  });

  test("a copied workbook: tables of one system together, and no hidden cell is determined", () => {
    const folder = folderWith({ "s.xlsx": sampleWorkbook() });
    diskret(folder, "mask", "s.xlsx");
    const reports = JSON.parse(diskret(folder, "audit", "s.diskret.xlsx", "--json").output) as readonly (Report | { readonly refused: readonly object[] })[];
    expect(reports).toHaveLength(4);
    const attacked = reports.filter((report) => "exact" in report);
    expect(attacked.length).toBeGreaterThan(1);
    expect(attacked.reduce((cells, { intervals }) => cells + Object.keys(intervals).length, 0)).toBeGreaterThan(200);
    for (const { exact, derived, safe } of attacked) expect({ exact, derived, safe }).toEqual({ exact: {}, derived: [], safe: true });
  });
});

interface Example {
  readonly id: string;
  readonly cells?: Readonly<Record<string, number>>;
  readonly equations?: readonly { readonly total: string; readonly parts: readonly string[] }[];
  readonly integer?: boolean;
  readonly attacks?: readonly Attack[];
}
interface Attack {
  readonly name: string;
  readonly suppressed?: readonly string[];
  readonly recoverable_exactly?: Readonly<Record<string, unknown>>;
  readonly feasible_intervals?: Readonly<Record<string, readonly [number, number]>>;
  readonly attacker_also_knows?: Readonly<Record<string, number | string>>;
  readonly attacker_bounds?: Readonly<Record<string, readonly [number, number]>>;
}

/** "7 - v" with v = 3 is 4; numbers stand for themselves. */
function evaluated(value: unknown, v: number): unknown {
  const [, minuend, subtrahend] = /^(\w+) - (\w+)$/.exec(String(value)) ?? [], number = (text: string) => (text === "v" ? v : Number(text));
  return minuend === undefined || subtrahend === undefined ? value : number(minuend) - number(subtrahend);
}

const cases = path.join(process.env["DISKRET_SHARED"] ?? path.resolve(__dirname, "../../../shared"), "cases/worked-examples.json");
if (existsSync(cases)) {
  const { examples } = JSON.parse(readFileSync(cases, "utf8")) as { readonly examples: readonly Example[] };
  const attacks = examples.flatMap(({ id, cells, equations, attacks: list }) => (cells === undefined || equations === undefined ? [] : (list ?? []).map((attack) => ({ id, cells, equations, attack }))))
    .filter(({ attack }) => attack.suppressed !== undefined);
  test("published examples are there", () => { expect(attacks.length).toBeGreaterThanOrEqual(20); });
  test.each(attacks.map((one) => [`${one.id}: ${one.attack.name}`, one] as const))("published example %s", (_, { cells, equations, attack }) => {
    const ids = new Set([...Object.keys(cells), ...equations.flatMap(({ total, parts }) => [total, ...parts])]), v = 3;
    const known = Object.entries(attack.attacker_also_knows ?? {}).map(([id, value]): [string, number] => [id, Number(evaluated(value, v)) || v]);
    const values = { ...cells, ...Object.fromEntries(known) };
    const table = { cells: Object.fromEntries([...ids].map((id) => [id, values[id] ?? null])), relations: equations, known: known.map(([id]) => id) };
    const bounds = Object.values(attack.attacker_bounds ?? {}), lower = bounds.length > 0 && bounds.every(([least, most]) => least === 1 && most >= 1e9) ? "1" : "0";
    expect(lower === "1" || bounds.length === 0).toBe(true);
    const { report } = audit(table, attack.suppressed, "--lower", lower, "--protection", "exact");
    expect(report.exact).toEqual(Object.fromEntries(Object.entries(attack.recoverable_exactly ?? {}).map(([id, value]) => [id, evaluated(value, v)])));
    for (const [id, [low, high]] of Object.entries(attack.feasible_intervals ?? {})) expect([id, report.intervals[id]]).toEqual([id, [low, high >= 1e9 ? null : high]]);
  });
} else console.log("not run: published examples (no cases beside the project)");
