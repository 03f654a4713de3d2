import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import ExcelJS from "exceljs";
import * as XLSX from "xlsx";
import { sampleWorkbook } from "../../../workbench/sample/workbook.mjs";
import { structure, type Line, type Pivot } from "./structure.ts";

const file = path.join(process.cwd(), "sample.xlsx");
const bytes = sampleWorkbook();
const { sheets, pivots, value } = structure(bytes);
const each = pivots.map((pivot): [string, Pivot] => [pivot.name, pivot]);

/** What the cache's records give for a pivot cell; undefined where there are none. */
function expected(pivot: Pivot, row: Line, column: Line): number | undefined {
  const wanted = [...pivot.pages, ...row.choices, ...column.choices], measure = pivot.dataFields[column.data]?.field ?? -1;
  const found = pivot.records.filter((record) => wanted.every(([field, member]) => record[field] === member));
  return found.length === 0 ? undefined : found.reduce((sum, record) => sum + Number(record[measure]), 0);
}

test("the committed sample is what the writer writes", () => {
  expect(Buffer.compare(readFileSync(file), bytes)).toBe(0);
});

test("four pivots over two caches, every sheet marked as invented", () => {
  expect(pivots.map(({ name }) => name)).toEqual(["Unge på ydelser", "Regioner og alder", "Ydelser på Ærø", "Elever i specialtilbud"]);
  expect(new Set(pivots.map(({ fields }) => fields.join())).size).toBe(2);
  for (const sheet of sheets) expect(sheet).toContain("FIKTIVE TAL");
  for (const { sheet } of pivots) expect(value(sheet, 0, 0)).toContain("FIKTIVE TAL");
});

test("98 municipalities in five regions, four benefits, five age groups, two years, a good third of the counts 1..5", () => {
  const records = pivots[0]?.records ?? [];
  const members = (field: number): number => new Set(records.map((record) => record[field])).size;
  expect([1, 0, 2, 3, 4].map(members)).toEqual([98, 5, 4, 5, 2]);
  for (const { records: some, dataFields: [measure] } of pivots) {
    const counts = some.map((record) => Number(record[measure?.field ?? -1]));
    expect(counts.filter((count) => count >= 1 && count <= 5).length / counts.length).toBeGreaterThan(1 / 3);
  }
});

describe.each(each)("%s", (_, pivot) => {
  test("fills the area its items describe", () => {
    expect(pivot.height).toBe(pivot.firstDataRow + pivot.rows.length);
    expect(pivot.width).toBe(pivot.firstDataColumn + pivot.columns.length);
    expect(pivot.firstDataColumn).toBe(pivot.compact ? 1 : pivot.rowFields.length);
  });

  test("labels stand where the paths say", () => {
    for (const [k, { kind, path: members }] of pivot.rows.entries()) {
      const column = pivot.compact ? 0 : Math.max(0, members.length - 1), label = value(pivot.sheet, pivot.top + pivot.firstDataRow + k, pivot.left + column);
      expect(label).toBe(kind === "grand" ? "Hovedtotal" : kind === "default" ? `${members.at(-1)} Total` : members.at(-1));
    }
  });

  test("pages show their choice above the table", () => {
    for (const [k, [field, member]] of [...pivot.pages].entries()) {
      const row = pivot.top - 1 - pivot.pages.size + k;
      expect([value(pivot.sheet, row, pivot.left), value(pivot.sheet, row, pivot.left + 1)]).toEqual([pivot.fields[field], member]);
    }
  });

  test("every cell is the sum of the cache's records behind it", () => {
    let numbers = 0;
    for (const [k, row] of pivot.rows.entries()) for (const [m, column] of pivot.columns.entries()) {
      const shown = value(pivot.sheet, pivot.top + pivot.firstDataRow + k, pivot.left + pivot.firstDataColumn + m);
      expect(shown).toBe(expected(pivot, row, column));
      if (shown !== undefined) numbers++;
    }
    expect(numbers).toBeGreaterThan(20);
  });
});

test("exceljs and SheetJS read the same numbers", async () => {
  const workbook = new ExcelJS.Workbook(), book = XLSX.read(bytes);
  await workbook.xlsx.load(bytes.buffer as ArrayBuffer);
  expect(book.SheetNames).toEqual(sheets);
  for (const { sheet, top, height, width } of pivots) {
    for (let row = top; row < top + height; row++) for (let column = 0; column < width; column++) {
      const own = value(sheet, row, column);
      expect((book.Sheets[sheet]?.[XLSX.utils.encode_cell({ r: row, c: column })] as XLSX.CellObject | undefined)?.v).toBe(own);
      expect(workbook.getWorksheet(sheet)?.getCell(row + 1, column + 1).value ?? undefined).toBe(own);
    }
  }
});

const office = ["/usr/bin/soffice", "/usr/bin/libreoffice"].find((program) => existsSync(program));
if (office === undefined) console.info("LibreOffice opens the sample: not run: no soffice");
else test("LibreOffice opens it, and its own layout of the pivots gives the same numbers in every row", () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "diskret-office-"));
  execFileSync(office, [`-env:UserInstallation=file://${folder}/profile`, "--headless", "--convert-to", "xlsx", "--outdir", folder, file], { stdio: "ignore", timeout: 120_000 });
  const book = XLSX.read(readFileSync(path.join(folder, "sample.xlsx")), { bookFiles: true }) as XLSX.WorkBook & { keys: string[] };
  expect(book.keys.filter((key) => /pivotTables\/pivotTable\d+\.xml$/.test(key))).toHaveLength(pivots.length);
  const numbers = (row: readonly (string | number | null | undefined)[]): number[] => row.filter((cell) => typeof cell === "number");
  for (const { sheet, top, height, firstDataRow, width } of pivots) {
    const own = Array.from({ length: height - firstDataRow }, (_, k) => numbers(Array.from({ length: width }, (_cell, column) => value(sheet, top + firstDataRow + k, column))));
    const theirs = XLSX.utils.sheet_to_json<(string | number | null)[]>(book.Sheets[sheet] ?? {}, { header: 1 }).map(numbers);
    expect(theirs.slice(-own.length)).toEqual(own);
  }
}, 150_000);
