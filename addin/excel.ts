import type { Locale, Message } from "../shared/i18n/message.ts";
import { HostError, type Host, type HostEvent, type PivotName, type Place, type Stop, type Theme, type ValuesSheet } from "./host.ts";
import { sheetName } from "./sheetName.ts";
import { entry, lines, markColumns, type Lines } from "./sheetLines.ts";

/** The oldest requirement set with all the calls below. */
const NEEDED = { set: "ExcelApi", version: "1.9" };
/** Largest slice Excel hands out on the desktop and the web, in bytes. */
const SLICE_BYTES = 4 * 1024 * 1024;
/** Cells per request: formats and values of so many stay far below the 5 MB that Excel on the web takes. */
const CELLS_PER_REQUEST = 20_000;

/** Waits for Office and gives Excel as the pane's host. */
export async function excelHost(): Promise<Host> {
  const obstacle = await findObstacle();
  const inExcel = obstacle === null || obstacle.code === "host/tooOld";
  /** Sheets this add-in wrote: what happens there is no news for the pane. */
  const own = new OwnSheets();
  return {
    locale: inExcel ? locale(Office.context.displayLanguage) : "da",
    theme: inExcel ? theme() : null,
    obstacle,
    pivots: () => run(listPivots),
    file,
    selection: () => run(activeCell),
    addSheet: (sheet) => run((context) => own.during(() => addSheet(context, sheet, own))),
    openWorkbook,
    watch: (listener) => watch(listener, own),
  };
}

async function findObstacle(): Promise<Message | null> {
  if (typeof Office === "undefined") return { code: "host/noOffice" };
  const { host } = await Office.onReady();
  if (host !== Office.HostType.Excel) return { code: "host/notExcel" };
  const enough = Office.context.requirements.isSetSupported(NEEDED.set, NEEDED.version);
  return enough ? null : { code: "host/tooOld", params: { needs: `${NEEDED.set} ${NEEDED.version}` } };
}

/** Binds a ribbon button of the manifest to what it does; what goes wrong is for the pane to show. */
export function onCommand(name: string, act: () => Promise<void>): void {
  Office.actions.associate(name, (event: Office.AddinCommands.Event) => {
    void act().catch(() => undefined).finally(() => event.completed());
  });
}

/** Shows the pane where the shared runtime can; elsewhere the ribbon button opens it itself. */
export async function showPane(): Promise<void> {
  if (Office.context.requirements.isSetSupported("SharedRuntime", "1.1")) await Office.addin.showAsTaskpane();
}

class OwnSheets {
  private readonly ids = new Set<string>();
  private writing = 0;
  add(id: string): void {
    this.ids.add(id);
  }
  covers(id: string): boolean {
    return this.writing > 0 || this.ids.has(id);
  }
  async during<T>(write: () => Promise<T>): Promise<T> {
    this.writing++;
    try {
      return await write();
    } finally {
      this.writing--;
    }
  }
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

/** While the user edits a cell Excel refuses requests; `delayForCellEdit` waits until the edit is done. */
async function run<T>(batch: (context: Excel.RequestContext) => Promise<T>): Promise<T> {
  try {
    return await Excel.run({ delayForCellEdit: true }, batch);
  } catch (error) {
    throw hostError(error);
  }
}

/** Excel's own words may quote cells, so only its error code is passed on. */
function hostError(error: unknown): HostError {
  if (error instanceof HostError) return error;
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code !== "string" && typeof code !== "number") return new HostError({ code: "host/unexpected" });
  return new HostError({ code: code === "AccessDenied" ? "host/accessDenied" : "host/excel", params: { code } });
}

/** Names only. Loading a cube pivot's hierarchies or items may crash Excel, so nothing deeper is ever asked for. */
async function listPivots(context: Excel.RequestContext): Promise<PivotName[]> {
  const sheets = context.workbook.worksheets;
  sheets.load("items/name");
  await context.sync();
  const listed = sheets.items.map((sheet) => ({ sheet: sheet.name, pivots: sheet.pivotTables.load("items/name") }));
  await context.sync();
  return listed.flatMap(({ sheet, pivots }) => pivots.items.map((pivot) => ({ sheet, name: pivot.name })));
}

async function activeCell(context: Excel.RequestContext): Promise<Place> {
  const cell = context.workbook.getActiveCell();
  cell.load("rowIndex,columnIndex,worksheet/name");
  await context.sync();
  return { sheet: cell.worksheet.name, row: cell.rowIndex, column: cell.columnIndex };
}

/** Office holds at most two such files in memory, so the file is closed whatever happens. */
async function file(): Promise<Uint8Array> {
  const opened = await answered<Office.File>((answer) => Office.context.document.getFileAsync(Office.FileType.Compressed, { sliceSize: SLICE_BYTES }, answer));
  try {
    const bytes = new Uint8Array(opened.size);
    let at = 0;
    for (let slice = 0; slice < opened.sliceCount; slice++) {
      const { data } = await answered<Office.Slice>((answer) => opened.getSliceAsync(slice, answer)) as { data: ArrayLike<number> };
      if (at + data.length > bytes.length) throw new HostError({ code: "host/fileIncomplete" });
      bytes.set(data, at);
      at += data.length;
    }
    if (at !== bytes.length) throw new HostError({ code: "host/fileIncomplete" });
    return bytes;
  } finally {
    opened.closeAsync();
  }
}

/** A callback of the common Office API as a promise. */
function answered<T>(ask: (answer: (result: Office.AsyncResult<T>) => void) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    ask((result) => {
      if (result.status === Office.AsyncResultStatus.Succeeded) resolve(result.value);
      else reject(new HostError({ code: "host/file", params: { code: result.error.code } }));
    });
  });
}

/** A sheet that could not be written to the end is removed again; one that cannot be removed either is named. */
async function addSheet(context: Excel.RequestContext, sheet: ValuesSheet, own: OwnSheets): Promise<string> {
  const sheets = context.workbook.worksheets;
  sheets.load("items/name");
  await context.sync();
  const added = sheets.add(sheetName(sheet.name, sheets.items.map((item) => item.name)));
  added.load("id,name");
  await context.sync();
  own.add(added.id);
  try {
    await write(context, added, lines(sheet));
  } catch (error) {
    added.delete();
    await context.sync().catch(() => { throw new HostError({ code: "host/halfWritten", params: { sheet: added.name } }); });
    throw error;
  }
  return added.name;
}

async function write(context: Excel.RequestContext, sheet: Excel.Worksheet, { rows, heading, grid }: Lines): Promise<void> {
  const columns = Math.max(1, ...rows.map((row) => row.length));
  const height = Math.max(1, Math.floor(CELLS_PER_REQUEST / columns));
  for (let top = 0; top < rows.length; top += height) {
    const { formats, values } = entry(rows.slice(top, top + height));
    const range = sheet.getRangeByIndexes(top, 0, values.length, values[0].length);
    range.numberFormat = formats; // before the values, which Excel reads by the format it finds
    range.values = values;
    // eslint-disable-next-line office-addins/no-context-sync-in-loop -- one request would exceed Excel's size limit
    await context.sync();
  }
  sheet.getRangeByIndexes(0, 0, 1, 1).format.font.bold = true;
  for (const { column, width } of markColumns(rows)) sheet.getRangeByIndexes(heading, column, grid, width).format.horizontalAlignment = "Right";
  if (grid > 0) sheet.getRangeByIndexes(heading, 0, grid, columns).format.autofitColumns();
  sheet.activate();
  await context.sync();
}

async function openWorkbook(bytes: Uint8Array): Promise<void> {
  try {
    await Excel.createWorkbook(base64(bytes));
  } catch (error) {
    throw hostError(error);
  }
}

/** In pieces, because an argument list has a limit. */
function base64(bytes: Uint8Array): string {
  let binary = "";
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary);
}

async function watch(listener: (event: HostEvent) => void, own: OwnSheets): Promise<Stop> {
  const tell = (event: HostEvent) => (args: { readonly worksheetId: string }): Promise<void> => {
    if (!own.covers(args.worksheetId)) listener(event);
    return Promise.resolve();
  };
  const registered = await run(async (context) => {
    const sheets = context.workbook.worksheets;
    const handlers = [sheets.onSelectionChanged.add(tell("selected")), sheets.onChanged.add(tell("changed")), sheets.onAdded.add(tell("changed")), sheets.onDeleted.add(tell("changed"))];
    await context.sync();
    return handlers;
  });
  return async () => {
    for (const handler of registered) handler.remove();
    await registered[0]?.context.sync();
  };
}
