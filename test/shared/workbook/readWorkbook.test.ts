import fc from "fast-check";
import { readWorkbook } from "../../../shared/workbook/readWorkbook.ts";
import { structureRecords } from "../../../shared/workbook/structureRecords.ts";
import { valueAt } from "../../../shared/workbook/cells.ts";
import { buildWorkbook, links, workbookParts, zipParts } from "./buildWorkbook.ts";
import { COMPACT, TABULAR_FORM } from "./samplePivots.ts";

function read(parts: Readonly<Record<string, string | null>>) {
  return readWorkbook(zipParts({ ...workbookParts({ pivots: [COMPACT] }), ...parts }));
}

function records(parts: Readonly<Record<string, string | null>>) {
  const result = read(parts);
  return result.status === "read" ? structureRecords(result.workbook.pivots) : result.reason.code;
}

const PLAIN = () => workbookParts({ pivots: [COMPACT] });
const EXPECTED = records({});

/** Every element gets a prefix, as some writers do. */
function prefixed(xml: string): string {
  return xml.replace(/<(\/?)([a-zA-Z])/g, "<$1x:$2").replace('xmlns="', 'xmlns:x="');
}

describe("a workbook", () => {
  test("lists sheets with their state and cells, and pivots in their order", () => {
    const result = readWorkbook(buildWorkbook({ pivots: [COMPACT, "chart", TABULAR_FORM], sheetState: 'state="veryHidden"' }));
    if (result.status === "refused") throw new Error(result.reason.code);
    const { sheets, pivots } = result.workbook;
    expect(sheets.map(({ name, state, part }) => [name, state, part])).toEqual([
      ["Ark1", "veryHidden", "xl/worksheets/sheet1.xml"], ["Ark2", "veryHidden", undefined], ["Ark3", "veryHidden", "xl/worksheets/sheet3.xml"],
    ]);
    expect(pivots.map((pivot) => pivot.status === "read" && [pivot.pivot.sheet, pivot.pivot.part])).toEqual([["Ark1", "xl/pivotTables/pivotTable1.xml"], ["Ark3", "xl/pivotTables/pivotTable3.xml"]]);
    expect(valueAt(sheets[0].cells, 7, 3)).toEqual({ kind: "number", value: 3 });
  });

  test("leaves sheets without pivots unread when asked to", () => {
    const parts = { ...PLAIN(), "xl/worksheets/_rels/sheet1.xml.rels": null, "xl/worksheets/sheet1.xml": "<broken" };
    expect(readWorkbook(zipParts(parts)).status).toBe("refused");
    expect(readWorkbook(zipParts(parts), { cells: "pivotSheets" })).toMatchObject({ status: "read", workbook: { pivots: [] } });
  });

  test("is read the same with prefixed names", () => {
    expect(records(Object.fromEntries(Object.entries(PLAIN()).filter(([name]) => !name.endsWith(".rels")).map(([name, xml]) => [name, prefixed(xml)])))).toEqual(EXPECTED);
  });

  test("is read the same in the strict dialect", () => {
    const strict = (xml: string) => xml.replaceAll("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships").replaceAll("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main");
    expect(records(Object.fromEntries(Object.entries(PLAIN()).map(([name, xml]) => [name, strict(xml)])))).toEqual(EXPECTED);
  });

  test("is read the same with absolute targets and other letter case", () => {
    expect(records({
      "_rels/.rels": links([["officeDocument", "/XL/workbook.xml"]]), "xl/_rels/workbook.xml.rels": links([["worksheet", "/xl/WORKSHEETS/sheet1.xml"]]),
      "xl/worksheets/_rels/sheet1.xml.rels": links([["pivotTable", "/xl/pivotTables/./x/../pivotTable1.xml"]]),
    })).toEqual(EXPECTED);
  });

  test.each<[string, Record<string, string | null>, string]>([
    ["no office document", { "_rels/.rels": links([["officeDocument", "http://example.com"]]) }, "workbook/notWorkbook"],
    ["another office document", { "xl/workbook.xml": "<document/>" }, "workbook/notWorkbook"],
    ["the binary format", { "_rels/.rels": links([["officeDocument", "xl/workbook.bin"]]), "xl/workbook.bin": "" }, "workbook/binary"],
    ["entities", { "xl/workbook.xml": '<!DOCTYPE workbook [<!ENTITY a "aaaa">]><workbook>&a;</workbook>' }, "workbook/xmlEntities"],
    ["a sheet that breaks off", { "xl/worksheets/sheet1.xml": "<worksheet><sheetData>" }, "workbook/xml"],
  ])("is refused: %s", (_, parts, code) => expect(records(parts)).toBe(code));

  test.each<[string, Record<string, string | null>, string]>([
    ["its part is missing", { "xl/pivotTables/pivotTable1.xml": null }, "workbook/missingPart"],
    ["its part is not XML", { "xl/pivotTables/pivotTable1.xml": "<pivotTableDefinition>" }, "workbook/xml"],
    ["its part is something else", { "xl/pivotTables/pivotTable1.xml": '<table><location ref="A1"/></table>' }, "pivot/location"],
    ["its cache is missing", { "xl/pivotCache/pivotCacheDefinition1.xml": null }, "pivot/noCache"],
    ["it names no cache", { "xl/pivotTables/_rels/pivotTable1.xml.rels": null }, "pivot/noCache"],
  ])("refuses a pivot alone where %s", (_, parts, code) => {
    expect(records(parts)).toEqual([expect.objectContaining({ sheet: "Ark1", refused: expect.objectContaining({ code }) as unknown })]);
  });

  test("never breaks and never hangs, whatever happens to its parts", () => {
    const parts = PLAIN(), names = Object.keys(parts);
    const change = fc.tuple(fc.constantFrom(...names), fc.nat(), fc.nat(8), fc.constantFrom("", "<", ">", '"', "&", "/", "0", "9", "-1", "</i>", "<x/>", "1048576"));
    fc.assert(fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
      const mutated = { ...parts };
      for (const [name, at, length, piece] of changes) {
        const place = at % (mutated[name].length + 1);
        mutated[name] = mutated[name].slice(0, place) + piece + mutated[name].slice(place + length);
      }
      const result = readWorkbook(zipParts(mutated));
      expect(result.status === "read" ? structureRecords(result.workbook.pivots) : result.reason.code).toBeDefined();
    }), { seed: 20240617, numRuns: 800 });
  });

  test("never breaks and never hangs, whatever happens to its bytes", () => {
    const bytes = buildWorkbook({ pivots: [COMPACT] });
    fc.assert(fc.property(fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }), (changes) => {
      const mutated = bytes.slice();
      for (const [at, byte] of changes) mutated[at] = byte;
      expect(["read", "refused"]).toContain(readWorkbook(mutated).status);
    }), { seed: 20240618, numRuns: 1500 });
  });
});
