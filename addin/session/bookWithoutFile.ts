import type { Message } from "../../shared/i18n/message.ts";
import type { CellRange, Host } from "../host.ts";
import { samePivot, type PivotReading } from "../pivotReading.ts";
import { joinRanges } from "../ranges/joinRanges.ts";
import { readRange } from "../ranges/readRange.ts";
import { readLocal } from "../readLocal.ts";
import type { Book } from "./book.ts";

/**
 * An Excel that hands over no file: what its object model tells of PivotTables over the workbook's own cells, and the ranges the
 * user chose. Null where there is neither. `reason`: why there is no file.
 */
export async function bookWithoutFile(host: Host, ranges: readonly CellRange[], reason: Message): Promise<Book | null> {
  const { pivots: local, sliced } = await host.localPivots().catch(() => ({ pivots: [], sliced: true }));
  if (local.length === 0 && ranges.length === 0) return null;
  const { blocks, formulas, pivots } = await host.look({ ranges: [...local.map(({ range }) => range), ...ranges], formulas: ranges });
  const unread = pivots.filter((one) => !local.some((other) => samePivot(one, other))).map(({ sheet, name }): PivotReading => ({ status: "refused", kind: "pivot", sheet, name, ref: "", reason, region: null }));
  const chosen = ranges.map((range, at) => readRange(range, blocks[local.length + at] ?? [], formulas[at] ?? undefined));
  return { status: "read", readings: joinRanges([...readLocal(local, blocks, sliced), ...unread, ...chosen]), slicers: true, timelines: true, labelled: false };
}
