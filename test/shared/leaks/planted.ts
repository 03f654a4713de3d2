import { buildWorkbook, links } from "../workbook/buildWorkbook.ts";
import { COMPACT } from "../workbook/samplePivots.ts";
import { CELLS, plainWorkbook, worksheet, type Link } from "./plainWorkbook.ts";

/** A workbook with one leak, its clean twin, and the finding that the leak must give: code, severity, place and count. */
export interface Planted {
  readonly what: string;
  readonly code: string;
  readonly severity: "block" | "warn" | "info";
  readonly part: string;
  readonly cell?: string;
  readonly count: number;
  readonly leak: Uint8Array;
  readonly twin: Uint8Array;
}

const PLAIN = plainWorkbook();
const CACHE = "xl/pivotCache/pivotCacheDefinition1.xml", RECORDS = "xl/pivotCache/pivotCacheRecords1.xml";
const RECORD_LINK = { "xl/pivotCache/_rels/pivotCacheDefinition1.xml.rels": links([["pivotCacheRecords", "pivotCacheRecords1.xml"]]) };

/** A cache that the workbook names, with its parts; no pivot draws on it. */
function cache(definition: string, records?: string): Uint8Array {
  return plainWorkbook({ workbookLinks: [["pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml"]], parts: { [CACHE]: definition, ...(records === undefined ? {} : { ...RECORD_LINK, [RECORDS]: records }) } });
}
const field = (name: string, shared: string) => `<cacheField name="${name}">${shared}</cacheField>`;
const definition = (source: string, fields: string) => `<pivotCacheDefinition><cacheSource type="worksheet"><worksheetSource ${source}/></cacheSource><cacheFields>${fields}</cacheFields></pivotCacheDefinition>`;
const EXTERNAL = '<pivotCacheDefinition><cacheSource type="external" connectionId="1"/><cacheFields/></pivotCacheDefinition>';
const ROWS = "<pivotCacheRecords><r><x v=\"0\"/></r><r><x v=\"0\"/></r><r><x v=\"1\"/></r></pivotCacheRecords>";
const MEMBERS = '<sharedItems><s v="Aalborg"/><s v="Odense"/></sharedItems>';

/** Something linked from the sheet, or from the workbook. */
const onSheet = (link: Link, part: string, text: string) => plainWorkbook({ sheetLinks: [link], parts: { [part]: text } });
const inWorkbook = (link: Link, part: string, text: string) => plainWorkbook({ workbookLinks: [link], parts: { [part]: text } });
const styled = (styles: string, style: number, after = "") => plainWorkbook({ style, after, workbookLinks: [["styles", "styles.xml"]], parts: { "xl/styles.xml": `<styleSheet>${styles}</styleSheet>` } });
const FONTS = '<fonts><font/><font><color rgb="FFFFFFFF"/></font></fonts>', FILLS = '<fills><fill/><fill/><fill><patternFill patternType="solid"><fgColor rgb="FF1F4E78"/></patternFill></fill></fills>';
const chart = (points: readonly number[], formula = "Ark1!$B$2:$B$4") =>
  plainWorkbook({ sheetLinks: [["drawing", "../drawings/drawing1.xml"]], parts: {
    "xl/drawings/drawing1.xml": "<wsDr/>", "xl/drawings/_rels/drawing1.xml.rels": links([["chart", "../charts/chart1.xml"]]),
    "xl/charts/chart1.xml": `<chartSpace><numRef><f>${formula}</f><numCache>${points.map((value, k) => `<pt idx="${k}"><v>${value}</v></pt>`).join("")}</numCache></numRef></chartSpace>`,
  } });
const drawing = (row: number, hidden: string) => `<wsDr><twoCellAnchor><from><col>1</col><row>${row}</row></from><to><col>2</col><row>${row + 1}</row></to><sp><nvSpPr><cNvPr id="2" name="Felt" ${hidden}/></nvSpPr></sp></twoCellAnchor></wsDr>`;
const connection = (inside: string, attributes = "") => inWorkbook(["connections", "connections.xml"], "xl/connections.xml", `<connections><connection id="7" ${attributes}>${inside}</connection></connections>`);
const table = (attributes: string, range: string, columns: readonly string[]) => `<table displayName="Tabel1" ref="${range}" ${attributes}><tableColumns>${columns.map((name) => `<tableColumn name="${name}"/>`).join("")}</tableColumns></table>`;
const cells = (text: string) => plainWorkbook({ cells: text });
const strings = (used: string) => plainWorkbook({
  workbookLinks: [["sharedStrings", "sharedStrings.xml"]],
  parts: { "xl/sharedStrings.xml": "<sst><si><t>Aalborg</t></si><si><t>slettet</t></si></sst>", "xl/worksheets/sheet1.xml": `<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c>${used}</row></sheetData></worksheet>` },
});
const sheet2 = (state: string, text = CELLS) => plainWorkbook({ sheets: `<sheet name="Kilde" sheetId="2" state="${state}" r:id="rId2"/>`, workbookLinks: [["worksheet", "worksheets/sheet2.xml"]], parts: { "xl/worksheets/sheet2.xml": worksheet(text) } });
const SHEET = "xl/worksheets/sheet1.xml", LARGE_PIVOT = { ...COMPACT, shown: COMPACT.shown.replace("10 | 3 | 13", "10 | 30 | 40") };
const DIFFERENTIAL = (format: string) => `<cellXfs><xf/></cellXfs><dxfs><dxf>${format}</dxf></dxfs>`;
const CONDITION = '<conditionalFormatting sqref="B2:B4"><cfRule type="cellIs" dxfId="0"/></conditionalFormatting>';
const filtered = (criteria: string) => plainWorkbook({ after: `<autoFilter ref="A1:B4">${criteria}</autoFilter>`, parts: {} });

export const PLANTED: readonly Planted[] = [
  { what: "source rows in a cache", code: "leak/R01/sourceGone", severity: "block", part: RECORDS, count: 3, leak: cache(definition('sheet="Slettet" ref="A1:A4"', field("Kommune", MEMBERS)), ROWS), twin: cache(EXTERNAL, "<pivotCacheRecords/>") },
  { what: "source rows in a cache beside their sheet", code: "leak/R01/found", severity: "block", part: RECORDS, count: 3, leak: cache(definition('sheet="Ark1" ref="A1:A4"', field("Kommune", MEMBERS)), ROWS), twin: cache(EXTERNAL) },
  { what: "a deleted category in a cache", code: "leak/R02/found", severity: "warn", part: CACHE, count: 1, leak: cache(definition('name="x"', field("Kommune", '<sharedItems><s v="a"/><s v="b"/><s v="c"/></sharedItems>')), ROWS), twin: cache(definition('name="x"', field("Kommune", MEMBERS)), ROWS) },
  { what: "a smallest count in a cache", code: "leak/R02/smallest", severity: "warn", part: CACHE, count: 1, leak: cache(definition('name="x"', field("Antal", '<sharedItems containsInteger="1" minValue="2" maxValue="90"/>'))), twin: cache(definition('name="x"', field("Antal", '<sharedItems containsInteger="1" minValue="12" maxValue="90"/>') + field("Måned", '<sharedItems containsInteger="1" minValue="1" maxValue="12"/>'))) },
  { what: "a pivot", code: "leak/R03/found", severity: "warn", part: "xl/pivotTables/pivotTable1.xml", cell: "A3:D9", count: 1, leak: buildWorkbook({ pivots: [LARGE_PIVOT] }), twin: PLAIN },
  { what: "a pivot on no sheet", code: "leak/R03/offSheet", severity: "block", part: "xl/pivotTables/pivotTable1.xml", count: 2, leak: inWorkbook(["pivotTable", "pivotTables/pivotTable1.xml"], "xl/pivotTables/pivotTable1.xml", "<pivotTableDefinition><extLst><ext><pivotTableData><pivotRow><c><v>4</v></c><c><v>9</v></c></pivotRow></pivotTableData></ext></extLst></pivotTableDefinition>"), twin: PLAIN },
  { what: "a pivot of a cube", code: "leak/R04/found", severity: "warn", part: "xl/pivotTables/pivotTable1.xml", cell: "A3:D9", count: 1, leak: buildWorkbook({ pivots: [LARGE_PIVOT], cacheSource: '<cacheSource type="external" connectionId="1"/>', cacheExtra: "<cacheHierarchies><cacheHierarchy uniqueName=\"[K]\"/></cacheHierarchies>" }), twin: buildWorkbook({ pivots: [LARGE_PIVOT] }) },
  { what: "a drill-through query", code: "leak/R05/found", severity: "block", part: "xl/connections.xml", count: 1, leak: connection('<dbPr command="DRILLTHROUGH MAXROWS 1000 SELECT FROM [Model]"/>'), twin: connection('<dbPr command="Model"/>') },
  { what: "rows fetched by a double click", code: "leak/R05/rows", severity: "warn", part: SHEET, cell: "A1:B4", count: 3,
    leak: plainWorkbook({ sheetLinks: [["table", "../tables/table1.xml"]], workbookLinks: [["pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml"]], parts: { [CACHE]: definition('sheet="Data" ref="A1:B9"', field("Kommune", "<sharedItems/>") + field("Antal borgere", "<sharedItems/>")), "xl/tables/table1.xml": table("", "A1:B4", ["Kommune", "Antal borgere"]) } }),
    twin: onSheet(["table", "../tables/table1.xml"], "xl/tables/table1.xml", table("", "A1:B4", ["Kommune", "Antal borgere"])) },
  { what: "a slicer's members", code: "leak/R06/found", severity: "warn", part: "xl/slicerCaches/slicerCache1.xml", count: 2, leak: inWorkbook(["slicerCache", "slicerCaches/slicerCache1.xml"], "xl/slicerCaches/slicerCache1.xml", '<slicerCacheDefinition><data><tabular><items><i x="0" s="1"/><i x="1"/></items></tabular></data></slicerCacheDefinition>'), twin: inWorkbook(["slicerCache", "slicerCaches/slicerCache1.xml"], "xl/slicerCaches/slicerCache1.xml", "<slicerCacheDefinition/>") },
  { what: "a chart's numbers that the sheet no longer shows", code: "leak/R07/found", severity: "block", part: "xl/charts/chart1.xml", count: 1, leak: chart([120, 3, 560]), twin: chart([]) },
  { what: "a chart's numbers of a sheet that is gone", code: "leak/R07/found", severity: "block", part: "xl/charts/chart1.xml", count: 3, leak: chart([120, 340, 560], "'Slettet ark'!$B$2:$B$4"), twin: chart([], "'Slettet ark'!$B$2:$B$4") },
  { what: "a chart's numbers that are shown anyway", code: "leak/R07/shown", severity: "info", part: "xl/charts/chart1.xml", count: 3, leak: chart([120, 340, 560]), twin: chart([]) },
  { what: "a workbook inside a chart", code: "leak/R08/found", severity: "block", part: "xl/embeddings/book1.xlsx", count: 1, leak: plainWorkbook({ sheetLinks: [["chart", "../charts/chart1.xml"]], parts: { "xl/charts/chart1.xml": "<chartSpace/>", "xl/charts/_rels/chart1.xml.rels": links([["package", "../embeddings/book1.xlsx"]]), "xl/embeddings/book1.xlsx": "PK" } }), twin: plainWorkbook({ sheetLinks: [["chart", "../charts/chart1.xml"]], parts: { "xl/charts/chart1.xml": "<chartSpace/>" } }) },
  { what: "cells of another workbook", code: "leak/R09/found", severity: "block", part: "xl/externalLinks/externalLink1.xml", count: 2, leak: inWorkbook(["externalLink", "externalLinks/externalLink1.xml"], "xl/externalLinks/externalLink1.xml", "<externalLink><externalBook><sheetDataSet><sheetData><row><cell><v>3</v></cell><cell><v>4</v></cell></row></sheetData></sheetDataSet></externalBook></externalLink>"), twin: PLAIN },
  { what: "a link to another workbook", code: "leak/R09/link", severity: "warn", part: "xl/externalLinks/externalLink1.xml", count: 1, leak: inWorkbook(["externalLink", "externalLinks/externalLink1.xml"], "xl/externalLinks/externalLink1.xml", "<externalLink><externalBook/></externalLink>"), twin: PLAIN },
  { what: "results of cube functions", code: "leak/R10/found", severity: "block", part: "xl/volatileDependencies.xml", count: 2, leak: inWorkbook(["volatileDependencies", "volatileDependencies.xml"], "xl/volatileDependencies.xml", "<volTypes><volType><main><tp><v>3</v></tp></main></volType></volTypes>"), twin: inWorkbook(["volatileDependencies", "volatileDependencies.xml"], "xl/volatileDependencies.xml", "<volTypes/>") },
  { what: "tuples in a cache", code: "leak/R10/found", severity: "block", part: CACHE, count: 1, leak: cache(EXTERNAL.replace("<cacheFields/>", '<cacheFields/><tupleCache><entries><n v="3"><tpls/></n></entries></tupleCache>')), twin: cache(EXTERNAL) },
  { what: "a formula that fetched a small number", code: "leak/R11/found", severity: "warn", part: SHEET, cell: "B2", count: 1, leak: cells('Kommune | Tal\nLæsø | =GETPIVOTDATA("Tal",A1)→3'), twin: cells("Kommune | Tal\nLæsø | =SUM(C1:C9)→3") },
  { what: "a formula that fetched a large number", code: "leak/R11/large", severity: "info", part: SHEET, cell: "B2", count: 1, leak: cells('Kommune | Tal\nLæsø | =CUBEVALUE("k","[a]")→300'), twin: cells("Kommune | Tal\nLæsø | =SUM(C1:C9)→300") },
  { what: "a data model", code: "leak/R12/found", severity: "block", part: "xl/model/item.data", count: 1, leak: inWorkbook(["powerPivotData", "model/item.data"], "xl/model/item.data", "x"), twin: PLAIN },
  { what: "queries", code: "leak/R12/queries", severity: "block", part: "customXml/item1.xml", count: 1, leak: plainWorkbook({ workbookLinks: [["customXml", "/customXml/item1.xml"]], parts: { "customXml/item1.xml": '<?xml version="1.0"?><DataMashup>AAAA</DataMashup>' } }), twin: PLAIN },
  { what: "a connection", code: "leak/R13/found", severity: "warn", part: "xl/connections.xml", count: 1, leak: connection('<dbPr connection="Data Source=server"/>'), twin: PLAIN },
  { what: "a password in a connection", code: "leak/R13/password", severity: "block", part: "xl/connections.xml", count: 1, leak: connection('<dbPr connection="Data Source=server;Password=hemmelig"/>'), twin: connection('<dbPr connection="Data Source=server;Password="/>') },
  { what: "the source of a pivot", code: "leak/R14/found", severity: "warn", part: SHEET, cell: "A1:B4", count: 3, leak: cache(definition('sheet="Ark1" ref="A1:B4"', "")), twin: cache(definition('sheet="Andet" ref="A1:B4"', "")) },
  { what: "the result of a query", code: "leak/R14/query", severity: "warn", part: "xl/tables/table1.xml", cell: "A1:B4", count: 3, leak: onSheet(["table", "../tables/table1.xml"], "xl/tables/table1.xml", table('tableType="queryTable"', "A1:B4", [])), twin: onSheet(["table", "../tables/table1.xml"], "xl/tables/table1.xml", table("", "A1:B4", [])) },
  { what: "a hidden sheet", code: "leak/R15/found", severity: "block", part: "xl/worksheets/sheet2.xml", count: 8, leak: sheet2("hidden"), twin: sheet2("visible") },
  { what: "a very hidden sheet", code: "leak/R16/found", severity: "block", part: "xl/worksheets/sheet2.xml", count: 8, leak: sheet2("veryHidden"), twin: sheet2("visible") },
  { what: "a hidden column", code: "leak/R17/found", severity: "warn", part: SHEET, cell: "B1", count: 4, leak: plainWorkbook({ before: '<cols><col min="2" max="3" hidden="1"/></cols>' }), twin: plainWorkbook({ before: '<cols><col min="3" max="3" hidden="1"/></cols>' }) },
  { what: "a column without width", code: "leak/R17/found", severity: "warn", part: SHEET, cell: "A1", count: 4, leak: plainWorkbook({ before: '<cols><col min="1" max="1" width="0"/></cols>' }), twin: plainWorkbook({ before: '<cols><col min="1" max="1" width="9"/></cols>' }) },
  { what: "an active filter", code: "leak/R18/found", severity: "warn", part: SHEET, cell: "A1:B4", count: 1, leak: filtered('<filterColumn colId="0"><filters><filter val="Aalborg"/></filters></filterColumn>'), twin: filtered("") },
  { what: "the criteria of an advanced filter", code: "leak/R18/advanced", severity: "warn", part: "xl/workbook.xml", count: 1, leak: plainWorkbook({ workbook: '<definedNames><definedName name="_xlnm.Criteria">Ark1!$A$1</definedName></definedNames>' }), twin: plainWorkbook({ workbook: '<definedNames><definedName name="_xlnm.Print_Area">Ark1!$A$1</definedName></definedNames>' }) },
  { what: "a cell far away", code: "leak/R19/found", severity: "warn", part: SHEET, cell: "B900", count: 1, leak: plainWorkbook({ parts: { [SHEET]: worksheet(CELLS).replace("</sheetData>", '<row r="900"><c r="B900"><v>77</v></c></row></sheetData>') } }), twin: plainWorkbook({ parts: { [SHEET]: worksheet(CELLS).replace("</sheetData>", '<row r="9"><c r="B9"><v>77</v></c></row></sheetData>') } }) },
  { what: "white text", code: "leak/R20/found", severity: "warn", part: SHEET, cell: "B2", count: 3, leak: styled(`${FONTS}${FILLS}<cellXfs><xf/><xf fontId="1"/></cellXfs>`, 1), twin: styled(`${FONTS}${FILLS}<cellXfs><xf/><xf fontId="1" fillId="2"/></cellXfs>`, 1) },
  { what: "a format that leaves numbers out", code: "leak/R20/found", severity: "warn", part: SHEET, cell: "B2", count: 3, leak: styled('<numFmts><numFmt numFmtId="170" formatCode=";;;"/></numFmts><cellXfs><xf/><xf numFmtId="170"/></cellXfs>', 1), twin: styled('<numFmts><numFmt numFmtId="170" formatCode="0;-0;;@"/></numFmts><cellXfs><xf/><xf numFmtId="170"/></cellXfs>', 1) },
  { what: "a format that shows dots for numbers", code: "leak/R20/found", severity: "warn", part: SHEET, cell: "B2", count: 1, leak: styled('<numFmts><numFmt numFmtId="170" formatCode="[&lt;=200]&quot;..&quot;;0"/></numFmts><cellXfs><xf/><xf numFmtId="170"/></cellXfs>', 1), twin: styled('<numFmts><numFmt numFmtId="170" formatCode="[&lt;=5]&quot;..&quot;;0"/></numFmts><cellXfs><xf/><xf numFmtId="170"/></cellXfs>', 1) },
  { what: "a mask by conditional format", code: "leak/R21/found", severity: "warn", part: SHEET, cell: "B2", count: 3, leak: styled(DIFFERENTIAL('<numFmt numFmtId="171" formatCode="&quot;..&quot;"/>'), 0, CONDITION), twin: styled(DIFFERENTIAL('<font><color rgb="FFFF0000"/></font>'), 0, CONDITION) },
  { what: "a hidden shape", code: "leak/R22/found", severity: "warn", part: "xl/drawings/drawing1.xml", count: 1, leak: onSheet(["drawing", "../drawings/drawing1.xml"], "xl/drawings/drawing1.xml", drawing(1, 'hidden="1"')), twin: onSheet(["drawing", "../drawings/drawing1.xml"], "xl/drawings/drawing1.xml", drawing(1, "")) },
  { what: "a shape off the screen", code: "leak/R22/found", severity: "warn", part: "xl/drawings/drawing1.xml", count: 1, leak: onSheet(["drawing", "../drawings/drawing1.xml"], "xl/drawings/drawing1.xml", drawing(5_000, "")), twin: onSheet(["drawing", "../drawings/drawing1.xml"], "xl/drawings/drawing1.xml", drawing(20, "")) },
  { what: "a note", code: "leak/R23/found", severity: "warn", part: "xl/comments1.xml", count: 1, leak: onSheet(["comments", "../comments1.xml"], "xl/comments1.xml", '<comments><authors><author>Anne</author></authors><commentList><comment ref="A1"><text><t>hej</t></text></comment></commentList></comments>'), twin: onSheet(["comments", "../comments1.xml"], "xl/comments1.xml", "<comments><authors/><commentList/></comments>") },
  { what: "a hidden name", code: "leak/R24/found", severity: "warn", part: "xl/workbook.xml", count: 1, leak: plainWorkbook({ workbook: '<definedNames><definedName name="Skjult" hidden="1">Ark1!$A$1</definedName></definedNames>' }), twin: plainWorkbook({ workbook: '<definedNames><definedName name="Synlig">Ark1!$A$1</definedName><definedName name="_xlnm._FilterDatabase" hidden="1">Ark1!$A$1</definedName></definedNames>' }) },
  { what: "a value in a name", code: "leak/R24/constants", severity: "warn", part: "xl/workbook.xml", count: 1, leak: plainWorkbook({ workbook: '<definedNames><definedName name="Tal">{3,4}</definedName></definedNames>' }), twin: plainWorkbook({ workbook: '<definedNames><definedName name="Tal">Ark1!$B$2</definedName></definedNames>' }) },
  { what: "a list written out", code: "leak/R24/lists", severity: "warn", part: SHEET, cell: "B2", count: 1, leak: plainWorkbook({ after: '<dataValidations><dataValidation type="list" sqref="B2"><formula1>"Læsø,Fanø"</formula1></dataValidation></dataValidations>' }), twin: plainWorkbook({ after: '<dataValidations><dataValidation type="list" sqref="B2"><formula1>$A$2:$A$4</formula1></dataValidation></dataValidations>' }) },
  { what: "a scenario", code: "leak/R24/scenarios", severity: "warn", part: SHEET, count: 1, leak: plainWorkbook({ after: '<scenarios><scenario name="A"><inputCells r="B2" val="3"/></scenario></scenarios>' }), twin: PLAIN },
  { what: "a custom view", code: "leak/R24/views", severity: "warn", part: SHEET, count: 1, leak: plainWorkbook({ after: '<customSheetViews><customSheetView guid="x"/></customSheetViews>' }), twin: PLAIN },
  { what: "the author", code: "leak/R25/found", severity: "info", part: "docProps/core.xml", count: 1, leak: plainWorkbook({ rootLinks: [["core-properties", "docProps/core.xml"]], parts: { "docProps/core.xml": "<coreProperties><creator>Anne</creator></coreProperties>" } }), twin: plainWorkbook({ rootLinks: [["core-properties", "docProps/core.xml"]], parts: { "docProps/core.xml": "<coreProperties/>" } }) },
  { what: "a custom property", code: "leak/R25/custom", severity: "warn", part: "docProps/custom.xml", count: 1, leak: plainWorkbook({ rootLinks: [["custom-properties", "docProps/custom.xml"]], parts: { "docProps/custom.xml": '<Properties><property name="Sag"><lpwstr>12</lpwstr></property></Properties>' } }), twin: PLAIN },
  { what: "a header", code: "leak/R25/header", severity: "info", part: SHEET, count: 1, leak: plainWorkbook({ after: "<headerFooter><oddHeader>&amp;F</oddHeader></headerFooter>" }), twin: plainWorkbook({ after: "<headerFooter/>" }) },
  { what: "printer settings", code: "leak/R25/printer", severity: "info", part: "xl/printerSettings/printerSettings1.bin", count: 1, leak: onSheet(["printerSettings", "../printerSettings/printerSettings1.bin"], "xl/printerSettings/printerSettings1.bin", "x"), twin: PLAIN },
  { what: "an embedded file", code: "leak/R26/found", severity: "warn", part: "xl/embeddings/object1.bin", count: 1, leak: onSheet(["oleObject", "../embeddings/object1.bin"], "xl/embeddings/object1.bin", "x"), twin: PLAIN },
  { what: "a picture", code: "leak/R26/picture", severity: "warn", part: "xl/media/image1.png", count: 1, leak: onSheet(["image", "../media/image1.png"], "xl/media/image1.png", "x"), twin: PLAIN },
  { what: "a macro", code: "leak/R27/found", severity: "warn", part: "xl/vbaProject.bin", count: 1, leak: inWorkbook(["vbaProject", "vbaProject.bin"], "xl/vbaProject.bin", "x"), twin: PLAIN },
  { what: "a program's own data", code: "leak/R27/data", severity: "warn", part: "customXml/item1.xml", count: 1, leak: plainWorkbook({ workbookLinks: [["customXml", "/customXml/item1.xml"]], parts: { "customXml/item1.xml": "<settings/>" } }), twin: PLAIN },
  { what: "a log of changes", code: "leak/R28/found", severity: "warn", part: "xl/revisions/revisionLog1.xml", count: 1, leak: inWorkbook(["revisionLog", "revisions/revisionLog1.xml"], "xl/revisions/revisionLog1.xml", "<revisions/>"), twin: PLAIN },
  { what: "an orphan part", code: "leak/R29/found", severity: "warn", part: "xl/worksheets/sheet9.xml", count: 1, leak: plainWorkbook({ parts: { "xl/worksheets/sheet9.xml": worksheet(CELLS) } }), twin: PLAIN },
  { what: "a part of no content type", code: "leak/R29/untyped", severity: "warn", part: "xl/media/noget.dat", count: 1, leak: onSheet(["other", "../media/noget.dat"], "xl/media/noget.dat", "x"), twin: onSheet(["other", "../media/noget.bin"], "xl/media/noget.bin", "x") },
  { what: "a string that no cell shows", code: "leak/R29/strings", severity: "warn", part: "xl/sharedStrings.xml", count: 1, leak: strings(""), twin: strings('<c r="B1" t="s"><v>1</v></c>') },
  { what: "a protected sheet", code: "leak/R30/found", severity: "warn", part: SHEET, count: 1, leak: plainWorkbook({ after: '<sheetProtection sheet="1" password="CC1A"/>' }), twin: PLAIN },
  { what: "a protected workbook", code: "leak/R30/found", severity: "warn", part: "xl/workbook.xml", count: 1, leak: plainWorkbook({ workbook: '<workbookProtection lockStructure="1"/>' }), twin: PLAIN },
  { what: "a person number", code: "leak/R31/found", severity: "block", part: SHEET, cell: "A2", count: 1, leak: cells("Navn | Tal\n010190-1234 | 70"), twin: cells("Navn | Tal\n990190-1234 | 70\n2019-2024 | 80\n12-3456-010190-12345 | 90") },
  { what: "a person number without hyphen", code: "leak/R31/found", severity: "block", part: SHEET, cell: "A2", count: 1, leak: cells("CPR-nummer | Tal\n0101901234 | 70"), twin: cells("P-nummer | Tal\n1010190123 | 70") },
  { what: "a server path", code: "leak/R31/path", severity: "warn", part: SHEET, cell: "A2", count: 1, leak: cells("Kilde | Tal\n\\\\server01\\data\\fil.xlsx | 70"), twin: cells("Kilde | Tal\ndata\\fil.xlsx | 70") },
  { what: "a visible small count", code: "leak/R32/found", severity: "block", part: SHEET, cell: "B3", count: 1, leak: cells("Kommune | Antal borgere\nAalborg | 120\nLæsø | 3"), twin: cells("Kommune | Måned | Rang | Score | Andel borgere\nAalborg | 1 | 1 | 4 | 0.03\nLæsø | 2 | 2 | 5 | 0.04") },
  { what: "a small count in a pivot", code: "leak/R32/found", severity: "block", part: SHEET, cell: "C7", count: 1, leak: buildWorkbook({ pivots: [COMPACT] }), twin: buildWorkbook({ pivots: [LARGE_PIVOT] }) },
  { what: "a small count in a text", code: "leak/R32/text", severity: "block", part: SHEET, cell: "A1", count: 1, leak: cells("Svar (N=3) | Tal\nJa | 80"), twin: cells("Svar (N=30, version 3) | Tal\nJa | 80") },
  { what: "a small number of an unknown measure", code: "leak/R32/unclassified", severity: "info", part: SHEET, cell: "C7", count: 1, leak: buildWorkbook({ pivots: [{ ...COMPACT, data: [{ name: "Værdi", field: 3 }] }] }), twin: buildWorkbook({ pivots: [{ ...LARGE_PIVOT, data: [{ name: "Værdi", field: 3 }] }] }) },
  { what: "a hidden count that subtraction gives", code: "leak/R33/found", severity: "block", part: SHEET, cell: "B2", count: 1, leak: cells("Kommune | Antal borgere\nLæsø | ..\nOdense | 340\nI alt | 343"), twin: cells("Kommune | Antal borgere\nLæsø | ..\nOdense | 340\nVejle | ..\nI alt | 600") },
  { what: "two hidden counts with a small sum", code: "leak/R33/sum", severity: "warn", part: SHEET, cell: "B2", count: 2, leak: cells("Kommune | Antal borgere\nLæsø | ..\nFanø | ..\nOdense | 340\nI alt | 344"), twin: cells("Kommune | Antal borgere\nLæsø | ..\nFanø | ..\nOdense | 340\nI alt | 400") },
  { what: "a share that gives the count back", code: "leak/R34/found", severity: "warn", part: SHEET, cell: "C2", count: 1, leak: cells("Kommune | Antal borgere | Andel i pct.\nAalborg | 180 | 98.333"), twin: cells("Kommune | Antal borgere | Andel i pct.\nAalborg | 180 | 61") },
  { what: "a mask by formula", code: "leak/R35/found", severity: "block", part: SHEET, cell: "B2", count: 1, leak: cells('Kommune | Vist | Tal\nLæsø | =IF(C2<=5,"..",C2)→.. | 900'), twin: cells('Kommune | Vist | Tal\nLæsø | =IF(C2<=5,"lav","høj")→høj | 900') },
  { what: "rich values", code: "leak/R35/richValues", severity: "warn", part: "xl/richData/rdrichvalue.xml", count: 1, leak: inWorkbook(["rdRichValue", "richData/rdrichvalue.xml"], "xl/richData/rdrichvalue.xml", "<rvData/>"), twin: PLAIN },
];
