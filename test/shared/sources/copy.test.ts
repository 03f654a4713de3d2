import { strFromU8, unzipSync } from "fflate";
import { BUILT_IN, type Policy } from "../../../shared/policy/policy.ts";
import { protect } from "../../../shared/protect.ts";
import { protectSources } from "../../../shared/protectSources.ts";
import { safeCopy, type CopyTexts, type SafeCopy } from "../../../shared/sources/copy.ts";
import { pivotTables } from "../../../shared/sources/pivot.ts";
import { pivotNames } from "../../../shared/sources/pivotNames.ts";
import { eachCell } from "../../../shared/workbook/cells.ts";
import { readWorkbook } from "../../../shared/workbook/readWorkbook.ts";
import { sampleWorkbook } from "../../../workbench/sample/workbook.mjs";
import { PLACES, twoSources } from "../../addin/session/pivotView.ts";
import { buildWorkbook, type PivotSketch } from "../workbook/buildWorkbook.ts";
import { corpusBytes, corpusFiles } from "../workbook/corpus.ts";
import { COMPACT } from "../workbook/samplePivots.ts";

const TEXTS: CopyTexts = { refused: ({ code }) => `Vises ikke: ${code}`, notes: ({ maxN }) => [`Skjult, fordi antallet er ${maxN} eller derunder …`] };

function written(copy: SafeCopy) {
  if (copy.status === "refused") throw new Error(copy.reasons.map(({ code }) => code).join());
  return copy;
}

/** Every cell of a workbook as sheet!row,column → shown text. */
function cellsOf(bytes: Uint8Array): Map<string, string> {
  const result = readWorkbook(bytes), cells = new Map<string, string>();
  if (result.status === "refused") throw new Error(result.reason.code);
  for (const sheet of result.workbook.sheets) eachCell(sheet.cells, (row, column, value) => cells.set(`${sheet.name}!${row},${column}`, value.kind === "number" || value.kind === "boolean" ? String(value.value) : value.text));
  return cells;
}

function everything(bytes: Uint8Array): string {
  return Object.entries(unzipSync(bytes)).map(([name, part]) => `${name}\n${strFromU8(part)}`).join("\n");
}

/** A pivot whose values are so unlike all else in a file that any trace of one is a leak. */
const TELLING: PivotSketch = {
  ...COMPACT,
  shown: COMPACT.shown.replace("Nord | 30 | 40 | 70", "Nord | 700000031 | 700000004 | 1400000035").replace("Aalborg | 20 | 37 | 57", "Aalborg | 400000019 | 700000001 | 1100000020")
    .replace("Læsø | 10 | 3 | 13", "Læsø | 300000012 | 3 | 300000015").replace("Syd | 7 | 8 | 15", "Syd | 900000007 | 800000008 | 1700000015").replace("I alt | 37 | 48 | 85", "I alt | 1600000038 | 1500000012 | 3100000050"),
};

describe("a copy without small numbers", () => {
  test("has every table where its pivot stood, with the notes below", () => {
    const copy = written(safeCopy(buildWorkbook({ pivots: [COMPACT] }), BUILT_IN, TEXTS));
    const cells = cellsOf(copy.bytes);
    expect(copy.pivots).toEqual([{ sheet: "Ark1", name: "Kommuner", part: "xl/pivotTables/pivotTable1.xml", ref: "A3:D9", status: "copied", reasons: [] }]);
    expect(cells.get("Ark1!7,1")).toBe("Læsø");
    expect(cells.get("Ark1!7,3")).toBe("..");
    expect(cells.get("Ark1!9,4")).toBe("85");
    expect(cells.get("Ark1!11,1")).toBe("Skjult, fordi antallet er 5 eller derunder …");
  });

  test("has the reason in place of a table whose source cannot be protected, and every other table", () => {
    const view = { counts: PLACES.map((_, place) => [40 + place, 31, 90, 22]), ages: [0, 1, 2, 3], top: 2, left: 0 }, below = { ...view, counts: view.counts.map((line, place) => (place === 0 ? [-40, 31, 90, 22] : line)) };
    const copy = written(safeCopy(twoSources(below, view), BUILT_IN, TEXTS)), cells = cellsOf(copy.bytes);
    expect(copy.pivots.map(({ status, reasons }) => [status, reasons.map(({ code }) => code)])).toEqual([["refused", ["protect/negative"]], ["copied", []]]);
    expect([...cells].filter(([at, text]) => at.startsWith("Ark1!") && /^-?\d+$/.test(text))).toEqual([]);
    expect([[...cells].some(([at, text]) => at.startsWith("Ark1!") && text === "Vises ikke: protect/negative"), cells.get("Ark2!5,2")]).toEqual([true, "40"]);
    expect(safeCopy(twoSources(below, below), BUILT_IN, TEXTS).status).toBe("refused");
  });

  test("holds no trace of a hidden number, nor of anything that computes or leads back", () => {
    const bytes = buildWorkbook({ pivots: [TELLING] }), copy = written(safeCopy(bytes, BUILT_IN, TEXTS));
    const result = readWorkbook(bytes);
    if (result.status === "refused") throw new Error(result.reason.code);
    const tables = pivotTables(result.workbook).flatMap((source) => (source.status === "read" ? source.placed.map(({ table }) => table) : []));
    const outcome = protect(tables, BUILT_IN);
    if (outcome.status === "refused") throw new Error("refused");
    const values = tables[0].measures[0].values, hidden = [...values].filter((_, cell) => outcome.tables[0].measures[0].hidden[cell] !== 0);
    const shown = new Set([...values].filter((_, cell) => outcome.tables[0].measures[0].hidden[cell] === 0));
    const text = everything(copy.bytes);
    expect(hidden.length).toBeGreaterThan(3);
    for (const value of hidden.filter((one) => !shown.has(one) && one > 1000)) expect(text).not.toContain(String(value));
    for (const [, cell] of cellsOf(copy.bytes)) expect(hidden.map(String).filter((value) => !shown.has(Number(value)))).not.toContain(cell);
    expect(text).not.toMatch(/pivot(?!ark)|cache(?!d)|connection|external|<f>|creator|lastModifiedBy|docProps/i);
  });

  test("is the same bytes every time", () => {
    const bytes = buildWorkbook({ pivots: [COMPACT] });
    expect(written(safeCopy(bytes, BUILT_IN, TEXTS)).bytes).toEqual(written(safeCopy(bytes, BUILT_IN, TEXTS)).bytes);
  });

  test("leaves out a pivot it cannot read, and says where and why", () => {
    const copy = written(safeCopy(buildWorkbook({ pivots: [{ ...COMPACT, name: "Ulæselig", rowItems: undefined }, COMPACT] }), BUILT_IN, TEXTS));
    expect(copy.pivots.map(({ name, status, reasons }) => [name, status, reasons])).toEqual([["Ulæselig", "refused", [{ code: "pivot/noItems" }]], ["Kommuner", "copied", []]]);
    const cells = cellsOf(copy.bytes);
    expect(cells.get("Ark1!3,1")).toBe("Vises ikke: pivot/noItems");
    expect([...cells.keys()].filter((key) => key.startsWith("Ark1!"))).toHaveLength(1);
    expect(cells.get("Ark2!7,1")).toBe("Læsø");
  });

  test("leaves out a pivot whose measures all stay unknown", () => {
    const pivot = { ...COMPACT, data: [{ name: "Score", field: 3 }] };
    expect(safeCopy(buildWorkbook({ pivots: [pivot] }), BUILT_IN, TEXTS)).toMatchObject({ status: "refused", reasons: [{ code: "copy/nothingToShow" }], pivots: [{ status: "refused", reasons: [{ code: "measure/unknown" }] }] });
  });

  test("is refused with the workbook, and where there is nothing to copy", () => {
    expect(safeCopy(new Uint8Array(), BUILT_IN, TEXTS)).toEqual({ status: "refused", reasons: [{ code: "workbook/notWorkbook" }], pivots: [] });
    expect(safeCopy(buildWorkbook({ pivots: [] }), BUILT_IN, TEXTS)).toEqual({ status: "refused", reasons: [{ code: "copy/noPivots" }], pivots: [] });
  });

  test("of the sample workbook: every sheet's numbers were shown by its pivot, and none of the hidden ones is there", () => {
    const bytes = sampleWorkbook(), copy = written(safeCopy(bytes, BUILT_IN, TEXTS));
    expect(copy.pivots.map(({ status }) => status)).toEqual(["copied", "copied", "copied", "copied"]);
    expectNoHiddenNumber(bytes, BUILT_IN, copy.bytes);
  });
});

/** Reads the copy back beside the protected tables: a hidden cell's place holds the mark, a shown one's its number, and no other place a number. */
function expectNoHiddenNumber(bytes: Uint8Array, policy: Policy, copy: Uint8Array): void {
  const result = readWorkbook(bytes), back = readWorkbook(copy);
  if (result.status === "refused" || back.status === "refused") throw new Error("unreadable");
  const read = pivotTables(result.workbook).flatMap((source) => (source.status === "read" ? source.placed.map((placed) => ({ placed, pivot: source.pivot })) : []));
  const outcome = protectSources(read.map(({ placed, pivot }) => ({ table: placed.table, names: pivotNames(pivot) })), policy), cells = cellsOf(copy), numbers = new Set<string>();
  if (outcome.status === "refused") throw new Error("refused");
  outcome.tables.forEach(({ table, measures }, at) => {
    const { placed: { layout }, pivot } = read[at], visible = result.workbook.sheets.find(({ name }) => name === pivot.sheet)?.state === "visible";
    if (!visible || measures.every(({ status }) => status === "withheld")) return;
    layout.slots.forEach((slot, i) => {
      if (slot.kind !== "value") return;
      const value = table.measures[slot.measure].values[slot.cell], { status, hidden } = measures[slot.measure], shows = status !== "withheld" && hidden[slot.cell] === 0;
      const place = `${pivot.sheet}!${pivot.area.top + Math.floor(i / layout.columns)},${pivot.area.left + (i % layout.columns)}`;
      if (shows && !Number.isNaN(value)) numbers.add(place);
      if (cells.get(place) !== (!shows ? policy.mark : Number.isNaN(value) ? undefined : String(value + 0))) throw new Error(`${place}: not as protected`);
    });
  });
  for (const sheet of back.workbook.sheets) eachCell(sheet.cells, (row, column, value) => { if (value.kind === "number" && !numbers.has(`${sheet.name}!${row},${column}`)) throw new Error(`${sheet.name}!${row},${column}: a number that no table shows`); });
}

if (corpusFiles.length > 0) {
  test("of real workbooks: a copy that shows what is protected, or a reason", () => {
    const counts: Policy = { ...BUILT_IN, measures: [{ pattern: ".", class: "persons" }] };
    let copies = 0;
    for (const file of corpusFiles) {
      const bytes = corpusBytes(file), copy = safeCopy(bytes, counts, TEXTS);
      if (copy.status === "refused") expect(copy.reasons.length).toBeGreaterThan(0);
      else {
        expectNoHiddenNumber(bytes, counts, copy.bytes);
        copies++;
      }
    }
    expect(copies).toBeGreaterThan(80);
  }, 600_000);
} else {
  console.log("not run: copies of real workbooks (no xlsx-corpus)");
}
