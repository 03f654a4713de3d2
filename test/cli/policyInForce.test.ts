import { readFileSync } from "node:fs";
import path from "node:path";
import { diskret, EXAMPLE, filesIn, folderWith } from "./diskret.ts";

/** Municipalities × ages; 4 is small under FLIS's limit in force for KY, and not under a limit of 3. */
const CSV = "Kommune;0-2;3-5;I alt\nOdense;4;26;30\nAarhus;19;11;30\nVejle;17;23;40\nI alt;40;60;100\n";
const run = (policy: object, files: Readonly<Record<string, string>>, ...args: readonly string[]) => {
  const folder = folderWith({ "p.json": JSON.stringify({ zeros: "show", ...policy }), ...files });
  return { folder, ...diskret(folder, ...args, "--policy", "p.json") };
};
const marks = (folder: string, file: string): number => (readFileSync(path.join(folder, file), "utf8").match(/\.\./g) ?? []).length;

test.each(["mask", "audit", "scan"])("%s says that a policy has run out, and goes on under the built-in rules too", (command) => {
  const { errors } = run({ maxN: 3, valid: { to: "2020-01-01" } }, { "a.csv": CSV }, command, "a.csv");
  expect(errors.filter((line) => line.includes("expired on 2020-01-01"))).toEqual([expect.stringMatching(/^diskret: p\.json: /)]);
});

test("a file that calls itself KY's has FLIS's limit in force; an own limit of 3 holds elsewhere", () => {
  const policy = { maxN: 3, valid: { to: "2999-12-31" } };
  const skole = run(policy, { "skole benchmark.csv": CSV }, "mask", "skole benchmark.csv"), ky = run(policy, { "KY_Benchmark_2026.csv": CSV }, "mask", "KY_Benchmark_2026.csv");
  expect([skole.exitCode, ky.exitCode]).toEqual([0, 0]);
  expect([marks(skole.folder, "skole benchmark.diskret.csv"), marks(ky.folder, "KY_Benchmark_2026.diskret.csv") > 0]).toEqual([0, true]);
});

test("rules of a data set hold where its field is found", () => {
  const policy = (field: string) => ({ maxN: 3, dataSets: [{ name: "Aldre", recognise: { field }, maxN: 20 }, { name: "Skole Benchmark", recognise: { cube: "skole" } }] });
  const found = run(policy("^kommune$"), { "t.json": JSON.stringify({ dims: [{ name: "Kommune", members: ["I alt", "A", "B"], hierarchies: [{ parent: [-1, 0, 0] }] }, { name: "Alder", members: ["I alt", "x", "y"], hierarchies: [{ parent: [-1, 0, 0] }] }], values: [100, 40, 60, 50, 15, 35, 50, 25, 25] }) }, "mask", "t.json", "--json");
  expect((JSON.parse(found.output) as { readonly primary: readonly number[] }).primary).toEqual([4]);
});

test("where the policy lets nothing be exported, no copy is made", () => {
  const { folder, exitCode, errors } = run({ allow: { export: false } }, { "a.csv": CSV }, "mask", "a.csv");
  expect([exitCode, errors, filesIn(folder)]).toEqual([1, [expect.stringContaining("does not let protected tables be exported")], ["a.csv", "p.json"]]);
});

test("a table file's word that a measure counts no persons is not taken over a policy's silence", () => {
  const table = { ...EXAMPLE, values: undefined, measures: [{ name: "Antal", values: EXAMPLE.values }, { name: "Andet", values: EXAMPLE.values, class: "notPersons" }] };
  const { exitCode, errors } = run({}, { "t.json": JSON.stringify(table) }, "mask", "t.json");
  expect([exitCode, errors]).toEqual([1, [expect.stringContaining("“Andet” is not shown")]]);
  expect(diskret(folderWith({ "t.json": JSON.stringify(table) }), "mask", "t.json")).toMatchObject({ exitCode: 0, errors: [] });
});

test("a table file's blanks are not taken for zeros where the policy says that FLIS hid them", () => {
  const table = { ...EXAMPLE, maxN: undefined, values: [57, 20, 37, 10, null, 10, 47, 20, 27], blank: "zero" };
  expect(run({ blank: "suppressed" }, { "t.json": JSON.stringify(table) }, "mask", "t.json").exitCode).toBe(1);
  expect(run({}, { "t.json": JSON.stringify({ ...table, blank: "infer" }) }, "mask", "t.json").exitCode).toBe(0);
});

test("a table file's word that everybody has a small count is not taken: nothing would protect it", () => {
  const small = EXAMPLE.values.findIndex((value) => value === 3), table = { ...EXAMPLE, known: [small] };
  expect(run({}, { "t.json": JSON.stringify(table) }, "mask", "t.json")).toMatchObject({ exitCode: 2, errors: [expect.stringContaining("known would loosen the policy")] });
  expect(run({}, { "t.json": JSON.stringify({ ...table, known: [0] }) }, "mask", "t.json").exitCode).toBe(0);
});

test("no option says of a column with numbers that it counts nobody", () => {
  const list = "Kommune;Trin;Antal;Noget\nA;1;30;7\nB;2;40;8\n", asked = (column: string, text = list) => run({}, { "a.csv": text }, "mask", "a.csv", "--dimensions", column);
  for (const column of ["Antal", "Noget", "Kommune,Noget"]) expect(asked(column)).toMatchObject({ exitCode: 2, errors: [expect.stringContaining("--dimensions would loosen the policy")] });
  expect(asked("Trin").errors.join()).not.toContain("loosen");
  expect(asked("Antal", "Kommune;Alder;Antal\nA;x;30\nB;y;få\nC;x;7\nD;y;8\nE;x;9\nF;y;10\nG;x;11\n").exitCode).toBe(2);
});
