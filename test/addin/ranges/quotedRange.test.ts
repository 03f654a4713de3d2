import type { Block, Scalar } from "../../../addin/host.ts";
import { layOut, sourcesOf } from "../../../addin/layOut.ts";
import type { PivotReading, ReadPivot } from "../../../addin/pivotReading.ts";
import { quotation } from "../../../addin/ranges/formula.ts";
import { joinRanges } from "../../../addin/ranges/joinRanges.ts";
import { readRange } from "../../../addin/ranges/readRange.ts";
import { readPivots } from "../../../addin/readPivots.ts";
import { speaker } from "../../../addin/speak.ts";
import { BUILT_IN } from "../../../shared/policy/policy.ts";
import { protectSources } from "../../../shared/protectSources.ts";
import { cellName } from "../../../shared/workbook/area.ts";
import { AGES, PLACES, pivotWorkbook, type PivotView } from "../session/pivotView.ts";
import { NOW, rowsOf, sheetOf, start } from "../session/running.ts";

const VIEW: PivotView = { counts: [[40, 31, 90, 22], [35, 28, 81, 19], [12, 3, 44, 17], [8, 12, 21, 11], [30, 26, 60, 33], [17, 14, 39, 20]], ages: [0, 1, 2, 3], top: 2, left: 0 };

/** Cells as [what is shown, the formula]; anything else is typed in. */
type Cell = Scalar | readonly [shown: Scalar, formula: string];
const shownIn = (cells: readonly (readonly Cell[])[]): Block => cells.map((line) => line.map((cell) => (typeof cell === "object" ? cell[0] : cell)));
const formulasIn = (cells: readonly (readonly Cell[])[]): Block => cells.map((line) => line.map((cell) => (typeof cell === "object" ? cell[1] : cell)));
const rangeOf = (cells: readonly (readonly Cell[])[]): PivotReading => readRange({ sheet: "Rapport", row: 0, column: 0, rows: cells.length, columns: cells[0].length }, shownIn(cells), formulasIn(cells));

function pivots(): readonly ReadPivot[] {
  const reading = readPivots(pivotWorkbook(VIEW), []);
  if (reading.status === "refused") throw new Error(reading.reason.code);
  return reading.pivots as readonly ReadPivot[];
}
function joined(cells: readonly (readonly Cell[])[], of = pivots()): ReadPivot {
  const reading = joinRanges([...of, rangeOf(cells)]).at(-1)!;
  if (reading.status === "refused") throw new Error(reading.reason.code);
  return reading;
}
/** What the range's sheet and the PivotTable's show. */
function sheets(range: ReadPivot, of = pivots()): readonly (readonly (readonly string[])[])[] {
  const readings = [...of, range], stamp = { policy: BUILT_IN, speak: speaker("da"), now: NOW, made: "sheet" as const };
  return layOut(readings, protectSources(sourcesOf(readings), BUILT_IN), stamp).map((laid) => {
    if (laid.status === "refused") throw new Error(laid.findings[0].code);
    return laid.sheet.grid.rows.map((row) => row.map((cell) => (cell.kind === "empty" ? "" : cell.kind === "number" ? String(cell.value) : cell.text)));
  });
}

const quote = (place: number, age: number, more = ""): Cell => [VIEW.counts[place][age], `=${more}GETPIVOTDATA("Antal",Ark1!$A$3,"Kommune","${PLACES[place]}","Alder","${AGES[age]}")`];
const REPORT: readonly (readonly Cell[])[] = [["Mine kommuner", "Unge", "Gamle"], ["Den ene", quote(2, 1), quote(2, 3)], ["Den anden", quote(3, 1), quote(3, 3)], ["Tilsammen", [15, "=SUM(B2:B3)"], [28, "=C2+C3"]]];

test("whatever its captions say, a cell that quotes the PivotTable is the PivotTable's", () => {
  const range = joined(REPORT), [inPivot, inRange] = sheets(range);
  expect([range.joins, range.placed[0].table.source]).toEqual(["Pivot", pivots()[0].placed[0].table.source]);
  const pivotCell = (place: number, age: number): string => inPivot.find(([caption]) => caption === PLACES[place])![1 + age];
  expect([inRange[1].slice(1), inRange[2].slice(1)]).toEqual([[pivotCell(2, 1), pivotCell(2, 3)], [pivotCell(3, 1), pivotCell(3, 3)]]);
  expect(pivotCell(2, 1)).toBe("..");
});

test("a sum of quoted cells gives none of them away, in the range or in the PivotTable", () => {
  // Dragør 18-24 is 3 and hidden. The range's own total 15 less Fanø's 12 would tell it, so one of those must be hidden wherever it stands.
  const [inPivot, inRange] = sheets(joined(REPORT));
  expect(inRange[1][1]).toBe("..");
  const fano = inPivot.find(([caption]) => caption === "Fanø")!;
  expect([fano[2], inRange[2][1]]).toEqual([inRange[2][1], fano[2]]);
  expect([inRange[2][1], inRange[3][1]]).toContain("..");
});

test("a number that no formula explains is withheld with its reason, and the others are the PivotTable's", () => {
  const range = joined([[...REPORT[0], "Andel"], ...REPORT.slice(1, 3).map((line, k) => [...line, [0.25 + k, `=B${k + 2}/C${k + 2}`] as const])]), [, inRange] = sheets(range);
  expect(inRange.slice(1).map((line) => line[3])).toEqual(["..", ".."]);
  expect(range.placed[0].table.measures.map(({ name }) => name)).toEqual(["Antal", "Andel"]);
  expect(inRange.slice(1).map((line) => line[2])).not.toContain("");
});

test("texts put together by a formula are left out, for they may tell a number", () => {
  const [, inRange] = sheets(joined([...REPORT, [["I alt 15 unge", "=\"I alt \"&B4&\" unge\""], "", ""], [["Fanø", "=A3"], "", ""]]));
  expect(inRange.slice(4)).toEqual([["", "", ""], ["Fanø", "", ""]]);
});

test("names taken from other cells of the range, and an answer for what is not there", () => {
  const cells: readonly (readonly Cell[])[] = [["", ...AGES], ...PLACES.map((place, p): readonly Cell[] => [place, ...AGES.map((_, a): Cell => [VIEW.counts[p][a], `=IFERROR(GETPIVOTDATA("antal",'Ark1'!$A$3,"Kommune",$A${p + 2},"Alder",${"BCDE"[a]}$1),0)`])])];
  const range = joined(cells);
  expect(range.placed[0].table.shape.kind === "cross" && range.placed[0].table.shape.axes[0].members).toHaveLength(PLACES.length * AGES.length);
});

test.each([
  ["another PivotTable's place", (formula: string) => formula.replace("$A$3", "$K$30")],
  ["a member the PivotTable has not", (formula: string) => formula.replace(/"Kommune","[^"]*"/, '"Kommune","Ærø"')],
  ["a field the PivotTable has not", (formula: string) => formula.replace('"Alder"', '"Køn"')],
  ["a measure the PivotTable has not", (formula: string) => formula.replace('"Antal"', '"Andel"')],
  ["something worked out of it", (formula: string) => `${formula}*2`],
])("formulas of %s make no part of it", (_, change) => {
  const cells = REPORT.slice(0, 3).map((line) => line.map((cell): Cell => (typeof cell === "object" ? [cell[0], change(cell[1])] : cell))), reading = joinRanges([...pivots(), rangeOf(cells)]).at(-1)!;
  expect(reading.status === "read" && reading.joins).toBe(undefined);
});

test("a formula is read only where all of it is known", () => {
  const none = (): null => null;
  expect(quotation('=GETPIVOTDATA("A ""b""",\'Ark, 1\'!$B$2,"F",2024)', none)).toEqual({ kind: "pivot", measure: 'A "b"', sheet: "Ark, 1", at: { top: 2, left: 2, bottom: 2, right: 2 }, chosen: [["F", "2024"]] });
  expect(quotation('=CUBEVALUE("FLIS","[Measures].[Antal]","[Tid].["&A1&"]")', () => "2024")).toEqual({ kind: "cube", connection: "FLIS", members: ["[Measures].[Antal]", "[Tid].[2024]"] });
  for (const formula of ['=GETPIVOTDATA("A",B2,"F")', '=GETPIVOTDATA("A",B2,"F",A1)', '=GETPIVOTDATA("A",B2)*2', '=CUBEVALUE("FLIS",Slicer_År)', "=SUM(Ark2!A1:A3)", "=A1", "=1+B2", '=GETPIVOTDATA("A)",B2'])
    expect([formula, quotation(formula, none)]).toEqual([formula, null]);
});

test("a cube's report: members by their unique names, taken from CUBEMEMBER; the PivotTable's filters must be among them", () => {
  const [pivot] = pivots(), cube = "[Kommune].[Kommune]";
  const olap: ReadPivot = { ...pivot, olap: true, names: { ...pivot.names, connection: "FLIS" }, placed: pivot.placed.map(({ layout, table }) => ({ layout, table: {
    ...table, context: { "[Tid].[År]": ["[Tid].[År].&[2024]"] },
    shape: table.shape.kind === "linear" ? table.shape : { ...table.shape, axes: table.shape.axes.map((axis, at) => ({ ...axis, coordinates: (axis.coordinates ?? []).map((one) => Object.fromEntries(Object.values(one).map((name) => (at === 0 ? [cube, `${cube}.&[${name}]`] : ["[Alder].[Alder]", `[Alder].[Alder].&[${name}]`])))) })) },
  } })) };
  const report = (year: string): readonly (readonly Cell[])[] => [["", "Unge"], ...[2, 3].map((p): readonly Cell[] => [[PLACES[p], `=CUBEMEMBER("FLIS","${cube}.&[${PLACES[p]}]")`], [VIEW.counts[p][1], `=CUBEVALUE("FLIS","[Measures].[Antal]",$A${p},"[Alder].[Alder].&[18-24]"${year})`]])];
  expect(joined(report(',"[Tid].[År].&[2024]"'), [olap]).joins).toBe("Pivot");
  for (const year of ["", ',"[Tid].[År].&[2023]"']) expect(joined(report(year), [olap]).joins).toBe(undefined);
});

test("in a session: the PivotTable is refreshed and the range's sheet follows as part of it; a formula that changes is seen", async () => {
  const { excel, session } = await start(pivotWorkbook(VIEW)), put = (cells: readonly (readonly Cell[])[]): void => cells.forEach((line, r) => line.forEach((cell, c) => {
    sheetOf(excel, "Ark1").cells.set(cellName(21 + r, 1 + c), { format: "General", ...(typeof cell === "object" ? { value: cell[0], formula: cell[1] } : { value: cell }) });
  }));
  const own = (counts: PivotView["counts"]): readonly (readonly Cell[])[] => [["", "Unge", "Gamle"], ...[2, 3, 4].map((p): readonly Cell[] => [`Nr. ${"abc"[p - 2]}`, ...[1, 3].map((a): Cell => [counts[p][a], `=GETPIVOTDATA("Antal",$A$3,"Kommune","${PLACES[p]}","Alder","${AGES[a]}")`])])];
  put(own(VIEW.counts));
  const range = await session.keep(await session.addRange({ sheet: "Ark1", row: 20, column: 0, rows: 4, columns: 3 })), pivot = await session.keep({ sheet: "Ark1", name: "Pivot" });
  const line = (sheet: string, caption: string): readonly string[] => rowsOf(sheetOf(excel, sheet)).find((row) => row.startsWith(caption))!.split("|");
  const same = (): void => { for (const p of [2, 3, 4]) expect([line(range!, `Nr. ${"abc"[p - 2]}`)[1], line(range!, `Nr. ${"abc"[p - 2]}`)[2]]).toEqual([line(pivot!, PLACES[p])[2], line(pivot!, PLACES[p])[4]]); };
  same();
  expect(session.keeper.laidOut({ sheet: "Ark1", name: "A21:C24" })).toMatchObject({ status: "made", report: { joins: "Pivot" } });
  const counts = VIEW.counts.map((row, p) => (p === 3 ? [8, 4, 21, 11] : row));
  excel.become(pivotWorkbook({ ...VIEW, counts }));
  put(own(counts));
  await session.follow();
  same();
  // The same numbers by formulas that quote nothing: no part of the PivotTable any more.
  put(own(counts).map((row) => row.map((cell) => (typeof cell === "object" ? cell[0] : cell))));
  await session.follow();
  expect(session.keeper.laidOut({ sheet: "Ark1", name: "A21:C24" })).toMatchObject({ status: "made", report: { joins: null, apart: true } });
});
