import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import ExcelJS from "exceljs";
import { strFromU8, unzipSync } from "fflate";
import XLSX from "xlsx";
import type { WrittenSheet } from "../../../shared/sheetWriter/sheetCell.ts";
import { sheetNames } from "../../../shared/sheetWriter/sheetNames.ts";
import { writeWorkbook } from "../../../shared/sheetWriter/writeWorkbook.ts";
import { readTree } from "../../../shared/workbook/xmlTree.ts";

const SHEETS: readonly WrittenSheet[] = [
  {
    name: "Diskret – Unge", headerRows: 1, notes: ["Skjult, fordi …", " 5 & <derunder>"],
    grid: { rows: [
      [{ kind: "text", text: "Kommune" }, { kind: "text", text: "Antal" }],
      [{ kind: "text", text: "Ærø", indent: 1 }, { kind: "mark", text: ".." }, { kind: "number", value: 0.25, format: "0.0 %" }],
      [{ kind: "text", text: "=1+1" }, { kind: "number", value: 1234567.5, format: "#,##0" }, { kind: "empty" }, { kind: "number", value: -0 }],
      [],
      [{ kind: "text", text: "linje\nto\t_x0041_ \u0001 😀 \ud800" }, { kind: "number", value: NaN }],
    ] },
  },
  { name: "Diskret – Unge", grid: { rows: [] } },
];

/** What a reader must find, cell by cell. */
const EXPECTED: Readonly<Record<string, string | number>> = {
  A1: "Kommune", B1: "Antal", A2: "Ærø", B2: "..", C2: 0.25, A3: "=1+1", B3: 1234567.5, D3: 0, A5: "linje\nto\t_x0041_ \u0001 😀 \ufffd", A7: "Skjult, fordi …", A8: " 5 & <derunder>",
};

describe("a written workbook", () => {
  test("opens in SheetJS with exactly these cells", () => {
    const book = XLSX.read(writeWorkbook(SHEETS));
    expect(book.SheetNames).toEqual(["Diskret – Unge", "Diskret – Unge (2)"]);
    const sheet = book.Sheets["Diskret – Unge"] as Record<string, { v?: unknown; t?: string; f?: string }>;
    const cells = Object.entries(sheet).filter(([name]) => !name.startsWith("!"));
    expect(Object.fromEntries(cells.map(([name, cell]) => [name, cell.v]))).toEqual(EXPECTED);
    expect(cells.filter(([, cell]) => cell.f !== undefined)).toEqual([]);
  });

  test("opens in exceljs with formats, indents and bold headers", async () => {
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(writeWorkbook(SHEETS).buffer as ArrayBuffer);
    const sheet = book.worksheets[0];
    expect([sheet.getCell("C2").numFmt, sheet.getCell("B3").numFmt, sheet.getCell("A2").alignment?.indent, sheet.getCell("B2").alignment?.horizontal]).toEqual(["0.0 %", "#,##0", 1, "right"]);
    expect([sheet.getCell("A1").font?.bold, sheet.getCell("A2").font?.bold ?? false]).toEqual([true, false]);
    expect(sheet.getCell("A3").value).toBe("=1+1");
  });

  test("is the same bytes every time", () => {
    expect(Buffer.compare(writeWorkbook(SHEETS), writeWorkbook(SHEETS))).toBe(0);
  });

  test("holds the parts we wrote and no others, each well formed", () => {
    const parts = unzipSync(writeWorkbook(SHEETS));
    expect(Object.keys(parts).sort()).toEqual(["[Content_Types].xml", "_rels/.rels", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"]);
    for (const [name, bytes] of Object.entries(parts)) expect(() => readTree(strFromU8(bytes), name)).not.toThrow();
    expect(Object.values(parts).map((bytes) => strFromU8(bytes)).join("")).not.toMatch(/<f>|creator|externalLink|connection|pivot/i);
  });

  test("gives marks one look, whatever stood there", () => {
    const sheet = strFromU8(unzipSync(writeWorkbook([{ name: "a", grid: { rows: [[{ kind: "mark", text: ".." }, { kind: "number", value: 1, format: "0.00" }, { kind: "mark", text: ".." }]] } }]))["xl/worksheets/sheet1.xml"]);
    const marks = [...sheet.matchAll(/<c r="\w+" (s="\d+") t="inlineStr">/g)].map(([, style]) => style);
    expect(new Set(marks).size).toBe(1);
  });

  test("a grid larger than a sheet, or no sheet, is a bug of the caller", () => {
    expect(() => writeWorkbook([])).toThrow(RangeError);
    expect(() => writeWorkbook([{ name: "a", grid: { rows: [Array.from({ length: 16_385 }, () => ({ kind: "empty" as const }))] } }])).toThrow(RangeError);
  });
});

describe("sheet names", () => {
  test.each([
    ["a/b\\c?d*e[f]g:h", "a b c d e f g h"], ["", "Sheet"], ["''", "Sheet"], ["'citat'", "citat"], ["History", "History_"], ["   ", "Sheet"],
    ["Diskret – et meget langt pivotnavn her", "Diskret – et meget langt pivotn"], [`${"x".repeat(30)}😀`, "x".repeat(30)], ["a\u0000b\nc", "a b c"],
  ])("%j becomes %j", (wish, name) => expect(sheetNames([wish])).toEqual([name]));

  test("are all different, without regard to case", () => {
    const long = "x".repeat(40);
    expect(sheetNames(["Ark", "ARK", "ark", long, long])).toEqual(["Ark", "ARK (2)", "ark (3)", "x".repeat(31), `${"x".repeat(27)} (2)`]);
  });
});

if (office() !== null) {
  test("opens in LibreOffice with the same values", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "diskret-"));
    try {
      writeFileSync(path.join(folder, "copy.xlsx"), writeWorkbook(SHEETS));
      execFileSync(office() ?? "", [`-env:UserInstallation=file://${folder}/profile`, "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):59,34,76,1", "--outdir", folder, path.join(folder, "copy.xlsx")], { timeout: 120_000, stdio: "pipe" });
      const csv = readFileSync(path.join(folder, "copy.csv"), "utf8").replaceAll('"', "");
      expect(csv.split("\n").slice(0, 2)).toEqual(["Kommune;Antal;;", "Ærø;..;25.0 %;"]);
      expect(csv).toContain("=1+1;1,234,568;;0");
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }, 150_000);
} else {
  console.log("not run: LibreOffice opens a copy (no soffice)");
}

function office(): string | null {
  try {
    return execFileSync("sh", ["-c", "command -v soffice || command -v libreoffice"], { encoding: "utf8" }).trim();
  } catch {
    return null;
  }
}
