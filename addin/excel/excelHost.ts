import type { Locale, Message } from "../../shared/i18n/message.ts";
import { type Host, type Theme } from "../host.ts";
import { watch } from "./events.ts";
import { localPivots } from "./localPivots.ts";
import { Looker, selection } from "./look.ts";
import { mend, setStartup } from "./mends.ts";
import { readNote, writeNote } from "./note.ts";
import { hostError, run, supports } from "./request.ts";
import { addChart, addSheet, changeSheets, OwnWrites, setFormats } from "./sheets.ts";
import { testCard } from "./testCard.ts";
import { openWorkbook, workbookFile } from "./workbookFile.ts";

/** The oldest requirement set with all the calls that are made without asking first. */
const NEEDED = { set: "ExcelApi", version: "1.9" };

/** Waits for Office and gives Excel as the pane's host. */
export async function excelHost(): Promise<Host> {
  const obstacle = await findObstacle();
  const inExcel = obstacle === null || obstacle.code === "host/tooOld";
  const own = new OwnWrites(), looker = new Looker();
  return {
    locale: inExcel ? locale(Office.context.displayLanguage) : "da",
    theme: inExcel ? theme() : null,
    obstacle,
    file: workbookFile,
    localPivots: () => run(localPivots),
    selection: () => run(selection),
    look: (wanted) => looker.look(wanted),
    addSheet: (sheet) => own.during(() => run((context) => addSheet(context, sheet))),
    changeSheets: (changes) => own.during(() => run((context) => changeSheets(context, changes))),
    showSheet: (id) => run(async (context) => { context.workbook.worksheets.getItem(id).activate(); await context.sync(); }),
    addChart: (range, title) => own.during(() => run((context) => addChart(context, range, title))),
    setFormats: (range, formats) => own.during(() => run((context) => setFormats(context, range, formats))),
    openWorkbook,
    readNote: () => run(readNote),
    writeNote: (text) => run((context) => writeNote(context, text)),
    mend: (wish) => run((context) => mend(context, wish)),
    setStartup: (startup) => setStartup(startup).catch((error: unknown) => { throw hostError(error); }),
    testCard,
    watch: (listener) => watch(listener, own),
  };
}

async function findObstacle(): Promise<Message | null> {
  if (typeof Office === "undefined") return { code: "host/noOffice" };
  const { host } = await Office.onReady();
  if (host !== Office.HostType.Excel) return { code: "host/notExcel" };
  return supports(NEEDED.set, NEEDED.version) ? null : { code: "host/tooOld", params: { needs: `${NEEDED.set} ${NEEDED.version}` } };
}

function locale(language: string): Locale {
  return language.toLowerCase().startsWith("en") ? "en" : "da";
}

/** Office gives colours, not a mode: a dark background means dark. Excel on the web gives none. */
function theme(): Theme | null {
  const background = (Office.context.officeTheme as Office.OfficeTheme | undefined)?.bodyBackgroundColor;
  const channels = /^#?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(background ?? "")?.slice(1).map((hex) => parseInt(hex, 16));
  if (channels === undefined) return null;
  return channels.reduce((sum, channel) => sum + channel, 0) < 3 * 128 ? "dark" : "light";
}
