import type { Message } from "../../shared/i18n/message.ts";
import type { Block, PivotName, Scalar, SheetRef, ValuesSheet } from "../host.ts";
import type { LaidOut } from "../layOut.ts";
import { entry, lines, widthOf } from "../sheetLines.ts";
import type { Speak } from "../speak.ts";
import type { Book } from "./book.ts";
import type { Watched } from "./watched.ts";

/** A protected sheet that is kept in step with its table. */
export interface Kept {
  readonly of: PivotName;
  readonly ref: SheetRef;
  /** What it shows; null: unknown, the next step writes all of it. */
  readonly shown: ValuesSheet | null;
  /** Why it shows no table just now. */
  readonly refused: readonly Message[];
}

/** What a kept sheet is to show now: the table, or the reason why there is none. */
export function contentOf(laid: LaidOut | undefined, book: Book, speak: Speak): Pick<Kept, "refused"> & { readonly sheet: ValuesSheet } {
  if (laid?.status === "made") return { sheet: laid.sheet, refused: [] };
  const refused = book.status === "error" ? [book.reason] : laid?.findings ?? [{ code: "pivot/gone" }];
  return { refused, sheet: { name: "", heading: [speak.text("sheet/title"), speak.text("result/refused"), ...refused.map((reason) => speak.message(reason))], grid: { rows: [] }, notes: [] } };
}

/** The sheet's cells as Excel gives them back. */
export function watchedSheet({ ref, shown }: Kept): Watched | null {
  if (shown === null) return null;
  const { rows } = lines(shown), columns = widthOf(shown);
  const { values } = entry(rows, { width: columns, clears: true });
  const expected: Block = values.map((line, row) => line.map((value, column): Scalar => (shown.failing === true && rows[row]?.[column]?.kind === "mark" ? "#N/A" : value ?? "")));
  return { range: { sheet: ref.id, row: 0, column: 0, rows: rows.length, columns }, expected, labelRows: 0, labelColumns: 0 };
}
