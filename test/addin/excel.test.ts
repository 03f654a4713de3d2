import { readFileSync } from "node:fs";
import path from "node:path";
import { excelHost } from "../../addin/excel/excelHost.ts";
import { onCommand } from "../../addin/excel/ribbon.ts";
import { HostError, type Host, type HostEvent, type ValuesSheet } from "../../addin/host.ts";
import { openExcel, type EmulatedExcel } from "../hosts/emulatedExcel.ts";
import { startOffice, type OfficeClient, type OfficeSurroundings } from "../hosts/officeClient.ts";

const SAMPLE = readFileSync(path.join(process.cwd(), "sample.xlsx"));

interface Running {
  readonly excel: EmulatedExcel;
  readonly office: OfficeClient;
  readonly host: Host;
}

async function start(surroundings: OfficeSurroundings = {}): Promise<Running> {
  const excel = openExcel(SAMPLE);
  const office = startOffice(excel, surroundings);
  return { excel, office, host: await excelHost() };
}

const SHEET: ValuesSheet = {
  name: "Diskret – Pivot",
  heading: ["Kopi uden små tal"],
  grid: {
    rows: [
      [{ kind: "text", text: "=Alder" }, { kind: "text", text: "0-5" }, { kind: "text", text: "2024" }],
      [{ kind: "text", text: "Aabenraa", indent: 1 }, { kind: "mark", text: ".." }, { kind: "number", value: 1234, format: "#,##0" }],
      [{ kind: "empty" }, { kind: "number", value: 7 }, { kind: "empty" }],
    ],
  },
  notes: ["Brug de viste totaler."],
};

/** The written sheet as text, blanks as "". */
function cellsOf(excel: EmulatedExcel, name: string): Record<string, unknown> {
  const sheet = excel.sheets.find((candidate) => candidate.name === name);
  return Object.fromEntries([...(sheet?.cells ?? [])].map(([cell, { value }]) => [cell, value]));
}

async function failure(promise: Promise<unknown>): Promise<unknown> {
  const error: unknown = await promise.then(() => null, (reason: unknown) => reason);
  expect(error).toBeInstanceOf(HostError);
  return (error as HostError).reason;
}

describe("what the host says of itself", () => {
  test("Danish unless Excel speaks English; the theme by its background", async () => {
    expect((await start()).host).toMatchObject({ locale: "da", theme: null, obstacle: null });
    expect((await start({ language: "en-US", background: "#262626" })).host).toMatchObject({ locale: "en", theme: "dark" });
    expect((await start({ language: "sv-SE", background: "#F3F3F3" })).host).toMatchObject({ locale: "da", theme: "light" });
  });

  test("an Excel without ExcelApi 1.9 cannot run the add-in", async () => {
    const { host } = await start({ excelApi: "1.8", language: "en-GB", background: "#000000" });
    expect(host).toMatchObject({ locale: "en", theme: "dark", obstacle: { code: "host/tooOld", params: { needs: "ExcelApi 1.9" } } });
  });

  test("nor can a page outside Excel, with Office.js or without", async () => {
    startOffice(openExcel(SAMPLE));
    Object.assign(Office, { onReady: () => Promise.resolve({ host: null, platform: null }) });
    expect((await excelHost()).obstacle).toEqual({ code: "host/notExcel" });
    Object.assign(globalThis, { Office: undefined });
    expect((await excelHost()).obstacle).toEqual({ code: "host/noOffice" });
  });
});

describe("reading", () => {
  test("lists the pivots by name and sheet, in one round trip", async () => {
    const { excel, office, host } = await start();
    expect((await host.look({ ranges: [] })).pivots).toEqual(excel.pivots.map(({ sheet, name }) => ({ sheet, name })));
    expect(office.requests.count).toBe(1);
  });

  test("hands out the file byte for byte and closes it", async () => {
    const { office, host } = await start();
    expect(Buffer.from(await host.file()).equals(SAMPLE)).toBe(true);
    expect(Buffer.from(await host.file()).equals(SAMPLE)).toBe(true);
    expect(Buffer.from(await host.file()).equals(SAMPLE)).toBe(true);
    expect(office.files.open).toBe(0);
  });

  test("a file cut short is refused, and closed", async () => {
    const { office, host } = await start({ file: "cut" });
    expect(await failure(host.file())).toEqual({ code: "host/fileIncomplete" });
    expect(office.files.open).toBe(0);
  });

  test("a file Office will not hand out is refused with Office's code", async () => {
    expect(await failure((await start({ file: 7000 })).host.file())).toEqual({ code: "host/fileDenied", params: { code: "7000" } });
    expect(await failure((await start({ file: 5001 })).host.file())).toEqual({ code: "host/file", params: { code: "5001" } });
  });

  test("the selection", async () => {
    const { excel, host } = await start();
    const { name } = excel.sheets[1];
    excel.select(name, 4, 2);
    expect(await host.selection()).toEqual({ sheet: name, row: 4, column: 2, rows: 1, columns: 1 });
    excel.select(name, 4, 2, 3, 5);
    expect(await host.selection()).toEqual({ sheet: name, row: 4, column: 2, rows: 3, columns: 5 });
  });

  test.each(["GeneralException", "AccessDenied"])("Excel's %s becomes a reason with the code alone", async (code) => {
    const { office, host } = await start();
    office.requests.failAt(1, code);
    expect(await failure(host.selection())).toEqual({ code: code === "AccessDenied" ? "host/accessDenied" : "host/excel", params: { code } });
  });
});

describe("writing a sheet", () => {
  test("texts stay texts, marks stand for hidden numbers, nothing else is written", async () => {
    const { excel, host } = await start();
    const before = excel.sheets.length;
    expect((await host.addSheet(SHEET)).name).toBe("Diskret – Pivot");
    expect(excel.sheets).toHaveLength(before + 1);
    expect(cellsOf(excel, "Diskret – Pivot")).toEqual({
      A1: "Kopi uden små tal", A3: "=Alder", B3: "0-5", C3: "2024", A4: "Aabenraa", B4: "..", C4: 1234, B5: 7, A7: "Brug de viste totaler.",
    });
    expect(excel.written.every(({ sheet }) => sheet === "Diskret – Pivot")).toBe(true);
    expect(excel.active.sheet).toBe("Diskret – Pivot");
  });

  test("a taken name gets a number", async () => {
    const { host } = await start();
    await host.addSheet(SHEET);
    expect((await host.addSheet(SHEET)).name).toBe("Diskret – Pivot (2)");
  });

  test("a large sheet goes in requests Excel takes", async () => {
    const { excel, host } = await start();
    const row = Array.from({ length: 60 }, (_, column) => ({ kind: "number", value: 1000 + column }) as const);
    const { name } = await host.addSheet({ name: "Stort", heading: [], grid: { rows: Array.from({ length: 1500 }, () => row) }, notes: [] });
    expect(excel.sheets.find((sheet) => sheet.name === name)?.cells.size).toBe(90_000);
  });

  test("a sheet that fails half way is removed again", async () => {
    const { excel, office, host } = await start();
    const names = excel.sheets.map(({ name }) => name);
    office.requests.failAt(3, "GeneralException"); // list, add, then values and looks
    expect(await failure(host.addSheet(SHEET))).toEqual({ code: "host/excel", params: { code: "GeneralException" } });
    expect(excel.written).not.toHaveLength(0);
    expect(excel.sheets.map(({ name }) => name)).toEqual(names);
  });
});

test("a half-written sheet that cannot be removed either is named", async () => {
  const { office, host } = await start();
  office.requests.failAt(3, "GeneralException");
  office.requests.failAt(4, "GeneralException");
  expect(await failure(host.addSheet(SHEET))).toEqual({ code: "host/halfWritten", params: { sheet: "Diskret – Pivot" } });
});

test("opens bytes as a workbook of their own", async () => {
  const { excel, host } = await start();
  await host.openWorkbook(SAMPLE);
  expect(Buffer.from(excel.opened[0]).equals(SAMPLE)).toBe(true);
  expect(await failure(host.openWorkbook(new Uint8Array([1, 2, 3])))).toEqual({ code: "host/excel", params: { code: "InvalidArgument" } });
});

test("hears what the user does, not what the add-in writes, and nothing after it stops", async () => {
  const { excel, host } = await start();
  const heard: HostEvent[] = [];
  const stop = await host.watch((event) => heard.push(event));
  const settle = (): Promise<void> => new Promise((resolve) => { setTimeout(resolve, 20); });
  const { name } = excel.sheets[0];
  excel.select(name, 3, 0);
  await settle();
  expect(heard).toEqual(["selected"]);
  await host.addSheet(SHEET);
  await settle();
  expect(heard).toEqual(["selected"]);
  excel.type(name, 200, 0, "ny");
  await settle();
  expect(heard).toEqual(["selected", "changed"]);
  await stop();
  excel.type(name, 201, 0, "ny");
  await settle();
  expect(heard).toEqual(["selected", "changed"]);
});

test("a ribbon button is told when its work is done, also when it failed", async () => {
  const { office } = await start();
  const done = jest.fn();
  let fail: (error: Error) => void = () => undefined;
  onCommand("copy", () => new Promise((_, reject) => { fail = reject; }));
  office.commands.get("copy")?.({ completed: done });
  expect(done).not.toHaveBeenCalled();
  fail(new Error("Excel"));
  await new Promise((resolve) => { setTimeout(resolve); });
  expect(done).toHaveBeenCalledTimes(1);
});

describe("the note in the workbook", () => {
  test("is not there at first, then comes back as written, changed or not", async () => {
    const { excel, host } = await start();
    expect(await host.readNote()).toBeNull();
    for (const text of ['{"a":"<&>"}', "{}"]) {
      await host.writeNote(text);
      expect(await host.readNote()).toBe(text);
    }
    expect(excel.customXml.size).toBe(1);
  });

  test("that somebody else wrote is no note", async () => {
    const { excel, host } = await start();
    excel.customXml.set("urn:diskret:note:1", "<other><b/></other>");
    expect(await host.readNote()).toBeNull();
  });
});

/** What is asked in a batch that takes one request; the client library sends another to let go of the ranges. */
const ONE = 2;

describe("looking", () => {
  const of = (excel: EmulatedExcel) => ({ sheet: excel.sheets[0].name, row: 0, column: 0, rows: 12, columns: 4 });

  test("cells, formats, pivots and slicers come in one request; slicers never seen before take one more", async () => {
    const { excel, office, host } = await start();
    excel.slicers.set("År", ["2025"]);
    await host.look({ ranges: [] });
    const before = office.requests.count;
    const seen = await host.look({ ranges: [of(excel)], formats: [of(excel)] });
    expect(office.requests.count - before).toBeLessThanOrEqual(ONE);
    expect([seen.blocks[0]?.length, seen.blocks[0]?.[0].length, seen.formats[0]?.[0].length]).toEqual([12, 4, 4]);
    expect(seen.blocks[0]?.[0][0]).toBe(excel.sheets[0].cells.get("A1")?.value);
    expect(seen.pivots).toHaveLength(4);
    excel.slicers.set("År", ["2024"]);
    expect((await host.look({ ranges: [] })).slicers).not.toBe(seen.slicers);
  });

  test("a sheet that is gone has no cells, the others have theirs", async () => {
    const { excel, host } = await start();
    const both = [{ ...of(excel), sheet: "Væk" }, of(excel)], { blocks, formats } = await host.look({ ranges: both, formats: both });
    expect([blocks[0], blocks[1]?.length, formats[0], formats[1]?.length]).toEqual([null, 12, null, 12]);
  });

  test("an Excel that cannot tell of slicers is asked without them from then on", async () => {
    const { excel, office, host } = await start();
    office.requests.failAt(1, "ApiNotFound");
    expect((await host.look({ ranges: [of(excel)] })).slicers).toBeNull();
    const before = office.requests.count;
    await host.look({ ranges: [of(excel)] });
    expect(office.requests.count - before).toBeLessThanOrEqual(ONE);
  });

  test("a range larger than an answer is read in pieces", async () => {
    const { host } = await start();
    const { name } = await host.addSheet({ name: "Stort", heading: [], notes: [], grid: { rows: Array.from({ length: 2500 }, (_, row) => Array.from({ length: 60 }, () => ({ kind: "number", value: row }) as const)) } });
    const { blocks: [block] } = await host.look({ ranges: [{ sheet: name, row: 0, column: 0, rows: 2500, columns: 60 }] });
    expect([block?.length, block?.[2499][59]]).toEqual([2500, 2499]);
  });
});

describe("changing a sheet", () => {
  test("writes the lines that differ in one request, empties those that are gone, and keeps indentation", async () => {
    const { excel, office, host } = await start(), { id, name } = await host.addSheet(SHEET);
    const after: ValuesSheet = { ...SHEET, grid: { rows: [SHEET.grid.rows[0], [{ kind: "text", text: "Aalborg", indent: 2 }, { kind: "number", value: 8 }]] }, notes: [] };
    const before = office.requests.count;
    await host.changeSheets([{ id, before: SHEET, after }]);
    expect(office.requests.count - before).toBeLessThanOrEqual(ONE);
    expect(cellsOf(excel, name)).toEqual({ A1: "Kopi uden små tal", A3: "=Alder", B3: "0-5", C3: "2024", A4: "Aalborg", B4: 8 });
    expect(excel.sheets.find((sheet) => sheet.name === name)?.cells.get("A4")?.indent).toBe(2);
  });

  test("unknown content is cleared first; hidden cells may fail", async () => {
    const { excel, host } = await start(), { id, name } = await host.addSheet(SHEET);
    excel.type(name, 30, 3, "rest");
    await host.changeSheets([{ id, before: null, after: { ...SHEET, failing: true } }]);
    expect(cellsOf(excel, name)).toMatchObject({ B4: "#N/A" });
    expect(cellsOf(excel, name)["D31"]).toBeUndefined();
  });
});

test("formats over a live pivot change what is seen and no value", async () => {
  const { excel, host } = await start(), [{ sheet, area }] = excel.pivots, cells = excel.sheets.find(({ name }) => name === sheet)!.cells;
  const values = [...cells].map(([cell, { value }]) => [cell, value]);
  await host.setFormats({ sheet, row: area!.bottom - 2, column: area!.right - 2, rows: 2, columns: 2 }, [["\"..\"", null], [null, "0"]]);
  expect([...cells].map(([cell, { value }]) => [cell, value])).toEqual(values);
  expect([...cells.values()].filter(({ format }) => format === "\"..\"")).toHaveLength(1);
});

test("a chart of a range of its own sheet", async () => {
  const { excel, host } = await start(), { id, name } = await host.addSheet(SHEET);
  await host.addChart({ sheet: id, row: 2, column: 0, rows: 3, columns: 3 }, "Diagram");
  expect(excel.charts).toEqual([{ sheet: name, title: "Diagram", row: 2, column: 0, rows: 3, columns: 3 }]);
});

test("mends what Excel lets it: sheets shown or deleted, properties cleared", async () => {
  const { excel, host } = await start(), [, hidden, gone] = excel.sheets;
  hidden.visibility = "VeryHidden";
  await host.mend({ kind: "showSheet", sheet: hidden.name });
  expect(hidden.visibility).toBe("Visible");
  await host.mend({ kind: "deleteSheet", sheet: gone.name });
  expect(excel.sheets).not.toContain(gone);
  await host.mend({ kind: "clearProperties" });
  expect([...excel.properties.keys()]).toContain("Author");
});

test("places of local PivotTables by the object model; a cube is asked for its source alone", async () => {
  const { excel, office, host } = await start();
  Object.assign(excel, { pivots: excel.pivots.map((pivot, at) => ({ ...pivot, olap: at === 0 })) });
  const { pivots: local, sliced } = await host.localPivots();
  expect(sliced).toBe(false);
  expect(local.map(({ name }) => name)).toEqual(excel.pivots.slice(1).map(({ name }) => name));
  const [, { area }] = excel.pivots;
  expect(local[0].range).toMatchObject({ row: area!.top - 1, column: area!.left - 1, rows: area!.bottom - area!.top + 1, columns: area!.right - area!.left + 1 });
  expect(local[0].fields).toMatchObject({ rows: [{ name: "Region", kept: null }, { name: "Ydelse" }], columns: [{ name: "Aldersgruppe" }], data: [{ name: "Antal modtagere", aggregation: "sum" }] });
  expect(local[1].fields).toMatchObject({ pages: [{ name: "År", kept: ["2024"] }, { name: "Kommune" }], data: [{ name: "Antal modtagere", aggregation: "sum" }, { name: "Udgift i 1.000 kr.", aggregation: "sum" }] });
  expect(office.requests.crash).toBeNull();
});

test("a slicer filters unless Excel says that it is cleared", async () => {
  const { excel, host } = await start();
  excel.slicers.set("År", []);
  expect((await host.localPivots()).sliced).toBe(false);
  excel.slicers.set("År", ["2025"]);
  expect((await host.localPivots()).sliced).toBe(true);
});

test("formulas come with the cells, in English; a sheet that is gone has none", async () => {
  const { excel, host } = await start(), [sheet] = excel.sheets, range = (name: string) => ({ sheet: name, row: 60, column: 0, rows: 1, columns: 2 });
  sheet.cells.set("A61", { value: 4, format: "General", formula: '=GETPIVOTDATA("Antal",A6)' });
  sheet.cells.set("B61", { value: "Fanø", format: "General" });
  expect(await host.look({ ranges: [range(sheet.name)], formulas: [range(sheet.name)] })).toMatchObject({ blocks: [[[4, "Fanø"]]], formulas: [[['=GETPIVOTDATA("Antal",A6)', "Fanø"]]] });
  expect(await host.look({ ranges: [range(sheet.name)], formulas: [range("Væk"), range(sheet.name)] })).toMatchObject({ formulas: [null, [['=GETPIVOTDATA("Antal",A6)', "Fanø"]]] });
});

test("an Excel that cannot tell a PivotTable's source has no local ones", async () => {
  expect(await (await start({ excelApi: "1.14" })).host.localPivots()).toEqual({ pivots: [], sliced: true });
});

test("while the user edits a cell every request waits, and is answered when the edit is done", async () => {
  const { office, host } = await start();
  office.requests.edit();
  let answered = false;
  const selection = host.selection().then((range) => { answered = true; return range; });
  await new Promise((resolve) => { setTimeout(resolve, 20); });
  expect(answered).toBe(false);
  expect(await Excel.run(async (context) => { context.workbook.worksheets.load("items/name"); await context.sync(); }).then(() => null, (error: { code: string }) => error.code)).toBe("InvalidOperationInCellEditMode");
  office.requests.finishEdit();
  expect((await selection).rows).toBe(1);
});
