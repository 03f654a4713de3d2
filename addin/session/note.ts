import type { Message } from "../../shared/i18n/message.ts";
import type { Release } from "../ledger/ledger.ts";
import type { CellRange, PivotName } from "../host.ts";
import type { FiledNote } from "../noteFiling.ts";
import { isNotedMask, type NotedMask } from "./notedMask.ts";

/** What the add-in keeps in the workbook between two openings. Whoever can edit the workbook can edit it: a reminder, not a lock. */
export interface Note {
  readonly format: 1;
  /** Protected sheets by their names, and by Excel's ids for them. */
  readonly kept: readonly (PivotName & { readonly into: string; readonly id?: string })[];
  /** Ranges protected like PivotTables. */
  readonly ranges: readonly CellRange[];
  /** Masks over live PivotTables, with the formats below them. */
  readonly masks: readonly NotedMask[];
  /** Tables of the municipality's own data set that the user wants whole. The policy decides whether they are. */
  readonly whole: readonly PivotName[];
  readonly settings: Settings;
  readonly releases: readonly Release[];
  readonly journal: readonly Entry[];
}

/** The user's own choices; what protects can only be made stricter. */
export interface Settings {
  /** Hidden cells become #N/A. */
  readonly failing: boolean;
  /** Columns of which no number may be shown are left out. */
  readonly leavesOut: boolean;
  readonly opens: boolean;
  readonly warns: boolean;
  /** A higher limit than the policy's; null: the policy's. */
  readonly maxN: number | null;
}

/** Something a report names: what was done and when, no numbers of the tables. */
export interface Entry {
  /** ISO. */
  readonly time: string;
  readonly message: Message;
  /** What is still to be filed where the policy says. */
  readonly due?: FiledNote;
}

export const EMPTY_NOTE: Note = { format: 1, kept: [], ranges: [], masks: [], whole: [], settings: { failing: false, leavesOut: false, opens: true, warns: true, maxN: null }, releases: [], journal: [] };

/** Entries kept; the oldest that are not still to be filed go first. */
const MOST_ENTRIES = 500;

export function withEntry(note: Note, now: Date, message: Message, due?: Omit<FiledNote, "time">): Note {
  const time = now.toISOString(), entry: Entry = { time, message, ...(due === undefined ? {} : { due: { ...due, time } }) };
  return { ...note, journal: [...note.journal, entry].filter((one, at, all) => one.due !== undefined || at >= all.length - MOST_ENTRIES) };
}

/** Reads a note; anything else than one of ours is an empty one, and the caller is told. */
export function parseNote(text: string | null): { readonly note: Note; readonly damaged: boolean } {
  if (text === null) return { note: EMPTY_NOTE, damaged: false };
  const read = parsed(text), note = read === null ? null : { ...read, masks: (read as Partial<Note>).masks ?? [], whole: (read as Partial<Note>).whole ?? [] };
  const sound = note !== null && note.format === 1 && [note.kept, note.ranges, note.masks, note.whole, note.releases, note.journal].every(Array.isArray) && typeof note.settings === "object"
    && note.releases.every(isRelease) && note.ranges.every(isRange) && note.masks.every((mask) => isNotedMask(mask) && isRange(mask.range))
    && note.whole.every(({ sheet, name }: Partial<PivotName>) => typeof sheet === "string" && typeof name === "string");
  return sound ? { note: { ...note, settings: { ...EMPTY_NOTE.settings, ...note.settings } }, damaged: false } : { note: EMPTY_NOTE, damaged: true };
}

function parsed(text: string): Note | null {
  try { return JSON.parse(text) as Note | null; } catch { return null; }
}

function isRelease({ source, context, axes, measures }: Partial<Release>): boolean {
  const cells = (Array.isArray(axes) ? axes as Release["axes"] : [{ members: null }]).reduce((n, { members }) => n * (Array.isArray(members) ? members.length : NaN), 1);
  return typeof source === "string" && typeof context === "object" && Array.isArray(measures) && measures.every(({ name, values }) => typeof name === "string" && Array.isArray(values) && values.length === cells);
}

function isRange({ sheet, row, column, rows, columns }: Partial<CellRange>): boolean {
  return typeof sheet === "string" && [row, column, rows, columns].every((n) => Number.isInteger(n) && Number(n) >= 0) && Number(rows) > 0 && Number(columns) > 0;
}
