import type { ProtectedTable } from "../../shared/protect.ts";
import type { CellRange, Formats } from "../host.ts";
import type { PivotReading, ReadPivot } from "../pivotReading.ts";

/** Number formats over a live PivotTable: what is seen changes, the values stay. */
export interface Mask {
  readonly range: CellRange;
  /** The covering format as it was written: what is found again later is ours, not the user's. */
  readonly cover: string;
  /** Formats of the cells without the mask. */
  readonly originals: FormatBlock;
  /** Null: the cell is left alone, or what was written there is not known any more. */
  readonly applied: Formats;
}

export type FormatBlock = readonly (readonly string[])[];

/** Sections of a number format for positive, negative, zero and text (ECMA-376-1 §18.8.31): the first three, and so every number, show the mark. */
export function maskFormat(mark: string, text: "covered" | "shown" = "covered"): string {
  const quoted = `"${mark.replaceAll('"', "")}"`;
  return [quoted, quoted, quoted, text === "covered" ? quoted : "@"].join(";");
}

/** The range of a pivot's body with the formats to write, all covered where there are no protected tables; null where its lines do not stand as they were protected. */
export function maskOf({ region, placed: [{ layout }] }: ReadPivot, tables: readonly ProtectedTable[] | null, originals: FormatBlock, mark: string): Mask | null {
  if (!region.inPlace) return null;
  const cover = maskFormat(mark), rows = layout.rows, columns = layout.columns;
  const applied = Array.from({ length: rows }, (_, row) => Array.from({ length: columns }, (_, column) => {
    const slot = layout.slots[row * columns + column];
    if (slot.kind !== "value") return null;
    const measure = tables?.[0].measures[slot.measure], hidden = measure === undefined || measure.status === "withheld" || measure.hidden[slot.cell] !== 0;
    return hidden ? cover : originals[row]?.[column] ?? "General";
  }));
  return { range: bodyOf(region, rows, columns), cover, originals, applied };
}

/** Every number of a PivotTable that cannot be read, wherever it stands in its area; captions stay. */
export function maskOfUnread(range: CellRange, originals: FormatBlock, mark: string): Mask {
  const cover = maskFormat(mark, "shown");
  return { range, cover, originals, applied: originals.map((line) => line.map(() => cover)) };
}

export function bodyOf({ sheet, row, column, body }: ReadPivot["region"], rows: number, columns: number): CellRange {
  return { sheet, row: row + body.row, column: column + body.column, rows, columns };
}

/** Where a PivotTable's body stands; null where that cannot be told. Its region has one row and column beyond. */
export function areaOf({ region }: PivotReading): CellRange | null {
  return region === null ? null : bodyOf(region, Math.max(1, region.rows - region.body.row - 1), Math.max(1, region.columns - region.body.column - 1));
}

/** What a cell's format is without us: where a format of ours is found, what was there before, counted from the table's own corner. */
export function withoutMask(found: FormatBlock, before: Mask | null, mark: string): FormatBlock {
  const ours = new Set([maskFormat(mark), maskFormat(mark, "shown"), before?.cover]);
  return found.map((line, row) => line.map((format, column) => (ours.has(format) ? before?.originals[row]?.[column] ?? "General" : format)));
}

/** Part of a mask's range. */
export interface MaskPart {
  readonly mask: Mask;
  readonly part: CellRange;
}

/** Whether formats are gone from cells that they belong on. `found`: one block per part. */
export function unmasked(parts: readonly MaskPart[], found: readonly (FormatBlock | null)[]): boolean {
  return parts.some(({ mask: { range, applied }, part }, at) => found[at]?.some((line, row) => line.some((format, column) => {
    const due = applied[part.row - range.row + row]?.[part.column - range.column + column];
    return typeof due === "string" && due !== format;
  })) ?? true);
}
