import type { Message } from "../../shared/i18n/message.ts";
import type { PivotName } from "../host.ts";
import type { LaidOut } from "../layOut.ts";
import type { Book } from "./book.ts";
import type { Mask } from "./mask.ts";
import { EMPTY_NOTE, type Note } from "./note.ts";
import type { Kept } from "./sheetState.ts";

/** What the add-in is busy with. */
export type Phase = "reading" | "protecting" | "writing";

/** All that is known of the workbook and of what the add-in keeps in it. */
export interface Snapshot {
  readonly book: Book;
  readonly phase: Phase | null;
  readonly kept: readonly Kept[];
  readonly masks: ReadonlyMap<string, Mask>;
  /** What came of the last protection, one per reading. */
  readonly laid: readonly LaidOut[];
  readonly notices: readonly Message[];
  readonly note: Note;
  /** Why notes could not be filed where the policy says: the server's answer, "" for none; null: nothing failed. */
  readonly unfiled: string | null;
  /** Why the kept sheets may not be in step. */
  readonly trouble: Message | null;
}

export const FRESH: Snapshot = { book: { status: "loading" }, phase: null, kept: [], masks: new Map(), laid: [], notices: [], note: EMPTY_NOTE, unfiled: null, trouble: null };

export const keyOf = ({ sheet, name }: PivotName): string => `${sheet}\u0000${name}`;

/** Whose key it is. */
export function pivotOf(key: string): PivotName {
  const [sheet = "", name = ""] = key.split("\u0000");
  return { sheet, name };
}
