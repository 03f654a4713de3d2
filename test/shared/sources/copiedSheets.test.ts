import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { BUILT_IN } from "../../../shared/policy/policy.ts";
import { safeCopy } from "../../../shared/sources/copy.ts";
import { isPlainText } from "../../../shared/sources/plainText.ts";
import { buildWorkbook } from "../workbook/buildWorkbook.ts";
import { COMPACT } from "../workbook/samplePivots.ts";

const PIVOT = buildWorkbook({ pivots: [COMPACT] }), SHEET = "xl/worksheets/sheet1.xml";

/** The workbook with one pivot at A3:D9, and further parts; null takes the sheet as it is. */
function copyWith(parts: Readonly<Record<string, string>>, change: (sheet: string) => string = (text) => text) {
  const files = unzipSync(PIVOT);
  for (const [name, text] of Object.entries(parts)) files[name] = strToU8(text);
  files[SHEET] = strToU8(change(strFromU8(files[SHEET])));
  const copy = safeCopy(zipSync(files), BUILT_IN, { notes: () => [], refused: ({ code }) => code });
  if (copy.status === "refused") throw new Error(copy.reasons.map(({ code }) => code).join());
  return { left: copy.left, parts: Object.fromEntries(Object.entries(unzipSync(copy.bytes)).map(([name, bytes]) => [name, strFromU8(bytes)])) };
}

const row = (number: number, cells: string) => (text: string) => text.replace("<sheetData>", `<sheetData><row r="${number}">${cells}</row>`);
const typed = (ref: string, text: string) => `<c r="${ref}" t="inlineStr"><is><t>${text}</t></is></c>`;
const links = (part: string) => { const text = strFromU8(unzipSync(PIVOT)[part] ?? new Uint8Array()); return text === "" ? "<Relationships></Relationships>" : text; };

describe("of what stands beside a table", () => {
  test("titles come along, numbers and formulas do not", () => {
    const { left, parts } = copyWith({}, row(1, `${typed("A1", "Unge i 2024, 18-24 år")}${typed("B1", "I alt 4711")}<c r="C1"><v>4712</v></c><c r="D1" t="str"><f>"sum "&amp;D9</f><v>sum af alt</v></c>`));
    expect(parts[SHEET]).toContain("Unge i 2024, 18-24 år");
    expect(JSON.stringify(parts)).not.toMatch(/4711|4712|sum af alt/);
    expect(left).toMatchObject({ numbers: 1, texts: 2 });
  });
  test("widths, merged titles and hidden grid lines are kept", () => {
    const { parts } = copyWith({}, (text) => row(1, typed("A1", "Titel"))(text).replace("<sheetData>", '<sheetViews><sheetView showGridLines="0"/></sheetViews><cols><col min="1" max="1" width="33.5"/></cols><sheetData>').replace("</sheetData>", '</sheetData><mergeCells><mergeCell ref="A1:D1"/><mergeCell ref="A3:B3"/></mergeCells>'));
    expect(parts[SHEET]).toContain('<col min="1" max="1" width="33.5"');
    expect(parts[SHEET]).toContain('<mergeCells count="1"><mergeCell ref="A1:D1"/></mergeCells>');
    expect(parts[SHEET]).toContain('showGridLines="0"');
  });
});

test.each([["Antal modtagere pr. kommune", true], ["Unge 18-24 år, 2024", true], ["1. kvartal 2025", true], ["Uge 7", true], ["Trukket 01-11-2026", true], ["n = 3", false], ["I alt 1.234 borgere", false], ["5 eller derunder", false], ["x".repeat(300), false]])("“%s” may come along: %s", (text, plain) => {
  expect(isPlainText(text)).toBe(plain);
});

describe("charts", () => {
  const C = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"';
  const chart = (values: string, kind = '<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/>', end = "</c:barChart>", title = "Antal 2024") =>
    `<c:chartSpace ${C}><c:chart><c:title><c:tx><c:rich><a:p><a:r><a:t>${title}</a:t></a:r></a:p></c:rich></c:tx></c:title><c:plotArea>${kind}<c:ser><c:tx><c:strRef><c:f>Ark1!$C$4</c:f></c:strRef></c:tx><c:cat><c:strRef><c:f>Ark1!$A$7:$A$8</c:f></c:strRef></c:cat><c:val><c:numRef><c:f>${values}</c:f><c:numCache><c:pt idx="0"><c:v>4713</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser>${end}</c:plotArea></c:chart></c:chartSpace>`;
  const withChart = (xml: string) => copyWith({
    "xl/charts/chart1.xml": xml,
    "xl/drawings/drawing1.xml": '<xdr:wsDr xmlns:xdr="x"><xdr:twoCellAnchor><xdr:from><xdr:col>6</xdr:col><xdr:row>2</xdr:row></xdr:from><xdr:to><xdr:col>12</xdr:col><xdr:row>20</xdr:row></xdr:to><xdr:graphicFrame><c:chart r:id="rId1"/></xdr:graphicFrame></xdr:twoCellAnchor></xdr:wsDr>',
    "xl/drawings/_rels/drawing1.xml.rels": '<Relationships><Relationship Id="rId1" Type="x/chart" Target="../charts/chart1.xml"/></Relationships>',
    "xl/worksheets/_rels/sheet1.xml.rels": links("xl/worksheets/_rels/sheet1.xml.rels").replace("</Relationships>", '<Relationship Id="rIdD" Type="x/drawing" Target="../drawings/drawing1.xml"/></Relationships>'),
  });

  test("are drawn anew from the copy: a hidden number is a gap, what the chart kept is gone", () => {
    const { left, parts } = withChart(chart("Ark1!$C$7:$C$9"));
    const drawn = parts["xl/charts/chart1.xml"];
    expect(left.charts).toBe(0);
    expect(drawn).toContain("Antal 2024");
    expect(drawn).toContain('<c:ptCount val="3"/>');
    expect(drawn).not.toContain('<c:pt idx="0"><c:v>3</c:v>');
    expect(drawn).not.toContain("4713");
    expect(drawn).not.toContain("<c:f>");
    expect(parts["xl/drawings/drawing1.xml"]).toContain("<xdr:col>6</xdr:col>");
    expect(parts["customXml/item1.xml"]).toContain("Ark1!$C$7:$C$9");
  });
  test("stay behind where they show what is not in the copy, hide everything, or are of another kind", () => {
    for (const xml of [chart("Kilde!$C$7:$C$9"), chart("Ark1!$C$7:$C$7"), chart("Ark1!$C$7:$C$9", "<c:scatterChart>", "</c:scatterChart>"), "<nej"]) {
      const { left, parts } = withChart(xml);
      expect([left.charts, Object.keys(parts).filter((name) => name.includes("chart"))]).toEqual([1, []]);
    }
  });
  test("a title that could tell a number is left out", () => { expect(withChart(chart("Ark1!$C$7:$C$9", undefined, undefined, "3 borgere")).parts["xl/charts/chart1.xml"]).not.toContain("borgere"); });
});
