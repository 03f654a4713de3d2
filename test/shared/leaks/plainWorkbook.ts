import { links, zipParts } from "../workbook/buildWorkbook.ts";

const NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const CONTENT = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
  + ["rels", "xml", "bin", "data", "png", "xlsx", "vml"].map((extension) => `<Default Extension="${extension}" ContentType="application/octet-stream"/>`).join("") + "</Types>";

export type Link = readonly [type: string, target: string];

/** One visible sheet in few words; everything but its cells is optional. */
export interface PlainSketch {
  /** Lines of the sheet, cells parted by "|": numbers, texts, or `=formula→value`. */
  readonly cells?: string;
  /** Style of every number cell. */
  readonly style?: number;
  /** In the worksheet before and after its cells. */
  readonly before?: string;
  readonly after?: string;
  readonly sheetLinks?: readonly Link[];
  readonly workbookLinks?: readonly Link[];
  /** In the workbook part after its sheets; further sheets. */
  readonly workbook?: string;
  readonly sheets?: string;
  readonly rootLinks?: readonly Link[];
  readonly parts?: Readonly<Record<string, string | null>>;
}

/** A table of large counts with nothing beside it: no rule has anything to say about it. */
export const CELLS = "Kommune | Antal borgere\nAalborg | 120\nOdense | 340\nVejle | 560";

export function plainWorkbook({ cells = CELLS, style = 0, before = "", after = "", sheetLinks = [], workbookLinks = [], workbook = "", sheets = "", rootLinks = [], parts = {} }: PlainSketch = {}): Uint8Array {
  return zipParts({
    "[Content_Types].xml": CONTENT,
    "_rels/.rels": links([["officeDocument", "xl/workbook.xml"], ...rootLinks]),
    "xl/workbook.xml": `<workbook ${NS}><sheets><sheet name="Ark1" sheetId="1" r:id="rId1"/>${sheets}</sheets>${workbook}</workbook>`,
    "xl/_rels/workbook.xml.rels": links([["worksheet", "worksheets/sheet1.xml"], ...workbookLinks]),
    "xl/worksheets/sheet1.xml": worksheet(cells, style, before, after),
    "xl/worksheets/_rels/sheet1.xml.rels": links(sheetLinks),
    ...parts,
  });
}

export function worksheet(cells: string, style = 0, before = "", after = ""): string {
  const rows = cells.split("\n").map((line, y) => `<row r="${y + 1}">${line.split("|").map((text, x) => cell(text.trim(), `${String.fromCharCode(65 + x)}${y + 1}`, style)).join("")}</row>`);
  return `<worksheet ${NS}>${before}<sheetData>${rows.join("")}</sheetData>${after}</worksheet>`;
}

function cell(text: string, name: string, style: number): string {
  const [formula, value] = text.startsWith("=") ? text.slice(1).split("→") : [undefined, text], f = formula === undefined ? "" : `<f>${escape(formula)}</f>`;
  if (value === "") return "";
  if (/^-?\d+(\.\d+)?$/.test(value)) return `<c r="${name}" s="${style}">${f}<v>${value}</v></c>`;
  return formula === undefined ? `<c r="${name}" t="inlineStr"><is><t>${escape(value)}</t></is></c>` : `<c r="${name}" t="str">${f}<v>${escape(value)}</v></c>`;
}

function escape(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
}
