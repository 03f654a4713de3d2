import type { Look } from "./sheetCell.ts";
import { attributeText } from "./xmlText.ts";

/** How a cell is written: its look, number format and indentation. */
export interface CellStyle extends Look {
  readonly format?: string;
  readonly indent?: number;
}

/** Custom number formats begin here (ECMA-376-1 §18.8.30). */
const FIRST_CUSTOM = 164;
/** Excel's limits. */
const DEEPEST_INDENT = 15, LONGEST_FORMAT = 255;
const NAME = '<name val="Calibri"/><family val="2"/>', SIDES = ["left", "right", "top", "bottom"] as const;

/** Collects the styles that cells ask for and writes them as a styles part; style 0 is the plain one. */
export class StyleTable {
  private readonly styles = new Map<string, number>();
  private readonly formats = new Map<string, number>();
  private readonly fonts = new Numbered([`<font><sz val="11"/>${NAME}</font>`]);
  private readonly fills = new Numbered(['<fill><patternFill patternType="none"/></fill>', '<fill><patternFill patternType="gray125"/></fill>']);
  private readonly borders = new Numbered(["<border><left/><right/><top/><bottom/><diagonal/></border>"]);

  constructor() {
    this.id({});
  }

  /** Index of a style, to be written as the cell's `s`. */
  id(style: CellStyle): number {
    const xml = this.styleXml(style);
    const id = this.styles.get(xml) ?? this.styles.size;
    this.styles.set(xml, id);
    return id;
  }

  xml(): string {
    const formats = [...this.formats].map(([code, id]) => `<numFmt numFmtId="${id}" formatCode="${attributeText(code)}"/>`);
    return `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${
      formats.length > 0 ? `<numFmts count="${formats.length}">${formats.join("")}</numFmts>` : ""
    }${this.fonts.xml("fonts")}${this.fills.xml("fills")}${this.borders.xml("borders")}`
      + '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
      + `<cellXfs count="${this.styles.size}">${[...this.styles.keys()].join("")}</cellXfs>`
      + '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';
  }

  private styleXml({ format, indent = 0, align, wrap, ...look }: CellStyle): string {
    const number = this.formatId(format), font = this.fonts.id(fontXml(look)), fill = this.fills.id(fillXml(look)), border = this.borders.id(borderXml(look));
    const alignment = `${indent > 0 ? ` horizontal="left" indent="${Math.min(indent, DEEPEST_INDENT)}"` : align === undefined ? "" : ` horizontal="${align}"`}${wrap === true ? ' wrapText="1"' : ""}`;
    return `<xf numFmtId="${number}" fontId="${font}" fillId="${fill}" borderId="${border}" xfId="0"${number > 0 ? ' applyNumberFormat="1"' : ""}${font > 0 ? ' applyFont="1"' : ""}${
      fill > 0 ? ' applyFill="1"' : ""}${border > 0 ? ' applyBorder="1"' : ""}${alignment === "" ? "/>" : ` applyAlignment="1"><alignment${alignment}/></xf>`}`;
  }

  private formatId(format: string | undefined): number {
    if (format === undefined || format === "" || format.length > LONGEST_FORMAT) return 0;
    const known = this.formats.get(format) ?? FIRST_CUSTOM + this.formats.size;
    this.formats.set(format, known);
    return known;
  }
}

/** Records that are named by their place. */
class Numbered {
  private readonly ids: Map<string, number>;

  constructor(first: readonly string[]) {
    this.ids = new Map(first.map((xml, id) => [xml, id]));
  }

  id(xml: string): number {
    const id = this.ids.get(xml) ?? this.ids.size;
    this.ids.set(xml, id);
    return id;
  }

  xml(name: string): string {
    return `<${name} count="${this.ids.size}">${[...this.ids.keys()].join("")}</${name}>`;
  }
}

function fontXml({ bold = false, italic = false, size = 11, colour }: Look): string {
  return `<font>${bold ? "<b/>" : ""}${italic ? "<i/>" : ""}<sz val="${size}"/>${colour === undefined ? "" : `<color rgb="FF${colour}"/>`}${NAME}</font>`;
}

function fillXml({ fill }: Look): string {
  return fill === undefined ? '<fill><patternFill patternType="none"/></fill>' : `<fill><patternFill patternType="solid"><fgColor rgb="FF${fill}"/><bgColor indexed="64"/></patternFill></fill>`;
}

function borderXml({ lines = [] }: Look): string {
  return `<border>${SIDES.map((side) => (lines.includes(side) ? `<${side} style="thin"><color rgb="FFBFBFBF"/></${side}>` : `<${side}/>`)).join("")}<diagonal/></border>`;
}
