import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { scanWorkbook } from "../../../shared/leaks/scan.ts";
import { BUILT_IN } from "../../../shared/policy/policy.ts";
import { safeCopy } from "../../../shared/sources/copy.ts";
import { isPlainText } from "../../../shared/sources/plainText.ts";
import { buildWorkbook, type PivotSketch } from "../workbook/buildWorkbook.ts";
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
  test("heights that somebody set and frozen headings are kept; hidden rows and a pane that leaves nothing to scroll are not", () => {
    const view = (pane: string) => (text: string) => text.replace("<sheetData>", `<sheetViews><sheetView workbookViewId="0"><pane ${pane}/></sheetView></sheetViews><sheetData><row r="1" ht="33.75" customHeight="1">${typed("A1", "Titel")}</row><row r="2" ht="0" hidden="1" customHeight="1"/>`);
    const sheet = copyWith({}, view('xSplit="1" ySplit="4" topLeftCell="B5" activePane="bottomRight" state="frozen"')).parts[SHEET];
    expect(sheet).toContain('<row r="1" ht="33.75" customHeight="1">');
    expect(sheet).not.toContain('<row r="2"');
    expect(sheet).toContain('<sheetViews><sheetView workbookViewId="0"><pane xSplit="1" ySplit="4" topLeftCell="B5" activePane="bottomRight" state="frozen"/></sheetView></sheetViews>');
    for (const pane of ['xSplit="1200" ySplit="900" state="split"', 'ySplit="60" state="frozen"', 'state="frozen"']) expect(copyWith({}, view(pane)).parts[SHEET]).not.toContain("<pane");
    expect(copyWith({}, view('ySplit="1" state="frozenSplit"')).parts[SHEET]).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>');
  });
});

test("a measure shown as per cent is withheld, and the copy does not say that it is the count of its name", () => {
  const fields = [{ name: "Region", members: ["Nord", "Syd"] }, { name: "Antal" }, { name: "Personer" }];
  const both: PivotSketch = { name: "Andele", ref: "A1:B6", firstData: [1, 1], shown: ["Rækker |", "Nord |", "Antal | 1", "Antal personer | 900", "I alt Antal | 1", "I alt Antal personer | 900"].join("\n"), fields, rows: [0, -2], rowItems: ["0", "^1 0", "^1 #1 1", "grand", "grand #1"], data: [{ name: "Antal", field: 1, attributes: 'showDataAs="percentOfTotal"' }, { name: "Antal personer", field: 2 }] };
  const count: PivotSketch = { name: "Antal", ref: "A1:B3", firstData: [1, 1], shown: ["Rækker | Antal", "Nord | 30", "I alt | 30"].join("\n"), fields, rows: [0], rowItems: ["0", "grand"], data: [{ name: "Antal", field: 1 }] };
  const copy = safeCopy(buildWorkbook({ pivots: [both, count] }), BUILT_IN, { notes: () => [], refused: ({ code }) => code });
  if (copy.status === "refused") throw new Error("refused");
  const scan = scanWorkbook(copy.bytes, { policy: BUILT_IN });
  expect(copy.pivots.map(({ status, reasons }) => [status, reasons.map(({ code }) => code)])).toEqual([["copied", ["measure/unknown"]], ["copied", []]]);
  expect(scan.status === "scanned" && scan.findings.map(({ message }) => message.code).includes("leak/R33/found")).toBe(false);
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

  const line = (values: string) => `<c:ser><c:val><c:numRef><c:f>${values}</c:f></c:numRef></c:val></c:ser>`;
  const drawnOf = (xml: string) => { const { left, parts } = withChart(xml); expect(left.charts).toBe(0); return { drawn: parts["xl/charts/chart1.xml"], stated: parts["customXml/item1.xml"] }; };

  test("columns with a line on a scale of its own", () => {
    const { drawn, stated } = drawnOf(chart("Ark1!$C$7:$C$9", '<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/>', `<c:axId val="1"/><c:axId val="2"/></c:barChart><c:lineChart><c:grouping val="standard"/>${line("Ark1!$D$7:$D$9")}<c:axId val="3"/><c:axId val="4"/></c:lineChart>`));
    expect(drawn.match(/<c:(bar|line)Chart>|<c:idx val="\d"\/><c:order|<c:axId val="\d"\/>(?=<\/c:(bar|line)Chart>)/g)).toEqual(["<c:barChart>", '<c:idx val="0"/><c:order', '<c:axId val="2"/>', "<c:lineChart>", '<c:idx val="1"/><c:order', '<c:axId val="4"/>']);
    expect(drawn.match(/<c:(cat|val)Ax>/g)).toHaveLength(4);
    expect(stated).toContain('["Ark1!$C$7:$C$9","Ark1!$D$7:$D$9"]');
  });
  test("points of two columns: one is drawn where both its numbers are shown", () => {
    const scatter = (x: string, look = "") => `<c:chartSpace ${C}><c:chart><c:plotArea><c:scatterChart><c:scatterStyle val="lineMarker"/><c:ser>${look}<c:xVal><c:numRef><c:f>${x}</c:f></c:numRef></c:xVal><c:yVal><c:numRef><c:f>Ark1!$C$7:$C$9</c:f></c:numRef></c:yVal></c:ser></c:scatterChart></c:plotArea></c:chart></c:chartSpace>`;
    const { drawn, stated } = drawnOf(scatter("Ark1!$D$7:$D$9"));
    const points = [...drawn.matchAll(/<c:([xy]Val)>(.*?)<\/c:\1>/g)].map(([, axis, xml]) => [axis, [...xml.matchAll(/idx="(\d)"/g)].map(([, at]) => Number(at))]);
    expect(points[0][1]).toEqual(points[1][1]);
    expect(points[1][1]).toContain(2);
    expect(points[1][1]).not.toContain(0);
    expect(stated).toContain('["Ark1!$D$7:$D$9","Ark1!$C$7:$C$9"]');
    expect(drawn).not.toContain("noFill");
    expect(drawnOf(scatter("Ark1!$D$7:$D$9", "<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>")).drawn).toContain("<a:noFill/>");
    expect(drawnOf(scatter("Ark1!$A$7:$A$9")).drawn).not.toContain("xVal");
    expect(withChart(scatter("Kilde!$A$1:$A$3")).left.charts).toBe(1);
  });
  test("a radar", () => { expect(drawnOf(chart("Ark1!$C$7:$C$9", '<c:radarChart><c:radarStyle val="marker"/>', "</c:radarChart>")).drawn).toContain("<c:radarStyle"); });
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
    for (const xml of [chart("Kilde!$C$7:$C$9"), chart("Ark1!$C$7:$C$7"), chart("Ark1!$C$7:$C$9", "<c:bubbleChart>", "</c:bubbleChart>"), chart("Ark1!$C$7:$C$9", "<c:pieChart>", `</c:pieChart><c:lineChart>${line("Ark1!$C$7:$C$9")}</c:lineChart>`), "<nej"]) {
      const { left, parts } = withChart(xml);
      expect([left.charts, Object.keys(parts).filter((name) => name.includes("chart"))]).toEqual([1, []]);
    }
  });
  test("a title that could tell a number is left out", () => { expect(withChart(chart("Ark1!$C$7:$C$9", undefined, undefined, "3 borgere")).parts["xl/charts/chart1.xml"]).not.toContain("borgere"); });
});
