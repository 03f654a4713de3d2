import type { Message } from "../shared/i18n/message.ts";
import type { Policy } from "../shared/policy/policy.ts";
import { grid, type GridCell } from "../shared/present/grid.ts";
import { summarise, type ProtectedTable, type Summary } from "../shared/protect.ts";
import { protectSources } from "../shared/protectSources.ts";
import { filterLine } from "./filterLine.ts";
import type { PivotName, ValuesSheet } from "./host.ts";
import { policyText } from "./policyText.ts";
import { samePivot, type PivotReading, type ReadPivot } from "./readPivots.ts";
import type { Speak } from "./speak.ts";

export type Copy =
  | { readonly status: "made"; readonly sheet: ValuesSheet; readonly report: Report }
  | { readonly status: "refused"; readonly findings: readonly Message[] };

/** What the pane tells of a copy. One number for all hidden cells: why each of them is hidden is never told apart. */
export interface Report {
  readonly summary: Summary;
  /** Why a measure is left out of the copy altogether. */
  readonly withheld: readonly Message[];
  readonly notices: readonly Message[];
  /** Other PivotTables protected in the same system. */
  readonly together: number;
  /** PivotTables that could not be read and are in no system. */
  readonly leftOut: number;
}

export interface Wish {
  readonly pivots: readonly PivotReading[];
  readonly chosen: PivotName;
  readonly policy: Policy;
  readonly speak: Speak;
  readonly now: Date;
}

/** Protects every readable PivotTable of the workbook as one system and lays out the chosen one as values. */
export function makeCopy({ pivots, chosen, policy, speak, now }: Wish): Copy {
  const readable = pivots.filter((pivot) => pivot.status === "read");
  const pivot = readable.find((reading) => samePivot(reading, chosen));
  if (pivot === undefined) return { status: "refused", findings: [{ code: "pivot/gone" }] };
  const outcome = protectSources(readable.flatMap(({ placed, names }) => placed.map(({ table }) => ({ table, names }))), policy);
  if (outcome.status === "refused") return outcome;
  const first = readable.slice(0, readable.indexOf(pivot)).reduce((n, { placed }) => n + placed.length, 0);
  const tables = outcome.tables.slice(first, first + pivot.placed.length);
  const withheld = tables.flatMap(({ measures }) => measures.flatMap(({ status, reason }) => (status === "withheld" && reason !== undefined ? [reason] : [])));
  if (tables.every(({ measures }) => measures.every(({ status }) => status === "withheld"))) return { status: "refused", findings: withheld };
  return {
    status: "made",
    sheet: valuesSheet(pivot, tables, { policy: outcome.decided[first].policy, speak, now }),
    report: { summary: summarise(tables), withheld, notices: outcome.notices, together: readable.length - 1, leftOut: pivots.length - readable.length },
  };
}

type Stamp = Pick<Wish, "policy" | "speak" | "now">;

function valuesSheet(pivot: ReadPivot, tables: readonly ProtectedTable[], stamp: Stamp): ValuesSheet {
  const rows = pivot.placed.flatMap(({ layout }, index): readonly (readonly GridCell[])[] => {
    const { table, measures } = tables[index];
    const shown = grid(layout, table, measures, stamp.policy.mark).rows;
    return index === 0 ? shown : [[], ...shown];
  });
  return { name: stamp.speak.text("copy/sheetName", { pivot: pivot.name }), heading: heading(pivot, stamp.speak), grid: { rows }, notes: notes(stamp) };
}

function heading(pivot: ReadPivot, speak: Speak): readonly string[] {
  const filters = Object.entries(pivot.placed[0]?.table.context ?? {});
  return [
    speak.text("copy/title"),
    speak.text("copy/pivot", { pivot: pivot.name, sheet: pivot.sheet }),
    ...filters.map(([field, members]) => filterLine(field, members, speak)),
  ];
}

/** Says nothing about how much is hidden: with a known total that share would give a hidden sum away. */
function notes({ policy, speak, now }: Stamp): readonly string[] {
  const { label, limit, zeros, explanation } = policyText(policy, speak);
  return [
    speak.text("copy/mark", { mark: policy.mark, explanation }),
    speak.text("copy/totals"),
    speak.text("copy/stamp", { policy: label, limit, zeros, time: speak.time(now) }),
    speak.text("copy/sharing"),
  ];
}
