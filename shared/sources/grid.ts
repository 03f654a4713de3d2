import type { Reason } from "../workbook/unreadable.ts";
import type { Layout, PlacedTable, Slot } from "../table/layout.ts";
import { pathName } from "../table/path.ts";
import { announcesAverage } from "../table/toldTotal.ts";
import type { Axis, Table } from "../table/table.ts";
import { gridShape, type GridInput, type GridShape } from "./gridShape.ts";
import type { Line } from "./line.ts";
import { findTotals, type Totals } from "./totals.ts";

export type { GridInput } from "./gridShape.ts";

export interface GridOptions {
  readonly name: string;
  /** A further sign for a withheld number, beside "..". */
  readonly mark?: string;
}

export type GridResult = { readonly status: "read"; readonly placed: PlacedTable } | { readonly status: "refused"; readonly reason: Reason };

/**
 * Reads a labelled rectangle (a CSV crosstab, a pasted range, a pivot without items): label columns left, header rows above,
 * numbers below. Totals and subtotals are found by arithmetic. Reasons give row and column counted from 1, never a value.
 */
export function readGrid(cells: readonly (readonly GridInput[])[], options: GridOptions): GridResult {
  const found = gridShape(cells, options.mark);
  if (found.status === "refused") return found;
  const { shape } = found, filled = filledLines(shape);
  const rows = readAxis(rowLines(shape, filled), cornerName(shape) || "rows");
  if (rows.status === "refused") return refused(rows.why, "row", filled.rows[rows.line]);
  const columns = readAxis(columnLines(shape, filled), "columns");
  if (columns.status === "refused") return refused(columns.why, "column", filled.columns[columns.line]);
  return { status: "read", placed: { table: tableOf(shape, filled, [rows.axis, columns.axis], options.name), layout: layoutOf(shape, filled) } };
}

/** Rows and columns of the sheet that hold numbers; the others carry labels only. */
interface Filled {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
}

function filledLines({ rows, columns, numbers, withheld }: GridShape): Filled {
  const filled = (at: number) => !Number.isNaN(numbers[at]) || withheld[at] === 1;
  const all = (n: number) => Array.from({ length: n }, (_, k) => k);
  return {
    rows: all(rows).filter((row) => all(columns).some((column) => filled(row * columns + column))),
    columns: all(columns).filter((column) => all(rows).some((row) => filled(row * columns + column))),
  };
}

function rowLines(shape: GridShape, filled: Filled): Line[] {
  const { columns, indents, labelColumns, numbers, texts } = shape;
  const inColumns = Array.from({ length: labelColumns }, (_, column) => filled.rows.map((row) => texts[row * columns + column]));
  const steps = [...new Set(filled.rows.map((row) => indents[row * columns]))].sort((a, b) => a - b);
  const indented = steps.map((step) => filled.rows.map((row) => (indents[row * columns] === step ? texts[row * columns] : "")));
  return lines(labelColumns === 1 ? indented : inColumns, filled.rows.map((row) => filled.columns.map((column) => numbers[row * columns + column])));
}

function columnLines(shape: GridShape, filled: Filled): Line[] {
  const levels = Array.from({ length: shape.headerRows }, (_, row) => filled.columns.map((column) => shape.texts[row * shape.columns + column]));
  return lines(levels, filled.columns.map((column) => filled.rows.map((row) => shape.numbers[row * shape.columns + column])));
}

/** An outer label that is written once holds for the lines after it, until one at its level or further out is written. */
function lines(levels: readonly (readonly string[])[], values: readonly (readonly number[])[]): Line[] {
  const used = levels.filter((labels) => labels.some((label) => label !== ""));
  let path: readonly string[] = used.map(() => "");
  return values.map((line, k) => {
    const own = used.map((labels) => labels[k]), first = own.findIndex((label) => label !== "");
    if (first >= 0) path = [...path.slice(0, first), ...own.slice(first)];
    return { values: line, path, label: own.reduce((last, label) => label || last, "") };
  });
}

type AxisResult = { readonly status: "read"; readonly axis: Axis } | { readonly status: "refused"; readonly why: string; readonly line: number };

function readAxis(lines: readonly Line[], name: string): AxisResult {
  const all = findTotals(lines), totals = all.status === "found" ? all : withoutAverages(lines) ?? all;
  if (totals.status === "refused") return totals;
  const { parent } = totals;
  return { status: "read", axis: { name, members: distinct(memberPaths(lines, parent)), labels: lines.map(({ label }) => label), hierarchies: [{ name, parent }] } };
}

/** The totals of all lines but those that call themselves averages, which are part of none; null where they are not found. */
function withoutAverages(lines: readonly Line[]): Totals | null {
  const counted = [...lines.keys()].filter((line) => !announcesAverage(lines[line].label)), totals = findTotals(counted.map((line) => lines[line]));
  if (counted.length === lines.length || totals.status === "refused") return null;
  return { status: "found", parent: lines.map((_, line) => counted[totals.parent[counted.indexOf(line)] ?? -1] ?? -1) };
}

/** Names as a pivot of the same numbers would have them: the captions that lead to a line; none for the total of everything. */
function memberPaths(lines: readonly Line[], parent: readonly number[]): readonly string[][] {
  const inner = new Set(parent), [top, ...others] = [...lines.keys()].filter((line) => parent[line] === -1 && !announcesAverage(lines[line].label));
  const grand = top !== undefined && others.length === 0 && inner.has(top) ? top : -1;
  const chain = (line: number): string[] => (line === grand || line < 0 ? [] : [...chain(parent[line]), lines[line].label]);
  const leaves = (line: number): number[] => (inner.has(line) ? parent.flatMap((above, child) => (above === line ? leaves(child) : [])) : [line]);
  return lines.map(({ path }, line) => {
    if (line === grand || path.length < 2) return chain(line);
    if (!inner.has(line)) return path.filter((label) => label !== "");
    const below = leaves(line).map((leaf) => lines[leaf].path);
    const shared = path.findIndex((_, level) => below.some((other) => other[level] !== below[0][level] || other[level] === ""));
    return shared > 0 ? below[0].slice(0, shared) : chain(line);
  });
}

function distinct(paths: readonly (readonly string[])[]): string[] {
  const seen = new Map<string, number>();
  return paths.map((path) => {
    const name = pathName(path), times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : pathName([...path, `#${times}`]);
  });
}

function cornerName({ headerRows, labelColumns, columns, texts }: GridShape): string {
  return texts.slice((headerRows - 1) * columns, (headerRows - 1) * columns + labelColumns).filter((text) => text !== "").join(" / ");
}

/** Whole numbers from zero up, but for averages of them, are taken for counts of persons; of anything else the policy must say what it is. */
function tableOf({ columns, numbers, withheld }: GridShape, filled: Filled, axes: readonly Axis[], name: string): Table {
  const places = filled.rows.flatMap((row) => filled.columns.map((column) => row * columns + column));
  const values = Float64Array.from(places, (at) => numbers[at]);
  const averages = axes.map(({ members, labels = members }) => labels.map(announcesAverage)), width = filled.columns.length;
  const isAverage = (cell: number): boolean => averages[0][Math.floor(cell / width)] || averages[1][cell % width];
  const counts = values.every((value, cell) => Number.isNaN(value) || (value >= 0 && (Number.isInteger(value) || isAverage(cell))));
  const suppressed = places.flatMap((at, cell) => (withheld[at] === 1 ? [cell] : []));
  return {
    name, shape: { kind: "cross", axes },
    measures: [{ name, values, ...(counts ? { class: "persons" } : {}) }],
    ...(suppressed.length === 0 ? {} : { suppressed }),
  };
}

function layoutOf({ rows, columns, headerRows, labelColumns, texts, indents }: GridShape, filled: Filled): Layout {
  const rowAt = new Map(filled.rows.map((row, member) => [row, member])), columnAt = new Map(filled.columns.map((column, member) => [column, member]));
  const slots = texts.map((text, at): Slot => {
    const row = Math.floor(at / columns), column = at % columns;
    if (row < headerRows || column < labelColumns) return text === "" ? { kind: "empty" } : { kind: "label", text, ...(indents[at] === 0 ? {} : { indent: indents[at] }) };
    const rowMember = rowAt.get(row), columnMember = columnAt.get(column);
    return rowMember === undefined || columnMember === undefined ? { kind: "empty" } : { kind: "value", cell: rowMember * filled.columns.length + columnMember, measure: 0 };
  });
  return { rows, columns, slots };
}

function refused(why: string, axis: "row" | "column", line: number | undefined): GridResult {
  return { status: "refused", reason: { code: `grid/${axis}/${why}`, params: { [axis]: (line ?? 0) + 1 } } };
}
