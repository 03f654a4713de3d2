import { VALUES, type AxisItem, type PivotAxis, type PivotRecord } from "./pivotRecord.ts";
import type { Member } from "./pivotCache.ts";
import { Unreadable, type Reason } from "./unreadable.ts";

/** What every rendered row and column of a pivot stands for. */
export interface PivotStructure {
  readonly rows: readonly Line[];
  readonly columns: readonly Line[];
  /** Label column of each row field, counted from the pivot's first column. */
  readonly labelColumns: readonly number[];
}

/** One rendered row or column. */
export interface Line {
  /** Row or column number on the sheet, from 1. */
  readonly at: number;
  readonly kind: LineKind;
  /** Index of the data field; null where the other axis, or nothing, tells the data fields apart. */
  readonly data: number | null;
  readonly path: readonly Step[];
  /** Position of the first step whose label this line carries itself. */
  readonly own: number;
}

/**
 * leaf: innermost line. parent: stands above others and shows their subtotal, or nothing. default: automatic subtotal.
 * heading: stands above the Values field and holds no values. grand: grand total. Others: "blank", or the function of a custom subtotal.
 */
export type LineKind = "leaf" | "parent" | "heading" | "default" | "grand" | "blank" | CustomSubtotal;
export type CustomSubtotal = (typeof CUSTOM_SUBTOTALS)[number];
export const CUSTOM_SUBTOTALS = ["sum", "countA", "avg", "max", "min", "product", "count", "stdDev", "stdDevP", "var", "varP"] as const;

/** Stands for every item of a field, above the custom subtotals of an inner field (ECMA-376-1 §18.10.1.22 `baseItem`). */
export const EVERY_ITEM = 0x100100;

/** One choice on the way to a line: an item of a field or `EVERY_ITEM`, or a data field where `field` is `VALUES`. */
export interface Step {
  readonly field: number;
  readonly item: number;
}

export type StructureResult = { readonly status: "read"; readonly structure: PivotStructure } | { readonly status: "refused"; readonly reason: Reason };

/** Reads the meaning of every row and column from the definition alone; captions and cells are never consulted. */
export function pivotStructure(pivot: PivotRecord): StructureResult {
  try {
    return { status: "read", structure: read(pivot) };
  } catch (error) {
    if (error instanceof Unreadable) return { status: "refused", reason: error.reason };
    throw error;
  }
}

function read(pivot: PivotRecord): PivotStructure {
  const { area, rows, columns, firstDataRow, firstDataColumn, dataFields } = pivot;
  if (dataFields.length === 0) throw new Unreadable("pivot/noDataField");
  if (!rows.items?.length || !columns.items?.length) throw new Unreadable("pivot/noItems");
  const onAxes = [...rows.fields, ...columns.fields].filter((field) => field === VALUES).length;
  if (onAxes !== (dataFields.length > 1 ? 1 : 0)) throw new Unreadable("pivot/valuesField");
  if (area.bottom - area.top + 1 !== firstDataRow + rows.items.length) throw new Unreadable("pivot/height");
  if (area.right - area.left + 1 !== firstDataColumn + columns.items.length) throw new Unreadable("pivot/width");
  const labelColumns = placeLabels(pivot);
  return {
    rows: lines(pivot, rows, area.top + firstDataRow),
    columns: lines(pivot, columns, area.left + firstDataColumn),
    labelColumns,
  };
}

/** Compact fields share a column with the next; a property's column follows its owner's. */
function placeLabels(pivot: PivotRecord): number[] {
  const columns: number[] = [];
  let next = 0, last = -1;
  for (const number of pivot.rows.fields) {
    const property = number !== VALUES && pivot.cache.fields[number]?.property === true;
    const column = property ? last + 1 : next;
    const form = number === VALUES ? { compact: pivot.compactData, outline: pivot.outlineData } : pivot.fields[number];
    if (form === undefined) throw new Unreadable("pivot/fieldIndex");
    columns.push(column);
    last = Math.max(last, column);
    next = !property && form.compact && form.outline ? column : column + 1;
  }
  if (columns.length > 0 && last + 1 !== pivot.firstDataColumn) throw new Unreadable("pivot/labelColumns");
  return columns;
}

function lines(pivot: PivotRecord, axis: PivotAxis, first: number): Line[] {
  const items = axis.items ?? [];
  const paths = fullPaths(items, axis.fields);
  const values = axis.fields.indexOf(VALUES);
  const totals = new Map<string, Set<number>>();
  return items.map((item, i) => {
    const path = item.kind === "grand" ? [] : paths[i].map((entry, position) => step(pivot, axis.fields[position], entry));
    const kind = lineKind(item.kind, paths[i], items[i + 1]?.kind === "data" ? paths[i + 1] : undefined, values);
    const data = values < 0 ? null : dataFieldOf(item, paths[i], values, totals, pivot.dataFields.length);
    return { at: first + i, kind, data, path, own: item.repeated };
  });
}

function fullPaths(items: readonly AxisItem[], fields: readonly number[]): number[][] {
  const paths: number[][] = [];
  for (const item of items) {
    const before = paths[paths.length - 1] ?? [];
    if (item.repeated < 0 || item.repeated > before.length) throw new Unreadable("pivot/itemIndex");
    const path = [...before.slice(0, item.repeated), ...item.entries];
    const bare = item.kind === "grand" || fields.length === 0;
    if (path.length > fields.length && !bare) throw new Unreadable("pivot/itemIndex");
    paths.push(path);
  }
  return paths;
}

function step(pivot: PivotRecord, field: number, entry: number): Step {
  if (!(field === VALUES ? pivot.dataFields[entry] !== undefined : isItem(pivot, field, entry))) throw new Unreadable("pivot/itemIndex");
  return { field, item: entry };
}

/** An item must be named by the user or point at a member that the cache has. */
function isItem(pivot: PivotRecord, field: number, entry: number): boolean {
  const items = pivot.fields[field]?.items;
  if (items === undefined || entry === EVERY_ITEM) return items !== undefined;
  return items[entry]?.caption !== undefined || memberOf(pivot, { field, item: entry }) !== undefined;
}

/** A "data" line that begins the next line's path is a parent; a collapsed parent has no such line and is a leaf. */
function lineKind(kind: string, path: readonly number[], next: readonly number[] | undefined, values: number): LineKind {
  if (kind === "default" || kind === "grand" || kind === "blank") return kind;
  if (kind !== "data") {
    const custom = CUSTOM_SUBTOTALS.find((name) => name === kind);
    if (custom === undefined) throw new Unreadable("pivot/itemKind");
    return custom;
  }
  if (values >= 0 && path.length <= values) return "heading";
  return next !== undefined && next.length > path.length && path.every((entry, i) => next[i] === entry) ? "parent" : "leaf";
}

/** Excel 2007 wrote totals of several data fields alike; they are then counted in order. */
function dataFieldOf(item: AxisItem, path: readonly number[], values: number, totals: Map<string, Set<number>>, dataFields: number): number {
  const inPath = path[values];
  if (item.kind === "data" || item.kind === "blank") return inPath ?? item.dataField;
  const stated = Math.max(item.dataField, inPath ?? 0);
  const group = JSON.stringify([item.kind, item.kind === "grand" ? [] : path]);
  const seen = totals.get(group) ?? new Set<number>();
  totals.set(group, seen);
  const data = seen.has(stated) ? seen.size : stated;
  if (data >= dataFields || seen.has(data)) throw new Unreadable("pivot/itemIndex");
  seen.add(data);
  return data;
}

/** The field's own name for an item: what the user renamed it to, else the cube's caption, else its value. */
export function itemCaption(pivot: PivotRecord, { field, item }: Step): string {
  if (field === VALUES) return pivot.dataFields[item].name;
  const entry = pivot.fields[field].items[item];
  const member = memberOf(pivot, { field, item });
  if (member === undefined) return entry?.caption ?? "";
  return entry.caption ?? member.caption ?? (member.kind === "missing" ? "(blank)" : member.text);
}

export function memberOf(pivot: PivotRecord, { field, item }: Step): Member | undefined {
  const index = pivot.fields[field]?.items[item]?.member;
  return index === undefined ? undefined : pivot.cache.fields[field]?.members[index];
}
