import { readFileSync } from "node:fs";
import path from "node:path";
import { writeWorkbook } from "../../shared/sheetWriter/writeWorkbook.ts";
import { openExcel, type EmulatedExcel } from "./emulatedExcel.ts";
import { startOffice, type OfficeClient } from "./officeClient.ts";

const SAMPLE = new Uint8Array(readFileSync(path.join(process.cwd(), "sample.xlsx")));

function start(change: Partial<EmulatedExcel["pivots"][number]> = {}): { excel: EmulatedExcel; office: OfficeClient } {
  const excel = openExcel(SAMPLE);
  Object.assign(excel, { pivots: excel.pivots.map((pivot) => ({ ...pivot, ...change })) });
  return { excel, office: startOffice(excel) };
}

/** The error code the genuine client library reports; null where the batch went through. */
async function codeOf(batch: (context: Excel.RequestContext) => void): Promise<string | null> {
  return Excel.run(async (context) => { batch(context); await context.sync(); }).then(() => null, (error: { code: string }) => error.code);
}

const pivotOf = (context: Excel.RequestContext, excel: EmulatedExcel): Excel.PivotTable =>
  context.workbook.worksheets.getItem(excel.pivots[0].sheet).pivotTables.getItem(excel.pivots[0].name);

test("values inside a pivot cannot be overwritten, its number formats can", async () => {
  const { excel } = start();
  const { sheet, area } = excel.pivots[0];
  const cell = (context: Excel.RequestContext): Excel.Range => context.workbook.worksheets.getItem(sheet).getRangeByIndexes(area!.bottom - 1, area!.right - 1, 1, 1);
  expect(await codeOf((context) => { cell(context).values = [[0]]; })).toBe("PivotTableRangeConflict");
  expect(await codeOf((context) => { cell(context).numberFormat = [[";;;"]]; })).toBeNull();
  expect(await codeOf((context) => { context.workbook.worksheets.getItem(sheet).getRangeByIndexes(area!.bottom, 0, 1, 1).values = [[0]]; })).toBeNull();
});

test("an error ends the batch where it stands: what came before stays done", async () => {
  const { excel } = start();
  const { sheet, area } = excel.pivots[0];
  expect(await codeOf((context) => {
    const { worksheets } = context.workbook;
    worksheets.add("Nyt").getRange("A1:B1").values = [["a", 7]];
    worksheets.getItem(sheet).getRangeByIndexes(area!.top - 1, area!.left - 1, 1, 1).values = [[0]];
    worksheets.getItem("Nyt").getRange("A2").values = [["b"]];
  })).toBe("PivotTableRangeConflict");
  expect(excel.written).toEqual([{ sheet: "Nyt", cell: "A1", value: "a" }, { sheet: "Nyt", cell: "B1", value: 7 }]);
});

test("loading a cube pivot's hierarchies takes Excel down: no answer, then or later", async () => {
  const { excel, office } = start({ olap: true });
  let answered = false;
  void codeOf((context) => pivotOf(context, excel).hierarchies.load("items/name")).then(() => { answered = true; });
  while (office.requests.crash === null) await new Promise((resolve) => { setTimeout(resolve, 1); });
  void codeOf((context) => { context.workbook.worksheets.load("items/name"); }).then(() => { answered = true; });
  await new Promise((resolve) => { setTimeout(resolve, 20); });
  expect(office.requests.crash).toContain("hierarchies");
  expect(answered).toBe(false);
});

test("a pivot without data fields takes Excel down when its data body is asked for", async () => {
  const { excel, office } = start({ dataFields: 0 });
  void codeOf((context) => { pivotOf(context, excel).layout.getDataBodyRange().load("address"); });
  while (office.requests.crash === null) await new Promise((resolve) => { setTimeout(resolve, 1); });
  expect(office.requests.crash).toContain("data body");
});

test("a cube pivot's items are an invalid argument; a local pivot has both", async () => {
  const items = (excel: EmulatedExcel) => (context: Excel.RequestContext): void => {
    const cell = context.workbook.worksheets.getItem(excel.pivots[0].sheet).getRange("A1");
    pivotOf(context, excel).layout.getPivotItems("Row", cell).load("items/name");
  };
  expect(await codeOf(items(start({ olap: true }).excel))).toBe("InvalidArgument");
  const { excel } = start();
  expect(await codeOf(items(excel))).toBeNull();
  expect(await codeOf((context) => pivotOf(context, excel).hierarchies.load("items/name"))).toBeNull();
});

test("a request of more than 5 MB is refused", async () => {
  start();
  expect(await codeOf((context) => { context.workbook.worksheets.add("Stort").getRange("A1").values = [["x".repeat(6_000_000)]]; })).toBe("RequestPayloadSizeLimitExceeded");
});

test("texts become formulas, numbers and dates unless the cell is formatted as text", () => {
  const { excel } = start();
  const { id, cells } = excel.addSheet("Nyt");
  excel.write(id, 0, 0, { values: [["=1+1", "12", "1-2", "-", "0-5 år"]] });
  expect([...cells.values()].map(({ value }) => value)).toEqual(["#NAME?", 12, expect.any(Number), "-", "0-5 år"]);
  excel.write(id, 1, 0, { formats: [["@", "@", "@"]] });
  excel.write(id, 1, 0, { values: [["=1+1", "12", "1-2"]] });
  expect(["A2", "B2", "C2"].map((cell) => cells.get(cell)?.value)).toEqual(["=1+1", "12", "1-2"]);
});

test("a sheet's name must be free and allowed", () => {
  const { excel } = start();
  const fault = (name: string): string => { try { excel.addSheet(name); return ""; } catch (error) { return (error as { code: string }).code; } };
  expect(fault(excel.sheets[0].name.toUpperCase())).toBe("ItemAlreadyExists");
  expect([fault("a/b"), fault("x".repeat(32)), fault("'a")]).toEqual(["InvalidArgument", "InvalidArgument", "InvalidArgument"]);
});

test("what Excel cannot open is not opened", () => {
  const { excel } = start();
  excel.openWorkbook(writeWorkbook([{ name: "A", grid: { rows: [] } }]));
  expect(() => excel.openWorkbook(new Uint8Array(3))).toThrow("InvalidArgument");
  expect(excel.opened).toHaveLength(1);
  expect(() => openExcel(new Uint8Array(3))).toThrow();
});

test("the emulator knows what it knows and says so of the rest", async () => {
  start();
  const error: unknown = await Excel.run(async (context) => { context.workbook.bindings.load("items/id"); await context.sync(); }).then(() => null, (reason: unknown) => reason);
  expect(String(error)).toContain("the emulated Excel has no Bindings");
});
