import { attributeText } from "./xmlText.ts";

/** How a cell looks. */
export interface CellStyle {
  readonly format?: string;
  readonly bold?: boolean;
  readonly indent?: number;
  readonly align?: "right";
}

/** Custom number formats begin here (ECMA-376-1 §18.8.30). */
const FIRST_CUSTOM = 164;
/** Excel's limits. */
const DEEPEST_INDENT = 15, LONGEST_FORMAT = 255;

/** Collects the styles that cells ask for and writes them as a styles part; style 0 is the plain one. */
export class StyleTable {
  private readonly styles = new Map<string, number>();
  private readonly formats = new Map<string, number>();

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
    const font = '<sz val="11"/><name val="Calibri"/><family val="2"/>';
    return `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${
      formats.length > 0 ? `<numFmts count="${formats.length}">${formats.join("")}</numFmts>` : ""
    }<fonts count="2"><font>${font}</font><font><b/>${font}</font></fonts>`
      + '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
      + "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
      + '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
      + `<cellXfs count="${this.styles.size}">${[...this.styles.keys()].join("")}</cellXfs>`
      + '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';
  }

  private styleXml({ format, bold = false, indent = 0, align }: CellStyle): string {
    const alignment = indent > 0 ? `<alignment horizontal="left" indent="${Math.min(indent, DEEPEST_INDENT)}"/>` : align === undefined ? "" : `<alignment horizontal="${align}"/>`;
    const id = this.formatId(format);
    return `<xf numFmtId="${id}" fontId="${bold ? 1 : 0}" fillId="0" borderId="0" xfId="0"${id > 0 ? ' applyNumberFormat="1"' : ""}${
      bold ? ' applyFont="1"' : ""}${alignment === "" ? "/>" : ` applyAlignment="1">${alignment}</xf>`}`;
  }

  private formatId(format: string | undefined): number {
    if (format === undefined || format === "" || format.length > LONGEST_FORMAT) return 0;
    const known = this.formats.get(format) ?? FIRST_CUSTOM + this.formats.size;
    this.formats.set(format, known);
    return known;
  }
}
