import type { Archive } from "./archive.ts";
import { attribute, child, integer, items, readTree } from "./xmlTree.ts";

/** Number formats of a workbook, undefined stands for General, and indentation. */
export interface Styles {
  /** By cell style (the `s` of a cell). */
  readonly cellFormats: readonly (string | undefined)[];
  /** Steps of indentation by cell style: how nested labels of one column are told apart. */
  readonly indents: readonly number[];
  /** By number format id. */
  readonly format: (id: number) => string | undefined;
}

/** Formats that files name by id alone (ECMA-376-1 §18.8.30). */
const BUILT_IN: Readonly<Record<number, string>> = {
  1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
  14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "dd/mm/yyyy h:mm",
  37: "#,##0;-#,##0", 38: "#,##0;[Red]-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;[Red]-#,##0.00",
  45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
};

export const NO_STYLES: Styles = { cellFormats: [], indents: [], format: (id) => BUILT_IN[id] };

export function readStyles(archive: Archive, part: string): Styles {
  const sheet = readTree(archive.text(part), part);
  const custom = new Map(items(sheet, "numFmts", "numFmt").map((format) => [integer(format, "numFmtId", 0), attribute(format, "formatCode") ?? ""]));
  const format = (id: number) => {
    const code = custom.get(id) ?? BUILT_IN[id];
    return code === undefined || code === "" || /^general$/i.test(code) ? undefined : code;
  };
  const styles = child(sheet, "cellXfs")?.children.filter((style) => style.name === "xf") ?? [];
  return {
    cellFormats: styles.map((style) => format(integer(style, "numFmtId", 0))),
    indents: styles.map((style) => { const alignment = child(style, "alignment"); return alignment === undefined ? 0 : integer(alignment, "indent", 0); }),
    format,
  };
}

/** A format that shows days or times: it has a date letter outside quotes, escapes and brackets. */
export function isDateFormat(format: string): boolean {
  return /[dmyhs]/i.test(format.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|general/gi, "").split(";")[0]);
}
