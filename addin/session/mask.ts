import type { ProtectedTable } from "../../shared/protect.ts";
import type { CellRange, Formats } from "../host.ts";
import type { ReadPivot } from "../pivotReading.ts";

/** Number formats over a live PivotTable: what is seen changes, the values stay. */
export interface Mask {
  readonly range: CellRange;
  /** Formats of the cells before the mask; null where they are not the user's but an earlier mask's. */
  readonly originals: readonly (readonly string[])[];
  readonly applied: Formats;
}

/** All four sections of a number format (ECMA-376-1 §18.8.31) show the mark, whatever the cell holds. */
export function maskFormat(mark: string): string {
  const quoted = `"${mark.replaceAll('"', "")}"`;
  return [quoted, quoted, quoted, quoted].join(";");
}

/** The range of a pivot's body with the formats to write, all covered where there are no protected tables; null where its lines do not stand as they were protected. */
export function maskOf({ region, placed: [{ layout }] }: ReadPivot, tables: readonly ProtectedTable[] | null, originals: readonly (readonly string[])[], mark: string): Mask | null {
  if (!region.inPlace) return null;
  const hides = maskFormat(mark), rows = layout.rows, columns = layout.columns;
  const applied = Array.from({ length: rows }, (_, row) => Array.from({ length: columns }, (_, column) => {
    const slot = layout.slots[row * columns + column];
    if (slot.kind !== "value") return null;
    const measure = tables?.[0].measures[slot.measure], hidden = measure === undefined || measure.status === "withheld" || measure.hidden[slot.cell] !== 0;
    return hidden ? hides : originals[row]?.[column] ?? "General";
  }));
  return { range: bodyOf(region, rows, columns), originals, applied };
}

export function bodyOf({ sheet, row, column, body }: ReadPivot["region"], rows: number, columns: number): CellRange {
  return { sheet, row: row + body.row, column: column + body.column, rows, columns };
}

/** What a cell's format was without us: where ours is found, what was there before. */
export function withoutMask(found: readonly (readonly string[])[], before: Mask | null, mark: string): readonly (readonly string[])[] {
  const ours = maskFormat(mark);
  return found.map((line, row) => line.map((format, column) => (format === ours ? before?.originals[row]?.[column] ?? "General" : format)));
}

/** Part of a mask's range. */
export interface MaskPart {
  readonly mask: Mask;
  readonly part: CellRange;
}

/** Whether formats are gone from cells that they belong on. `found`: one block per part. */
export function unmasked(parts: readonly MaskPart[], found: readonly (readonly (readonly string[])[] | null)[]): boolean {
  return parts.some(({ mask: { range, applied }, part }, at) => found[at]?.some((line, row) => line.some((format, column) => {
    const due = applied[part.row - range.row + row]?.[part.column - range.column + column];
    return typeof due === "string" && due !== format;
  })) ?? true);
}
