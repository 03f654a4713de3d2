import type { Policy } from "../policy/policy.ts";
import { grid } from "../present/grid.ts";
import type { ProtectedTable, Summary } from "../protect.ts";
import { protectSources, type Decided } from "../protectSources.ts";
import type { WrittenSheet } from "../sheetWriter/sheetCell.ts";
import { writeWorkbook } from "../sheetWriter/writeWorkbook.ts";
import { readWorkbook } from "../workbook/readWorkbook.ts";
import type { Reason } from "../workbook/unreadable.ts";
import { pivotTables, type PivotTables } from "./pivot.ts";
import { pivotNames } from "./pivotNames.ts";

/** Texts that stand in the copy, in the reader's language. */
export interface CopyTexts {
  readonly sheetName: (pivot: string) => string;
  /** Lines below a table: what a hidden cell means, under which rules. */
  readonly notes: (policy: Policy) => readonly string[];
}

export type SafeCopy =
  | { readonly status: "written"; readonly bytes: Uint8Array; readonly pivots: readonly CopiedPivot[]; readonly summary: Summary; readonly notices: readonly Reason[] }
  | { readonly status: "refused"; readonly reasons: readonly Reason[]; readonly pivots: readonly CopiedPivot[] };

/** What became of one pivot: coordinates and codes, no values. */
export interface CopiedPivot {
  readonly sheet: string;
  readonly name: string;
  readonly part: string;
  readonly ref: string;
  readonly status: "copied" | "refused";
  /** Why it has no sheet in the copy, or why some of its measures show no number. */
  readonly reasons: readonly Reason[];
}

/**
 * Workbook bytes → a new workbook with every pivot's protected table on a sheet of its own and nothing else of the original.
 * All pivots are protected together, for together is how a recipient reads them.
 */
export function safeCopy(bytes: Uint8Array, policy: Policy, texts: CopyTexts): SafeCopy {
  const read = readWorkbook(bytes, { cells: "pivotSheets" });
  if (read.status === "refused") return { status: "refused", reasons: [read.reason], pivots: [] };
  const sources = pivotTables(read.workbook);
  const outcome = protectSources(sources.flatMap((source) => (source.status === "read" ? source.placed.map(({ table }) => ({ table, names: pivotNames(source.pivot) })) : [])), policy);
  if (outcome.status === "refused") {
    const pivots = sources.map((source): CopiedPivot => ({ ...coordinates(source), status: "refused", reasons: source.status === "refused" ? [source.reason] : outcome.findings }));
    return { status: "refused", reasons: outcome.findings, pivots };
  }
  const results = sources.map((source) => result(source, outcome, texts));
  const pivots = results.map(({ pivot }) => pivot), sheets = results.flatMap((one) => one.sheets);
  if (sheets.length === 0) return { status: "refused", reasons: [{ code: sources.length === 0 ? "copy/noPivots" : "copy/nothingToShow" }], pivots };
  return { status: "written", bytes: writeWorkbook(sheets), pivots, summary: outcome.summary, notices: outcome.notices };
}

interface Protected {
  readonly tables: readonly ProtectedTable[];
  readonly decided: readonly Decided[];
}

function coordinates(source: PivotTables): Pick<CopiedPivot, "sheet" | "name" | "part" | "ref"> {
  const { sheet, name, part, ref } = source.status === "read" ? source.pivot : source;
  return { sheet, name, part, ref };
}

function result(source: PivotTables, { tables, decided }: Protected, texts: CopyTexts): { readonly pivot: CopiedPivot; readonly sheets: readonly WrittenSheet[] } {
  const where = coordinates(source);
  if (source.status === "refused") return { pivot: { ...where, status: "refused", reasons: [source.reason] }, sheets: [] };
  const shown = source.placed.flatMap((placed) => tables.flatMap(({ table, measures }, at) => (table === placed.table ? [{ placed, measures, policy: decided[at].policy }] : [])));
  const measures = shown.flatMap((one) => one.measures), reasons = measures.flatMap(({ reason }) => reason ?? []);
  if (measures.every(({ status }) => status === "withheld")) return { pivot: { ...where, status: "refused", reasons }, sheets: [] };
  const sheets = shown.map((one) => ({
    name: texts.sheetName(where.name),
    grid: grid(one.placed.layout, one.placed.table, one.measures, one.policy.mark),
    notes: texts.notes(one.policy), headerRows: source.pivot.firstDataRow,
  }));
  return { pivot: { ...where, status: "copied", reasons }, sheets };
}
