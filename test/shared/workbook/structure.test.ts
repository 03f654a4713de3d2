import { readWorkbook } from "../../../shared/workbook/readWorkbook.ts";
import { structureRecords } from "../../../shared/workbook/structureRecords.ts";
import { buildWorkbook, type PivotSketch } from "./buildWorkbook.ts";
import { corpusBytes, corpusFiles, knownPivots } from "./corpus.ts";
import { COMPACT, TABULAR_FORM, VALUES_ON_ROWS } from "./samplePivots.ts";

function record(pivot: PivotSketch, cacheExtra = "", cacheSource?: string) {
  const result = readWorkbook(buildWorkbook({ pivots: [pivot], cacheExtra, ...(cacheSource === undefined ? {} : { cacheSource }) }));
  if (result.status === "refused") throw new Error(result.reason.code);
  return structureRecords(result.workbook.pivots)[0];
}

/** A line as one text: its number, kind, data field and path. */
function lines(pivot: PivotSketch, axis: "rows" | "cols", cacheExtra?: string, cacheSource?: string): string[] {
  const found = record(pivot, cacheExtra, cacheSource);
  if ("refused" in found) return [found.refused.code];
  return found[axis].map((line) => `${"row" in line ? line.row : line.col} ${line.kind}${line.data === null ? "" : ` #${line.data}`} ${line.path.join("/")}`.trim());
}

function refusal(change: Partial<PivotSketch>, pivot: PivotSketch = COMPACT): string {
  const found = record({ ...pivot, ...change });
  return "refused" in found ? found.refused.code : "read";
}

describe("the structure of a pivot", () => {
  test("compact form: parents above, a collapsed parent is a leaf, the grand total last", () => {
    expect(lines(COMPACT, "rows")).toEqual(["5 parent Nord", "6 leaf Nord/Aalborg", "7 leaf Nord/Læsø", "8 leaf Syd", "9 grand"]);
    expect(lines(COMPACT, "cols")).toEqual(["2 leaf 2023.0", "3 leaf 2024.0", "4 grand"]);
  });

  test("carries coordinates and no values", () => {
    expect(record(COMPACT)).toMatchObject({ sheet: "Ark1", name: "Kommuner", part: "xl/pivotTables/pivotTable1.xml", ref: "A3:D9", olap: false });
  });

  test("tabular form: the outer label shares a row with its first member, subtotals follow", () => {
    expect(lines(TABULAR_FORM, "rows")).toEqual(["2 leaf Nord/Aalborg", "3 leaf Nord/Læsø", "4 default Nord", "5 leaf Syd/Odense", "6 default Syd"]);
    expect(lines(TABULAR_FORM, "cols")).toEqual(["3 leaf"]);
  });

  test("Values innermost: a heading without values, totals once per data field", () => {
    expect(lines(VALUES_ON_ROWS, "rows")).toEqual(["2 heading #0 Nord", "3 leaf #0 Nord/ΣAntal", "4 leaf #1 Nord/ΣUdgift", "5 grand #0", "6 grand #1"]);
  });

  test("Values outermost", () => {
    const pivot = { ...VALUES_ON_ROWS, rows: [-2, 0], rowItems: ["0", "^1 0", "#1 1", "^1 #1 0", "grand"], attributes: 'outlineData="1"' };
    expect(lines(pivot, "rows")).toEqual(["2 parent #0 ΣAntal", "3 leaf #0 ΣAntal/Nord", "4 parent #1 ΣUdgift", "5 leaf #1 ΣUdgift/Nord", "6 grand #0"]);
  });

  test("totals that Excel 2007 wrote alike are counted in order", () => {
    expect(lines({ ...VALUES_ON_ROWS, rowItems: ["0", "^1 0", "^1 1", "grand", "grand"] }, "rows").slice(2)).toEqual(["4 leaf #1 Nord/ΣUdgift", "5 grand #0", "6 grand #1"]);
  });

  test("blank lines and custom subtotals keep their kind", () => {
    expect(lines({ ...COMPACT, rowItems: ["0", "^1 0", "avg 0", "blank 0", "grand"] }, "rows")).toEqual(["5 parent Nord", "6 leaf Nord/Aalborg", "7 avg Nord", "8 blank Nord", "9 grand"]);
  });

  test("a line over all items of an outer field", () => {
    expect(lines({ ...COMPACT, rowItems: ["0", "^1 0", "sum 1048832 0", "max ^1 0", "grand"] }, "rows").slice(2, 4)).toEqual(["7 sum oob/Aalborg", "8 max oob/Aalborg"]);
  });

  test("members by the user's name, the cube's caption, the value; dates as day numbers", () => {
    const field = { name: "Region", members: ["Nord", '<s v="[R].&amp;[2]" c="Syd"/>', "<m/>", '<d v="2024-01-01T12:00:00"/>', "2.5"], items: '<item n="Nordpå" x="0"/><item x="1"/><item x="2"/><item x="3"/><item x="4"/>' };
    const pivot = { ...COMPACT, fields: [field, ...COMPACT.fields.slice(1)], rows: [0], rowItems: ["0", "1", "2", "3", "4"] };
    expect(lines(pivot, "rows")).toEqual(["5 leaf Nordpå", "6 leaf Syd", "7 leaf (blank)", "8 leaf 45292.5", "9 leaf 2.5"]);
  });

  test("a grouped field's items point at its groups", () => {
    const field = { name: "Alder", members: [1, 2], items: '<item x="0"/><item x="1"/>', cacheInside: '<fieldGroup base="0"><rangePr/><groupItems><s v="0-17"/><s v="18-"/></groupItems></fieldGroup>' };
    const pivot = { ...COMPACT, ref: "A3:D6", fields: [field, ...COMPACT.fields.slice(1)], rows: [0], rowItems: ["0", "1"] };
    expect(lines(pivot, "rows")).toEqual(["5 leaf 0-17", "6 leaf 18-"]);
  });

  test("a cube's property takes a column right of its owner", () => {
    const cube = '<cacheSource type="external" connectionId="1"/>', hierarchies = '<cacheHierarchies><cacheHierarchy uniqueName="[Kunde]"/></cacheHierarchies>';
    const fields = [{ name: "[Kunde].[Navn]", members: ["A"] }, { name: "[Kunde].[Navn].[By]", members: ["Vejle"], cacheAttributes: 'memberPropertyField="1"', attributes: 'showPropCell="1"' }, { name: "[Measures].[Antal]" }];
    const pivot: PivotSketch = { ref: "A1:C2", firstData: [1, 2], shown: "Navn | By | Antal\nA | Vejle | 9", fields, rows: [0, 1], rowItems: ["0 0"], data: [{ name: "Antal", field: 2 }] };
    expect(lines(pivot, "rows", hierarchies, cube)).toEqual(["2 leaf A/Vejle"]);
    expect(record(pivot, hierarchies, cube)).toMatchObject({ olap: true });
  });

  test.each<[string, Partial<PivotSketch>]>([
    ["pivot/noItems", { rowItems: undefined }],
    ["pivot/noItems", { colItems: undefined }],
    ["pivot/noItems", { rowItems: [] }],
    ["pivot/noDataField", { data: [] }],
    ["pivot/height", { ref: "A3:D10" }],
    ["pivot/width", { ref: "A3:E9" }],
    ["pivot/height", { ref: "A1" }],
    ["pivot/labelColumns", { ref: "A3:E9", firstData: [2, 2] }],
    ["pivot/location", { ref: "nowhere" }],
    ["pivot/itemIndex", { rowItems: ["0", "^1 7", "^1 1", "1", "grand"] }],
    ["pivot/itemIndex", { rowItems: ["0", "^3 0", "^1 1", "1", "grand"] }],
    ["pivot/itemIndex", { rowItems: ["0", "0 0 0", "^1 1", "1", "grand"] }],
    ["pivot/itemIndex", { rowItems: ["0", "^1 3", "^1 1", "1", "grand"] }],
    ["pivot/itemKind", { rowItems: ["0", "median 0", "^1 1", "1", "grand"] }],
    ["pivot/valuesField", { columns: [-2], colItems: ["0", "1", "grand"] }],
    ["pivot/valuesField", { data: [{ name: "A", field: 3 }, { name: "B", field: 3 }] }],
    ["pivot/fieldIndex", { rows: [9] }],
    ["workbook/attribute", { rowItems: ["0", "^1 0", "^1 99999999999", "1", "grand"] }],
  ])("is refused: %s", (code, change) => expect(refusal(change)).toBe(code));

  test("a third total of two data fields is refused", () => {
    expect(refusal({ rowItems: ["0", "^1 0", "grand", "grand", "grand"] }, VALUES_ON_ROWS)).toBe("pivot/itemIndex");
  });
});

if (corpusFiles.length > 0) {
  test("real workbooks: every pivot as an independent reader reads it, all others refused", () => {
    const known = knownPivots(), byPart = (a: { part: string }, b: { part: string }) => (a.part < b.part ? -1 : 1);
    let exact = 0;
    for (const file of corpusFiles) {
      const result = readWorkbook(corpusBytes(file));
      const found = result.status === "read" ? structureRecords(result.workbook.pivots) : [];
      const seen = found.map(({ sheet, part, ref, ...pivot }) => ({ sheet, part, ref, ...("refused" in pivot ? { refused: true } : { olap: pivot.olap, rows: pivot.rows, cols: pivot.cols }) }));
      const expected = known[file].map(({ sheet, part, ref, olap, structure }) => ({ sheet, part, ref, ...(structure === null ? { refused: true } : { olap, ...structure }) }));
      expect([file, seen.sort(byPart)]).toEqual([file, expected.sort(byPart)]);
      exact += known[file].filter(({ structure }) => structure !== null).length;
    }
    expect(exact).toBeGreaterThan(500);
  }, 120_000);
} else {
  console.log("not run: pivots of real workbooks (no xlsx-corpus)");
}
