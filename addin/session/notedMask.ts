import type { CellRange, PivotName } from "../host.ts";
import type { FormatBlock, Mask } from "./mask.ts";

/** A mask as the workbook keeps it, so that the formats below it can be put back after the workbook was closed. */
export interface NotedMask extends PivotName {
  readonly range: CellRange;
  readonly cover: string;
  /** The different formats below the mask. */
  readonly formats: readonly string[];
  /** Row by row: how many cells in a line, and the number of their format. */
  readonly runs: readonly (readonly [cells: number, format: number])[];
}

export function notedMask({ sheet, name }: PivotName, { range, cover, originals }: Mask): NotedMask {
  const formats: string[] = [], runs: [number, number][] = [];
  for (const format of originals.flat()) {
    if (!formats.includes(format)) formats.push(format);
    const number = formats.indexOf(format), last = runs.at(-1);
    if (last?.[1] === number) last[0]++;
    else runs.push([1, number]);
  }
  return { sheet, name, range, cover, formats, runs };
}

/** The mask as it was; what it covered last is not known, so the next step puts it on anew. */
export function maskIn({ range, cover, formats, runs }: NotedMask): Mask {
  const flat = runs.flatMap(([cells, format]) => Array.from({ length: cells }, () => formats[format] ?? "General"));
  const originals: FormatBlock = Array.from({ length: range.rows }, (_, row) => flat.slice(row * range.columns, (row + 1) * range.columns));
  return { range, cover, originals, applied: originals.map((line) => line.map(() => null)) };
}

/** More cells than a PivotTable has that anybody reads: a note that says so is not ours. */
const MAX_CELLS = 2_000_000;

export function isNotedMask({ sheet, name, range, cover, formats, runs }: Partial<NotedMask>): boolean {
  const texts = [sheet, name, cover].every((text) => typeof text === "string") && Array.isArray(formats) && formats.every((format) => typeof format === "string");
  if (!texts || range === undefined || range === null || !Array.isArray(runs) || !(runs as NotedMask["runs"]).every((run) => Array.isArray(run) && run.every((n) => Number.isInteger(n) && n >= 0))) return false;
  return range.rows * range.columns <= MAX_CELLS && (runs as NotedMask["runs"]).reduce((sum, [cells]) => sum + cells, 0) === range.rows * range.columns;
}
