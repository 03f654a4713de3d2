import { readFileSync } from "node:fs";
import { joinRange } from "../../addin/joinRange.ts";
import { sourcesOf } from "../../addin/layOut.ts";
import { readPivots } from "../../addin/readPivots.ts";
import { readRange } from "../../addin/readRange.ts";
import { protectSources, type Sourced } from "../../shared/protectSources.ts";
import { BUILT_IN } from "../../shared/policy/policy.ts";
import { cellKeys } from "../../shared/table/link.ts";
import { cellName } from "../../shared/workbook/area.ts";
import { openExcel } from "../hosts/emulatedExcel.ts";
import { AGES, PLACES, pivotWorkbook, type PivotView } from "./session/pivotView.ts";
import { rowsOf, sheetOf, start } from "./session/running.ts";

const VIEW: PivotView = { counts: [[40, 31, 90, 22], [35, 28, 81, 19], [12, 3, 44, 17], [8, 12, 21, 11], [30, 26, 60, 33], [17, 14, 39, 20]], ages: [0, 1, 2, 3], top: 2, left: 0 };
const sum = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0);

function pivotsOf(bytes: Uint8Array): readonly Sourced[] {
  const reading = readPivots(bytes, []);
  if (reading.status === "refused") throw new Error(reading.reason.code);
  return sourcesOf(reading.pivots);
}
function rangeOf(block: readonly (readonly (string | number)[])[]): Sourced {
  const reading = readRange({ sheet: "Rapport", row: 0, column: 0, rows: block.length, columns: block[0].length }, block);
  if (reading.status === "refused") throw new Error(reading.reason.code);
  return sourcesOf([reading])[0];
}
const isJoined = (range: Sourced, pivots: readonly Sourced[]): boolean => joinRange(range, pivots).table.source !== undefined;

const [PIVOT] = pivotsOf(pivotWorkbook(VIEW));
const block = (places: readonly number[], ages: readonly number[]): readonly (readonly (string | number)[])[] => [["Kommune", ...ages.map((age) => AGES[age])], ...places.map((place) => [PLACES[place], ...ages.map((age) => VIEW.counts[place][age])])];

test("a range without totals hides what the PivotTable hides, not its small counts alone", () => {
  const range = rangeOf(block([0, 1, 2, 3, 4, 5], [0, 1])), hidden = (sources: readonly Sourced[], at: number): ReadonlyMap<string, boolean> => {
    const outcome = protectSources(sources, BUILT_IN);
    if (outcome.status === "refused") throw new Error(outcome.findings[0].code);
    const { table, measures } = outcome.tables[at];
    return new Map(cellKeys(table).map((key, cell) => [key, measures[0].hidden[cell] !== 0]));
  };
  const joined = [PIVOT, joinRange(range, [PIVOT])], inPivot = hidden(joined, 0), inRange = hidden(joined, 1);
  expect([...inRange].map(([key, is]) => [key, is])).toEqual([...inRange].map(([key]) => [key, inPivot.get(key)]));
  const count = (of: ReadonlyMap<string, boolean>): number => [...of.values()].filter(Boolean).length;
  expect(count(inRange)).toBeGreaterThan(count(hidden([PIVOT, range], 1)));
});

test("a range of totals alone is the PivotTable's total column", () => {
  const range = joinRange(rangeOf([["Kommune", "Antal"], ...VIEW.counts.map((line, k) => [PLACES[k], sum(line)]), ["Hele landet", sum(VIEW.counts.flat())]]), [PIVOT]);
  const keys = cellKeys(range.table), inPivot = new Set(cellKeys(PIVOT.table));
  expect([keys.length, keys.filter((key) => !inPivot.has(key))]).toEqual([7, []]);
  expect(range.table.measures[0].name).toBe("Antal");
});

test("the total of some of the lines is another cell than the total of all", () => {
  const range = joinRange(rangeOf([["Kommune", ...AGES], ...[0, 1, 2].map((place) => [PLACES[place], ...VIEW.counts[place]]), ["I alt", ...AGES.map((_, age) => sum([0, 1, 2].map((place) => VIEW.counts[place][age])))]]), [PIVOT]);
  const inPivot = new Set(cellKeys(PIVOT.table));
  expect(cellKeys(range.table).filter((key) => !inPivot.has(key))).toHaveLength(AGES.length);
});

test("other numbers below the same captions, other captions, and numbers equal by accident are a table of their own", () => {
  const other = block([0, 1, 2], [0, 1]).map((line, row) => (row === 2 ? [line[0], 36, line[2]] : line)), renamed = block([0, 1, 2], [0, 1]).map((line, row) => (row === 2 ? ["Aalborg", ...line.slice(1)] : line));
  expect([isJoined(rangeOf(block([0, 1, 2], [0, 1])), [PIVOT]), isJoined(rangeOf(other), [PIVOT]), isJoined(rangeOf(renamed), [PIVOT])]).toEqual([true, false, false]);
});

test("ranges over real PivotTables, nested, in steps, with filters: what stands on the sheet joins the table it was copied from", () => {
  const excel = openExcel(new Uint8Array(readFileSync("sample.xlsx"))), pivots = pivotsOf(excel.bytes), joined: boolean[] = [];
  for (const { sheet, area } of excel.pivots) {
    const { top, left, bottom, right } = area!, { cells } = excel.sheets.find(({ name }) => name === sheet)!;
    const letters = (column: number): string => String.fromCharCode(64 + column);
    const range = { sheet, row: top - 1, column: left - 1, rows: bottom - top + 1, columns: right - left + 1 };
    const reading = readRange(range, Array.from({ length: range.rows }, (_, r) => Array.from({ length: range.columns }, (_, c) => cells.get(`${letters(left + c)}${top + r}`)?.value ?? "")));
    joined.push(reading.status === "read" && isJoined(sourcesOf([reading])[0], pivots));
  }
  expect(joined).toEqual([true, true, false, false]); // two measures side by side, and field names among the captions
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
