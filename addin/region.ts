import type { PlacedTable } from "../shared/table/layout.ts";
import { MAX_COLUMN, MAX_ROW, type Area } from "../shared/workbook/area.ts";
import { valueAt, type Cells } from "../shared/workbook/cells.ts";
import type { PivotAxis, PivotRecord } from "../shared/workbook/pivotRecord.ts";
import type { Block, CellRange, Scalar } from "./host.ts";

/**
 * The rectangle around a table that tells when it changed: its page filters above, its body, and one row and column
 * beyond, where a table that grows would show. Positions of `body` count from the rectangle's first cell.
 */
export interface Region extends CellRange {
  readonly body: { readonly row: number; readonly column: number };
  /** Rows and columns of the rectangle that hold filters and labels. */
  readonly labelRows: number;
  readonly labelColumns: number;
  /** What the cells held when the table was read. */
  readonly shown: Block;
  /** A chosen range's formulas, in English as Excel gives them to add-ins. */
  readonly formulas?: Block;
  /**
   * Whether other numbers below the same labels are the same table with new values. Not so where a filter could have
   * changed that no cell of the region tells of, nor where lines were put in another order.
   */
  readonly rereadable: boolean;
  /** Whether the lines stand on the sheet in the order in which they are protected. */
  readonly inPlace: boolean;
}

export function regionOf(pivot: PivotRecord, cells: Cells, placed: PlacedTable): Region {
  const { area, sheet, firstDataRow, firstDataColumn, pageFields } = pivot;
  const above = Math.min(area.top - 1, pageFields.length === 0 ? 0 : pageFields.length + 1);
  const region = { ...rectangle(sheet, { ...area, top: area.top - above }, cells), body: { row: above, column: 0 }, labelRows: above + firstDataRow, labelColumns: firstDataColumn };
  const inPlace = standsInPlace(placed, region);
  return { ...region, inPlace, rereadable: showsItsFilters(pivot) && inPlace };
}

/** Where a PivotTable stands that cannot be read: any change of it is a reason to read again. */
export function unreadRegion(sheet: string, area: Area, cells: Cells): Region {
  return { ...rectangle(sheet, area, cells), body: { row: 0, column: 0 }, labelRows: 1, labelColumns: 1, inPlace: false, rereadable: false };
}

/** The area with one row and column beyond. */
function rectangle(sheet: string, { top, left, bottom, right }: Area, cells: Cells): CellRange & Pick<Region, "shown"> {
  const rows = Math.min(bottom + 1, MAX_ROW) - top + 1, columns = Math.min(right + 1, MAX_COLUMN) - left + 1;
  const shown = Array.from({ length: rows }, (_, r) => Array.from({ length: columns }, (_, c) => scalar(cells, top + r, left + c)));
  return { sheet, row: top - 1, column: left - 1, rows, columns, shown };
}

/** An empty cell is "", as Excel gives it. */
function scalar(cells: Cells, row: number, column: number): Scalar {
  const value = valueAt(cells, row, column);
  if (value === undefined) return "";
  return value.kind === "number" || value.kind === "boolean" ? value.value : value.text;
}

/** A cube's filters and those below a collapsed line reach deeper than what is shown, and a choice of several members has one caption whatever they are. */
function showsItsFilters({ cache, pageFields, fields, filters, rows, columns }: PivotRecord): boolean {
  const chosenOne = pageFields.every(({ field, item }) => item !== undefined && fields[field]?.items[item]?.kind === "data" && !fields[field].items.some(({ hidden }) => hidden));
  return !cache.olap && filters.length === 0 && chosenOne && isExpanded(rows) && isExpanded(columns) && fields.every(({ items }) => items.every(({ hidden }) => !hidden));
}

/** Whether every line without lines of its own is one of the innermost field. */
function isExpanded({ fields, items }: PivotAxis): boolean {
  return items !== undefined && items.every(({ kind, repeated, entries }, at) => {
    const depth = repeated + entries.length, below = items[at + 1];
    return kind !== "data" || depth >= fields.length || (below !== undefined && below.kind === "data" && below.repeated >= depth);
  });
}

function standsInPlace({ table, layout }: PlacedTable, { shown, body }: Pick<Region, "shown" | "body">): boolean {
  return layout.slots.every((slot, at) => {
    if (slot.kind !== "value") return true;
    const cell = shown[body.row + Math.floor(at / layout.columns)]?.[body.column + (at % layout.columns)], value = table.measures[slot.measure].values[slot.cell];
    return typeof cell === "number" ? cell === value : Number.isNaN(value);
  });
}

/** The same table with the numbers the region shows now; null where more than numbers changed. */
export function reread(placed: PlacedTable, region: Region, now: Block): PlacedTable | null {
  if (!region.rereadable || !sameLabels(region, now)) return null;
  const { table, layout } = placed, measures = table.measures.map((measure) => ({ ...measure, values: new Float64Array(measure.values.length).fill(NaN) }));
  const sound = layout.slots.every((slot, at) => {
    if (slot.kind !== "value") return true;
    const cell = now[region.body.row + Math.floor(at / layout.columns)]?.[region.body.column + (at % layout.columns)];
    if (typeof cell === "number") measures[slot.measure].values[slot.cell] = cell;
    // Text in place of a number: an error, or what Excel shows for no data. Only the file tells which.
    return typeof cell === "number" || cell === "";
  });
  return sound ? { layout, table: { ...table, measures } } : null;
}

function sameLabels({ rows, columns, labelRows, labelColumns, shown }: Region, now: Block): boolean {
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const margin = row === rows - 1 || column === columns - 1;
      if ((row < labelRows || column < labelColumns || margin) && shown[row][column] !== now[row]?.[column]) return false;
    }
  return true;
}
