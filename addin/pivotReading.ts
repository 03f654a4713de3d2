import type { Message } from "../shared/i18n/message.ts";
import type { SourceNames } from "../shared/policy/resolve.ts";
import type { PlacedTable } from "../shared/table/layout.ts";
import { parseArea } from "../shared/workbook/area.ts";
import type { PivotName, Place } from "./host.ts";
import type { Region } from "./region.ts";

/** A PivotTable of the open workbook: readable cell by cell, or refused with the reason. */
export type PivotReading = ReadPivot | RefusedPivot;

export interface ReadPivot extends PivotName {
  readonly status: "read";
  /** A PivotTable, or a range of cells that the user chose. */
  readonly kind: "pivot" | "range";
  /** Range of the body on its sheet, e.g. "A3:F20". */
  readonly ref: string;
  readonly olap: boolean;
  /** By which the data set is recognised. */
  readonly names: SourceNames;
  readonly placed: readonly PlacedTable[];
  readonly region: Region;
  /** The PivotTable whose cells a range shows, so that both are protected as one. */
  readonly joins?: string;
}

export interface RefusedPivot extends PivotName {
  readonly status: "refused";
  readonly kind: "pivot" | "range";
  /** "" where not even the place can be read. */
  readonly ref: string;
  readonly reason: Message;
  /** Where it stands, so that a change of it is seen; null where that cannot be read. */
  readonly region: Region | null;
}

export function samePivot(a: PivotName, b: PivotName): boolean {
  return a.sheet === b.sheet && a.name === b.name;
}

/** Whether a cell lies in the PivotTable's body. */
export function holds({ sheet, ref }: ReadPivot, place: Place): boolean {
  const area = parseArea(ref);
  if (area === undefined || sheet !== place.sheet) return false;
  return place.row + 1 >= area.top && place.row + 1 <= area.bottom && place.column + 1 >= area.left && place.column + 1 <= area.right;
}
