import { strToU8, zipSync } from "fflate";

/** A pivot in few words: what the sheet shows, and what the definition says about it. */
export interface PivotSketch {
  readonly name?: string;
  /** Rows of the sheet from row 1 on, cells parted by "|"; numbers are numbers, empty cells are absent. */
  readonly shown: string;
  readonly ref: string;
  readonly firstData: readonly [row: number, column: number];
  readonly fields: readonly FieldSketch[];
  readonly rows: readonly number[];
  readonly columns?: readonly number[];
  /** One rendered line per entry: "0 1", "^1 2" (takes over one), "default 0", "grand #1" (data field 1); undefined leaves the list out. */
  readonly rowItems?: readonly string[] | undefined;
  readonly colItems?: readonly string[] | undefined;
  readonly data: readonly DataSketch[];
  /** Attributes of the definition, and elements after the data fields. */
  readonly attributes?: string;
  readonly pages?: string;
  readonly extra?: string;
}

export interface FieldSketch {
  readonly name: string;
  /** Shared items: a text, a number, or a whole element such as `<m/>`. */
  readonly members?: readonly (string | number)[];
  readonly attributes?: string;
  /** Items in place of the plain list over `members`. */
  readonly items?: string;
  /** Inside the field after its items. */
  readonly inside?: string;
  readonly cacheAttributes?: string;
  readonly cacheInside?: string;
}

export interface DataSketch {
  readonly name: string;
  readonly field: number;
  readonly attributes?: string;
  readonly inside?: string;
}

export interface WorkbookSketch {
  readonly pivots: readonly (PivotSketch | "chart")[];
  /** Inside the cache definition after its fields; one cache serves all pivots. */
  readonly cacheExtra?: string;
  readonly cacheSource?: string;
  readonly sheetState?: string;
  /** Last word on any part: replaced, or removed by null. */
  readonly parts?: Readonly<Record<string, string | null>>;
}

const NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

/** Workbook bytes for a sketch: one sheet and one pivot per entry. */
export function buildWorkbook(sketch: WorkbookSketch): Uint8Array {
  return zipParts({ ...workbookParts(sketch), ...sketch.parts });
}

export function zipParts(parts: Readonly<Record<string, string | null>>): Uint8Array {
  const present = Object.entries(parts).filter((entry): entry is [string, string] => entry[1] !== null);
  return zipSync(Object.fromEntries(present.map(([name, text]) => [name, strToU8(text)])), { mtime: new Date(2020, 0, 1) });
}

export function workbookParts({ pivots, cacheExtra = "", cacheSource, sheetState = "" }: WorkbookSketch): Record<string, string> {
  const fields = pivots.flatMap((pivot) => (pivot === "chart" ? [] : [pivot.fields]))[0] ?? [];
  const parts: Record<string, string> = {
    "[Content_Types].xml": "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>",
    "_rels/.rels": links([["officeDocument", "xl/workbook.xml"]]),
    "xl/workbook.xml": `<workbook ${NS}><sheets>${pivots.map((_, i) => `<sheet name="Ark${i + 1}" sheetId="${i + 1}" ${sheetState} r:id="rId${i + 1}"/>`).join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": links(pivots.map((pivot, i) => [pivot === "chart" ? "chartsheet" : "worksheet", `worksheets/sheet${i + 1}.xml`])),
    "xl/pivotCache/pivotCacheDefinition1.xml": `<pivotCacheDefinition ${NS}>${cacheSource ?? '<cacheSource type="worksheet"><worksheetSource ref="A1:C9" sheet="Data"/></cacheSource>'}<cacheFields>${fields.map(cacheField).join("")}</cacheFields>${cacheExtra}</pivotCacheDefinition>`,
  };
  pivots.forEach((pivot, i) => {
    if (pivot === "chart") return;
    parts[`xl/worksheets/sheet${i + 1}.xml`] = `<worksheet ${NS}><sheetData>${sheetRows(pivot.shown)}</sheetData></worksheet>`;
    parts[`xl/worksheets/_rels/sheet${i + 1}.xml.rels`] = links([["pivotTable", `../pivotTables/pivotTable${i + 1}.xml`]]);
    parts[`xl/pivotTables/pivotTable${i + 1}.xml`] = pivotPart(pivot);
    parts[`xl/pivotTables/_rels/pivotTable${i + 1}.xml.rels`] = links([["pivotCacheDefinition", "../pivotCache/pivotCacheDefinition1.xml"]]);
  });
  return parts;
}

export function links(targets: readonly (readonly [type: string, target: string])[]): string {
  return `<Relationships>${targets.map(([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${TYPE}${type}" Target="${target}"/>`).join("")}</Relationships>`;
}

function sheetRows(shown: string): string {
  return shown.split("\n").map((line, y) => `<row r="${y + 1}">${line.split("|").map((text, x) => cell(text.trim(), `${String.fromCharCode(65 + x)}${y + 1}`)).join("")}</row>`).join("");
}

function cell(text: string, name: string): string {
  if (text === "") return "";
  if (text.startsWith("#")) return `<c r="${name}" t="e"><v>${text}</v></c>`;
  if (/^-?\d+(\.\d+)?$/.test(text)) return `<c r="${name}"><v>${text}</v></c>`;
  return `<c r="${name}" t="inlineStr"><is><t>${escape(text)}</t></is></c>`;
}

function pivotPart(pivot: PivotSketch): string {
  const [row, column] = pivot.firstData;
  const list = (axis: "row" | "col", numbers: readonly number[], items: readonly string[] | undefined) =>
    (numbers.length > 0 ? `<${axis}Fields>${numbers.map((x) => `<field x="${x}"/>`).join("")}</${axis}Fields>` : "")
    + (items === undefined ? "" : `<${axis}Items>${items.map(axisItem).join("")}</${axis}Items>`);
  return `<pivotTableDefinition ${NS} name="${pivot.name ?? "Pivot"}" ${pivot.attributes ?? ""}>`
    + `<location ref="${pivot.ref}" firstHeaderRow="1" firstDataRow="${row}" firstDataCol="${column}"/>`
    + `<pivotFields>${pivot.fields.map(pivotField).join("")}</pivotFields>`
    + list("row", pivot.rows, pivot.rowItems) + list("col", pivot.columns ?? [], "colItems" in pivot ? pivot.colItems : [""])
    + (pivot.pages ?? "")
    + `<dataFields>${pivot.data.map((data) => `<dataField name="${data.name}" fld="${data.field}" ${data.attributes ?? ""}>${data.inside ?? ""}</dataField>`).join("")}</dataFields>${pivot.extra ?? ""}</pivotTableDefinition>`;
}

function axisItem(words: string): string {
  const kind = /[a-zA-Z]+/.exec(words)?.[0], repeated = /\^(\d+)/.exec(words)?.[1], data = /#(\d+)/.exec(words)?.[1];
  const entries = words.replace(/[a-zA-Z]+|[\^#]\d+/g, "").trim().split(/\s+/).filter((entry) => entry !== "");
  return `<i${kind === undefined ? "" : ` t="${kind}"`}${repeated === undefined ? "" : ` r="${repeated}"`}${data === undefined ? "" : ` i="${data}"`}>${
    (kind === "grand" && entries.length === 0 ? ["0"] : entries).map((entry) => (entry === "0" ? "<x/>" : `<x v="${entry}"/>`)).join("")}</i>`;
}

function pivotField({ members, attributes = "", items, inside = "" }: FieldSketch): string {
  if (members === undefined) return `<pivotField ${attributes}>${inside}</pivotField>`;
  const list = items ?? members.map((_, x) => `<item x="${x}"/>`).join("") + '<item t="default"/>';
  return `<pivotField ${attributes}><items>${list}</items>${inside}</pivotField>`;
}

function cacheField({ name, members = [], cacheAttributes = "", cacheInside = "" }: FieldSketch): string {
  const items = members.map((member) => (typeof member === "number" ? `<n v="${member}"/>` : member.startsWith("<") ? member : `<s v="${escape(member)}"/>`));
  return `<cacheField name="${escape(name)}" ${cacheAttributes}><sharedItems>${items.join("")}</sharedItems>${cacheInside}</cacheField>`;
}

function escape(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");
}
