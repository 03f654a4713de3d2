import type { Locale } from "../shared/i18n/message.ts";
import { cellName } from "../shared/workbook/area.ts";
import { styleAt } from "../shared/workbook/cells.ts";
import type { Workbook } from "../shared/workbook/readWorkbook.ts";
import type { EmulatedCell, EmulatedExcel } from "../test/hosts/emulatedExcel.ts";
import { screenSheet, type ScreenSheet, type Writing } from "./sheet.ts";
import { TAG } from "./speak.ts";
import type { Tab } from "./state.ts";

/** The visible sheets in Excel's order; those the add-in wrote are copies. */
export function tabsOf(excel: EmulatedExcel, workbook: Workbook): readonly Tab[] {
  return excel.sheets.flatMap(({ name }): Tab[] => {
    const own = workbook.sheets.find((sheet) => sheet.name === name);
    if (own === undefined) return [{ name, kind: "copy" }];
    return own.state === "visible" ? [{ name, kind: excel.pivots.some(({ sheet }) => sheet === name) ? "pivot" : "sheet" }] : [];
  });
}

export function screenOf(excel: EmulatedExcel, name: string, writing: Pick<Writing, "mark" | "format"> & { readonly locale: Locale }): ScreenSheet {
  const sheet = excel.sheets.find((candidate) => candidate.name === name) ?? { id: "", name, cells: new Map() };
  return screenSheet(sheet, { ...writing, tag: TAG[writing.locale] });
}

/** Number formats of the file's own cells: the emulated Excel keeps those it was asked to write only. */
export function cellFormat(workbook: Workbook, name: string): Writing["format"] {
  const cells = workbook.sheets.find((sheet) => sheet.name === name)?.cells;
  return (row, column) => {
    const style = cells === undefined ? undefined : styleAt(cells, row, column);
    return style === undefined ? undefined : workbook.styles.cellFormats[style];
  };
}

/** Text of a sheet's cells by zero-based place, and the number of its last row. */
export function textOf(excel: EmulatedExcel, name: string): { readonly height: number; readonly text: (row: number, column: number) => string } {
  const cells = excel.sheets.find((sheet) => sheet.name === name)?.cells ?? new Map<string, EmulatedCell>();
  const height = Math.max(0, ...[...cells.keys()].map((address) => Number(/\d+$/.exec(address)?.[0])));
  return { height, text: (row, column) => String(cells.get(cellName(row + 1, column + 1))?.value ?? "") };
}
