import type { PlacedTable, Slot } from "../table/layout.ts";
import type { PivotRecord } from "../workbook/pivotRecord.ts";
import type { RefusedPivot, Sheet, Workbook } from "../workbook/readWorkbook.ts";
import { CUSTOM_SUBTOTALS, pivotStructure, type Line, type PivotStructure } from "../workbook/structure.ts";
import { Unreadable, type Reason } from "../workbook/unreadable.ts";
import { pivotAxis, type PivotAxisTable } from "./pivotAxis.ts";
import { pivotFilters } from "./pivotFilters.ts";
import { labelReader, lineLabels, showsNumber, type Label, type LabelPlaces } from "./pivotLabels.ts";
import { ordered } from "./pivotOrder.ts";
import { contradictory } from "./pivotVersions.ts";
import { hasValues, measureAt, measureOf, numberFormat, shownValue } from "./pivotValues.ts";

/** A pivot as tables with their place, or the reason why it cannot be shown safely. */
export type PivotTables =
  | { readonly status: "read"; readonly pivot: PivotRecord; readonly placed: readonly PlacedTable[] }
  | RefusedPivot;

/** More cells than a pivot that anybody reads; keeps a hostile file from filling memory. */
const MAX_CELLS = 2_000_000;

/**
 * Every pivot of a workbook as one table: its rows × its columns, one measure per data field.
 * Values are those the sheet shows; the cache's records are never read.
 */
export function pivotTables(workbook: Workbook): readonly PivotTables[] {
  const sources = workbook.pivots.map((read): PivotTables => {
    if (read.status === "refused") return read;
    try {
      return { status: "read", pivot: read.pivot, placed: [placedTable(workbook, read.pivot)] };
    } catch (error) {
      if (error instanceof Unreadable) return refused(read.pivot, error.reason);
      throw error;
    }
  });
  const stale = contradictory(sources.flatMap((source) => (source.status === "read" ? source.placed.map(({ table }) => table) : [])));
  return sources.map((source) => (source.status === "read" && source.placed.some(({ table }) => stale.has(table)) ? refused(source.pivot, { code: "pivot/contradicts" }) : source));
}

function refused({ sheet, name, part, ref }: PivotRecord, reason: Reason): RefusedPivot {
  return { status: "refused", sheet, name, part, ref, reason };
}

/** A pivot on its sheet with its lines as they will be shown. */
interface Reading {
  readonly workbook: Workbook;
  readonly pivot: PivotRecord;
  readonly sheet: Sheet;
  readonly structure: PivotStructure;
  readonly rows: readonly Line[];
  readonly columns: readonly Line[];
}

function placedTable(workbook: Workbook, pivot: PivotRecord): PlacedTable {
  const sheet = workbook.sheets.find(({ name }) => name === pivot.sheet);
  const result = pivotStructure(pivot);
  if (result.status === "refused") throw new Unreadable(result.reason.code, result.reason.params);
  const { structure } = result;
  if (sheet === undefined || structure.rows.length * structure.columns.length > MAX_CELLS) throw new Unreadable("pivot/tooLarge");
  refuseCustomSubtotals(pivot, structure);
  const filters = pivotFilters(pivot, structure);
  const reading: Reading = { workbook, pivot, sheet, structure, rows: ordered(pivot, structure.rows), columns: ordered(pivot, structure.columns) };
  const { columns, rows } = reading;
  const rowAxis = pivotAxis(pivot, "rows", rows, (row) => shows(reading, row, columns.map((column) => [row.at, column.at] as const)), filters);
  const columnAxis = pivotAxis(pivot, "columns", columns, (column) => shows(reading, column, rows.map((row) => [row.at, column.at] as const)), filters);
  const measures = readMeasures(reading, rowAxis, columnAxis);
  return {
    table: { name: `${pivot.sheet}!${pivot.name}`, shape: { kind: "cross", axes: [rowAxis.axis, columnAxis.axis] }, measures, context: filters.context, source: pivot.cache.source.key },
    layout: { rows: pivot.firstDataRow + rows.length, columns: pivot.firstDataColumn + columns.length, slots: layOut(reading, rowAxis, columnAxis) },
  };
}

/** A second total of the same members by another function gives their numbers away: average × count, largest, smallest. */
function refuseCustomSubtotals(pivot: PivotRecord, structure: PivotStructure): void {
  const custom = new Set([...structure.rows, ...structure.columns].map(({ kind }) => kind).filter((kind) => CUSTOM_SUBTOTALS.some((name) => name === kind)));
  const plain = pivot.dataFields.every((field) => field.subtotal === "sum" && field.showDataAs === "normal");
  if (custom.size > 1 || (custom.size === 1 && !(custom.has("sum") && plain))) throw new Unreadable("pivot/customSubtotals");
}

/** Headings and blank lines hold no values; a parent without any shows no subtotal. */
function shows({ pivot, sheet }: Reading, line: Line, cells: readonly (readonly [number, number])[]): boolean {
  if (line.kind !== "heading" && line.kind !== "blank" && line.kind !== "parent") return true;
  const filled = hasValues(pivot, sheet, cells);
  if (filled && line.kind !== "parent") throw new Unreadable("pivot/headingWithValues");
  return filled;
}

function readMeasures(reading: Reading, rowAxis: PivotAxisTable, columnAxis: PivotAxisTable) {
  const { pivot, sheet, workbook } = reading, width = columnAxis.axis.members.length;
  const values = pivot.dataFields.map(() => new Float64Array(rowAxis.axis.members.length * width).fill(NaN));
  const example: (readonly [number, number])[] = [];
  eachValue(reading, rowAxis, columnAxis, (row, column, cell, measure) => {
    const value = shownValue(pivot, sheet, row.at, column.at, pivot.dataFields[measure]), before = values[measure][cell];
    if (Number.isNaN(value)) return;
    if (!Number.isNaN(before) && before !== value) throw new Unreadable("pivot/cellTwice");
    values[measure][cell] = value;
    example[measure] ??= [row.at, column.at];
  });
  return pivot.dataFields.map((field, m) => measureOf(pivot, field, numberFormat(field, workbook.styles, sheet, example[m]), values[m]));
}

function eachValue({ rows, columns }: Reading, rowAxis: PivotAxisTable, columnAxis: PivotAxisTable, visit: (row: Line, column: Line, cell: number, measure: number, i: number, j: number) => void): void {
  rows.forEach((row, i) => columns.forEach((column, j) => {
    const member = rowAxis.memberOf[i], across = columnAxis.memberOf[j];
    if (member !== null && across !== null) visit(row, column, member * columnAxis.axis.members.length + across, measureAt(row, column), i, j);
  }));
}

/** The pivot's rectangle as the sheet shows it, every number replaced by a reference to its cell. */
function layOut(reading: Reading, rowAxis: PivotAxisTable, columnAxis: PivotAxisTable): Slot[] {
  const { pivot, sheet, workbook, structure, rows, columns } = reading;
  const { area: { top, left }, firstDataRow, firstDataColumn } = pivot, width = firstDataColumn + columns.length;
  const text = labelReader(sheet, workbook.styles);
  const rowPlaces: LabelPlaces = { count: firstDataColumn, of: structure.labelColumns };
  const columnPlaces: LabelPlaces = { count: firstDataRow, of: pivot.columns.fields.map((_, position) => firstDataRow - pivot.columns.fields.length + position) };
  if (columnPlaces.of.some((place) => place < 0)) throw new Unreadable("pivot/labelRows");
  const slots = Array.from({ length: (firstDataRow + rows.length) * width }, (): Slot => ({ kind: "empty" }));
  const put = (row: number, column: number, label: Label) => { if (label.text !== "") slots[row * width + column] = { kind: "label", ...label }; };
  for (let row = 0; row < firstDataRow; row++)
    for (let column = 0; column < firstDataColumn; column++) put(row, column, { text: text(top + row, left + column, false), indent: 0 });
  lineLabels(rows, structure.rows, rowPlaces, (row, place) => text(row.at, left + place, showsNumber(pivot, row, rowPlaces, place)))
    .forEach((labels, i) => labels.forEach((label, place) => put(firstDataRow + i, place, label)));
  lineLabels(columns, structure.columns, columnPlaces, (column, place) => text(top + place, column.at, showsNumber(pivot, column, columnPlaces, place)))
    .forEach((labels, j) => labels.forEach((label, place) => put(place, firstDataColumn + j, { ...label, indent: 0 })));
  eachValue(reading, rowAxis, columnAxis, (_row, _column, cell, measure, i, j) => { slots[(firstDataRow + i) * width + firstDataColumn + j] = { kind: "value", cell, measure }; });
  return slots;
}
