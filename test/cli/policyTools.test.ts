import { spawnSync } from "node:child_process";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { bakedLiteral } from "../../shared/policy/bake.ts";
import { readBaked } from "../../shared/policy/baked.ts";
import { FLIS_CATALOGUE } from "../../shared/policy/flisCatalogue.ts";
import { diskret, filesIn, folderWith } from "./diskret.ts";

const EXAMPLE = readFileSync("policy.example.json", "utf8");

describe("policy classes", () => {
  const run = (csv: string) => {
    const folder = folderWith({ "p.json": EXAMPLE, "c.csv": csv });
    return { folder, ...diskret(folder, "policy", "classes", "p.json", "--csv", "c.csv", "-o", "ny.json") };
  };
  test("a list from FLIS's documentation comes before the policy's own, letter by letter", () => {
    const { folder, exitCode, output } = run("\ufeffNavn;Klasse;Antal;Begrundelse\r\nAntal fuldtidspersoner (5+);personer;;\r\n\"Udgift; netto\";beløb;Antal modtagere;\r\nAreal;ikke personer;;Kvadratmeter\r\nKode;ukendt;;\r\n\r\n");
    expect([exitCode, output]).toEqual([0, "4 measures were added: ny.json\n"]);
    const { measures } = JSON.parse(readFileSync(path.join(folder, "ny.json"), "utf8")) as { readonly measures: readonly object[] };
    expect(measures.slice(0, 4)).toEqual([
      { pattern: "^Antal fuldtidspersoner \\(5\\+\\)$", class: "persons" }, { pattern: "^Udgift; netto$", class: "basedOn", base: "Antal modtagere" },
      { pattern: "^Areal$", class: "notPersons", reason: "Kvadratmeter" }, { pattern: "^Kode$", class: "unknown" },
    ]);
    expect(measures.slice(4)).toEqual((JSON.parse(EXAMPLE) as { readonly measures: readonly object[] }).measures);
    expect(diskret(folder, "policy", "check", "ny.json").errors.filter((line) => !line.includes("applies from"))).toEqual([]);
  });
  test.each([
    ["a share without its count", "navn,klasse\nA,basedOn\n", "Line 2"], ["a measure shown whole without a reason", "name;class\nA;persons\nB;notPersons\n", "Line 3"], ["a class of nobody's", "name;class\nA;måske\n", "Line 2"],
    ["no name", "name;class\n;persons\n", "Line 2"], ["no column of classes", "name;kind\nA;persons\n", "columns"], ["no table", "A\nB\n", "columns"],
  ])("%s stops everything", (_, csv, words) => {
    const { folder, exitCode, errors } = run(csv);
    expect([exitCode, errors.length, errors[0]?.includes(words)]).toEqual([2, 1, true]);
    expect(filesIn(folder)).toEqual(["c.csv", "p.json"]);
  });
});

describe("policy dax", () => {
  test("of a model's table file, with what it does not protect above", () => {
    const tmdl = "table Fakta\n\n\tmeasure 'Antal elever' = SUM(Fakta[Antal])\n\t\tformatString: #,0\n\n\tmeasure 'Andel elever' =\n\t\t\tDIVIDE([Antal elever], [Alle])\n\n\tcolumn Antal\n\t\tdataType: int64\n";
    const folder = folderWith({ "p.json": EXAMPLE, "Fakta.tmdl": tmdl }), { exitCode, output, errors } = diskret(folder, "policy", "dax", "p.json", "--measures", "Fakta.tmdl");
    expect([exitCode, errors]).toEqual([0, []]);
    expect(output).toMatch(/^\/\/ Made from .*NOT RUN[^]*DEFINE\n\tMEASURE 'Diskret'\[Antal elever \(diskret\)\] =[^]*antal > 9, antal \)[^]*\[Andel elever\] \)\n\nEVALUATE/);
  });
  test("measures that are withheld are named, and nothing is written for them", () => {
    const folder = folderWith({ "p.json": EXAMPLE, "m.txt": "Temperatur\n" });
    expect(diskret(folder, "policy", "dax", "p.json", "--measures", "m.txt", "-o", "ud.dax")).toMatchObject({ exitCode: 1, output: "", errors: [expect.stringContaining("“Temperatur” is not classified")] });
    expect(filesIn(folder)).toEqual(["m.txt", "p.json"]);
  });
});

test("a newer list of FLIS's data sets is compared, taken into use, and no older one after it", () => {
  const folder = folderWith({ "old.json": JSON.stringify({ version: 1, source: "s", read: "2026-11-23", packages: [], cubes: [], exempt: [] }), "bad.json": "{}" });
  const check = diskret(folder, "catalogue", "check", "old.json");
  expect(check).toMatchObject({ exitCode: 0, errors: [] });
  expect(check.output).toMatch(/^.*version 1.*2026-11-23[^]*- KY Benchmark: benchmark, DM, DAP, ≤ 5/);
  expect(diskret(folder, "catalogue", "update", "old.json")).toMatchObject({ exitCode: 1, errors: [expect.stringContaining("not newer")] });
  expect(diskret(folder, "catalogue", "check", "bad.json").exitCode).toBe(2);
});

test("a newer list holds at once for the command, and the next package carries it", () => {
  const home = folderWith({}), csv = "Kommune;0-2;3-5;I alt\nOdense;7;23;30\nAarhus;19;11;30\nVejle;14;26;40\nI alt;40;60;100\n";
  for (const part of ["diskret.mjs", "addin", "visual", "sbom.cdx.json"]) cpSync(path.join("dist", part), path.join(home, part), { recursive: true });
  const run = (...args: readonly string[]) => spawnSync(process.execPath, [path.join(home, "diskret.mjs"), ...args, "--lang", "en"], { cwd: home, encoding: "utf8" });
  writeFileSync(path.join(home, "skole benchmark.csv"), csv);
  writeFileSync(path.join(home, "p.json"), JSON.stringify({ ...JSON.parse(EXAMPLE) as object, dataSets: [], maxN: 3, zeros: "show", valid: { to: "2999-12-31" } }));
  const newer = { ...FLIS_CATALOGUE, version: FLIS_CATALOGUE.version + 1, cubes: [...FLIS_CATALOGUE.cubes, { area: "Skole", name: "Skole Benchmark", limit: 8, status: "8" }] };
  writeFileSync(path.join(home, "flis.json"), JSON.stringify(newer));
  const hidden = (): boolean => { expect(run("mask", "skole benchmark.csv", "--policy", "p.json").status).toBe(0); return readFileSync(path.join(home, "skole benchmark.diskret.csv"), "utf8").includes(".."); };
  expect(hidden()).toBe(false);
  expect(run("catalogue", "check", "flis.json").stdout).toContain("+ Skole Benchmark: benchmark, DM, DAP, ≤ 8");
  expect(run("catalogue", "update", "flis.json").status).toBe(0);
  expect(hidden()).toBe(true);
  expect(run("package", "--policy", "p.json", "--host", "https://diskret.example", "-o", "out").status).toBe(0);
  expect(readBaked(bakedLiteral(readFileSync(path.join(home, "out/site/taskpane.js"), "utf8")) ?? "")).toMatchObject({ status: "baked", catalogue: { version: newer.version } });
});
