import type { Message } from "../shared/i18n/message.ts";
import type { ProtectedMeasure, ProtectedTable } from "../shared/protect.ts";
import type { Matrix, MatrixAxis } from "./matrix.ts";
import { numberFormat, type WriteNumber } from "./numberFormat.ts";
import type { Words } from "./words.ts";

/** What is drawn: text only. A hidden cell has nothing but its kind, so whatever draws it has no number to give away. */
export interface MatrixView {
  /** Captions of the row fields. */
  readonly corner: string;
  /** Header rows from the outermost in. */
  readonly heads: readonly (readonly Head[])[];
  readonly lines: readonly Line[];
  readonly columns: number;
  readonly nested: boolean;
  /** The last column is the grand total. */
  readonly totalLast: boolean;
  readonly hidden: number;
  readonly mark: string;
  readonly limit: number;
  readonly filtered: boolean;
  readonly summed: boolean;
  readonly notices: readonly Message[];
}

export interface Head {
  readonly text: string;
  /** Columns and header rows it covers. */
  readonly columns: number;
  readonly rows: number;
  readonly kind: "part" | "total" | "measure";
}

export interface Line {
  readonly text: string;
  /** 0 outermost. */
  readonly level: number;
  readonly kind: "part" | "group" | "total";
  /** Index among the places of the row axis. */
  readonly place: number;
  /** Index of the line that this one folds into, −1 outermost. */
  readonly parent: number;
  readonly cells: readonly Cell[];
}

export type Cell =
  /** `share`: of the largest shown number of its measure, 0..1, for a bar; cells of totals have none. */
  | { readonly kind: "shown"; readonly text: string; readonly share?: number }
  | { readonly kind: "hidden" }
  | { readonly kind: "blank" };

/** What was decided for the whole table. */
export interface Terms {
  readonly mark: string;
  readonly maxN: number;
  readonly notices: readonly Message[];
  /** Whether numbers are drawn with bars. */
  readonly bars: boolean;
}

/** One drawn column: a column member for one measure. */
interface Column {
  readonly member: number;
  readonly measure: number;
}

/** Lays a protected matrix out: groups carry their subtotal, the grand total comes last in both directions. */
export function view(matrix: Matrix, shown: ProtectedTable, terms: Terms, words: Words): MatrixView {
  const measures = matrix.measures.flatMap((measure, index) => measure.shown && shown.measures[index]?.status === "protected" ? [index] : []);
  const tree = partsOf(matrix.columns, matrix.sortedByValue);
  const columns = memberOrder(matrix.columns, tree).flatMap((member) => measures.map((measure) => ({ member, measure })));
  const cellAt = cellWriter(matrix, shown, words.tag);
  const order = lineOrder(matrix, words), shares = terms.bars ? shareWriter(matrix, shown) : (): undefined => undefined;
  const lines = order.map(({ member, ...line }): Line => ({ ...line, cells: columns.map((column) => (member === null ? { kind: "blank" } : withShare(cellAt(member, column), shares(member, column)))) }));
  return {
    corner: matrix.rows.fields.join(" / "),
    heads: headRows(matrix, tree, measures, words), lines, columns: columns.length,
    totalLast: measures.length === 1 && matrix.columns.fields.length > 0 && matrix.columns.places[0].member !== null,
    nested: lines.some((line) => line.kind === "group"),
    hidden: lines.reduce((n, line) => n + line.cells.filter((cell) => cell.kind === "hidden").length, 0),
    mark: terms.mark, limit: terms.maxN, filtered: matrix.filtered, summed: matrix.summed,
    notices: [...terms.notices, ...matrix.measures.flatMap((measure, index) => (measure.shown && shown.measures[index]?.reason) || [])],
  };
}

function cellWriter(matrix: Matrix, shown: ProtectedTable, tag: string): (row: number, column: Column) => Cell {
  const width = matrix.columns.axis.members.length;
  const write: readonly WriteNumber[] = matrix.measures.map((measure) => numberFormat(measure.format, tag));
  return (row, { member, measure }) => {
    const cell = row * width + member;
    if (!isOpen(shown.measures[measure], cell)) return { kind: "hidden" };
    const value = shown.table.measures[measure]?.values[cell];
    return value === undefined || Number.isNaN(value) ? { kind: "blank" } : { kind: "shown", text: write[measure](value) };
  };
}

function withShare(cell: Cell, share: number | undefined): Cell {
  return cell.kind === "shown" && share !== undefined ? { ...cell, share } : cell;
}

/** Length of a bar, measured against shown inner cells alone, so that the scale tells nothing of a hidden one. */
function shareWriter(matrix: Matrix, shown: ProtectedTable): (row: number, column: Column) => number | undefined {
  const width = matrix.columns.axis.members.length;
  const [rows, columns] = [matrix.rows, matrix.columns].map(innerMembers);
  const largest = shown.measures.map((measure, index) => {
    const values = shown.table.measures[index].values;
    return [...rows].reduce((most, row) => [...columns].reduce((max, column) => isOpen(measure, row * width + column) && values[row * width + column] > max ? values[row * width + column] : max, most), 0);
  });
  return (row, { member, measure }) => {
    const value = shown.table.measures[measure].values[row * width + member];
    return rows.has(row) && columns.has(member) && value > 0 && isOpen(shown.measures[measure], row * width + member) ? value / largest[measure] : undefined;
  };
}

function innerMembers({ places }: MatrixAxis): ReadonlySet<number> {
  const groups = new Set(places.map(({ parent }) => parent));
  return new Set(places.flatMap(({ member }, place) => (member === null || groups.has(place) ? [] : [member])));
}

/** Open is stated, never assumed: a cell outside the pattern is hidden. */
function isOpen(measure: ProtectedMeasure | undefined, cell: number): boolean {
  return measure?.status === "protected" && measure.hidden[cell] === 0;
}

/** Parts of each place in the host's order, or by name where the host's order would tell values. */
function partsOf({ places }: MatrixAxis, byName: boolean): readonly (readonly number[])[] {
  const parts: number[][] = places.map(() => []);
  places.forEach(({ parent }, place) => { if (parent >= 0) parts[parent].push(place); });
  return byName ? parts.map((family) => family.sort((a, b) => places[a].text.localeCompare(places[b].text, "da"))) : parts;
}

/** Members in reading order below a place, each total after its parts. */
function memberOrder(axis: MatrixAxis, parts: readonly (readonly number[])[], place = 0): number[] {
  const below = parts[place].flatMap((part) => memberOrder(axis, parts, part)), { member } = axis.places[place];
  return member === null ? below : [...below, member];
}

type Numbered = Omit<Line, "cells"> & { readonly member: number | null };

/** Rows in reading order: a group before its parts, the grand total last. */
function lineOrder({ rows, sortedByValue }: Matrix, words: Words): Numbered[] {
  const parts = partsOf(rows, sortedByValue);
  const lines: Numbered[] = [];
  const visit = (place: number, level: number, parent: number): void => {
    const { text, member } = rows.places[place];
    const at = lines.push({ member, place, text, level, kind: parts[place].length > 0 ? "group" : "part", parent }) - 1;
    for (const part of parts[place]) visit(part, level + 1, at);
  };
  for (const part of parts[0]) visit(part, 0, -1);
  if (rows.places[0].member !== null) lines.push({ member: rows.places[0].member, place: 0, text: words.word("visual/total"), level: 0, kind: "total", parent: -1 });
  return lines;
}

/** Header rows: one per column field, and one for the measures where several are drawn or no column field is. */
function headRows({ columns, measures: captions }: Matrix, parts: readonly (readonly number[])[], measures: readonly number[], words: Words): Head[][] {
  const depth = columns.fields.length, withMeasures = measures.length > 1 || depth === 0;
  const rows: Head[][] = Array.from({ length: depth + (withMeasures ? 1 : 0) }, () => []);
  const total = (place: number, level: number): void => {
    if (level < depth && columns.places[place].member !== null) rows[level].push({ text: words.word("visual/total"), columns: measures.length, rows: depth - level, kind: "total" });
  };
  const visit = (place: number, level: number): void => {
    rows[level].push({
      text: columns.places[place].text, columns: memberOrder(columns, parts, place).length * measures.length,
      rows: parts[place].length === 0 ? depth - level : 1, kind: "part",
    });
    for (const part of parts[place]) visit(part, level + 1);
    if (parts[place].length > 0) total(place, level + 1);
  };
  for (const part of parts[0]) visit(part, 0);
  total(0, 0);
  if (withMeasures) rows[depth].push(...memberOrder(columns, parts).flatMap(() => measures.map((measure) => ({ text: captions[measure].caption, columns: 1, rows: 1, kind: "measure" as const }))));
  return rows;
}
