import type { SheetRef } from "../host.ts";
import { keyOf, pivotOf, type Snapshot } from "./snapshot.ts";

/** Sheets by their ids. */
export type SheetNames = ReadonlyMap<string, string>;

export function namesOf(sheets: readonly SheetRef[]): SheetNames {
  return new Map(sheets.map(({ id, name }) => [id, name]));
}

/** Old name → new name of the sheets that the user renamed. */
export function renamed(before: SheetNames, now: SheetNames): ReadonlyMap<string, string> {
  return new Map([...before].flatMap(([id, name]) => { const other = now.get(id); return other === undefined || other === name ? [] : [[name, other] as const]; }));
}

/** What is known of the workbook, under the new names: a table stays the one it was when its sheet is renamed. */
export function underNames({ kept, masks, note, ...rest }: Snapshot, renames: ReadonlyMap<string, string>): Snapshot {
  const named = <T extends { readonly sheet: string }>(one: T): T => ({ ...one, sheet: renames.get(one.sheet) ?? one.sheet });
  const next = kept.map(({ of, ref, ...sheet }) => ({ ...sheet, of: named(of), ref: { ...ref, name: renames.get(ref.name) ?? ref.name } }));
  return {
    ...rest, kept: next, masks: new Map([...masks].map(([key, mask]) => [keyOf(named(pivotOf(key))), { ...mask, range: named(mask.range) }])),
    note: { ...note, kept: notedKept(next), ranges: note.ranges.map(named), whole: note.whole.map(named), masks: note.masks.map((mask) => ({ ...named(mask), range: named(mask.range) })) },
  };
}

/** The kept sheets as the workbook keeps them. */
export function notedKept(kept: Snapshot["kept"]): Snapshot["note"]["kept"] {
  return kept.map(({ of, ref }) => ({ ...of, into: ref.name, id: ref.id }));
}
