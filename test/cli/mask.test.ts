import { readFileSync } from "node:fs";
import path from "node:path";
import { strFromU8, unzipSync } from "fflate";
import XLSX from "xlsx";
import { sampleWorkbook } from "../../workbench/sample/workbook.mjs";
import { buildWorkbook } from "../shared/workbook/buildWorkbook.ts";
import { COMPACT } from "../shared/workbook/samplePivots.ts";
import { diskret, EXAMPLE, EXAMPLE_CSV, filesIn, folderWith } from "./diskret.ts";

/** Without insiders and small sums the least pattern of these tables is known by hand. */
const EXACT = ["--protection", "exact"];
const read = (folder: string, file: string) => readFileSync(path.join(folder, file), "utf8");
const json = (text: string): unknown => JSON.parse(text);

describe("the report", () => {
  const folder = folderWith({ "t.json": JSON.stringify(EXAMPLE), "t.csv": EXAMPLE_CSV, "s.xlsx": sampleWorkbook() });

  test("of a table: begins with fortrolig, cells by position, loss 7 + 20 + 30 = 57", () => {
    const run = diskret(folder, "mask", "t.json", "--json");
    expect(run).toMatchObject({ exitCode: 0, errors: [] });
    expect(run.output.startsWith('{"fortrolig":true,')).toBe(true);
    const report = json(run.output) as object;
    expect(report).toEqual({ fortrolig: true, primary: [4], secondary: [5, 7, 8], loss: 57, audit: { safe: true, exact: {}, derived: [], narrow: {} }, ms: expect.any(Number) as number });
    expect(Object.keys(report)).toEqual(["fortrolig", "primary", "secondary", "loss", "audit", "ms"]);
  });

  test("of a linear structure: cells by id", () => {
    // 2 + 10 + 20 = 32: a is small, and 32 − 10 − 20 = 2 gives it away unless b goes with it.
    const place = folderWith({ "l.json": JSON.stringify({ cells: { T: 32, a: 2, b: 10, c: 20 }, relations: [{ total: "T", parts: ["a", "b", "c"] }] }) });
    expect(json(diskret(place, "mask", "l.json", "--json").output)).toMatchObject({ primary: ["a"], secondary: ["b"], loss: 10 });
  });

  test("of an array is an array, and so is its copy", () => {
    const place = folderWith({ "a.json": JSON.stringify([EXAMPLE, { ...EXAMPLE, name: "second" }]) });
    const run = diskret(place, "mask", "a.json", "--json", "-o", "out");
    expect(json(run.output)).toMatchObject([{ fortrolig: true, primary: [4] }, { fortrolig: true, primary: [4] }]);
    expect(json(read(place, "out/a.diskret.json"))).toMatchObject([{ name: "example", suppressed: [4, 5, 7, 8] }, { name: "second" }]);
  });

  test("of a CSV file: cells by their address in the file", () => {
    expect(json(diskret(folder, "mask", "t.csv", "--json", ...EXACT).output)).toMatchObject({ fortrolig: true, primary: ["B3"], secondary: ["C3", "B4", "C4"] });
  });

  test("of a workbook: what became of every pivot, and one number of hidden cells", () => {
    const report = json(diskret(folder, "mask", "s.xlsx", "--json").output) as { readonly pivots: readonly object[] };
    expect(Object.keys(report)[0]).toBe("fortrolig");
    expect(report).toMatchObject({ hiddenCells: expect.any(Number) as number, cells: expect.any(Number) as number });
    expect(report.pivots).toHaveLength(4);
  });

  test("of several files is a list in their order, refusals included", () => {
    expect(json(diskret(folder, "mask", "t.json", "nope.json", "t.csv", "--json").output)).toMatchObject([{ primary: [4] }, { fortrolig: true, refused: [{ code: "cli/missing" }] }, { primary: ["B3"] }]);
  });

  test("without -o leaves no file", () => { expect(filesIn(folder)).toEqual(["s.xlsx", "t.csv", "t.json"]); });

  test("is the same on every run but for the time", () => {
    const timeless = () => diskret(folder, "mask", "t.json", "--json").output.replace(/"ms":[\d.]+/, "");
    expect(timeless()).toBe(timeless());
  });
});

describe("the rules that hold", () => {
  const table = { dims: EXAMPLE.dims, values: [68, 31, 37, 18, 11, 7, 50, 20, 30] };
  const primary = (files: Readonly<Record<string, object>>, ...args: readonly string[]) => {
    const folder = folderWith(Object.fromEntries(Object.entries(files).map(([name, content]) => [name, JSON.stringify(content)])));
    return (json(diskret(folder, "mask", "t.json", "--json", ...args).output) as { primary: number[] }).primary;
  };

  test("without a policy: 5 or less", () => { expect(primary({ "t.json": table })).toEqual([]); });
  test("the table's own limit", () => { expect(primary({ "t.json": { ...table, maxN: 7 } })).toEqual([5]); });
  test("its synonym", () => { expect(primary({ "t.json": { ...table, threshold: 11 } })).toEqual([4, 5]); });
  test("a policy's limit, where it is stricter than the table's", () => { expect(primary({ "t.json": { ...table, maxN: 2 }, "p.json": { maxN: 7 } }, "--policy", "p.json")).toEqual([5]); });
  test("the table's limit, where it is stricter than the policy's", () => { expect(primary({ "t.json": { ...table, maxN: 11 }, "p.json": { maxN: 7 } }, "--policy", "p.json")).toEqual([4, 5]); });
  test("the strictest limit of a system", () => {
    const folder = folderWith({ "t.json": JSON.stringify([{ ...table, maxN: 2 }, { ...table, name: "x", maxN: 7 }]) });
    expect(json(diskret(folder, "mask", "t.json", "--json").output)).toMatchObject([{ primary: [5] }, { primary: [5] }]);
  });

  // 0 + 20 = 20, 40 + 30 = 70
  const zeros = { dims: EXAMPLE.dims, values: [90, 40, 50, 20, 0, 20, 70, 40, 30] };
  test("zeros are hidden unless the table or the option shows them", () => {
    expect(primary({ "t.json": zeros })).toEqual([4]);
    expect(primary({ "t.json": { ...zeros, zeros: "show" } })).toEqual([]);
    expect(primary({ "t.json": zeros }, "--zeros", "show")).toEqual([]);
    expect(primary({ "t.json": { ...zeros, zeros: "show" } }, "--zeros", "hide")).toEqual([4]);
    expect(primary({ "t.json": { ...zeros, zeros: "show" }, "p.json": {} }, "--policy", "p.json")).toEqual([4]);
  });
});

describe("the copy", () => {
  test("of a table lists hidden cells without telling which were small, and drops what other tools and the recipient know", () => {
    const folder = folderWith({ "t.json": JSON.stringify({ ...EXAMPLE, known: [0], peers: { tool: [3] }, context: { year: "2024" }, municipalities: { dim: "region" } }) });
    expect(diskret(folder, "mask", "t.json", "-o", "out", ...EXACT)).toMatchObject({ exitCode: 0, errors: [], output: "t.json: 4 of 9 cells are hidden (25 % of the total count) → out/t.diskret.json\n" });
    expect(json(read(folder, "out/t.diskret.json"))).toEqual({
      name: "example", dims: EXAMPLE.dims, values: [60, 23, 37, 10, null, null, 50, null, null],
      maxN: 5, zeros: "show", suppressed: [4, 5, 7, 8], context: { year: ["2024"] }, municipalities: { dim: "region" },
    });
    expect(json(diskret(folder, "audit", "out/t.diskret.json", "--json").output)).toMatchObject({ fortrolig: true });
  });

  test("of a CSV file keeps its look: title, delimiter, labels; every hidden cell has the same mark", () => {
    const folder = folderWith({ "t.csv": EXAMPLE_CSV });
    expect(diskret(folder, "mask", "t.csv", ...EXACT).exitCode).toBe(0);
    expect(read(folder, "t.diskret.csv")).toBe("\ufeffFIKTIVE TAL;;;\r\nKommune;0-2;3-5;I alt\r\nA;..;..;10\r\nB;..;..;50\r\nI alt;23;37;60\r\n");
  });

  test("of a CSV file in Windows-1252 has its Danish letters", () => {
    const folder = folderWith({ "t.csv": Buffer.from("Kommune;M\nÆrø;30\nTårnby;40\nI alt;70\n", "latin1") });
    diskret(folder, "mask", "t.csv");
    expect(read(folder, "t.diskret.csv")).toContain("Ærø;30\r\nTårnby;40");
  });

  test("of a CSV file cannot start a formula", () => {
    const folder = folderWith({ "t.csv": 'Kommune;M\n"=HYPERLINK(""x"")";30\n@b;40\n-c;50\n- d -;60\n' });
    diskret(folder, "mask", "t.csv");
    expect(read(folder, "t.diskret.csv").split("\r\n").slice(1, 5).map((line) => line.replace(/^"?'.*;/, "';"))).toEqual(["';30", "';40", "';50", "';60"]);
  });

  test("keeps to the policy's mark", () => {
    const folder = folderWith({ "t.csv": EXAMPLE_CSV, "p.json": '{"mark": "skjult"}' });
    diskret(folder, "mask", "t.csv", "--policy", "p.json");
    expect(read(folder, "t.diskret.csv")).toContain("A;skjult;skjult;10");
  });

  test("contains no hidden number, in any format", () => {
    // 3 + 71717 = 71720, 82828 + 93939 = 176767; 3 + 82828 = 82831, 71717 + 93939 = 165656, 71720 + 176767 = 248487
    const values = [248487, 82831, 165656, 71720, 3, 71717, 176767, 82828, 93939], hidden = ["71717", "82828", "93939"];
    const csv = EXAMPLE_CSV.replace("3;7;10", "3;71.717;71.720").replace("20;30;50", "82.828;93.939;176.767").replace("23;37;60", "82.831;165.656;248.487");
    const pivot = { ...COMPACT, shown: COMPACT.shown.replace("20 | 37 | 57", "71717 | 37 | 71754").replace("30 | 40 | 70", "71727 | 40 | 71767").replace("37 | 48 | 85", "71734 | 48 | 71782") };
    const folder = folderWith({ "t.json": JSON.stringify({ ...EXAMPLE, values }), "t.csv": csv, "t.xlsx": buildWorkbook({ pivots: [pivot] }) });
    expect(diskret(folder, "mask", "t.json", "t.csv", "t.xlsx", "-o", "out", ...EXACT)).toMatchObject({ exitCode: 0, errors: [] });
    for (const file of ["t.diskret.json", "t.diskret.csv"]) for (const number of hidden) expect(read(folder, `out/${file}`)).not.toContain(number);
    const parts = unzipSync(readFileSync(path.join(folder, "out/t.diskret.xlsx")));
    const text = Object.values(parts).map((bytes) => strFromU8(bytes)).join("\n");
    expect(text).toContain("71754");
    expect(text).not.toContain("71717");
    expect(Object.keys(parts).join()).not.toMatch(/pivot|connection|docProps|externalLink|calcChain/i);
  });

  test("of a workbook has every table in its place, and the command says what stayed behind", () => {
    const folder = folderWith({ "s.xlsx": sampleWorkbook() });
    const run = diskret(folder, "mask", "s.xlsx", "-o", "out", "--lang", "da");
    expect(run.output).toMatch(/^s\.xlsx: \d+ af \d+ celler er skjult \([\d,]+ % af det samlede antal\) → out\/s\.diskret\.xlsx\n( {2}Arket “[^”]+” har tal uden for pivottabeller .*\n){2}$/);
    const book = XLSX.read(readFileSync(path.join(folder, "out/s.diskret.xlsx")));
    expect(book.SheetNames).toHaveLength(4);
    expect(JSON.stringify(book.Sheets)).toContain("5 eller derunder");
  });
});

test("a measure that is no count is withheld with the way out, and the exit code says so", () => {
  const folder = folderWith({ "t.csv": EXAMPLE_CSV.replace("Kommune;0-2", "Kommune;Udgift 0-2"), "p.json": '{"measures": [{"pattern": "udgift", "class": "notPersons", "reason": "Hele budgettet"}]}' });
  const run = diskret(folder, "mask", "t.csv", "-o", "out");
  expect(run).toMatchObject({ exitCode: 1, errors: [expect.stringMatching(/Udgift 0-2.*Classify/)] });
  expect(filesIn(folder)).toEqual(["p.json", "t.csv"]);
  expect(diskret(folder, "mask", "t.csv", "-o", "out", "--policy", "p.json").exitCode).toBe(0);
  expect(read(folder, "out/t.diskret.csv")).toContain("A;3;7;10\r\n");
});

test("a table with hidden cells cannot be protected again", () => {
  const folder = folderWith({ "t.csv": EXAMPLE_CSV.replace("A;3", "A;.."), "t.json": JSON.stringify({ ...EXAMPLE, suppressed: [4] }) });
  expect(diskret(folder, "mask", "t.csv")).toMatchObject({ exitCode: 1, errors: [expect.stringMatching(/already has hidden cells/)] });
  expect(diskret(folder, "mask", "t.json")).toMatchObject({ exitCode: 1, errors: [expect.stringMatching(/already has hidden cells/)] });
});

describe("what options make stricter keeps hidden what was", () => {
  // With zeros hidden the small counts of r1 and r2 protect each other; 9 and 6 in the totals, hidden where zeros are shown, would be shown.
  const table = { ...EXAMPLE, values: [13, 4, 9, 6, 0, 6, 6, 0, 6, 7, 4, 3], dims: [
    { name: "kommune", members: ["Total", "r1", "r2", "r3"], hierarchies: [{ parent: [-1, 0, 1, 0] }] },
    { name: "alder", members: ["Total", "c1", "c2"], hierarchies: [{ parent: [-1, 0, 0] }] },
  ], municipalities: { dim: "kommune" } };
  const hidden = (...args: readonly string[]): readonly number[] => {
    const folder = folderWith({ "t.json": JSON.stringify(table), "hide.json": JSON.stringify({ ...table, zeros: "hide" }), "p.json": JSON.stringify({ municipality: { name: "Odense", code: "461" }, zeros: "show" }) });
    const { primary, secondary } = JSON.parse(diskret(folder, "mask", ...args, "--json").output) as { readonly primary: readonly number[]; readonly secondary: readonly number[] };
    return [...primary, ...secondary];
  };

  test("of a table file, and of a policy", () => {
    const before = hidden("t.json");
    expect(before.filter((cell) => !hidden("hide.json").includes(cell)).length).toBeGreaterThan(0);
    expect(before.filter((cell) => !hidden("t.json", "--zeros", "hide").includes(cell))).toEqual([]);
    expect(hidden("t.json", "--policy", "p.json").filter((cell) => !hidden("t.json", "--policy", "p.json", "--zeros", "hide").includes(cell))).toEqual([]);
    expect(hidden("t.json", "--policy", "p.json").filter((cell) => !hidden("hide.json", "--policy", "p.json").includes(cell))).toEqual([]);
  });
});
