import { strToU8, zipSync, type Zippable } from "fflate";
import type { WrittenSheet } from "./sheetCell.ts";
import { sheetNames } from "./sheetNames.ts";
import { StyleTable } from "./styleTable.ts";
import { worksheetPart } from "./worksheetPart.ts";
import { attributeText } from "./xmlText.ts";

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/**
 * Values-only .xlsx bytes: the given grids and notes, and no formula, pivot, cache, connection, link or author.
 * The same sheets give the same bytes. Throws `RangeError` for no sheets or a grid larger than a sheet.
 */
export function writeWorkbook(sheets: readonly WrittenSheet[]): Uint8Array {
  if (sheets.length === 0) throw new RangeError("a workbook needs a sheet");
  const styles = new StyleTable(), names = sheetNames(sheets.map((sheet) => sheet.name));
  const worksheets = sheets.map((sheet, i) => [`xl/worksheets/sheet${i + 1}.xml`, worksheetPart(sheet, styles)] as const);
  return zip([
    ["[Content_Types].xml", contentTypes(sheets.length)],
    ["_rels/.rels", links([["officeDocument", "xl/workbook.xml"]])],
    ["xl/workbook.xml", `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${
      names.map((name, i) => `<sheet name="${attributeText(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join("")}</sheets></workbook>`],
    ["xl/_rels/workbook.xml.rels", links([...worksheets.map(([part]) => ["worksheet", part.slice(3)] as const), ["styles", "styles.xml"]])],
    ["xl/styles.xml", styles.xml()],
    ...worksheets,
  ]);
}

function contentTypes(sheets: number): string {
  const override = (part: string, type: string) => `<Override PartName="/xl/${part}" ContentType="${SHEET_TYPE}.${type}+xml"/>`;
  return `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`
    + `<Default Extension="xml" ContentType="application/xml"/>${override("workbook.xml", "sheet.main")}${override("styles.xml", "styles")}`
    + `${Array.from({ length: sheets }, (_, i) => override(`worksheets/sheet${i + 1}.xml`, "worksheet")).join("")}</Types>`;
}

function links(targets: readonly (readonly [type: string, target: string])[]): string {
  return `<Relationships xmlns="${PACKAGE}/relationships">${
    targets.map(([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`).join("")}</Relationships>`;
}

/** The earliest time that a zip can state; read as local time by the zip writer, so it is the same everywhere. */
function zip(parts: readonly (readonly [name: string, xml: string])[]): Uint8Array {
  const files: Zippable = {};
  for (const [name, xml] of parts) files[name] = [strToU8(DECLARATION + xml), { mtime: new Date(1980, 0, 1), level: 6 }];
  return zipSync(files);
}
