import { strToU8, unzipSync, zipSync } from "fflate";
import loadHighs from "highs";
import { oracleOf } from "../../../cli/highsOracle.ts";
import type { Oracle } from "../../../shared/audit/attack.ts";
import { scanWorkbook } from "../../../shared/leaks/scan.ts";
import { BUILT_IN } from "../../../shared/policy/policy.ts";
import type { SheetCell } from "../../../shared/sheetWriter/sheetCell.ts";
import { writeWorkbook } from "../../../shared/sheetWriter/writeWorkbook.ts";
import { structurePart, type StatedStructure, type StatedTable } from "../../../shared/workbook/structurePart.ts";

let oracle: Oracle;
beforeAll(async () => { oracle = oracleOf(await loadHighs()); });

const cell = (text: string): SheetCell => (text === ".." ? { kind: "mark", text } : /^\d+$/.test(text) ? { kind: "number", value: Number(text) } : text === "" ? { kind: "empty" } : { kind: "text", text });
const sheet = (name: string, text: string) => ({ name, grid: { rows: text.split("\n").map((line) => line.split("|").map((part) => cell(part.trim()))) } });
const places = (n: number) => Array.from({ length: n }, (_, k) => ({ f0: `m${k}` }));

/** One column of numbers in B, from row 2 on; the last row is the total where `total` is. */
function column(name: string, rows: number, total: boolean, context: StatedTable["context"] = {}): StatedTable {
  const coordinates = places(rows).map((one, k) => (total && k === rows - 1 ? {} : one));
  return { sheet: name, system: "s0", context, rows: { at: Array.from({ length: rows }, (_, k) => k + 2), parent: Array.from({ length: rows }, (_, k) => (total && k < rows - 1 ? rows - 1 : -1)), coordinates }, columns: { at: [2], parent: [-1], coordinates: [{}] } };
}

function codes(sheets: readonly { readonly name: string; readonly text: string }[], structure: StatedStructure | string): readonly string[] {
  const bytes = writeWorkbook(sheets.map(({ name, text }) => sheet(name, text)), typeof structure === "string" ? structure : structurePart(structure));
  const scan = scanWorkbook(bytes, { policy: BUILT_IN, oracle });
  if (scan.status !== "scanned") throw new Error(scan.message.code);
  return [...scan.findings.filter(({ severity }) => severity !== "info").map(({ message, where: { cell: at } }) => `${message.code} ${at ?? ""}`.trim()), ...scan.unread.map(({ reason }) => reason.code)];
}

describe("a copy that says how it is built", () => {
  // 343 − 340 = 3; the labels announce no total, so only the stated structure tells.
  const leaky = "Sted | Tal\nLæsø | ..\nOdense | 340\nDanmark | 343";

  test("is attacked by what it says", () => { expect(codes([{ name: "A", text: leaky }], { tables: [column("A", 3, true)], charts: [] })).toEqual(["leak/R33/found B2"]); });
  test("is believed only where sums hold that show all their parts", () => {
    expect(codes([{ name: "A", text: "Sted | Tal\nLæsø | 7\nOdense | 340\nDanmark | 999" }], { tables: [column("A", 3, true)], charts: [] })).toEqual([]);
    expect(codes([{ name: "A", text: "Sted | Antal borgere\nLæsø | ..\nOdense | 340\nI alt | 343" }], { tables: [{ ...column("A", 3, true), rows: { ...column("A", 3, true).rows, at: [1, 2, 3] } }], charts: [] })).toEqual(["leak/R33/found B2"]);
  });
  test("tables of one system are one: what the one hides the other may show", () => {
    const texts = [{ name: "A", text: "Sted | Tal\nLæsø | ..\nFanø | ..\nDanmark | 343" }, { name: "B", text: "Sted | Tal\nLæsø | 3" }];
    expect(codes(texts, { tables: [column("A", 3, true), column("B", 1, false)], charts: [] })).toEqual(["leak/R33/found B2"]);
    expect(codes(texts, { tables: [column("A", 3, true), { ...column("B", 1, false), system: "s1" }], charts: [] })).toEqual([]);
  });
  test("the same place under two filters: 340 − 337 = 3 are those that the narrower one leaves out", () => {
    const texts = [{ name: "A", text: "Sted | Tal\nLæsø | 340" }, { name: "B", text: "Sted | Tal\nLæsø | 337" }], wide = column("A", 1, false, { f9: ["m1", "m2", "m3"] });
    expect(codes(texts, { tables: [wide, column("B", 1, false, { f9: ["m1", "m2"] })], charts: [] })).toEqual(["leak/R33/difference B2"]);
    expect(codes(texts, { tables: [wide, column("B", 1, false, { f9: ["m4"] })], charts: [] })).toEqual([]);
  });
  test("a part that is not as we write it is unread, and the table is read from its labels", () => {
    const text = "Sted | Antal borgere\nLæsø | ..\nOdense | 340\nI alt | 343";
    for (const content of ["x", '{"tables":[{}],"charts":[]}', '{"tables":[{"sheet":"A","system":"s","context":{},"rows":{"at":[2],"parent":[0],"coordinates":[{}]},"columns":{"at":[2],"parent":[-1],"coordinates":[{}]}}],"charts":[]}', '{"tables":[],"charts":[1]}'])
      expect(codes([{ name: "A", text }], `<diskretStructure>${content}</diskretStructure>`)).toEqual(["leak/R27/data", "leak/R33/found B2", "workbook/structure"]);
  });
  test("numbers written out in a chart must stand in the cells that the copy names", () => {
    const chart = { plots: [{ kind: "column" as const, grouping: "clustered" as const, series: [{ numbers: [340, 7] }] }], from: [5, 0] as const, to: [9, 4] as const };
    const book = (text: string, charts: readonly (readonly string[])[]) => writeWorkbook([{ ...sheet("A", text), charts: [chart] }], structurePart({ tables: [], charts }));
    const found = (bytes: Uint8Array) => { const scan = scanWorkbook(bytes, { policy: BUILT_IN }); return scan.status === "scanned" ? scan.findings.filter(({ rule }) => rule === "R07").map(({ severity, count }) => [severity, count]) : []; };
    expect(found(book("Sted | Tal\nA | 340\nB | 7", [["A!$B$2:$B$3"]]))).toEqual([["info", 2]]);
    expect(found(book("Sted | Tal\nA | 340\nB | ..", [["A!$B$2:$B$3"]]))).toEqual([["block", 1]]);
    expect(found(book("Sted | Tal\nA | 340\nB | 7", []))).toEqual([["block", 2]]);
  });
});

test("a workbook inside a workbook is looked into, and one that cannot be is named", () => {
  const inner = writeWorkbook([sheet("Kilde", "Kommune | Antal borgere\nLæsø | 3")]), outer = (embedded: Uint8Array) => {
    const parts = unzipSync(writeWorkbook([sheet("A", "Kommune | Antal borgere\nLæsø | 300")]));
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = strToU8('<Relationships><Relationship Id="r1" Type="x/package" Target="../embeddings/bog.xlsx"/></Relationships>');
    parts["xl/embeddings/bog.xlsx"] = Uint8Array.from(embedded);
    return scanWorkbook(zipSync(parts), { policy: BUILT_IN });
  };
  expect(outer(inner)).toMatchObject({ status: "scanned", unread: [], findings: expect.arrayContaining([expect.objectContaining({ rule: "R32", severity: "block", where: { part: "xl/embeddings/bog.xlsx › xl/worksheets/sheet1.xml", sheet: "Kilde", cell: "B2" } })]) as unknown });
  expect(outer(strToU8("nej"))).toMatchObject({ status: "scanned", unread: [{ part: "xl/embeddings/bog.xlsx", reason: { code: "workbook/notWorkbook" } }] });
});
