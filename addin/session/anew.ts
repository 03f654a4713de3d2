import type { Block } from "../host.ts";
import type { PivotReading } from "../pivotReading.ts";
import { readRange } from "../ranges/readRange.ts";
import { reread } from "../region.ts";
import { asExpected } from "./watched.ts";

/** A reading with what its cells show now; null where only the file can tell. */
export function anew(reading: PivotReading, block: Block | null, formulas: Block | null): PivotReading | null {
  if (reading.region === null) return reading;
  if (block === null) return null;
  if (reading.kind === "range") return readRange(reading.region, block, formulas ?? undefined);
  const unchanged = asExpected({ range: reading.region, expected: reading.region.shown, labelRows: 0, labelColumns: 0 }, reading.region, block);
  if (unchanged || reading.status === "refused") return unchanged ? reading : null;
  const placed = reread(reading.placed[0], reading.region, block);
  return placed === null ? null : { ...reading, placed: [placed], region: { ...reading.region, shown: block } };
}
