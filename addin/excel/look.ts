import type { Block, CellRange, PivotName, Seen, Wanted } from "../host.ts";
import { codeOf, hostError, run, supports } from "./request.ts";

/** Cells per answer: values of so many stay far below the 5 MB that Excel on the web sends. */
const CELLS_PER_ANSWER = 100_000;

/** Names only. Loading a cube pivot's hierarchies or items may crash Excel, so nothing deeper is ever asked for. */
function pivotNames(context: Excel.RequestContext): () => PivotName[] {
  const pivots = context.workbook.pivotTables.load("items/name,items/worksheet/name");
  return () => pivots.items.map((pivot) => ({ sheet: pivot.worksheet.name, name: pivot.name }));
}

export async function selection(context: Excel.RequestContext): Promise<CellRange> {
  const range = context.workbook.getSelectedRange();
  range.load("rowIndex,columnIndex,rowCount,columnCount,worksheet/name");
  await context.sync();
  return { sheet: range.worksheet.name, row: range.rowIndex, column: range.columnIndex, rows: range.rowCount, columns: range.columnCount };
}

/** Reads ranges, PivotTable names and slicers. What a batch fails on is found by asking again with less. */
export class Looker {
  /** Slicers by id as of the last look; null once this Excel could not tell of them. */
  private slicers: readonly string[] | null = [];

  async look(wanted: Wanted): Promise<Seen> {
    try {
      return await run((context) => this.ask(context, wanted));
    } catch (error) {
      const { ranges, formats = [], formulas = [] } = wanted, present = await run((context) => existing(context, [...ranges, ...formats, ...formulas]));
      if (present.every(Boolean) && this.slicers === null) throw hostError(error);
      if (present.every(Boolean)) this.slicers = null;
      const there = { ranges: ranges.filter((_, at) => present[at]), formats: formats.filter((_, at) => present[ranges.length + at]), formulas: formulas.filter((_, at) => present[ranges.length + formats.length + at]) };
      const seen = await run((context) => this.ask(context, there));
      return { ...seen, blocks: backInPlace(ranges, there.ranges, seen.blocks), formats: backInPlace(formats, there.formats, seen.formats), formulas: backInPlace(formulas, there.formulas, seen.formulas) };
    }
  }

  private async ask(context: Excel.RequestContext, { ranges, formats = [], formulas = [] }: Wanted): Promise<Seen> {
    const pivots = pivotNames(context), slicers = this.askSlicers(context), sheets = context.workbook.worksheets.load("items/id,items/name");
    const blocks: Excel.Range[][] = [];
    let cells = 0;
    for (const [at, range] of [...ranges, ...formulas].entries()) {
      const parts = pieces(range).map((piece) => rangeOf(context, piece).load(at < ranges.length ? "values" : "formulas"));
      blocks.push(parts);
      cells += range.rows * range.columns;
      if (cells < CELLS_PER_ANSWER) continue;
      cells = 0;
      // eslint-disable-next-line office-addins/no-context-sync-in-loop -- one answer would exceed Excel's size limit
      await context.sync();
    }
    const formatted = formats.map((range) => rangeOf(context, range).load("numberFormat"));
    await context.sync();
    return {
      pivots: pivots(), slicers: await slicers(), sheets: sheets.items.map(({ id, name }) => ({ id, name })),
      blocks: blocks.slice(0, ranges.length).map((parts) => parts.flatMap((part) => part.values as unknown as Block)),
      formulas: blocks.slice(ranges.length).map((parts) => parts.flatMap((part) => part.formulas as unknown as Block)),
      formats: formatted.map((range) => range.numberFormat as string[][]),
    };
  }

  /** Choices of the slicers known since the last look; of others a second question is asked. */
  private askSlicers(context: Excel.RequestContext): () => Promise<string | null> {
    const known = this.slicers;
    if (known === null || !supports("ExcelApi", "1.10")) return () => Promise.resolve(null);
    const listed = context.workbook.slicers.load("items/id");
    const choices = new Map(known.map((id) => [id, listed.getItem(id).getSelectedItems()]));
    return async () => {
      const ids = listed.items.map(({ id }) => id), fresh = ids.filter((id) => !choices.has(id));
      for (const id of fresh) choices.set(id, listed.getItem(id).getSelectedItems());
      if (fresh.length > 0) await context.sync();
      this.slicers = ids;
      return JSON.stringify(ids.map((id) => [id, choices.get(id)?.value]));
    };
  }
}

/** What was found of `asked`, null where nothing was. */
function backInPlace<T>(all: readonly CellRange[], asked: readonly CellRange[], found: readonly (T | null)[]): readonly (T | null)[] {
  const at = new Map(asked.map((range, index) => [range, found[index] ?? null]));
  return all.map((range) => at.get(range) ?? null);
}

function rangeOf(context: Excel.RequestContext, { sheet, row, column, rows, columns }: CellRange): Excel.Range {
  return context.workbook.worksheets.getItem(sheet).getRangeByIndexes(row, column, rows, columns);
}

/** One range in pieces that fit an answer. */
function pieces(range: CellRange): readonly CellRange[] {
  const height = Math.max(1, Math.floor(CELLS_PER_ANSWER / range.columns)), parts: CellRange[] = [];
  for (let row = 0; row < range.rows; row += height) parts.push({ ...range, row: range.row + row, rows: Math.min(height, range.rows - row) });
  return parts;
}

async function existing(context: Excel.RequestContext, ranges: readonly CellRange[]): Promise<readonly boolean[]> {
  const sheets = context.workbook.worksheets.load("items/id,items/name");
  try {
    await context.sync();
  } catch (error) {
    throw codeOf(error) === null ? error : hostError(error);
  }
  return ranges.map(({ sheet }) => sheets.items.some(({ id, name }) => id === sheet || name === sheet));
}
