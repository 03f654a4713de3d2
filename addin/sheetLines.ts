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

/** What Excel is told of a block of rows, padded to one width; null leaves a cell as it is. */
export interface Entry {
  /** Formatted as text, "0-5" and "=x" stay what they are instead of turning into a date and a formula. */
  readonly formats: (string | null)[][];
  readonly values: (string | number | null)[][];
}

export function entry(rows: Lines["rows"]): Entry {
  const width = Math.max(1, ...rows.map((row) => row.length));
  const padded = rows.map((row) => Array.from({ length: width }, (_, column) => row[column] ?? EMPTY));
  return { formats: padded.map((row) => row.map(formatOf)), values: padded.map((row) => row.map(valueOf)) };
}

const EMPTY: GridCell = { kind: "empty" };

function formatOf(cell: GridCell): string | null {
  if (cell.kind === "number") return cell.format ?? "General";
  return cell.kind === "empty" ? null : "@";
}

function valueOf(cell: GridCell): string | number | null {
  if (cell.kind === "number") return cell.value;
  return cell.kind === "empty" ? null : cell.text;
}
