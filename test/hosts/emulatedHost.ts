import { HostError, type CellRange, type Host, type Scalar, type SheetChange, type SheetRef, type Theme, type ValuesSheet } from "../../addin/host.ts";
import { changedRuns, entry, labelIndents, lines, widthOf } from "../../addin/sheetLines.ts";
import { sheetName } from "../../addin/sheetName.ts";
import type { Locale } from "../../shared/i18n/message.ts";
import { cellName } from "../../shared/workbook/area.ts";
import { localFields } from "./emulatedFields.ts";
import { ExcelFault, type EmulatedCell, type EmulatedExcel, type EmulatedSheet } from "./emulatedExcel.ts";

export interface Surroundings {
  readonly locale: Locale;
  readonly theme: Theme | null;
}

const NOTE = "note";

/** The emulated Excel as the pane's host, without Office.js between them: what the workbench mounts the pane on. */
export function emulatedHost(excel: EmulatedExcel, { locale, theme }: Surroundings): Host {
  return {
    locale, theme, obstacle: null,
    file: () => answer(() => excel.bytes),
    localPivots: () => answer(() => ({ sliced: [...excel.slicers.values()].some((chosen) => chosen.length > 0), pivots: excel.pivots.flatMap(({ sheet, name, olap, area, fields }) => (olap || area === undefined ? [] : [{
      sheet, name, fields: fields === null ? null : localFields(fields), range: { sheet, row: area.top - 1, column: area.left - 1, rows: area.bottom - area.top + 1, columns: area.right - area.left + 1 },
    }])) })),
    selection: () => answer(() => ({ rows: 1, columns: 1, ...excel.active })),
    look: ({ ranges, formats = [], formulas = [] }) => answer(() => ({
      pivots: pivotNames(excel), sheets: excel.sheets.map(({ id, name }) => ({ id, name })), slicers: JSON.stringify([...excel.slicers]),
      blocks: ranges.map((range) => blockOf<Scalar>(excel, range, ({ value }) => value, "")),
      formats: formats.map((range) => blockOf<string>(excel, range, ({ format }) => format, "General")),
      formulas: formulas.map((range) => blockOf<Scalar>(excel, range, ({ value, formula }) => formula ?? value, "")),
    })),
    addSheet: (sheet) => answer(() => addSheet(excel, sheet)),
    changeSheets: (changes) => answer(() => { for (const change of changes) changeSheet(excel, change); }),
    showSheet: (id) => answer(() => excel.activate(found(sheetOf(excel, id)).id)),
    addChart: ({ sheet, ...area }, title) => answer(() => { excel.charts.push({ sheet: found(sheetOf(excel, sheet)).name, title, ...area }); }),
    setFormats: ({ sheet, row, column }, formats) => answer(() => excel.write(found(sheetOf(excel, sheet)).id, row, column, { formats })),
    openWorkbook: (bytes) => answer(() => excel.openWorkbook(bytes)),
    readNote: () => answer(() => excel.customXml.get(NOTE) ?? null),
    writeNote: (text) => answer(() => { excel.customXml.set(NOTE, text); }),
    mend: (mend) => answer(() => {
      if (mend.kind === "clearProperties") return excel.properties.clear();
      const sheet = found(sheetOf(excel, mend.sheet));
      if (mend.kind === "deleteSheet") excel.deleteSheet(sheet.id);
      else sheet.visibility = "Visible";
    }),
    testCard: () => answer(() => [{ id: "T1", answers: [{ asks: "workbook.pivotTables.items", outcome: "answers" }], left: null }, { id: "T12", answers: [], left: "dangerous" }]),
    setStartup: () => answer(() => undefined),
    watch: (listener) => answer(() => {
      const stop = excel.listen(({ kind, own }) => { if (!own) listener(kind === "selected" ? "selected" : "changed"); });
      return () => answer(stop);
    }),
  };
}

const pivotNames = (excel: EmulatedExcel) => excel.pivots.map(({ sheet, name }) => ({ sheet, name }));
const sheetOf = (excel: EmulatedExcel, key: string): EmulatedSheet | undefined => excel.sheets.find(({ id, name }) => id === key || name === key);

function found(sheet: EmulatedSheet | undefined): EmulatedSheet {
  if (sheet === undefined) throw new ExcelFault("ItemNotFound");
  return sheet;
}

function blockOf<T>(excel: EmulatedExcel, { sheet, row, column, rows, columns }: CellRange, of: (cell: EmulatedCell) => T, empty: T): readonly (readonly T[])[] | null {
  const cells = sheetOf(excel, sheet)?.cells;
  if (cells === undefined) return null;
  const at = (r: number, c: number): T => { const cell = cells.get(cellName(row + r + 1, column + c + 1)); return cell === undefined ? empty : of(cell); };
  return Array.from({ length: rows }, (_, r) => Array.from({ length: columns }, (_, c) => at(r, c)));
}

function addSheet(excel: EmulatedExcel, sheet: ValuesSheet): SheetRef {
  const added = excel.addSheet(sheetName(sheet.name, excel.sheets.map(({ name }) => name)));
  changeSheet(excel, { id: added.id, before: null, after: sheet });
  excel.activate(added.id);
  return { id: added.id, name: added.name };
}

function changeSheet(excel: EmulatedExcel, { id, before, after }: SheetChange): void {
  const sheet = found(sheetOf(excel, id)), width = Math.max(widthOf(after), before === null ? 1 : widthOf(before));
  if (before === null) excel.clear(sheet.id);
  for (const { top, rows } of changedRuns(before === null ? null : lines(before), lines(after))) {
    const { formats, values } = entry(rows, { width, clears: before !== null, failing: after.failing === true });
    excel.write(sheet.id, top, 0, { formats, values });
    for (const { column, indents } of labelIndents(rows, before !== null)) indents.forEach((level, row) => { if (level > 0) excel.indent(sheet.id, top + row, column, level); });
  }
}

/** Like Excel, it answers later and never by throwing at once. */
async function answer<T>(act: () => T): Promise<T> {
  await Promise.resolve();
  try {
    return act();
  } catch (error) {
    throw error instanceof ExcelFault ? new HostError({ code: "host/excel", params: { code: error.code } }) : error;
  }
}
