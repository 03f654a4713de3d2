import type { CellRange, PivotName } from "../host.ts";
import { codeOf, supports } from "./request.ts";

/** Where a PivotTable over this workbook's own cells stands. */
export type LocalPivot = PivotName & { readonly range: CellRange };

/**
 * PivotTables whose source Excel itself calls a range or table of this workbook, by the object model. Each question is a
 * request of its own: what Excel does not know as local, a cube above all, is never asked for its place, its hierarchies or
 * its items. An Excel without `getDataSourceType` (ExcelApi 1.15) has none.
 */
export async function localPivots(context: Excel.RequestContext): Promise<readonly LocalPivot[]> {
  if (!supports("ExcelApi", "1.15")) return [];
  const pivots = context.workbook.pivotTables.load("items/name,items/worksheet/name");
  await context.sync();
  const found: LocalPivot[] = [];
  for (const pivot of pivots.items) {
    if (!(await isLocal(context, pivot))) continue;
    const range = pivot.layout.getRange().load("rowIndex,columnIndex,rowCount,columnCount");
    // eslint-disable-next-line office-addins/no-context-sync-in-loop -- a PivotTable that fails must not take the others with it
    const answered = await context.sync().then(() => true, (error: unknown) => { if (codeOf(error) === null) throw error; return false; });
    if (answered) found.push({ sheet: pivot.worksheet.name, name: pivot.name, range: { sheet: pivot.worksheet.name, row: range.rowIndex, column: range.columnIndex, rows: range.rowCount, columns: range.columnCount } });
  }
  return found;
}

const LOCAL: readonly string[] = ["LocalRange", "LocalTable"];

async function isLocal(context: Excel.RequestContext, pivot: Excel.PivotTable): Promise<boolean> {
  try {
    const type = pivot.getDataSourceType();
    await context.sync();
    return LOCAL.includes(type.value);
  } catch (error) {
    if (codeOf(error) === null) throw error;
    return false;
  }
}
