import type { GridCell } from "../shared/present/grid.ts";
import type { ValuesSheet } from "./host.ts";

/** A values sheet as rows from top to bottom. */
export interface Lines {
  readonly rows: readonly (readonly GridCell[])[];
  /** Rows above the grid, the blank line included. */
  readonly heading: number;
  /** Rows of the grid. */
  readonly grid: number;
}

/** Heading, grid and notes below each other with a blank line between. */
export function lines({ heading, grid, notes }: ValuesSheet): Lines {
  const above = heading.length === 0 ? [] : [...heading.map(textLine), []];
  const below = notes.length === 0 ? [] : [[], ...notes.map(textLine)];
  return { rows: [...above, ...grid.rows, ...below], heading: above.length, grid: grid.rows.length };
}

/** Columns of a values sheet, at least one. */
export function widthOf(sheet: ValuesSheet): number {
  return Math.max(1, ...sheet.grid.rows.map((row) => row.length));
}

/** Runs of neighbouring columns that hold numbers or marks. */
export function markColumns(rows: Lines["rows"]): readonly { readonly column: number; readonly width: number }[] {
  const columns = new Set<number>();
  for (const row of rows) row.forEach((cell, column) => { if (cell.kind === "number" || cell.kind === "mark") columns.add(column); });
  const starts = [...columns].filter((column) => !columns.has(column - 1)).sort((a, b) => a - b);
  return starts.map((column) => {
    let width = 1;
    while (columns.has(column + width)) width++;
    return { column, width };
  });
}

function textLine(text: string): readonly GridCell[] {
  return [{ kind: "text", text }];
}

/** Rows that follow each other, from a row of the sheet (zero-based) on. */
export interface Run {
  readonly top: number;
  readonly rows: Lines["rows"];
}

/** The rows to write so that a sheet comes from `before` (null: nothing known) to `now`; rows no longer there come back empty. */
export function changedRuns(before: Lines | null, now: Lines): readonly Run[] {
  const height = Math.max(now.rows.length, before?.rows.length ?? 0), runs: { top: number; rows: (readonly GridCell[])[] }[] = [];
  for (let row = 0; row < height; row++) {
    const cells = now.rows[row] ?? [];
    if (before !== null && sameRow(before.rows[row] ?? [], cells)) continue;
    const last = runs.at(-1);
    if (last !== undefined && last.top + last.rows.length === row) last.rows.push(cells);
    else runs.push({ top: row, rows: [cells] });
  }
  return runs;
}

function sameRow(a: readonly GridCell[], b: readonly GridCell[]): boolean {
  return Array.from({ length: Math.max(a.length, b.length) }, (_, column) => [a[column] ?? EMPTY, b[column] ?? EMPTY]).every(([x, y]) => sameCell(x, y));
}

function sameCell(a: GridCell, b: GridCell): boolean {
  if (a.kind === "number") return b.kind === "number" && a.value === b.value && a.format === b.format;
  if (b.kind === "number") return false;
  if (a.kind === "empty" || b.kind === "empty") return a.kind === b.kind;
  return a.kind === b.kind && a.text === b.text && indentOf(a) === indentOf(b);
}

/** Indentation per column that has some; `all`: of every column with labels, so that earlier indentation goes. */
export function labelIndents(rows: Lines["rows"], all: boolean): readonly { readonly column: number; readonly indents: readonly number[] }[] {
  const width = Math.max(0, ...rows.map((row) => row.length));
  return Array.from({ length: width }, (_, column) => ({ column, indents: rows.map((row) => indentOf(row[column] ?? EMPTY)) }))
    .filter(({ column, indents }) => indents.some((indent) => indent > 0) || (all && column === 0));
}

function indentOf(cell: GridCell): number {
  return cell.kind === "text" ? cell.indent ?? 0 : 0;
}

/** What Excel is told of a block of rows, padded to one width; null leaves a cell as it is. */
export interface Entry {
  /** Formatted as text, "0-5" and "=x" stay what they are instead of turning into a date and a formula. */
  readonly formats: (string | null)[][];
  readonly values: (string | number | null)[][];
}

/** `clears`: an empty cell empties what stood there. `failing`: a hidden number becomes #N/A. */
export interface EntryManner {
  readonly width?: number;
  readonly clears?: boolean;
  readonly failing?: boolean;
}

export function entry(rows: Lines["rows"], { width = Math.max(1, ...rows.map((row) => row.length)), clears = false, failing = false }: EntryManner = {}): Entry {
  const padded = rows.map((row) => Array.from({ length: width }, (_, column) => row[column] ?? EMPTY));
  const fails = (cell: GridCell): boolean => failing && cell.kind === "mark";
  const formatOf = (cell: GridCell): string | null => {
    if (cell.kind === "number") return cell.format ?? "General";
    if (cell.kind === "empty") return clears ? "General" : null;
    return fails(cell) ? "General" : "@";
  };
  const valueOf = (cell: GridCell): string | number | null => {
    if (cell.kind === "number") return cell.value;
    if (cell.kind === "empty") return clears ? "" : null;
    return fails(cell) ? "=NA()" : cell.text;
  };
  return { formats: padded.map((row) => row.map(formatOf)), values: padded.map((row) => row.map(valueOf)) };
}

const EMPTY: GridCell = { kind: "empty" };
