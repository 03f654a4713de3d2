import type { Message } from "../../shared/i18n/message.ts";
import type { PivotReading } from "../pivotReading.ts";

/** What is known of the open workbook. */
export type Book =
  | { readonly status: "loading" }
  | { readonly status: "error"; readonly reason: Message }
  /** `slicers`, `timelines`: filters beside the sheets, which cells do not show. */
  | { readonly status: "read"; readonly readings: readonly PivotReading[]; readonly slicers: boolean; readonly timelines: boolean };
