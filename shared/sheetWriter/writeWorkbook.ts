import { strToU8, zipSync, type Zippable } from "fflate";
import { chartPart, drawingPart } from "./chartPart.ts";
import type { WrittenSheet } from "./sheetCell.ts";
import { sheetNames } from "./sheetNames.ts";
import { StyleTable } from "./styleTable.ts";
import { worksheetPart } from "./worksheetPart.ts";
import { attributeText } from "./xmlText.ts";

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml", DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.drawing", CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart";

/** A part's name without the leading slash, its XML, and what kind of part it is where its name does not tell. */
type Part = readonly [name: string, xml: string, type?: string];

/**
 * Values-only .xlsx bytes: the given grids, notes and charts, and no formula, pivot, cache, connection, link or author.
 * `custom`: XML that says how the sheets are built. The same sheets give the same bytes. Throws `RangeError` for no sheets or a grid larger than a sheet.
 */
export function writeWorkbook(sheets: readonly WrittenSheet[], custom?: string): Uint8Array {
  if (sheets.length === 0) throw new RangeError("a workbook needs a sheet");
  const styles = new StyleTable(), names = sheetNames(sheets.map((sheet) => sheet.name));
  const worksheets = sheets.map((sheet, i): Part => [`xl/worksheets/sheet${i + 1}.xml`, worksheetPart(sheet, styles, hasCharts(sheet) ? "rId1" : undefined), `${SHEET_TYPE}.worksheet`]);
  const parts: readonly Part[] = [
    ["_rels/.rels", links([["officeDocument", "xl/workbook.xml"]])],
    ["xl/workbook.xml", `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${
      names.map((name, i) => `<sheet name="${attributeText(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join("")}</sheets></workbook>`, `${SHEET_TYPE}.sheet.main`],
    ["xl/_rels/workbook.xml.rels", links([...worksheets.map(([part]) => ["worksheet", part.slice(3)] as const), ["styles", "styles.xml"], ...(custom === undefined ? [] : [["customXml", "../customXml/item1.xml"] as const])])],
    ["xl/styles.xml", styles.xml(), `${SHEET_TYPE}.styles`],
    ...worksheets, ...drawings(sheets),
    ...(custom === undefined ? [] : [["customXml/item1.xml", custom] as const]),
  ];
  return zip([["[Content_Types].xml", contentTypes(parts)], ...parts]);
}

function hasCharts({ charts }: WrittenSheet): boolean {
  return charts !== undefined && charts.length > 0;
}

function drawings(sheets: readonly WrittenSheet[]): readonly Part[] {
  let last = 0;
  return sheets.flatMap((sheet, i): readonly Part[] => {
    const { charts = [] } = sheet, first = last + 1;
    if (!hasCharts(sheet)) return [];
    last += charts.length;
    return [
      [`xl/worksheets/_rels/sheet${i + 1}.xml.rels`, links([["drawing", `../drawings/drawing${i + 1}.xml`]])],
      [`xl/drawings/drawing${i + 1}.xml`, drawingPart(charts), DRAWING_TYPE],
      [`xl/drawings/_rels/drawing${i + 1}.xml.rels`, links(charts.map((_, k) => ["chart", `../charts/chart${first + k}.xml`]))],
      ...charts.map((chart, k): Part => [`xl/charts/chart${first + k}.xml`, chartPart(chart), CHART_TYPE]),
    ];
  });
}

function contentTypes(parts: readonly Part[]): string {
  return `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`
    + `<Default Extension="xml" ContentType="application/xml"/>${parts.flatMap(([part, , type]) => (type === undefined ? [] : [`<Override PartName="/${part}" ContentType="${type}+xml"/>`])).join("")}</Types>`;
}

function links(targets: readonly (readonly [type: string, target: string])[]): string {
  return `<Relationships xmlns="${PACKAGE}/relationships">${
    targets.map(([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`).join("")}</Relationships>`;
}

/** The earliest time that a zip can state; read as local time by the zip writer, so it is the same everywhere. */
function zip(parts: readonly Part[]): Uint8Array {
  const files: Zippable = {};
  for (const [name, xml] of parts) files[name] = [strToU8(DECLARATION + xml), { mtime: new Date(1980, 0, 1), level: 6 }];
  return zipSync(files);
}
