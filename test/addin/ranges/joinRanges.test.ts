import { readFileSync } from "node:fs";
import type { Block } from "../../../addin/host.ts";
import { sourcesOf } from "../../../addin/layOut.ts";
import type { PivotReading, ReadPivot } from "../../../addin/pivotReading.ts";
import { joinRanges } from "../../../addin/ranges/joinRanges.ts";
import { readRange } from "../../../addin/ranges/readRange.ts";
import { readPivots } from "../../../addin/readPivots.ts";
import { BUILT_IN } from "../../../shared/policy/policy.ts";
import { protectSources } from "../../../shared/protectSources.ts";
import { cellKeys } from "../../../shared/table/link.ts";
import { cellName } from "../../../shared/workbook/area.ts";
import { openExcel } from "../../hosts/emulatedExcel.ts";
import { buildWorkbook, type PivotSketch } from "../../shared/workbook/buildWorkbook.ts";
import { AGES, PLACES, pivotWorkbook, type PivotView } from "../session/pivotView.ts";
import { rowsOf, sheetOf, start } from "../session/running.ts";

const VIEW: PivotView = { counts: [[40, 31, 90, 22], [35, 28, 81, 19], [12, 3, 44, 17], [8, 12, 21, 11], [30, 26, 60, 33], [17, 14, 39, 20]], ages: [0, 1, 2, 3], top: 2, left: 0 };
const sum = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0);

function pivotsOf(bytes: Uint8Array): readonly ReadPivot[] {
  const reading = readPivots(bytes, []);
  if (reading.status === "refused") throw new Error(reading.reason.code);
  return reading.pivots.filter((pivot): pivot is ReadPivot => pivot.status === "read");
}
const rangeOf = (block: Block): PivotReading => readRange({ sheet: "Rapport", row: 0, column: 0, rows: block.length, columns: block[0].length }, block);
/** A range after joining, the way a session reads it. */
function joined(block: Block, pivots: readonly ReadPivot[]): ReadPivot {
  const reading = joinRanges([...pivots, rangeOf(block)]).at(-1)!;
  if (reading.status === "refused") throw new Error(reading.reason.code);
  return reading;
}
const isJoined = (block: Block, pivots: readonly ReadPivot[]): boolean => { const reading = joinRanges([...pivots, rangeOf(block)]).at(-1)!; return reading.status === "read" && reading.joins !== undefined; };
const tableOf = ({ placed: [{ table }] }: ReadPivot) => table;

/** Per measure and cell, whether it is hidden, where several tables are one system. */
function hidden(readings: readonly ReadPivot[], at: number): ReadonlyMap<string, boolean> {
  const outcome = protectSources(sourcesOf(readings), BUILT_IN);
  if (outcome.status === "refused") throw new Error(outcome.findings[0].code);
  const { table, measures } = outcome.tables[at];
  return new Map(table.measures.flatMap(({ name }, m) => cellKeys(table).map((key, cell) => [`${name}|${key}`, measures[m].hidden[cell] !== 0] as const)));
}
const count = (of: ReadonlyMap<string, boolean>): number => [...of.values()].filter(Boolean).length;

const [PIVOT] = pivotsOf(pivotWorkbook(VIEW));
const block = (places: readonly number[], ages: readonly number[]): Block => [["Kommune", ...ages.map((age) => AGES[age])], ...places.map((place) => [PLACES[place], ...ages.map((age) => VIEW.counts[place][age])])];

test("a range without totals hides what the PivotTable hides, not its small counts alone", () => {
  const range = joined(block([0, 1, 2, 3, 4, 5], [0, 1]), [PIVOT]), inPivot = hidden([PIVOT, range], 0), inRange = hidden([PIVOT, range], 1);
  expect([...inRange]).toEqual([...inRange].map(([key]) => [key, inPivot.get(key)]));
  const alone = rangeOf(block([0, 1, 2, 3, 4, 5], [0, 1]));
  expect(count(inRange)).toBeGreaterThan(alone.status === "read" ? count(hidden([PIVOT, alone], 1)) : Infinity);
});

test("a range of totals alone is the PivotTable's total column", () => {
  const range = joined([["Kommune", "Antal"], ...VIEW.counts.map((line, k) => [PLACES[k], sum(line)]), ["Hele landet", sum(VIEW.counts.flat())]], [PIVOT]);
  const keys = cellKeys(tableOf(range)), inPivot = new Set(cellKeys(tableOf(PIVOT)));
  expect([keys.length, keys.filter((key) => !inPivot.has(key))]).toEqual([7, []]);
  expect(tableOf(range).measures[0].name).toBe("Antal");
});

test("the total of some of the lines is another cell than the total of all", () => {
  const range = joined([["Kommune", ...AGES], ...[0, 1, 2].map((place) => [PLACES[place], ...VIEW.counts[place]]), ["I alt", ...AGES.map((_, age) => sum([0, 1, 2].map((place) => VIEW.counts[place][age])))]], [PIVOT]);
  const inPivot = new Set(cellKeys(tableOf(PIVOT)));
  expect(cellKeys(tableOf(range)).filter((key) => !inPivot.has(key))).toHaveLength(AGES.length);
});

test("other numbers below the same captions, other captions, and numbers equal by accident are a table of their own", () => {
  const other = block([0, 1, 2], [0, 1]).map((line, row) => (row === 2 ? [line[0], 36, line[2]] : line)), renamed = block([0, 1, 2], [0, 1]).map((line, row) => (row === 2 ? ["Aalborg", ...line.slice(1)] : line));
  expect([isJoined(block([0, 1, 2], [0, 1]), [PIVOT]), isJoined(other, [PIVOT]), isJoined(renamed, [PIVOT])]).toEqual([true, false, false]);
});

test("ranges over real PivotTables, nested, in steps, with filters, with two measures: what stands on the sheet joins the table it was copied from", () => {
  const excel = openExcel(new Uint8Array(readFileSync("sample.xlsx"))), pivots = pivotsOf(excel.bytes), joined: boolean[] = [];
  for (const { sheet, area } of excel.pivots) {
    const { top, left, bottom, right } = area!, { cells } = excel.sheets.find(({ name }) => name === sheet)!;
    const letters = (column: number): string => String.fromCharCode(64 + column);
    joined.push(isJoined(Array.from({ length: bottom - top + 1 }, (_, r) => Array.from({ length: right - left + 1 }, (_, c) => cells.get(`${letters(left + c)}${top + r}`)?.value ?? "")), pivots));
  }
  expect(joined).toEqual([true, true, true, true]); // two measures side by side, and field names among the captions, too
});

test("in a session: the range's sheet and the PivotTable's hide the same cells", async () => {
  const { excel, session } = await start(pivotWorkbook(VIEW));
  block([0, 1, 2, 3, 4, 5], [0, 1]).forEach((line, row) => line.forEach((value, column) => { sheetOf(excel, "Ark1").cells.set(cellName(20 + row, 1 + column), { value, format: "General" }); }));
  const reading = await session.addRange({ sheet: "Ark1", row: 19, column: 0, rows: 7, columns: 3 });
  const [range, pivot] = [await session.keep(reading), await session.keep({ sheet: "Ark1", name: "Pivot" })];
  const line = (sheet: string, place: string): readonly string[] => rowsOf(sheetOf(excel, sheet)).find((row) => row.startsWith(place))!.split("|").slice(1, 3);
  for (const place of PLACES) expect([place, ...line(range!, place)]).toEqual([place, ...line(pivot!, place)]);
  expect(PLACES.flatMap((place) => line(range!, place)).filter((cell) => cell === "..").length).toBeGreaterThan(1);
});

/** Municipalities by two counts, side by side; `men` in the second column. */
const PEOPLE = [[40, 22], [35, 12], [12, 8], [8, 3], [30, 17], [17, 9]];
const TWO: PivotSketch = {
  name: "To", ref: "A1:C8", firstData: [1, 1],
  shown: ["Kommune|Antal|Antal mænd", ...PEOPLE.map(([all, men], k) => `${PLACES[k]}|${all}|${men}`), `Hovedtotal|${sum(PEOPLE.map(([all]) => all))}|${sum(PEOPLE.map(([, men]) => men))}`].join("\n"),
  fields: [{ name: "Kommune", members: PLACES }, { name: "Antal" }, { name: "Mænd" }], rows: [0], columns: [-2], rowItems: [...PLACES.map((_, k) => String(k)), "grand"], colItems: ["0", "#1 1"],
  data: [{ name: "Antal", field: 1 }, { name: "Antal mænd", field: 2 }],
};

describe("several measures", () => {
  const [two] = pivotsOf(buildWorkbook({ pivots: [TWO] }));
  const rows = PEOPLE.map(([all, men], k) => [PLACES[k], all, men]);

  test("side by side, in another order, with a total: measure by measure the PivotTable's cells, and hidden where it hides them", () => {
    const range = joined([["Kommune", "Antal mænd", "Antal"], ...rows.map(([place, all, men]) => [place, men, all]), ["I alt", sum(PEOPLE.map(([, men]) => men)), sum(PEOPLE.map(([all]) => all))]], [two]);
    expect([...tableOf(range).measures.map(({ name }) => name)].sort()).toEqual(["Antal", "Antal mænd"]);
    const inPivot = hidden([two, range], 0), inRange = hidden([two, range], 1);
    expect([...inRange].map(([key, is]) => [key, is])).toEqual([...inRange].map(([key]) => [key, inPivot.get(key)]));
    expect(count(inRange)).toBe(count(inPivot));
  });

  test("what one of them hides cannot be had from the other by subtraction", () => {
    // Alone, the range hides the one small count; beside it the PivotTable's total and its other lines give that count away.
    const range = joined([["Kommune", "Antal", "Antal mænd"], ...rows.slice(0, 4)], [two]), shown = (at: number, key: string): boolean => hidden([two, range], at).get(key) === false;
    const men = (place: string): string => `Antal mænd|Kommune\u0000${place}`, total = "Antal mænd|";
    const seen = PLACES.filter((place) => shown(0, men(place)) || shown(1, men(place)));
    expect(seen).not.toContain("Fanø");
    expect(shown(0, total)).toBe(true);
    expect(PLACES.length - seen.length).toBeGreaterThan(1);
  });

  test.each([
    ["measures on rows, in steps", [["Kommune", "I alt"], ...rows.flatMap(([place, all, men]) => [[place, ""], ["Antal", all], ["Antal mænd", men]])]],
    ["measures on rows, beside", [["Kommune", "Værdier", "I alt"], ...rows.flatMap(([place, all, men]) => [[place, "Antal", all], ["", "Antal mænd", men]])]],
    ["another heading below the measures", [["", "Antal", "Antal mænd"], ["Kommune", "alle", "alle"], ...rows]],
  ] as const)("%s", (_, cells) => { expect(isJoined(cells as Block, [two])).toBe(true); });

  test.each([
    ["a number that differs", [["Kommune", "Antal", "Antal mænd"], ...rows.map(([place, all, men], k) => [place, all, k === 1 ? 13 : men])]],
    ["a measure the PivotTable has not", [["Kommune", "Antal", "Antal kvinder"], ...rows]],
    ["the names of the measures changed about", [["Kommune", "Antal mænd", "Antal"], ...rows]],
    ["a text where a number should be", [["Kommune", "Antal", "Antal mænd"], ...rows.map(([place, all, men], k) => [place, all, k === 2 ? "mange" : men])]],
  ] as const)("%s is a table of its own", (_, cells) => { expect(isJoined(cells as Block, [two])).toBe(false); });

  test("ages and measures above each other, totals of each measure at the end", () => {
    const ages: PivotSketch = {
      name: "Alder", ref: "A1:G9", firstData: [3, 1],
      shown: ["|Alder", "|0-17||18+||Total Antal|Total Mænd", "Kommune|Antal|Mænd|Antal|Mænd", "Fanø|10|4|20|9|30|13", "Læsø|11|5|24|12|35|17", "Samsø|14|6|28|2|42|8", "Ærø|19|8|31|16|50|24", "Morsø|7|1|22|13|29|14", "Hovedtotal|61|24|125|52|186|76"].join("\n"),
      fields: [{ name: "Kommune", members: ["Fanø", "Læsø", "Samsø", "Ærø", "Morsø"] }, { name: "Alder", members: ["0-17", "18+"] }, { name: "A" }, { name: "M" }],
      rows: [0], columns: [1, -2], rowItems: ["0", "1", "2", "3", "4", "grand"], colItems: ["0 0", "^1 #1 1", "1 0", "^1 #1 1", "grand 0", "grand #1 1"], data: [{ name: "Antal", field: 2 }, { name: "Mænd", field: 3 }],
    };
    const [pivot] = pivotsOf(buildWorkbook({ pivots: [ages] })), cells: Block = ages.shown.split("\n").map((line) => Array.from({ length: 7 }, (_, at) => { const text = line.split("|")[at] ?? ""; return /^\d+$/.test(text) ? Number(text) : text; }));
    const range = joined(cells, [pivot]), inPivot = new Set(cellKeys(tableOf(pivot)));
    expect(cellKeys(tableOf(range)).filter((key) => !inPivot.has(key))).toEqual([]);
    expect(tableOf(range).measures.map(({ name, values }) => [name, values[0]])).toEqual([["Antal", 10], ["Mænd", 4]]);
    expect(hidden([pivot, range], 1)).toEqual(new Map([...hidden([pivot, range], 0)].filter(([key]) => hidden([pivot, range], 1).has(key))));
  });
});
