import type { Message } from "../../shared/i18n/message.ts";
import type { BesideSheets } from "../readPivots.ts";
import type { PivotReading } from "../pivotReading.ts";

/** What is known of the open workbook. */
export type Book =
  | { readonly status: "loading" }
  | { readonly status: "error"; readonly reason: Message }
  | ({ readonly status: "read"; readonly readings: readonly PivotReading[] } & BesideSheets);
