import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { policySchema } from "../../cli/policySchema.ts";
import { FLIS_CATALOGUE } from "../../shared/policy/flisCatalogue.ts";
import { diskret, filesIn, folderWith } from "./diskret.ts";

const EXAMPLE = readFileSync("policy.example.json", "utf8");

test("policy.schema.json is what the reader of policies says; `diskret policy schema` prints it", () => {
  expect(readFileSync("policy.schema.json", "utf8")).toBe(policySchema());
  expect(diskret(folderWith({}), "policy", "schema").output).toBe(policySchema());
});

describe("policy check", () => {
  const check = (json: object, ...args: readonly string[]) => diskret(folderWith({ "p.json": JSON.stringify({ ...JSON.parse(EXAMPLE) as object, ...json }) }), "policy", "check", "p.json", ...args);
  test("a choice that no host follows is told, and stops nothing", () => {
    expect(check({ explain: "full", valid: { from: "2026-01-01", to: "2999-12-31" } })).toMatchObject({ exitCode: 0, errors: [expect.stringContaining("explain: “full” is not followed")] });
  });
  test("a policy in order, with its hash and the age of FLIS's list", () => {
    const run = check({ valid: { from: "2020-01-01", to: "2999-12-31" } });
    expect(run).toMatchObject({ exitCode: 0, errors: [] });
    expect(run.output).toMatch(/SHA-256 [0-9a-f]{64}\nThe list of FLIS's data sets \(version 1\) was read on 2026-11-23/);
  });
  test.each<[string, object, number, RegExp]>([
    ["expired", { valid: { to: "2020-01-01" } }, 1, /expired on 2020-01-01/],
    ["not yet valid", { valid: { from: "2999-01-01", to: "2999-12-31" } }, 0, /applies from 2999-01-01 only/],
    ["without an end", { valid: {} }, 1, /valid\.to is missing/],
    ["decided by nobody", { valid: { to: "2999-12-31" }, decided: undefined }, 1, /decided is missing/],
    ["a data set that FLIS does not have", { valid: { to: "2999-12-31" }, dataSets: [{ name: "KY benchmarks", recognise: { cube: "KY" } }] }, 1, /dataSets\.0\.name: FLIS's list has no data set called “KY benchmarks”/],
    ["a code that no municipality has", { municipality: { name: "X", code: "999" } }, 2, /municipality\.code is not the code/],
    ["a field nobody knows", { maxn: 3 }, 2, /does not know: maxn/],
    ["a version to come", { version: 2 }, 2, /version is unknown/],
  ])("%s", (_, json, exitCode, words) => {
    expect(check(json)).toMatchObject({ exitCode, errors: [expect.stringMatching(words)] });
  });
  test("in Danish", () => { expect(check({ maxN: 0 }, "--lang", "da").errors).toEqual(["diskret: p.json: maxN skal være et helt tal fra 1 til 50: antal på op til og med dette tal skjules."]); });
});

test("policy show fills in what holds", () => {
  const folder = folderWith({ "p.json": '{"maxN": 9}', "e.json": EXAMPLE });
  expect(JSON.parse(diskret(folder, "policy", "show", "p.json", "--json").output)).toMatchObject({ maxN: 9, zeros: "hide", protection: "standard", ledger: "released" });
  const text = diskret(folder, "policy", "show", "e.json").output;
  for (const words of ["Odense Kommune (461)", "2026-12-01", "5 or fewer", "KY Benchmark", "Kommunens samlede budget"]) expect(text).toContain(words);
});

test("keys, signature and check from the command line", () => {
  const folder = folderWith({ "p.json": EXAMPLE }), run = (...args: readonly string[]) => diskret(folder, "policy", ...args);
  expect(run("keygen", "-o", "keys")).toMatchObject({ exitCode: 0, errors: [] });
  const [privateKey, publicKey] = readdirSync(path.join(folder, "keys")).sort().map((name) => `keys/${name}`) as [string, string];
  expect(privateKey).toMatch(/\.private\.jwk\.json$/);
  if (process.platform !== "win32") expect(statSync(path.join(folder, privateKey)).mode & 0o077).toBe(0);
  expect(readFileSync(path.join(folder, publicKey), "utf8")).not.toContain('"d"');
  expect(run("sign", "p.json", "--key", publicKey)).toMatchObject({ exitCode: 2, errors: [expect.stringContaining("public")] });
  expect(run("sign", "p.json", "--key", privateKey)).toMatchObject({ exitCode: 0 });
  expect(run("verify", "p.jws", "--key", publicKey, "-o", "back.json")).toMatchObject({ exitCode: 0 });
  expect(readFileSync(path.join(folder, "back.json"), "utf8")).toBe(EXAMPLE);
  expect(diskret(folderWith({ "p.jws": readFileSync(path.join(folder, "p.jws"), "utf8").replace(/.\n$/, "\n"), "k.json": readFileSync(path.join(folder, publicKey)) }), "policy", "verify", "p.jws", "--key", "k.json")).toMatchObject({ exitCode: 1 });
  expect(run("verify", "p.jws")).toMatchObject({ exitCode: 2, errors: [expect.stringContaining("--key")] });
  expect(run("verify", "p.jws", "--key", "p.json")).toMatchObject({ exitCode: 2, errors: [expect.stringContaining("Ed25519")] });
});

test.each<[string, readonly string[], RegExp]>([
  ["no file", ["policy", "check"], /needs a file/], ["two files", ["policy", "check", "a", "b"], /at most 1/], ["no subcommand", ["policy"], /Unknown command “policy”/],
  ["an option of another command", ["policy", "check", "a", "--host", "x"], /--host does not belong/], ["an unknown option", ["policy", "check", "--strict"], /Unknown option --strict/],
  ["a language nobody speaks", ["policy", "schema", "--lang", "sv"], /--lang must be/], ["a missing file", ["policy", "check", "nope.json"], /does not exist/],
])("%s", (_, args, words) => {
  expect(diskret(folderWith({}), ...args)).toMatchObject({ exitCode: 2, output: "", errors: [expect.stringMatching(words)] });
});

test("help for whoever deploys, in both languages, fits a terminal", () => {
  for (const [args, words] of [[["policy", "--help"], "For whoever decides"], [["package", "-h", "--lang", "da"], "Til den, der beslutter"]] as const) {
    const { output, exitCode } = diskret(folderWith({}), ...args);
    expect([exitCode, output.includes(words), Math.max(...output.split("\n").map(({ length }) => length)) <= 110]).toEqual([0, true, true]);
  }
});

test("catalogue check says what a list changes, and refuses a faulty one", () => {
  const cubes = FLIS_CATALOGUE.cubes.map((cube) => (cube.name === "FLIS Statistik" ? { ...cube, limit: 3, status: "3" } : cube));
  const folder = folderWith({ "new.json": JSON.stringify({ ...FLIS_CATALOGUE, version: 2, cubes }), "bad.json": '{"version": 2}' });
  expect(diskret(folder, "catalogue", "check", "new.json").output).toMatch(/version 2\)[^\n]*\n- FLIS Statistik: benchmark, DAP\n\+ FLIS Statistik: benchmark, DAP, ≤ 3\n$/);
  expect(diskret(folder, "catalogue", "check", "bad.json")).toMatchObject({ exitCode: 2, errors: [expect.stringContaining("source")] });
  expect(filesIn(folder)).toEqual(["bad.json", "new.json"]);
});

test("mask holds to a policy as it is in force: its strictest data set, and the built-in rules once it has expired", () => {
  const table = (value: number): string => JSON.stringify({ cells: { a: value, b: 20, c: 30, t: value + 50 }, relations: [{ total: "t", parts: ["a", "b", "c"] }] });
  const folder = folderWith({ "9.json": table(9), "5.json": table(5), "data.json": '{"maxN": 3, "dataSets": [{"name": "KY Benchmark", "recognise": {"cube": "KY"}, "maxN": 9}]}', "old.json": '{"maxN": 3, "valid": {"to": "2020-01-01"}}', "loose.json": '{"maxN": 3}' });
  const primary = (file: string, policy: string): unknown => (JSON.parse(diskret(folder, "mask", file, "--json", "--policy", policy).output) as { readonly primary: unknown }).primary;
  expect(primary("9.json", "data.json")).toEqual(["a"]);
  expect(primary("5.json", "old.json")).toEqual(["a"]);
  expect(primary("5.json", "loose.json")).toEqual([]);
});
