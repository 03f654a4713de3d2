import type { Message } from "../shared/i18n/message.ts";
import type { Policy } from "../shared/policy/policy.ts";
import { isExempt, resolvePolicy } from "../shared/policy/resolve.ts";
import { grid, type GridCell } from "../shared/present/grid.ts";
import { stayingHidden, summarise, type ProtectedTable, type Summary } from "../shared/protect.ts";
import type { Sourced, SourcesOutcome } from "../shared/protectSources.ts";
import { filterLine } from "./filterLine.ts";
import type { PivotName, ValuesSheet } from "./host.ts";
import { policyText } from "./policyText.ts";
import { samePivot, type PivotReading, type ReadPivot } from "./pivotReading.ts";
import type { Speak } from "./speak.ts";

/** One table as it may be shown, or why it may not. */
export type LaidOut = { readonly of: PivotName } & (
  | { readonly status: "made"; readonly pivot: ReadPivot; readonly tables: readonly ProtectedTable[]; readonly policy: Policy; readonly sheet: ValuesSheet; readonly report: Report }
  | { readonly status: "refused"; readonly findings: readonly Message[] }
);

/** What the pane tells of a table. One number for all hidden cells: why each of them is hidden is never told apart. */
export interface Report {
  readonly summary: Summary;
  /** Why a measure is left out altogether. */
  readonly withheld: readonly Message[];
  readonly notices: readonly Message[];
  /** Other tables protected in the same system. */
  readonly together: number;
  /** The PivotTable whose cells a range shows. */
  readonly joins: string | null;
  /** A range in which none of the workbook's PivotTables could be recognised. */
  readonly apart: boolean;
  /** Tables that could not be read, and those of refused sources: they are in no system. */
  readonly leftOut: number;
  /** Of the municipality's own data set, so that the policy would have it shown whole: whether it is. */
  readonly ownData: "no" | "protected" | "whole";
  /** Names of the data sets recognised; none: unknown, which counts as benchmark. */
  readonly dataSets: readonly string[];
}

/** What the lines around a table are made of. */
export interface Stamp {
  readonly policy: Policy;
  readonly speak: Speak;
  readonly now: Date;
  /** `sheet` stands in the workbook beside the pivot, `copy` leaves it. */
  readonly made: "sheet" | "copy";
  /** Hidden cells become #N/A. */
  readonly failing?: boolean;
  /** Columns of which no number may be shown are left out. */
  readonly leavesOut?: boolean;
}

/** The tables of everything readable, in order: what `protectSources` takes as one system. `whole`: those the user wants shown whole. */
export function sourcesOf(readings: readonly PivotReading[], whole: readonly PivotName[] = []): readonly Sourced[] {
  const read = readings.filter((reading) => reading.status === "read");
  const sourced = ({ placed, names, sheet, name }: ReadPivot): readonly Sourced[] => placed.map(({ table }) => ({ table, names, whole: whole.some((of) => samePivot(of, { sheet, name })) }));
  return read.flatMap(sourced);
}

/** The same tables, with every cell to be hidden that is hidden in what was laid out of them before. */
export function withHidden(sources: readonly Sourced[], laid: readonly LaidOut[]): readonly Sourced[] {
  const hidden = new Map(laid.flatMap((one) => (one.status === "made" ? one.tables.map(({ table, measures }) => [table.name, measures] as const) : [])));
  return sources.map((source) => {
    const { table } = source, measures = hidden.get(table.name);
    return measures === undefined ? source : { ...source, table: stayingHidden({ table, measures }) };
  });
}

/** Lays out what came of protecting `sourcesOf(readings)`: one entry per reading, in order. */
export function layOut(readings: readonly PivotReading[], outcome: SourcesOutcome, stamp: Stamp): readonly LaidOut[] {
  const isAlone = readings.every(({ kind }) => kind === "range"), found = refusals(readings, outcome), together = found.filter((findings) => findings === null).length - 1;
  let next = 0;
  return readings.map((reading, at): LaidOut => {
    const of: PivotName = { sheet: reading.sheet, name: reading.name }, findings = found[at], first = next;
    if (reading.status === "read") next += reading.placed.length;
    if (reading.status === "refused" || outcome.status === "refused" || findings !== null) return { of, status: "refused", findings: findings ?? [] };
    const tables = outcome.tables.slice(first, next), withheld = withheldReasons(tables);
    if (tables.every(({ measures }) => measures.every(({ status }) => status === "withheld"))) return { of, status: "refused", findings: withheld };
    const { policy, exempt, dataSets } = outcome.decided[first], ownData = exempt ? "whole" : mayBeWhole(reading, stamp.policy) ? "protected" : "no";
    const report: Report = { summary: summarise(tables), withheld, notices: outcome.notices, together, leftOut: readings.length - 1 - together, ownData, dataSets, joins: reading.joins ?? null, apart: reading.kind === "range" && reading.joins === undefined && !isAlone };
    return { of, status: "made", pivot: reading, tables, policy, sheet: valuesSheet(reading, tables, { ...stamp, policy }), report };
  });
}

/** Per reading why none of it may be shown: it could not be read, or its source is refused; null where it may. */
function refusals(readings: readonly PivotReading[], outcome: SourcesOutcome): readonly (readonly Message[] | null)[] {
  let next = 0;
  return readings.map((reading) => {
    if (reading.status === "refused") return [reading.reason];
    const first = next;
    next += reading.placed.length;
    return outcome.status === "refused" ? outcome.findings : outcome.decided.slice(first, next).find(({ refused }) => refused.length > 0)?.refused ?? null;
  });
}

function mayBeWhole({ placed, names }: ReadPivot, policy: Policy): boolean {
  return placed.every(({ table }) => isExempt(resolvePolicy(policy, names), table));
}

function withheldReasons(tables: readonly ProtectedTable[]): readonly Message[] {
  return tables.flatMap(({ measures }) => measures.flatMap(({ status, reason }) => (status === "withheld" && reason !== undefined ? [reason] : [])));
}

function valuesSheet(pivot: ReadPivot, tables: readonly ProtectedTable[], stamp: Stamp): ValuesSheet {
  const rows = pivot.placed.flatMap(({ layout }, index): readonly (readonly GridCell[])[] => {
    const { table, measures } = tables[index];
    const columns = shownColumns(pivot, tables, stamp.leavesOut === true);
    const shown = grid(layout, table, measures, stamp.policy.mark).rows.map((row) => columns.map((column) => row[column] ?? EMPTY));
    return index === 0 ? shown : [[], ...shown];
  });
  const { region: { labelRows, body } } = pivot;
  return {
    name: stamp.speak.text("copy/sheetName", { pivot: pivot.name }), heading: heading(pivot, stamp), grid: { rows }, headerRows: labelRows - body.row,
    notes: notes(stamp), ...(stamp.failing === true ? { failing: true } : {}),
  };
}

const EMPTY: GridCell = { kind: "empty" };

/** Columns of the table that its sheet shows: all, or those with a measure that may be shown. */
export function shownColumns({ placed: [{ layout }] }: ReadPivot, [{ measures }]: readonly ProtectedTable[], leavesOut: boolean): readonly number[] {
  const all = Array.from({ length: layout.columns }, (_, column) => column);
  return !leavesOut ? all : all.filter((column) => {
    const values = layout.slots.flatMap((slot, at) => (slot.kind === "value" && at % layout.columns === column ? [slot] : []));
    return values.length === 0 || values.some(({ measure }) => measures[measure].status === "protected");
  });
}

function heading(pivot: ReadPivot, { speak, made }: Stamp): readonly string[] {
  const filters = Object.entries(pivot.placed[0]?.table.context ?? {});
  return [
    speak.text(made === "copy" ? "copy/title" : "sheet/title"),
    speak.text(pivot.kind === "pivot" ? "copy/pivot" : "copy/range", { pivot: pivot.name, sheet: pivot.sheet }),
    ...filters.map(([field, members]) => filterLine(field, members, speak)),
  ];
}

/** Says nothing about how much is hidden: with a known total that share would give a hidden sum away. */
function notes({ policy, speak, now, made, failing }: Stamp): readonly string[] {
  const { label, limit, zeros, explanation } = policyText(policy, speak);
  return [
    speak.text("copy/mark", { mark: failing === true ? speak.text("copy/failingMark") : policy.mark, explanation }),
    speak.text(failing === true ? "copy/totalsFailing" : "copy/totals"),
    speak.text("copy/stamp", { policy: label, limit, zeros, time: speak.time(now) }),
    speak.text(made === "copy" ? "copy/sharing" : "sheet/sharing"),
  ];
}
