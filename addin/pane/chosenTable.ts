import type { LaidOut } from "../layOut.ts";
import { samePivot, type PivotReading } from "../pivotReading.ts";
import type { Kept } from "../session/sheetState.ts";
import type { PaneState } from "./state.ts";

/** What is known of the table the user chose. */
export interface ChosenTable {
  readonly reading: PivotReading | undefined;
  readonly laid: LaidOut | undefined;
  readonly kept: Kept | undefined;
}

export function chosenTable({ chosen, snapshot: { book, laid, kept } }: PaneState): ChosenTable {
  if (chosen === null || book.status !== "read") return { reading: undefined, laid: undefined, kept: undefined };
  return {
    reading: book.readings.find((reading) => samePivot(reading, chosen)),
    laid: laid.find(({ of }) => samePivot(of, chosen)),
    kept: kept.find(({ of }) => samePivot(of, chosen)),
  };
}
