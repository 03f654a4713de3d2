import { isTotalWord } from "../sources/line.ts";
import { pathName } from "../table/path.ts";
import type { Axis, Table } from "../table/table.ts";

/** A row of a sheet: indentation and text of its label, then numbers, NaN where a mark stands, undefined where nothing does. */
export interface IndentedRow {
  readonly row: number;
  readonly indent: number;
  readonly label: string;
  readonly values: readonly (number | undefined)[];
}

/** A table with its rows' numbers on the sheet, one per member of the first axis. */
export interface IndentedTable {
  readonly table: Table;
  readonly rows: readonly number[];
}

/**
 * A table whose structure its indentation tells, for where so much is hidden that arithmetic cannot: a line stands for the
 * deeper lines below it, a last line called a total for all. Headers are the captions of the columns. Null where it is no such table.
 */
export function indentedTable(name: string, headers: readonly string[], body: readonly IndentedRow[]): IndentedTable | null {
  if (body.length < 2 || headers.length === 0 || body.some(({ label, values }) => label === "" || values.length > headers.length)) return null;
  const parent = parents(body), columns = headers.length, across = isTotalWord(headers[columns - 1]) && columns > 2 ? columns - 1 : -1;
  const values = Float64Array.from(body.flatMap((row) => headers.map((_, column) => row.values[column] ?? NaN)));
  const suppressed = body.flatMap((row, line) => headers.flatMap((_, column) => (Number.isNaN(row.values[column] ?? 0) ? [line * columns + column] : [])));
  const lines: Axis = { name: "rows", members: paths(body, parent), labels: body.map(({ label }) => label), hierarchies: [{ name: "rows", parent }] };
  const fields: Axis = { name: "columns", members: headers.map((header, column) => pathName([header, String(column)])), labels: headers, hierarchies: [{ name: "columns", parent: headers.map((_, column) => (column === across ? -1 : across)) }] };
  return { table: { name, shape: { kind: "cross", axes: [lines, fields] }, measures: [{ name, values }], suppressed }, rows: body.map(({ row }) => row) };
}

function parents(body: readonly IndentedRow[]): readonly number[] {
  const last = body.length - 1, grand = isTotalWord(body[last].label) && body[last].indent === 0 ? last : -1, open: number[] = [];
  return body.map(({ indent }, line) => {
    if (line === grand) return -1;
    while (open.length > 0 && body[open[open.length - 1]].indent >= indent) open.pop();
    const above = open[open.length - 1] ?? grand;
    open.push(line);
    return above;
  });
}

function paths(body: readonly IndentedRow[], parent: readonly number[]): readonly string[] {
  const path = (line: number): readonly string[] => (line < 0 ? [] : [...path(parent[line]), body[line].label]);
  return body.map((_, line) => pathName([...path(line), String(line)]));
}
