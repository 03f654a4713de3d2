import { classify } from "../policy/measureClass.ts";
import type { Policy } from "../policy/policy.ts";
import { grid } from "../present/grid.ts";
import type { ProtectedTable, Summary } from "../protect.ts";
import { protectSources, type Decided } from "../protectSources.ts";
import { writeWorkbook } from "../sheetWriter/writeWorkbook.ts";
import { readAppearances } from "../workbook/appearances.ts";
import type { Reason } from "../workbook/unreadable.ts";
import { readWorkbookFile, type WorkbookFile } from "../workbook/workbookFile.ts";
import { copiedSheets, type LeftOut } from "./copiedSheets.ts";
import type { TableInPlace } from "./copiedSheet.ts";
import { pivotTables, type PivotTables } from "./pivot.ts";
import { pivotNames } from "./pivotNames.ts";
import { statedStructure } from "./statedStructure.ts";

/** Texts that stand in the copy, in the reader's language. */
export interface CopyTexts {
  /** Lines below the tables of a sheet: what a hidden cell means, under which rules. */
  readonly notes: (policy: Policy) => readonly string[];
  /** Stands in the place of a pivot that is not shown. */
  readonly refused: (reason: Reason) => string;
}

export type SafeCopy =
  | { readonly status: "written"; readonly bytes: Uint8Array; readonly pivots: readonly CopiedPivot[]; readonly left: LeftOut; readonly summary: Summary; readonly notices: readonly Reason[] }
  | { readonly status: "refused"; readonly reasons: readonly Reason[]; readonly pivots: readonly CopiedPivot[] };

/** What became of one pivot: coordinates and codes, no values. */
export interface CopiedPivot {
  readonly sheet: string;
  readonly name: string;
  readonly part: string;
  readonly ref: string;
  readonly status: "copied" | "refused";
  /** Why it is not in the copy, or why some of its measures show no number. */
  readonly reasons: readonly Reason[];
}

/**
 * Workbook bytes → a new workbook that looks like it: every pivot's protected table in its place, titles, widths and charts of what is
 * shown; nothing that the numbers came from. All pivots are protected together, for together is how a recipient reads them.
 * `floors`: as in `protect`.
 */
export function safeCopy(bytes: Uint8Array, policy: Policy, texts: CopyTexts, floors: readonly Policy[] = []): SafeCopy {
  const read = readWorkbookFile(bytes);
  if (read.status === "refused") return { status: "refused", reasons: [read.reason], pivots: [] };
  const { file } = read, sources = pivotTables(file.workbook);
  const outcome = protectSources(sources.flatMap((source) => (source.status === "read" ? source.placed.map(({ table }) => ({ table, names: pivotNames(source.pivot) })) : [])), policy, floors);
  if (outcome.status === "refused") {
    const pivots = sources.map((source): CopiedPivot => ({ ...coordinates(source), status: "refused", reasons: source.status === "refused" ? [source.reason] : outcome.findings }));
    return { status: "refused", reasons: outcome.findings, pivots };
  }
  const results = sources.map((source) => result(source, outcome, file)), pivots = results.map(({ pivot }) => pivot);
  if (!pivots.some(({ status }) => status === "copied")) return { status: "refused", reasons: [{ code: sources.length === 0 ? "copy/noPivots" : "copy/nothingToShow" }], pivots };
  const parts = file.workbook.sheets.flatMap(({ part, state }) => (part === undefined || state !== "visible" ? [] : [part]));
  const copied = copiedSheets(file, readAppearances(bytes, parts), results.map(({ pivot, tables }) => ({ pivot, tables })), { refused: texts.refused, notes: texts.notes((outcome.decided.find(({ refused }) => refused.length === 0) ?? outcome.decided[0]).policy) });
  const structure = statedStructure(results.flatMap(({ shown }) => shown), copied.charts);
  return { status: "written", bytes: writeWorkbook(copied.sheets, structure), pivots, left: copied.left, summary: outcome.summary, notices: outcome.notices };
}

interface Protected {
  readonly tables: readonly ProtectedTable[];
  readonly decided: readonly Decided[];
}

function coordinates(source: PivotTables): Pick<CopiedPivot, "sheet" | "name" | "part" | "ref"> {
  const { sheet, name, part, ref } = source.status === "read" ? source.pivot : source;
  return { sheet, name, part, ref };
}

/** A pivot on a hidden sheet is protected with the others and stays behind with its sheet. */
function result(source: PivotTables, { tables, decided }: Protected, { workbook }: WorkbookFile) {
  const where = coordinates(source), nothing = (reasons: readonly Reason[]) => ({ pivot: { ...where, status: "refused" as const, reasons }, tables: [], shown: [] });
  if (source.status === "refused") return nothing([source.reason]);
  if (workbook.sheets.find(({ name }) => name === where.sheet)?.state !== "visible") return nothing([{ code: "copy/hiddenSheet" }]);
  const shown = source.placed.flatMap((placed) => tables.flatMap(({ table, measures }, at) => (table === placed.table ? [{ placed, measures: measures.map((measure, m) => ({ ...measure, adds: classify(table.measures[m], decided[at].policy).class === "persons" })), policy: decided[at].policy, refused: decided[at].refused, pivot: source.pivot }] : [])));
  const refused = shown.find((one) => one.refused.length > 0)?.refused;
  if (refused !== undefined) return nothing(refused);
  const measures = shown.flatMap((one) => one.measures), reasons = measures.flatMap(({ reason }) => reason ?? []);
  if (measures.every(({ status }) => status === "withheld")) return nothing(reasons);
  const inPlace = shown.map(({ placed, measures: own, policy, pivot }): TableInPlace => ({
    area: pivot.area, grid: grid(placed.layout, placed.table, own, policy.mark), headerRows: pivot.firstDataRow, totalRows: totalRows(placed),
  }));
  return { pivot: { ...where, status: "copied" as const, reasons }, tables: inPlace, shown };
}

/** Rows of the layout that show totals of other rows. */
function totalRows({ table: { shape }, layout }: Extract<PivotTables, { status: "read" }>["placed"][number]): ReadonlySet<number> {
  if (shape.kind !== "cross") return new Set();
  const inner = new Set(shape.axes[0].hierarchies.flatMap(({ parent }) => parent)), width = shape.axes[1].members.length;
  return new Set(layout.slots.flatMap((slot, at) => (slot.kind === "value" && inner.has(Math.floor(slot.cell / width)) ? [Math.floor(at / layout.columns)] : [])));
}
