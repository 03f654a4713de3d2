import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { sampleWorkbook } from "../../workbench/sample/workbook.mjs";
import { plainWorkbook } from "../shared/leaks/plainWorkbook.ts";
import { diskret, folderWith } from "./diskret.ts";

const CLEAN = plainWorkbook(), SMALL = plainWorkbook({ cells: "Kommune | Antal borgere\nAalborg | 120\nLæsøhemmelighed | 3" });
const AUTHOR = plainWorkbook({ rootLinks: [["core-properties", "docProps/core.xml"]], parts: { "docProps/core.xml": "<coreProperties><creator>Anne Andersen</creator></coreProperties>" } });

interface Report {
  readonly fortrolig: boolean;
  readonly heading: string;
  readonly files: readonly { readonly file: string; readonly status: string; readonly rule?: string; readonly findings: readonly { readonly rule: string; readonly text: string; readonly names?: readonly string[] }[] }[];
  readonly rules: Readonly<Record<string, unknown>>;
  readonly notCheckable: readonly string[];
  readonly summary: Readonly<Record<string, unknown>>;
}
const report = (output: string) => JSON.parse(output) as Report;

describe("exit codes", () => {
  const folder = folderWith({ "clean.xlsx": CLEAN, "small.xlsx": SMALL, "old.xls": "x", "not.xlsx": "x" });
  test.each([
    ["a clean workbook", ["clean.xlsx"], 0, "clean.xlsx: nothing found"],
    ["a small count", ["small.xlsx"], 1, "BLOCK   R32  Ark1!B3 (xl/worksheets/sheet1.xml): 1 visible count is at or below the limit"],
    ["an old format", ["old.xls"], 1, "old.xls: NOT SCANNED."],
    ["no workbook at all", ["not.xlsx"], 1, "not.xlsx: NOT SCANNED."],
  ])("%s", (_what, files, exitCode, words) => {
    const run = diskret(folder, "scan", ...files);
    expect(run).toMatchObject({ exitCode, errors: [] });
    expect(run.output.startsWith("Internt – må ikke deles")).toBe(true);
    expect(run.output).toContain(words);
  });
  test.each([
    ["a missing file", ["nope.xlsx"], /nope\.xlsx: The file does not exist/],
    ["two formats", ["clean.xlsx", "--json", "--html"], /Choose one of/],
    ["an option of another command", ["clean.xlsx", "--zeros", "hide"], /--zeros does not belong to diskret scan/],
  ])("could not run: %s", (_what, args, words) => {
    const run = diskret(folder, "scan", ...args);
    expect([run.exitCode, run.output]).toEqual([2, ""]);
    expect(run.errors.join()).toMatch(words);
  });
});

describe("a folder", () => {
  const folder = folderWith({ "a.xlsx": CLEAN, "b.xlsb": "x", "notes.docx": "x", "~$a.xlsx": "Anne Andersen" });
  mkdirSync(path.join(folder, "deep/er"), { recursive: true });
  writeFileSync(path.join(folder, "deep/er/c.xlsx"), SMALL);
  writeFileSync(path.join(folder, "deep/d.xlsx"), AUTHOR);

  test("is read to the bottom, in order; what cannot be read is named, other kinds of files and lock files are not", () => {
    const run = diskret(folder, "scan", ".", "--json"), { fortrolig, heading, files, summary, notCheckable } = report(run.output);
    expect(run.exitCode).toBe(1);
    expect([fortrolig, heading.startsWith("Internt – må ikke deles")]).toEqual([true, true]);
    expect(files.map(({ file, status, rule }) => [file.split(path.sep).join("/"), status, rule])).toEqual([["a.xlsx", "clean", undefined], ["b.xlsb", "notScanned", "R36"], ["deep/d.xlsx", "clean", undefined], ["deep/er/c.xlsx", "findings", undefined]]);
    expect(summary).toMatchObject({ files: 4, clean: 2, withFindings: 1, notScanned: 1, failed: 0, rules: ["R25", "R32", "R36"] });
    expect(notCheckable.length).toBeGreaterThan(3);
  });

  test("user names only for whoever asks", () => {
    for (const format of [[], ["--json"], ["--sarif"], ["--html"]]) expect(diskret(folder, "scan", ".", ...format).output).not.toContain("Anne");
    expect(report(diskret(folder, "scan", ".", "--json", "--names").output).files.flatMap(({ findings }) => findings.flatMap(({ names }) => names ?? []))).toEqual(["Anne Andersen"]);
  });

  test("no report repeats what a cell says", () => {
    for (const format of [[], ["--json"], ["--sarif"], ["--html"]]) expect(diskret(folder, "scan", ".", ...format).output).not.toContain("hemmelighed");
  });

  test("SARIF for tools: a rule for every result, the file and the place in it", () => {
    const { runs: [run] } = JSON.parse(diskret(folder, "scan", ".", "--sarif").output) as { readonly runs: readonly [{ readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } }; readonly results: readonly { readonly ruleId: string; readonly level: string; readonly locations: readonly unknown[] }[] }] };
    expect(run.tool.driver.rules.map(({ id }) => id)).toHaveLength(37);
    expect(run.results.map(({ ruleId, level }) => [ruleId, level])).toEqual([["R36", "warning"], ["R25", "note"], ["R32", "error"]]);
    expect(run.results[2].locations).toEqual([{ physicalLocation: { artifactLocation: { uri: "deep/er/c.xlsx" } }, logicalLocations: [{ fullyQualifiedName: "Ark1!B3 (xl/worksheets/sheet1.xml)" }] }]);
  });

  test("HTML is one page in the reader's language, its texts escaped", () => {
    const place = folderWith({ "a & b.xlsx": SMALL }), page = diskret(place, "scan", ".", "--html", "--lang", "da").output;
    expect(page).toMatch(/^<!doctype html><html lang="da">/);
    expect(page).toContain("<h1>Internt – må ikke deles</h1>");
    expect(page).toContain("<h2>a &amp; b.xlsx</h2>");
    expect(page).not.toMatch(/<script|https?:/);
  });
});

test("an interrupted scan goes on where it stopped, and looks again at what has changed", () => {
  const folder = folderWith({ "a.xlsx": CLEAN, "b.xlsx": SMALL }), journal = path.join(folder, "journal.jsonl");
  const scan = () => report(diskret(folder, "scan", "a.xlsx", "b.xlsx", "--json", "--resume", "journal.jsonl").output).files.map(({ status }) => status);
  expect(scan()).toEqual(["clean", "findings"]);
  const lines = readFileSync(journal, "utf8").split("\n").filter((line) => line !== "");
  expect(lines).toHaveLength(2);
  // The journal is believed while the file is the same; the half line of a stopped run is passed over.
  writeFileSync(journal, `${lines[0].replace('"status":"clean"', '"status":"findings"')}\n${lines[1].slice(0, 40)}`);
  expect(scan()).toEqual(["findings", "findings"]);
  writeFileSync(path.join(folder, "a.xlsx"), plainWorkbook({ cells: "Kommune | Antal borgere\nAalborg | 1200" }));
  expect(scan()).toEqual(["clean", "findings"]);
});

test("a copy made by mask is clean; the workbook that it was made of is not", () => {
  const folder = folderWith({ "s.xlsx": sampleWorkbook() });
  diskret(folder, "mask", "s.xlsx");
  expect(diskret(folder, "scan", "s.diskret.xlsx")).toMatchObject({ exitCode: 0, errors: [] });
  expect(diskret(folder, "scan", "s.xlsx").exitCode).toBe(1);
});
