import { readFileSync } from "node:fs";
import { excelHost } from "../../addin/excel/excelHost.ts";
import { systemReport } from "../../addin/report/systemReport.ts";
import { speaker } from "../../addin/speak.ts";
import { writeWorkbook } from "../../shared/sheetWriter/writeWorkbook.ts";
import { openExcel, type EmulatedExcel } from "../hosts/emulatedExcel.ts";
import { startOffice, type OfficeClient } from "../hosts/officeClient.ts";
import { SPOKEN } from "../hosts/officeRequests.ts";

const SAMPLE = new Uint8Array(readFileSync("sample.xlsx"));
const EMPTY = writeWorkbook([{ name: "Ark1", grid: { rows: [] } }]);

async function report(bytes: Uint8Array, prepare: (excel: EmulatedExcel, office: OfficeClient) => void = () => undefined): Promise<{ readonly lines: readonly string[]; readonly office: OfficeClient; readonly excel: EmulatedExcel }> {
  const excel = openExcel(bytes), office = startOffice(excel);
  Office.addin.getStartupBehavior = () => Promise.resolve("Load" as Office.StartupBehavior);
  const host = await excelHost();
  prepare(excel, office);
  const before = excel.written.length, lines = systemReport(await host.testCard(), speaker("da"));
  expect([excel.written.length, office.requests.crash]).toEqual([before, null]);
  return { lines, office, excel };
}

/** Whatever stands in a workbook: sheets, PivotTables, cells. */
function contentOf(excel: EmulatedExcel): readonly string[] {
  return [...new Set([...excel.sheets.map(({ name }) => name), ...excel.pivots.map(({ name }) => name), ...excel.sheets.flatMap(({ cells }) => [...cells.values()].map(({ value }) => String(value)))])];
}

test("every question of the card has its answers, or says for whom it is left", async () => {
  const { lines } = await report(SAMPLE);
  expect(lines.filter((line) => /^T\d/.test(line)).map((line) => line.split(" ")[0])).toEqual(["T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8", "T9", "T10", "T11", "T12"]);
  expect(lines.filter((line) => line.includes(": fejl"))).toEqual([]);
  expect(lines).toContain("      Document.getFileAsync: under 1 MB");
  expect(lines.at(-1)).toContain("Prøves ikke");
});

test("nothing that stands in the workbook stands in the report", async () => {
  const { lines, excel } = await report(SAMPLE), text = lines.join("\n"), content = contentOf(excel);
  expect(content.length).toBeGreaterThan(500);
  expect(content.filter((word) => (/^\d+$/.test(word) ? word.length > 2 && new RegExp(`\\b${word}\\b`).test(text) : word.length > 4 && text.includes(word)))).toEqual([]);
});

test("two workbooks that Excel answers alike for have the same report, whatever stands in them", async () => {
  const other = await report(SAMPLE, (excel) => {
    for (const { cells } of excel.sheets) for (const [cell, found] of cells) cells.set(cell, { ...found, value: typeof found.value === "number" ? found.value + 7 : `x${String(found.value)}` });
    Object.assign(excel, { pivots: excel.pivots.map((pivot) => ({ ...pivot, name: `${pivot.name} 461`, olap: true })) });
  });
  expect(other.lines).toEqual((await report(SAMPLE)).lines);
});

test("an Excel that fails is told of by its code alone, and asked on", async () => {
  const { lines } = await report(SAMPLE, (_, office) => { for (let nth = 1; nth <= 30; nth++) office.requests.failAt(nth, "GeneralException"); });
  expect(lines.filter((line) => line.endsWith(": fejl GeneralException")).length).toBeGreaterThan(8);
  expect(lines.join("\n")).not.toContain(SPOKEN.slice(0, 5));
});

test("a workbook without PivotTables says that there was none to ask about", async () => {
  expect((await report(EMPTY)).lines).toContain("      PivotLayout.getRange: ingen pivottabel at spørge om");
});
