import { HostError, type Host, type Place, type Theme, type ValuesSheet } from "../../addin/host.ts";
import { entry, lines } from "../../addin/sheetLines.ts";
import { sheetName } from "../../addin/sheetName.ts";
import type { Locale } from "../../shared/i18n/message.ts";
import { ExcelFault, type EmulatedExcel } from "./emulatedExcel.ts";

export interface Surroundings {
  readonly locale: Locale;
  readonly theme: Theme | null;
}

/** The emulated Excel as the pane's host, without Office.js between them: what the workbench mounts the pane on. */
export function emulatedHost(excel: EmulatedExcel, { locale, theme }: Surroundings): Host {
  return {
    locale, theme, obstacle: null,
    pivots: () => answer(() => excel.pivots.map(({ sheet, name }) => ({ sheet, name }))),
    file: () => answer(() => excel.bytes),
    selection: () => answer((): Place => excel.active),
    addSheet: (sheet) => answer(() => addSheet(excel, sheet)),
    openWorkbook: (bytes) => answer(() => excel.openWorkbook(bytes)),
    watch: (listener) => answer(() => {
      const stop = excel.listen(({ kind, own }) => { if (!own) listener(kind === "selected" ? "selected" : "changed"); });
      return () => answer(stop);
    }),
  };
}

function addSheet(excel: EmulatedExcel, sheet: ValuesSheet): string {
  const added = excel.addSheet(sheetName(sheet.name, excel.sheets.map(({ name }) => name)));
  excel.write(added.id, 0, 0, entry(lines(sheet).rows));
  excel.activate(added.id);
  return added.name;
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
