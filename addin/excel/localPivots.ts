import type { LocalField, LocalFields, LocalMeasure, LocalPivot, LocalPivots } from "../host.ts";
import { codeOf, supports } from "./request.ts";

/**
 * PivotTables whose source Excel itself calls a range or table of this workbook, by the object model. Each question is a
 * request of its own: what Excel does not know as local, a cube above all, is never asked for its place, its hierarchies or
 * its items. An Excel without `getDataSourceType` (ExcelApi 1.15) has none. Totals are never asked about.
 */
export async function localPivots(context: Excel.RequestContext): Promise<LocalPivots> {
  if (!supports("ExcelApi", "1.15")) return { pivots: [], sliced: true };
  const pivots = context.workbook.pivotTables.load("items/name,items/worksheet/name");
  await context.sync();
  const found: LocalPivot[] = [];
  for (const pivot of pivots.items) {
    if (!(await isLocal(context, pivot))) continue;
    const range = await answer(async () => {
      const asked = pivot.layout.getRange().load("rowIndex,columnIndex,rowCount,columnCount");
      // eslint-disable-next-line office-addins/no-context-sync-in-loop -- a question of its own, so that one that fails is known
      await context.sync();
      return asked;
    });
    if (range === null) continue;
    const place = { sheet: pivot.worksheet.name, row: range.rowIndex, column: range.columnIndex, rows: range.rowCount, columns: range.columnCount };
    found.push({ sheet: pivot.worksheet.name, name: pivot.name, range: place, fields: await answer(() => fieldsOf(context, pivot)) });
  }
  return { pivots: found, sliced: await isSliced(context) };
}

async function isSliced(context: Excel.RequestContext): Promise<boolean> {
  return await answer(async () => {
    const slicers = context.workbook.slicers.load("items/isFilterCleared");
    await context.sync();
    return slicers.items.some(({ isFilterCleared }) => !isFilterCleared);
  }) ?? true;
}

const LOCAL: readonly string[] = ["LocalRange", "LocalTable"];

async function isLocal(context: Excel.RequestContext, pivot: Excel.PivotTable): Promise<boolean> {
  return await answer(async () => {
    const type = pivot.getDataSourceType();
    await context.sync();
    return LOCAL.includes(type.value);
  }) ?? false;
}

/** Null where Excel answers with an error: one PivotTable that fails does not take the others with it. */
async function answer<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    if (codeOf(error) === null) throw error;
    return null;
  }
}

async function fieldsOf(context: Excel.RequestContext, pivot: Excel.PivotTable): Promise<LocalFields | null> {
  const source = pivot.getDataSourceString(), data = pivot.dataHierarchies.load("items/name,items/summarizeBy,items/showAs");
  await context.sync();
  const rows = await axisOf(context, pivot.rowHierarchies), columns = await axisOf(context, pivot.columnHierarchies), pages = await axisOf(context, pivot.filterHierarchies);
  if (rows === null || columns === null || pages === null || source.value === "") return null;
  return { source: source.value, rows, columns, pages, data: data.items.map(measureOf) };
}

function measureOf({ name, summarizeBy, showAs }: Excel.DataPivotHierarchy): LocalMeasure {
  const { calculation } = showAs as { readonly calculation?: string }, isPlain = calculation === undefined || calculation === "None";
  return { name, aggregation: !isPlain ? "other" : summarizeBy === "Sum" ? "sum" : summarizeBy === "Count" || summarizeBy === "CountNumbers" ? "count" : "other" };
}

/** The fields of an axis; null where one is filtered by anything but a choice of items. The Values field has no items and is none. */
async function axisOf(context: Excel.RequestContext, hierarchies: Excel.RowColumnPivotHierarchyCollection | Excel.FilterPivotHierarchyCollection): Promise<readonly LocalField[] | null> {
  hierarchies.load("items/id,items/name");
  await context.sync();
  const found: LocalField[] = [];
  for (const hierarchy of hierarchies.items) {
    hierarchy.fields.load("items/id,items/name");
    // eslint-disable-next-line office-addins/no-context-sync-in-loop -- a question of its own, so that one that fails is known
    await context.sync();
    for (const field of hierarchy.fields.items) {
      const read = await fieldOf(context, field);
      if (read === null) return null;
      found.push(read);
    }
  }
  return found;
}

async function fieldOf(context: Excel.RequestContext, field: Excel.PivotField): Promise<LocalField | null> {
  const items = field.items.load("items/name,items/visible"), filters = field.getFilters();
  await context.sync();
  const { manualFilter, dateFilter, labelFilter, valueFilter } = filters.value;
  if ([dateFilter, labelFilter, valueFilter].some((filter) => filter !== undefined && filter !== null)) return null;
  const names = items.items.map(({ name }) => name), visible = items.items.filter(({ visible: shown }) => shown).map(({ name }) => name);
  const chosen = (manualFilter as Excel.PivotManualFilter | null | undefined)?.selectedItems?.map((item) => (typeof item === "string" ? item : item.name)) ?? visible;
  // Two answers of Excel that contradict each other leave open what is filtered.
  if (visible.length < names.length && (visible.length !== chosen.length || visible.some((name) => !chosen.includes(name)))) return null;
  return { name: field.name, items: names, kept: chosen.length < names.length ? chosen : null };
}
