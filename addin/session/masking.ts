import type { Message } from "../../shared/i18n/message.ts";
import type { Policy } from "../../shared/policy/policy.ts";
import type { CellRange, Host, PivotName } from "../host.ts";
import type { LaidOut } from "../layOut.ts";
import type { PivotReading, ReadPivot } from "../pivotReading.ts";
import type { Book } from "./book.ts";
import { areaOf, bodyOf, maskOf, maskOfUnread, withoutMask, type FormatBlock, type Mask } from "./mask.ts";
import type { Note } from "./note.ts";
import { notedMask } from "./notedMask.ts";
import { keyOf, pivotOf, type Snapshot } from "./snapshot.ts";

/** What masks are put on with: the keeper. */
export interface Masked {
  readonly host: Host;
  readonly policy: Policy;
  readonly snapshot: Snapshot;
  readonly readings: readonly PivotReading[];
  set(change: Partial<Snapshot>): void;
  laidOut(of: PivotName): LaidOut | undefined;
}

/** Puts a mask on, or anew after the table below it changed; one that cannot be protected is covered whole. Says why there is none. */
export async function putMask(on: Masked, pivot: ReadPivot, laid: LaidOut): Promise<Message | null> {
  const { layout } = pivot.placed[0], originals = await uncovered(on, keyOf(pivot), bodyOf(pivot.region, layout.rows, layout.columns));
  const mask = maskOf(pivot, laid.status === "made" ? laid.tables : null, originals, on.policy.mark);
  if (mask === null) return { code: "mask/order" };
  await write(on, keyOf(pivot), mask);
  return null;
}

/** Brings every mask in step with its table. Where that cannot be done, all numbers are covered and the reason is told. */
export async function maskAgain(on: Masked): Promise<void> {
  const { book, masks } = on.snapshot;
  for (const [key, before] of masks) {
    const reading = on.readings.find((one) => keyOf(one) === key), laid = reading === undefined ? undefined : on.laidOut(reading);
    const reason = reading?.status === "read" && laid !== undefined ? await putMask(on, reading, laid) : reasonOf(book, reading);
    if (reason === null) continue;
    on.set({ trouble: reason });
    if (book.status === "read" && reading === undefined) { setMask(on, key, null); continue; }
    const range = (reading === undefined ? null : areaOf(reading)) ?? before.range;
    await write(on, key, maskOfUnread(range, await uncovered(on, key, range), on.policy.mark));
  }
}

function reasonOf(book: Book, reading: PivotReading | undefined): Message {
  if (reading?.status === "refused") return reading.reason;
  return book.status === "error" ? book.reason : { code: "pivot/gone" };
}

export function setMask(on: Masked, key: string, mask: Mask | null): void {
  const masks = new Map(on.snapshot.masks);
  if (mask === null) masks.delete(key);
  else masks.set(key, mask);
  on.set({ masks });
}

/** The masks as the workbook keeps them. */
export function notedMasks({ masks }: Snapshot): Note["masks"] {
  return [...masks].map(([key, mask]) => notedMask(pivotOf(key), mask));
}

async function write(on: Masked, key: string, mask: Mask): Promise<void> {
  await on.host.setFormats(mask.range, mask.applied);
  setMask(on, key, mask);
}

/** The formats of a range as they are without a mask. */
async function uncovered({ host, snapshot, policy }: Masked, key: string, range: CellRange): Promise<FormatBlock> {
  const { formats: [found] } = await host.look({ ranges: [], formats: [range] });
  return withoutMask(found ?? [], snapshot.masks.get(key) ?? null, policy.mark);
}
