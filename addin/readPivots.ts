import type { Message } from "../shared/i18n/message.ts";
import { pivotTables } from "../shared/sources/pivot.ts";
import { pivotNames } from "../shared/sources/pivotNames.ts";
import { openArchive, type Archive } from "../shared/workbook/archive.ts";
import { parseArea } from "../shared/workbook/area.ts";
import { NO_CELLS, type Cells } from "../shared/workbook/cells.ts";
import { readWorkbook } from "../shared/workbook/readWorkbook.ts";
import type { PivotName } from "./host.ts";
import { samePivot, type PivotReading, type RefusedPivot } from "./pivotReading.ts";
import { regionOf, unreadRegion } from "./region.ts";

export type WorkbookReading =
  | ({ readonly status: "read"; readonly pivots: readonly PivotReading[] } & BesideSheets)
  | { readonly status: "refused"; readonly reason: Message };

/** What a workbook has beside its sheets. */
export interface BesideSheets {
  /** Filters that cells do not show. */
  readonly slicers: boolean;
  readonly timelines: boolean;
  /** A sensitivity label, which a copy in a workbook of its own does not get. */
  readonly labelled: boolean;
}

/**
 * Reads every PivotTable from the workbook's file, cubes included, without touching Excel's pivot object model.
 * A PivotTable that Excel lists but the file lacks is refused: the file is then not what the user sees.
 */
export function readPivots(bytes: Uint8Array, listed: readonly PivotName[]): WorkbookReading {
  const reading = readWorkbook(bytes, { cells: "pivotSheets" });
  if (reading.status === "refused") return reading;
  const { workbook } = reading;
  const nameOf = (part: string): string => {
    const record = workbook.pivots.find((read) => read.status === "read" && read.pivot.part === part);
    return record?.status === "read" ? record.pivot.name : "";
  };
  const cellsOf = (sheet: string): Cells => workbook.sheets.find(({ name }) => name === sheet)?.cells ?? NO_CELLS;
  const pivots = pivotTables(workbook).map((source): PivotReading => {
    if (source.status === "refused") {
      const { sheet, part, ref, reason } = source, area = parseArea(ref);
      return { status: "refused", kind: "pivot", sheet, name: nameOf(part), ref, reason, region: area === undefined ? null : unreadRegion(sheet, area, cellsOf(sheet)) };
    }
    const { sheet, name, ref, cache } = source.pivot, cells = cellsOf(sheet);
    return { status: "read", kind: "pivot", sheet, name, ref, olap: cache.olap, names: pivotNames(source.pivot), placed: source.placed, region: regionOf(source.pivot, cells, source.placed[0]) };
  });
  const archive = openArchive(bytes), { names } = archive, holds = (folder: string): boolean => names.some((part) => part.toLowerCase().includes(`/${folder}/`));
  return { status: "read", pivots: [...pivots, ...missing(listed, pivots)], slicers: holds("slicercaches"), timelines: holds("timelinecaches"), labelled: isLabelled(archive) };
}

/** A label stands in a part of its own ([MS-OFFCRYPTO] 2.6.1, LabelInfo), in older workbooks among the custom properties. */
function isLabelled(archive: Archive): boolean {
  if (archive.find("docMetadata/LabelInfo.xml") !== undefined) return true;
  return archive.find("docProps/custom.xml") !== undefined && /\bMSIP_Label_/.test(archive.text("docProps/custom.xml"));
}

/** PivotTables that Excel lists and the file lacks. One whose part is unreadable has no name there: it stands for one listed on its sheet. */
function missing(listed: readonly PivotName[], pivots: readonly PivotReading[]): readonly RefusedPivot[] {
  const unnamed = pivots.filter(({ name }) => name === "").map(({ sheet }) => sheet);
  return listed.filter((name) => {
    if (pivots.some((pivot) => samePivot(pivot, name))) return false;
    const stand = unnamed.indexOf(name.sheet);
    if (stand >= 0) unnamed.splice(stand, 1);
    return stand < 0;
  }).map(({ sheet, name }) => ({ status: "refused", kind: "pivot", sheet, name, ref: "", reason: { code: "pivot/notInFile" }, region: null }));
}
