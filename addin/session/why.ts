import type { Message } from "../../shared/i18n/message.ts";
import type { Place } from "../host.ts";
import { shownColumns, type LaidOut } from "../layOut.ts";
import type { ReadPivot } from "../pivotReading.ts";
import { lines } from "../sheetLines.ts";
import type { Snapshot } from "./snapshot.ts";

/** What there is to say of one cell. A hidden cell has one explanation, whatever hides it. */
export type Why =
  | { readonly kind: "outside" }
  | { readonly kind: "refused"; readonly findings: readonly Message[] }
  | { readonly kind: "label" | "reordered" | "hidden" | "shown"; readonly laid: MadeTable }
  | { readonly kind: "withheld"; readonly laid: MadeTable; readonly reason: Message };

type MadeTable = Extract<LaidOut, { status: "made" }>;

/** The cell at a place, in a table itself or on the protected sheet beside it. */
export function whyAt({ kept, laid: tables, book, note }: Snapshot, place: Place): Why {
  const sheet = kept.find(({ ref }) => ref.name === place.sheet);
  if (sheet !== undefined && sheet.shown !== null) {
    const laid = tables.find(({ of }) => of.sheet === sheet.of.sheet && of.name === sheet.of.name);
    if (laid?.status !== "made") return { kind: "refused", findings: sheet.refused };
    return whyIn(laid, place.row - lines(sheet.shown).heading, shownColumns(laid.pivot, laid.tables, note.settings.leavesOut)[place.column] ?? -1);
  }
  if (book.status !== "read") return { kind: "outside" };
  const at = book.readings.findIndex((reading) => reading.status === "read" && covers(reading, place)), reading = book.readings[at];
  if (reading?.status !== "read") return { kind: "outside" };
  const laid = tables[at];
  if (laid === undefined) return { kind: "outside" };
  if (laid.status === "refused") return { kind: "refused", findings: laid.findings };
  const { region } = reading;
  return region.inPlace ? whyIn(laid, place.row - region.row - region.body.row, place.column - region.column - region.body.column) : { kind: "reordered", laid };
}

function covers({ region: { sheet, row, column, body }, placed: [{ layout }] }: ReadPivot, place: Place): boolean {
  const r = place.row - row - body.row, c = place.column - column - body.column;
  return sheet === place.sheet && r >= 0 && c >= 0 && r < layout.rows && c < layout.columns;
}

function whyIn(laid: MadeTable, row: number, column: number): Why {
  const { layout } = laid.pivot.placed[0], { measures, table } = laid.tables[0];
  const slot = row >= 0 && column >= 0 && column < layout.columns ? layout.slots[row * layout.columns + column] : undefined;
  if (slot?.kind !== "value" || Number.isNaN(table.measures[slot.measure].values[slot.cell])) return { kind: "label", laid };
  const { status, hidden, reason } = measures[slot.measure];
  if (status === "withheld" && reason !== undefined) return { kind: "withheld", laid, reason };
  return { kind: hidden[slot.cell] !== 0 ? "hidden" : "shown", laid };
}
