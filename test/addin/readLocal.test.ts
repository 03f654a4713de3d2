import { readFileSync } from "node:fs";
import { excelHost } from "../../addin/excel/excelHost.ts";
import { HostError, type LocalFields, type LocalPivot } from "../../addin/host.ts";
import type { PivotReading } from "../../addin/pivotReading.ts";
import { readLocal } from "../../addin/readLocal.ts";
import { cellKeys } from "../../shared/table/link.ts";
import { BUILT_IN } from "../../shared/policy/policy.ts";
import { buildWorkbook, type PivotSketch } from "../shared/workbook/buildWorkbook.ts";
import { openExcel, type EmulatedExcel } from "../hosts/emulatedExcel.ts";
import { startOffice } from "../hosts/officeClient.ts";
import { rowsOf, sheetOf, start } from "./session/running.ts";

const PLACES = ["Albertslund", "Ballerup", "Dragør", "Fanø", "Læsø", "Samsø"], AGES = ["0-17", "18-24", "25-66", "67+"];
const COUNTS = [[40, 31, 90, 22], [35, 28, 81, 19], [12, 3, 44, 17], [8, 12, 21, 11], [30, 26, 60, 33], [17, 14, 39, 20]];
const sum = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0);

/** Municipalities by ages; `chosen` are the ages that a filter on the column field keeps. */
function byAge(chosen: readonly number[] = [0, 1, 2, 3]): PivotSketch {
  const lines = COUNTS.map((line) => chosen.map((k) => line[k])), totals = chosen.map((_, k) => sum(lines.map((line) => line[k]))), row = (label: string, line: readonly number[]): string => [label, ...line, sum(line)].join("|");
  return {
    name: "Alder", ref: `A1:${String.fromCharCode(66 + chosen.length)}${PLACES.length + 3}`, firstData: [2, 1],
    shown: ["Antal|Alder", ["Kommune", ...chosen.map((k) => AGES[k]), "Hovedtotal"].join("|"), ...lines.map((line, k) => row(PLACES[k], line)), row("Hovedtotal", totals)].join("\n"),
    fields: [{ name: "Kommune", members: PLACES }, { name: "Alder", members: AGES, items: `${AGES.map((_, x) => `<item x="${x}"${chosen.includes(x) ? "" : ' h="1"'}/>`).join("")}<item t="default"/>` }, { name: "Antal" }],
    rows: [0], columns: [1], rowItems: [...PLACES.map((_, k) => String(k)), "grand"], colItems: [...chosen.map(String), "grand"], data: [{ name: "Antal", field: 2 }],
  };
}

/** Municipalities alone. */
function totals(counts = COUNTS): PivotSketch {
  const lines = counts.map(sum);
  return {
    name: "Kommuner", ref: `A1:B${PLACES.length + 2}`, firstData: [1, 1],
    shown: ["Kommune|Antal", ...lines.map((value, k) => `${PLACES[k]}|${value}`), `Hovedtotal|${sum(lines)}`].join("\n"),
    fields: [{ name: "Kommune", members: PLACES }, { name: "Alder", members: AGES }, { name: "Antal" }],
    rows: [0], columns: [], rowItems: [...PLACES.map((_, k) => String(k)), "grand"], colItems: ["grand"], data: [{ name: "Antal", field: 2 }],
  };
}

/** What the genuine client library gives of an emulated Excel, read. */
async function read(excel: EmulatedExcel): Promise<readonly PivotReading[]> {
  const office = startOffice(excel), host = await excelHost(), { pivots, sliced } = await host.localPivots();
  expect(office.requests.crash).toBeNull();
  return readLocal(pivots, (await host.look({ ranges: pivots.map(({ range }) => range) })).blocks, sliced);
}

const states = (readings: readonly PivotReading[]): readonly string[] => readings.map((reading) => (reading.status === "read" ? "read" : reading.reason.code));
const workbook = (...pivots: readonly PivotSketch[]): EmulatedExcel => openExcel(buildWorkbook({ pivots }));

test("PivotTables of one source with the same filters are read together: a cell in two of them is one", async () => {
  const readings = await read(workbook(byAge(), totals()));
  expect(states(readings)).toEqual(["read", "read"]);
  const [first, second] = readings.map((reading) => (reading.status === "read" ? cellKeys(reading.placed[0].table) : []));
  expect(second.filter((key) => first.includes(key))).toHaveLength(PLACES.length + 1);
  expect(first).toContain("Alder\u000018-24\u0001Kommune\u0000Dragør");
});

test("a filter on a field of an axis makes other totals, and leaves the cells what they are", async () => {
  const readings = await read(workbook(byAge(), byAge([0, 2])));
  expect(states(readings)).toEqual(["read", "read"]);
  const [first, second] = readings.map((reading) => (reading.status === "read" ? cellKeys(reading.placed[0].table) : []));
  expect(second.filter((key) => first.includes(key))).toHaveLength(2 * (PLACES.length + 1));
});

test("where they differ in a cell, something filters one of them that nobody tells of: neither is shown", async () => {
  const fewer = COUNTS.map((line, k) => (k === 2 ? [12, 3, 41, 17] : line));
  expect(states(await read(workbook(byAge(), totals(fewer))))).toEqual(["pivot/unseenFilters", "pivot/unseenFilters"]);
});

test("where a slicer filters, several of one source are not shown; one alone is, and several are where it is cleared", async () => {
  const sliced = (excel: EmulatedExcel, ...chosen: readonly string[]): EmulatedExcel => { excel.slicers.set("Køn", chosen); return excel; };
  expect(states(await read(sliced(workbook(byAge(), totals()), "Mænd")))).toEqual(["pivot/unseenFilters", "pivot/unseenFilters"]);
  expect(states(await read(sliced(workbook(byAge()), "Mænd")))).toEqual(["read"]);
  expect(states(await read(sliced(workbook(byAge(), totals()))))).toEqual(["read", "read"]);
});

/** Municipalities alone, of the ages that a page field chooses. */
function onPage(age: number, counts = COUNTS): PivotSketch {
  return { ...totals(counts.map((line) => [line[age]])), name: `Side ${age}`, pages: `<pageFields><pageField fld="1" item="${age}"/></pageFields>` };
}

test("page filters may differ where another table shows both, with the same numbers", async () => {
  expect(states(await read(workbook(byAge(), onPage(0), onPage(2))))).toEqual(["read", "read", "read"]);
  const [all, page] = (await read(workbook(byAge(), onPage(0)))).map((reading) => (reading.status === "read" ? cellKeys(reading.placed[0].table) : []));
  expect(page.filter((key) => !all.includes(key))).toEqual([]);
});

test("page filters that no other table shows leave open whether something else filters one of them", async () => {
  expect(states(await read(workbook(onPage(0), onPage(2))))).toEqual(["pivot/unseenFilters", "pivot/unseenFilters"]);
  expect(states(await read(workbook(byAge(), onPage(0, COUNTS.map((line, k) => (k === 4 ? [29, ...line.slice(1)] : line))))))).toEqual(["pivot/unseenFilters", "pivot/unseenFilters"]);
});

test("a filter by value, and an answer that contradicts itself, leave open what is counted", async () => {
  const filtered = workbook(byAge()), [pivot] = filtered.pivots;
  Object.assign(filtered, { pivots: [{ ...pivot, fields: { ...pivot.fields, byValue: ["Alder"] } }] });
  expect(states(await read(filtered))).toEqual(["pivot/unseenFilters"]);
});

test("averages and shares of a total alone are not read this way", async () => {
  for (const data of [[{ name: "Antal", summarizeBy: "Average", calculation: "None" }], [{ name: "Antal", summarizeBy: "Sum", calculation: "PercentOfGrandTotal" }], []]) {
    const excel = workbook(byAge()), [pivot] = excel.pivots;
    Object.assign(excel, { pivots: [{ ...pivot, fields: { ...pivot.fields, data } }] });
    expect(states(await read(excel))).toEqual(["pivot/oneSum"]);
  }
});

describe("captions and fields", () => {
  const field = (name: string, items: readonly string[]) => ({ name, items, kept: null });
  const fields: LocalFields = { source: "Data!A1:C9", data: [{ name: "Antal", aggregation: "sum" }], pages: [], rows: [field("Region", ["Nord", "Syd"]), field("Kommune", ["A", "B", "C", "D"])], columns: [field("År", ["2024", "2025"])] };
  const block = [["Antal", "År", "", ""], ["Region", "2024", "2025", "I alt"], ["Nord", 40, 50, 90], ["A", 10, 20, 30], ["B", 30, 30, 60], ["Syd", 70, 90, 160], ["C", 45, 52, 97], ["D", 25, 38, 63], ["I alt", 110, 140, 250]];
  const pivot: LocalPivot = { sheet: "Ark1", name: "P", range: { sheet: "Ark1", row: 0, column: 0, rows: 9, columns: 4 }, fields };

  test("nested fields are told by their totals; numbers as captions too", () => {
    const [reading] = readLocal([pivot], [block], false);
    if (reading.status === "refused" || reading.placed[0].table.shape.kind === "linear") throw new Error("refused");
    const [down, across] = reading.placed[0].table.shape.axes;
    expect(down.coordinates).toEqual([{ Region: "Nord" }, { Region: "Nord", Kommune: "A" }, { Region: "Nord", Kommune: "B" }, { Region: "Syd" }, { Region: "Syd", Kommune: "C" }, { Region: "Syd", Kommune: "D" }, {}]);
    expect(across.coordinates).toEqual([{ År: "2024" }, { År: "2025" }, {}]);
    expect([reading.placed[0].table.source, reading.names.fields]).toEqual(["Data!A1:C9", ["Region", "Kommune", "År"]]);
  });

  test("subtotals below their lines, with the word that Excel writes after the item", () => {
    const below = [["Antal", "", "År", "", ""], ["Region", "Kommune", 2024, 2025, "I alt"], ["Nord", "A", 10, 20, 30], ["", "B", 30, 30, 60], ["Nord Total", "", 40, 50, 90], ["Syd", "C", 45, 52, 97], ["", "D", 25, 38, 63], ["Syd i alt", "", 70, 90, 160], ["I alt", "", 110, 140, 250]];
    const [reading] = readLocal([{ ...pivot, range: { ...pivot.range, columns: 5 } }], [below], false);
    if (reading.status === "refused" || reading.placed[0].table.shape.kind === "linear") throw new Error("refused");
    expect(reading.placed[0].table.shape.axes[0].coordinates).toEqual([{ Region: "Nord", Kommune: "A" }, { Region: "Nord", Kommune: "B" }, { Region: "Nord" }, { Region: "Syd", Kommune: "C" }, { Region: "Syd", Kommune: "D" }, { Region: "Syd" }, {}]);
  });

  test("several fields under Values: sums and counts by their own numbers, the others withheld", () => {
    const data = [{ name: "Antal", aggregation: "count" }, { name: "Timer", aggregation: "sum" }, { name: "Alder", aggregation: "other" }] as const;
    const many = [["", "Antal", "Timer", "Alder"], ["A", 10, 200, 41.5], ["B", 3, 61, 38], ["C", 45, 900, 40], ["I alt", 58, 1161, 40.2]];
    const fields3: LocalFields = { ...fields, data, rows: [field("Kommune", ["A", "B", "C"])], columns: [] }, of = (block: readonly (readonly (string | number)[])[]) => readLocal([{ ...pivot, range: { ...pivot.range, rows: block.length, columns: block[0].length }, fields: fields3 }], [block], false)[0];
    const measures = (reading: PivotReading): readonly unknown[] => (reading.status === "read" ? reading.placed[0].table.measures.map(({ name, aggregation, values }) => [name, aggregation, values[0]]) : [reading.reason.code]);
    expect(measures(of(many))).toEqual([["Antal", "count", 10], ["Timer", "sum", 200], ["Alder", "other", 41.5]]);
    // A calculated field calls itself a sum and does not add up.
    expect(measures(of(many.map((line, row) => (row === 4 ? ["I alt", 58, 1170, 40.2] : line))))).toEqual([["Antal", "count", 10], ["Timer", "other", 200], ["Alder", "other", 41.5]]);
    expect(measures(of(many.map((line, row) => (row === 2 ? ["B", 3, 61, "#DIVISION/0!"] : line))))).toEqual(["pivot/otherLabels"]);
    const upright = [["", "Værdier", "I alt"], ...["A", "B", "C"].flatMap((place, k) => data.map(({ name }, d) => [d === 0 ? place : "", name, many[k + 1][d + 1]])), ...data.map(({ name }, d) => [`Total ${name}`, "", many[4][d + 1]])];
    expect(measures(of(upright))).toEqual([["Antal", "count", 10], ["Timer", "sum", 200], ["Alder", "other", 41.5]]);
  });

  test("a caption that no field has refuses the table", () => {
    const renamed = block.map((line, row) => (row === 4 ? ["B (omdøbt)", ...line.slice(1)] : line));
    expect(states(readLocal([pivot], [renamed], false))).toEqual(["pivot/otherLabels"]);
  });
});

describe("a session whose Excel hands over no file", () => {
  const noFile = { file: () => Promise.reject(new HostError({ code: "host/fileDenied", params: { code: "7000" } })) };

  test("protects them as one system: what one hides, the other does not give away", async () => {
    const { excel, session } = await start(buildWorkbook({ pivots: [byAge(), byAge([0, 2])] }), BUILT_IN, () => noFile);
    const [first, second] = [await session.keep({ sheet: "Ark1", name: "Alder" }), await session.keep({ sheet: "Ark2", name: "Alder" })];
    const marks = (name: string | null): number => rowsOf(sheetOf(excel, name!)).join("|").split("|").filter((cell) => cell === "..").length;
    expect(marks(first)).toBeGreaterThan(3);
    const place = (name: string | null, label: string): readonly string[] => rowsOf(sheetOf(excel, name!)).find((row) => row.startsWith(label))!.split("|");
    for (const label of PLACES) expect([place(second, label)[1], place(second, label)[2]]).toEqual([place(first, label)[1], place(first, label)[3]]);
  });

  test("names those that only the file could have told of", async () => {
    const { session } = await start(new Uint8Array(readFileSync("sample.xlsx")), BUILT_IN, (host) => ({ ...noFile, localPivots: async () => { const { pivots, sliced } = await host.localPivots(); return { pivots: pivots.slice(0, 1), sliced }; } }));
    const { book } = session.keeper.snapshot;
    expect(book.status === "read" && states(book.readings).slice(1)).toEqual(["host/fileDenied", "host/fileDenied", "host/fileDenied"]);
  });
});
