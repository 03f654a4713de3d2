import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { structureRecords } from "../../shared/workbook/structureRecords.ts";
import { readWorkbook } from "../../shared/workbook/readWorkbook.ts";
import { sampleWorkbook } from "../../workbench/sample/workbook.mjs";
import { buildWorkbook } from "../shared/workbook/buildWorkbook.ts";
import { COMPACT } from "../shared/workbook/samplePivots.ts";
import { diskret, folderWith } from "./diskret.ts";

test("every pivot with its rows, columns, kinds and paths", () => {
  const folder = folderWith({ "w.xlsx": buildWorkbook({ pivots: [COMPACT] }) }), run = diskret(folder, "pivots", "w.xlsx", "--json");
  expect(run).toMatchObject({ exitCode: 0, errors: [] });
  const [pivot] = JSON.parse(run.output) as [{ readonly rows: readonly object[]; readonly cols: readonly object[] }];
  expect(Object.keys(pivot)).toEqual(["sheet", "name", "part", "ref", "olap", "rows", "cols"]);
  expect(pivot).toMatchObject({ name: "Kommuner", ref: "A3:D9", olap: false });
  expect(pivot.rows).toHaveLength(5);
  expect(pivot.rows[1]).toEqual({ row: 6, kind: "leaf", data: null, path: ["Nord", "Aalborg"] });
  expect(pivot.cols.map((column) => (column as { readonly path: readonly string[] }).path)).toEqual([["2023.0"], ["2024.0"], []]);
});

test("a pivot whose structure the file does not tell is refused by its place, and the exit code says so", () => {
  const folder = folderWith({ "w.xlsx": buildWorkbook({ pivots: [{ ...COMPACT, rowItems: undefined }] }) }), run = diskret(folder, "pivots", "w.xlsx", "--json");
  expect(run.exitCode).toBe(1);
  expect(JSON.parse(run.output)).toEqual([{ sheet: expect.any(String) as string, part: expect.any(String) as string, ref: "A3:D9", refused: { code: "pivot/noItems" } }]);
  expect(diskret(folder, "pivots", "w.xlsx").output).toMatch(/A3:D9 {2}refused: The file does not say/);
});

test("a list for people has one line per pivot and no numbers of the table", () => {
  const folder = folderWith({ "s.xlsx": sampleWorkbook() }), lines = diskret(folder, "pivots", "s.xlsx").output.trim().split("\n");
  expect(lines).toHaveLength(4);
  expect(lines[0]).toMatch(/!A\d+:F\d+ {2}.*: \d+ rows × \d+ columns$/);
});

const corpus = path.join(process.env["DISKRET_SHARED"] ?? path.resolve(__dirname, "../../../shared"), "xlsx-corpus");
if (existsSync(corpus)) {
  test("a few real workbooks: the command prints what the library reads", () => {
    const known = JSON.parse(gunzipSync(readFileSync(path.join(corpus, "structure.json.gz"))).toString()) as Record<string, unknown>;
    const names = readdirSync(path.join(corpus, "files")).filter((name) => name in known).slice(0, 5);
    expect(names).toHaveLength(5);
    for (const name of names) {
      const file = path.join(corpus, "files", name), result = readWorkbook(readFileSync(file));
      expect(JSON.parse(diskret(corpus, "pivots", file, "--json").output)).toEqual(JSON.parse(JSON.stringify(result.status === "read" ? structureRecords(result.workbook.pivots) : null)));
    }
  });
} else console.log("not run: pivots of real workbooks (no xlsx-corpus beside the project)");
