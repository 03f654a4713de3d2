import type { PivotReading, ReadPivot } from "../pivotReading.ts";
import { captionedRange } from "./captionedRange.ts";
import { quotedRange } from "./quotedRange.ts";

/**
 * Chosen ranges as parts of the PivotTables that their formulas quote or whose captions and numbers they show, so that neither
 * gives away what the other hides. One of which neither can be told stays a table of its own.
 */
export function joinRanges(readings: readonly PivotReading[]): readonly PivotReading[] {
  const pivots = readings.filter((reading): reading is ReadPivot => reading.status === "read" && reading.kind === "pivot");
  return readings.map((reading) => (reading.kind === "pivot" || (reading.status === "read" && reading.joins !== undefined) ? reading : joined(reading, pivots) ?? reading));
}

function joined(range: PivotReading, pivots: readonly ReadPivot[]): ReadPivot | null {
  const quoted = quotedRange(range, pivots);
  if (quoted !== null) return quoted;
  for (const pivot of pivots) {
    const captioned = captionedRange(range, pivot);
    if (captioned !== null) return captioned;
  }
  return null;
}
