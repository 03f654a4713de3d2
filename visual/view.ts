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
  readonly hidden: number;
  readonly mark: string;
  readonly limit: number;
  readonly filtered: boolean;
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
  /** Index of the line that this one folds into, −1 outermost. */
  readonly parent: number;
  readonly cells: readonly Cell[];
}

export type Cell =
  | { readonly kind: "shown"; readonly text: string }
  | { readonly kind: "hidden" }
  | { readonly kind: "blank" };

/** One drawn column: a column member for one measure. */
interface Column {
  readonly member: number;
  readonly measure: number;
}

/** Lays a protected matrix out: groups carry their subtotal, the grand total comes last in both directions. */
export function view(matrix: Matrix, shown: ProtectedTable, policy: { readonly mark: string; readonly maxN: number }, words: Words): MatrixView {
  const measures = matrix.measures.flatMap((measure, index) => measure.shown && shown.measures[index]?.status === "protected" ? [index] : []);
  const tree = childrenOf(matrix.columns, matrix.sortedByValue);
  const columns = columnOrder(tree).flatMap((member) => measures.map((measure) => ({ member, measure })));
  const cellAt = cellWriter(matrix, shown, words.tag);
  const lines = lineOrder(matrix, words).map(({ member, ...line }) => ({ ...line, cells: columns.map((column) => cellAt(member, column)) }));
  return {
    corner: matrix.rows.fields.join(" / "),
    heads: headRows(matrix, tree, measures, words), lines, columns: columns.length,
    nested: lines.some((line) => line.kind === "group"),
    hidden: lines.reduce((n, line) => n + line.cells.filter((cell) => cell.kind === "hidden").length, 0),
    mark: policy.mark, limit: policy.maxN, filtered: matrix.filtered,
    notices: matrix.measures.flatMap((measure, index) => (measure.shown && shown.measures[index]?.reason) || []),
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

/** Open is stated, never assumed: a cell outside the pattern is hidden. */
function isOpen(measure: ProtectedMeasure | undefined, cell: number): boolean {
  return measure?.status === "protected" && measure.hidden[cell] === 0;
}

/** Children of each member in the host's order, or by name where the host's order would tell values. */
function childrenOf({ axis }: MatrixAxis, byName: boolean): readonly (readonly number[])[] {
  const children: number[][] = axis.members.map(() => []);
  axis.hierarchies[0]?.parent.forEach((parent, member) => { if (parent !== null && parent >= 0) children[parent].push(member); });
  const labels = axis.labels ?? axis.members;
  return byName ? children.map((family) => family.sort((a, b) => labels[a].localeCompare(labels[b], "da"))) : children;
}

/** Members in reading order, each total after its parts. */
function columnOrder(children: readonly (readonly number[])[], member = 0): number[] {
  return [...children[member].flatMap((child) => columnOrder(children, child)), member];
}

/** Rows in reading order: a group before its parts, the grand total last. */
function lineOrder({ rows, sortedByValue }: Matrix, words: Words): (Omit<Line, "cells"> & { readonly member: number })[] {
  const children = childrenOf(rows, sortedByValue);
  const lines: (Omit<Line, "cells"> & { readonly member: number })[] = [];
  const visit = (member: number, level: number, parent: number): void => {
    const at = lines.push({ member, text: rows.axis.labels![member], level, kind: children[member].length > 0 ? "group" : "part", parent }) - 1;
    for (const child of children[member]) visit(child, level + 1, at);
  };
  for (const child of children[0]) visit(child, 0, -1);
  lines.push({ member: 0, text: words.word("visual/total"), level: 0, kind: "total", parent: -1 });
  return lines;
}

/** Header rows: one per column field, and one for the measures where several are drawn or no column field is. */
function headRows(matrix: Matrix, children: readonly (readonly number[])[], measures: readonly number[], words: Words): Head[][] {
  const depth = matrix.columns.fields.length, withMeasures = measures.length > 1 || depth === 0;
  const rows: Head[][] = Array.from({ length: depth + (withMeasures ? 1 : 0) }, () => []);
  const total = (level: number): void => {
    if (level < depth) rows[level].push({ text: words.word("visual/total"), columns: measures.length, rows: depth - level, kind: "total" });
  };
  const span = (member: number): number => columnOrder(children, member).length * measures.length;
  const visit = (member: number, level: number): void => {
    const parts = children[member];
    rows[level].push({ text: matrix.columns.axis.labels![member], columns: span(member), rows: parts.length === 0 ? depth - level : 1, kind: "part" });
    for (const part of parts) visit(part, level + 1);
    if (parts.length > 0) total(level + 1);
  };
  for (const child of children[0]) visit(child, 0);
  total(0);
  if (withMeasures) rows[depth].push(...columnOrder(children).flatMap(() => measures.map((measure) => ({ text: matrix.measures[measure].caption, columns: 1, rows: 1, kind: "measure" as const }))));
  return rows;
}
