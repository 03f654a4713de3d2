import type { Measure } from "../table/table.ts";
import { cellName } from "../workbook/area.ts";
import { styleAt, valueAt } from "../workbook/cells.ts";
import type { DataField, PivotRecord } from "../workbook/pivotRecord.ts";
import type { Sheet } from "../workbook/readWorkbook.ts";
import type { Line } from "../workbook/structure.ts";
import type { Styles } from "../workbook/styles.ts";
import { Unreadable } from "../workbook/unreadable.ts";

/**
 * The number a pivot shows, NaN for an empty cell. Throws `Unreadable` for text or an error: what it hides is unknown. `measure`: an
 * error of one that is neither sum nor count, an average of nothing say, is an empty cell.
 */
export function shownValue(pivot: PivotRecord, sheet: Sheet, row: number, column: number, measure?: DataField): number {
  const value = valueAt(sheet.cells, row, column);
  if (value?.kind === "error" && measure !== undefined && aggregationOf(pivot, measure) === "other") return NaN;
  if (value === undefined || (value.kind === "text" && (value.text === "" || value.text === pivot.missingCaption))) return NaN;
  if (value.kind !== "number") throw new Unreadable("pivot/notANumber", { cell: cellName(row, column) });
  return value.value;
}

/** Whether any value stands in these cells. */
export function hasValues(pivot: PivotRecord, sheet: Sheet, cells: Iterable<readonly [row: number, column: number]>): boolean {
  for (const [row, column] of cells) if (!Number.isNaN(shownValue(pivot, sheet, row, column))) return true;
  return false;
}

/** Which data field a cell shows: the one its row or its column names, else the only one. */
export function measureAt(row: Line, column: Line): number {
  return row.data ?? column.data ?? 0;
}

/** A measure without its values. What was not summed or counted is no count, whatever it is called. */
export function measureOf(pivot: PivotRecord, field: DataField, format: string | undefined, values: Float64Array): Measure {
  const aggregation = aggregationOf(pivot, field);
  return {
    name: field.name, values,
    ...(aggregation === undefined ? {} : { aggregation }),
    ...(aggregation === "other" ? { class: "unknown" as const } : {}),
    ...(format === undefined ? {} : { numberFormat: format }),
  };
}

/** Undefined for a cube's own measures: the cube does not say how it aggregates. */
function aggregationOf(pivot: PivotRecord, field: DataField): Measure["aggregation"] {
  if (field.showDataAs !== "normal") return "other";
  if (pivot.cache.olap) return undefined;
  if (pivot.cache.calculatedItems || pivot.cache.fields[field.field]?.calculated !== false) return "other";
  if (field.subtotal === "sum") return "sum";
  return field.subtotal === "count" || field.subtotal === "countNums" ? "count" : "other";
}

/** The data field's own number format, else that of a cell that shows it. */
export function numberFormat(field: DataField, styles: Styles, sheet: Sheet, cell: readonly [row: number, column: number] | undefined): string | undefined {
  if (field.numberFormat !== undefined) return styles.format(field.numberFormat);
  return cell === undefined ? undefined : styles.cellFormats[styleAt(sheet.cells, cell[0], cell[1]) ?? 0];
}
