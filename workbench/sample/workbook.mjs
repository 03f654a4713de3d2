import { strToU8, zipSync } from "fflate";
import { cache, cacheParts } from "./cache.mjs";
import { pivot, pivotRelationships, STYLE } from "./pivot.mjs";
import { benefitRecords, pupilRecords } from "./records.mjs";
import { sheetPart, strings, STYLES } from "./sheet.mjs";
import { PART, REL, relationships, XML } from "./xml.mjs";

const TITLE = "FIKTIVE TAL – opdigtede eksempeldata, ingen virkelige personer";
const PACKAGE = "application/vnd.openxmlformats-officedocument.spreadsheetml";
/** Any fixed moment; the zip stores local time, so it is given in local time. */
const MOMENT = new Date(2025, 5, 1);

function pivotSpecs(age) {
  const benefits = cache(1, "Ydelsesdata – FIKTIVE TAL", benefitRecords(), ["Antal", "Udgift"]);
  const pupils = cache(2, "Skoledata – FIKTIVE TAL", pupilRecords(), ["Elever"]);
  const recipients = ["Antal", "Antal modtagere"];
  const specs = [
    { name: "Unge på ydelser", sheet: "Unge – FIKTIVE TAL", cache: benefits, form: "compact", rows: ["Region", "Kommune"], columns: ["Ydelse"], pages: [["År", 2025], ["Aldersgruppe", age]], data: [recipients] },
    { name: "Regioner og alder", sheet: "Regioner – FIKTIVE TAL", cache: benefits, form: "tabular", rows: ["Region", "Ydelse"], columns: ["Aldersgruppe"], pages: [["År", 2024]], data: [recipients] },
    { name: "Ydelser på Ærø", sheet: "Ærø – FIKTIVE TAL", cache: benefits, form: "compact", rows: ["Ydelse", "Aldersgruppe"], columns: [], pages: [["År", 2024], ["Kommune", "Ærø"]], data: [recipients, ["Udgift", "Udgift i 1.000 kr."]] },
    { name: "Elever i specialtilbud", sheet: "Elever – FIKTIVE TAL", cache: pupils, form: "tabular", rows: ["Kommune"], columns: ["Tilbud", "Klassetrin"], pages: [["År", 2025], ["Region", "Sjælland"]], data: [["Elever", "Antal elever"]] },
  ];
  return { caches: [benefits, pupils], pivots: specs.map((spec) => ({ ...spec, top: spec.pages.length + 3 })) };
}

/** The sample workbook as Excel's package: four PivotTables over two caches, and the data behind them. `age`: the filter of the first PivotTable. */
export function sampleWorkbook({ age = "18-24 år" } = {}) {
  const { caches, pivots } = pivotSpecs(age), table = strings(), title = { row: 0, column: 0, value: TITLE, style: STYLE.title };
  const laid = pivots.map(pivot);
  const pivotSheets = pivots.map((spec, index) => {
    const { cells, placed } = laid[index];
    return { name: spec.sheet, part: sheetPart([title, ...cells], table, { selected: index === 0, widths: columnWidths(placed) }) };
  });
  const dataSheets = caches.map((source) => ({ name: source.sheet, part: sheetPart([...dataCells(source)], table, { selected: false, widths: source.fields.map(() => 16) }) }));
  const parts = {
    "[Content_Types].xml": contentTypes(pivotSheets.length + dataSheets.length, pivots.length, caches.length),
    "_rels/.rels": relationships([["officeDocument", "xl/workbook.xml"], ["http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml"], ["extended-properties", "docProps/app.xml"]]),
    "docProps/app.xml": `${XML}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Microsoft Excel</Application></Properties>`,
    "docProps/core.xml": `${XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${TITLE}</dc:title><dc:creator>Diskret</dc:creator></cp:coreProperties>`,
    ...workbookParts([...pivotSheets, ...dataSheets], caches),
    ...Object.fromEntries(pivots.flatMap((spec, index) => [
      [`xl/worksheets/_rels/sheet${index + 1}.xml.rels`, relationships([["pivotTable", `../pivotTables/pivotTable${index + 1}.xml`]])],
      [`xl/pivotTables/pivotTable${index + 1}.xml`, laid[index].part],
      [`xl/pivotTables/_rels/pivotTable${index + 1}.xml.rels`, pivotRelationships(spec.cache)],
    ])),
    ...Object.assign({}, ...caches.map(cacheParts)),
    "xl/sharedStrings.xml": table.part(), "xl/styles.xml": STYLES,
  };
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])), { level: 9, mtime: MOMENT });
}

const columnWidths = ({ firstDataColumn, columnItems }) => [24, ...Array(firstDataColumn - 1).fill(18), ...columnItems.map(() => 17)];

function* dataCells({ fields, records }) {
  for (const [column, value] of fields.entries()) yield { row: 0, column, value, style: STYLE.header };
  for (const [k, record] of records.entries()) for (const [column, value] of record.entries()) yield { row: k + 1, column, value, style: STYLE.plain };
}

function workbookParts(sheets, caches) {
  const targets = [...sheets.map((_, k) => ["worksheet", `worksheets/sheet${k + 1}.xml`]), ...caches.map(({ id }) => ["pivotCacheDefinition", `pivotCache/pivotCacheDefinition${id}.xml`]), ["styles", "styles.xml"], ["sharedStrings", "sharedStrings.xml"]];
  const workbook = `${XML}<workbook xmlns="${PART}" xmlns:r="${REL}"><workbookPr/><bookViews><workbookView xWindow="0" yWindow="0" windowWidth="28800" windowHeight="15000"/></bookViews>`
    + `<sheets>${sheets.map(({ name }, k) => `<sheet name="${name}" sheetId="${k + 1}" r:id="rId${k + 1}"/>`).join("")}</sheets><calcPr calcId="191029"/>`
    + `<pivotCaches>${caches.map(({ id }, k) => `<pivotCache cacheId="${id}" r:id="rId${sheets.length + k + 1}"/>`).join("")}</pivotCaches></workbook>`;
  return {
    "xl/workbook.xml": workbook, "xl/_rels/workbook.xml.rels": relationships(targets),
    ...Object.fromEntries(sheets.map(({ part }, k) => [`xl/worksheets/sheet${k + 1}.xml`, part])),
  };
}

function contentTypes(sheets, pivots, caches) {
  const numbered = (count, name, type) => Array.from({ length: count }, (_, k) => [`/xl/${name}${k + 1}.xml`, `${PACKAGE}.${type}+xml`]);
  const overrides = [
    ["/xl/workbook.xml", `${PACKAGE}.sheet.main+xml`], ...numbered(sheets, "worksheets/sheet", "worksheet"), ...numbered(pivots, "pivotTables/pivotTable", "pivotTable"),
    ...numbered(caches, "pivotCache/pivotCacheDefinition", "pivotCacheDefinition"), ...numbered(caches, "pivotCache/pivotCacheRecords", "pivotCacheRecords"),
    ["/xl/styles.xml", `${PACKAGE}.styles+xml`], ["/xl/sharedStrings.xml", `${PACKAGE}.sharedStrings+xml`],
    ["/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"], ["/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml"],
  ];
  return `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>`
    + `${overrides.map(([part, type]) => `<Override PartName="${part}" ContentType="${type}"/>`).join("")}</Types>`;
}
