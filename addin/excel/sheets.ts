import { HostError, type CellRange, type Formats, type SheetChange, type SheetRef, type ValuesSheet } from "../host.ts";
import { changedRuns, entry, labelIndents, lines, markColumns, widthOf, type Lines } from "../sheetLines.ts";
import { sheetName } from "../sheetName.ts";

/** Cells per request: formats and values of so many stay far below the 5 MB that Excel on the web takes. */
const CELLS_PER_REQUEST = 20_000;

/** What happens while the add-in itself writes is no news to it. */
export class OwnWrites {
  private running = 0;
  get isRunning(): boolean {
    return this.running > 0;
  }
  async during<T>(write: () => Promise<T>): Promise<T> {
    this.running++;
    try {
      return await write();
    } finally {
      this.running--;
    }
  }
}

/** A sheet that could not be written to the end is removed again; one that cannot be removed either is named. */
export async function addSheet(context: Excel.RequestContext, sheet: ValuesSheet): Promise<SheetRef> {
  const sheets = context.workbook.worksheets;
  sheets.load("items/name");
  await context.sync();
  const added = sheets.add(sheetName(sheet.name, sheets.items.map((item) => item.name)));
  added.load("id,name");
  await context.sync();
  try {
    await writeRuns(context, added, null, sheet);
    dress(added, sheet);
    added.activate();
    await context.sync();
  } catch (error) {
    added.delete();
    await context.sync().catch(() => { throw new HostError({ code: "host/halfWritten", params: { sheet: added.name } }); });
    throw error;
  }
  return { id: added.id, name: added.name };
}

/** All changes in as few requests as Excel's size limit allows. */
export async function changeSheets(context: Excel.RequestContext, changes: readonly SheetChange[]): Promise<void> {
  for (const { id, before, after } of changes) {
    const sheet = context.workbook.worksheets.getItem(id);
    if (before === null) sheet.getRange().clear();
    await writeRuns(context, sheet, before, after);
    if (before === null || lines(before).heading !== lines(after).heading || widthOf(before) !== widthOf(after)) dress(sheet, after);
  }
  await context.sync();
}

/** Writes the rows that differ; those beyond a request's size are sent ahead. */
async function writeRuns(context: Excel.RequestContext, sheet: Excel.Worksheet, before: ValuesSheet | null, after: ValuesSheet): Promise<void> {
  const old = before === null ? null : lines(before), now = lines(after), columns = Math.max(widthOf(after), before === null ? 1 : widthOf(before));
  const height = Math.max(1, Math.floor(CELLS_PER_REQUEST / columns));
  let cells = 0;
  for (const { top, rows } of changedRuns(old, now)) {
    for (let at = 0; at < rows.length; at += height) {
      const piece = rows.slice(at, at + height);
      writeBlock(sheet, top + at, piece, columns, { clears: before !== null, failing: after.failing === true });
      cells += piece.length * columns;
      if (cells < CELLS_PER_REQUEST) continue;
      cells = 0;
      // eslint-disable-next-line office-addins/no-context-sync-in-loop -- one request would exceed Excel's size limit
      await context.sync();
    }
  }
}

function writeBlock(sheet: Excel.Worksheet, top: number, rows: Lines["rows"], columns: number, how: { readonly clears: boolean; readonly failing: boolean }): void {
  const { formats, values } = entry(rows, { ...how, width: columns });
  const range = sheet.getRangeByIndexes(top, 0, rows.length, columns);
  range.numberFormat = formats; // before the values, which Excel reads by the format it finds
  range.values = values;
  for (const { column, indents } of labelIndents(rows, how.clears)) {
    sheet.getRangeByIndexes(top, column, rows.length, 1).setCellProperties(indents.map((indentLevel) => [{ format: { indentLevel } }]));
  }
}

/** Title and captions in bold, numbers to the right, columns as wide as what they hold. */
function dress(sheet: Excel.Worksheet, values: ValuesSheet): void {
  const { rows, heading, grid } = lines(values), columns = widthOf(values);
  sheet.getRangeByIndexes(0, 0, 1, 1).format.font.bold = true;
  for (const { column, width } of markColumns(rows)) sheet.getRangeByIndexes(heading, column, grid, width).format.horizontalAlignment = "Right";
  const headers = Math.min(values.headerRows ?? 0, grid);
  if (headers > 0) {
    const captions = sheet.getRangeByIndexes(heading, 0, headers, columns);
    captions.format.font.bold = true;
    captions.format.fill.color = "#E8F4F5";
  }
  if (grid > 0) sheet.getRangeByIndexes(heading, 0, grid, columns).format.autofitColumns();
}

/** Beside the range, one column away. */
export async function addChart(context: Excel.RequestContext, { sheet, row, column, rows, columns }: CellRange, title: string): Promise<void> {
  const worksheet = context.workbook.worksheets.getItem(sheet), chart = worksheet.charts.add("ColumnClustered", worksheet.getRangeByIndexes(row, column, rows, columns), "Auto");
  chart.title.text = title;
  chart.displayBlanksAs = "NotPlotted";
  chart.setPosition(worksheet.getRangeByIndexes(row, column + columns + 1, 1, 1), worksheet.getRangeByIndexes(row + 20, column + columns + 9, 1, 1));
  worksheet.activate();
  await context.sync();
}

export async function setFormats(context: Excel.RequestContext, { sheet, row, column, rows, columns }: CellRange, formats: Formats): Promise<void> {
  const height = Math.max(1, Math.floor(CELLS_PER_REQUEST / columns)), worksheet = context.workbook.worksheets.getItem(sheet);
  for (let top = 0; top < rows; top += height) {
    const piece = formats.slice(top, top + height);
    worksheet.getRangeByIndexes(row + top, column, piece.length, columns).numberFormat = piece.map((line) => [...line]);
    // eslint-disable-next-line office-addins/no-context-sync-in-loop -- one request would exceed Excel's size limit
    await context.sync();
  }
}
