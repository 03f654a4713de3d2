import { readFileSync } from "node:fs";
import path from "node:path";
import { holds, samePivot, type ReadPivot } from "../../addin/pivotReading.ts";
import { readPivots } from "../../addin/readPivots.ts";
import { withPart, withParts } from "./parts.ts";

const SAMPLE = new Uint8Array(readFileSync(path.join(process.cwd(), "sample.xlsx")));

function pivotsOf(bytes: Uint8Array, listed: Parameters<typeof readPivots>[1]) {
  const reading = readPivots(bytes, listed);
  if (reading.status === "refused") throw new Error(reading.reason.code);
  return reading.pivots;
}

test("a sensitivity label is seen in its own part and among the custom properties", () => {
  const labelled = (parts: Record<string, string>): boolean => { const read = readPivots(withParts(SAMPLE, parts), []); return read.status === "read" && read.labelled; };
  expect([labelled({}), labelled({ "docMetadata/LabelInfo.xml": "<x/>" }), labelled({ "docProps/custom.xml": '<property name="MSIP_Label_1_Enabled"/>' }), labelled({ "docProps/custom.xml": '<property name="Sag"/>' })]).toEqual([false, true, true, false]);
});

test("bytes that are no workbook are refused with a reason", () => {
  expect(readPivots(new Uint8Array([1, 2, 3]), [])).toMatchObject({ status: "refused", reason: { code: expect.stringMatching(/^workbook\//) as string } });
});

test("a pivot that only Excel knows is refused, one of the same name on another sheet is not it", () => {
  const known = pivotsOf(SAMPLE, []);
  const pivots = pivotsOf(SAMPLE, [...known, { sheet: "Andet ark", name: known[0].name }]);
  expect(pivots).toHaveLength(known.length + 1);
  expect(pivots.at(-1)).toEqual({ status: "refused", kind: "pivot", sheet: "Andet ark", name: known[0].name, ref: "", reason: { code: "pivot/notInFile" }, region: null });
});

test("a pivot without a readable part takes the place of one that Excel lists on its sheet, and of no more than one", () => {
  const known = pivotsOf(SAMPLE, []);
  const broken = withPart(SAMPLE, /pivotTable1\.xml$/, () => "<x");
  expect(pivotsOf(broken, known)).toHaveLength(known.length);
  const first = pivotsOf(broken, []).find(({ name }) => name === "")!;
  expect(pivotsOf(broken, [...known, { sheet: first.sheet, name: "To" }])).toHaveLength(known.length + 1);
});

test("a cell lies in the body, edges included, on its own sheet only", () => {
  const pivot: ReadPivot = {
    status: "read", kind: "pivot", sheet: "Ark1", name: "P", ref: "B3:D9", olap: false, names: { measures: [], fields: [] }, placed: [],
    region: { sheet: "Ark1", row: 2, column: 1, rows: 8, columns: 4, body: { row: 0, column: 0 }, labelRows: 1, labelColumns: 1, shown: [], rereadable: false, inPlace: true },
  };
  const at = (sheet: string, row: number, column: number): boolean => holds(pivot, { sheet, row, column });
  expect([at("Ark1", 2, 1), at("Ark1", 8, 3)]).toEqual([true, true]);
  expect([at("Ark1", 1, 1), at("Ark1", 9, 3), at("Ark1", 2, 0), at("Ark1", 8, 4), at("Ark2", 2, 1)]).toEqual([false, false, false, false, false]);
  expect(holds({ ...pivot, ref: "ukendt" }, { sheet: "Ark1", row: 2, column: 1 })).toBe(false);
});

test("pivots are told apart by sheet and name", () => {
  expect(samePivot({ sheet: "A", name: "P" }, { sheet: "A", name: "P" })).toBe(true);
  expect(samePivot({ sheet: "A", name: "P" }, { sheet: "B", name: "P" })).toBe(false);
});
