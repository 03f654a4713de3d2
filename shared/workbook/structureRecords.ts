import { VALUES, type PivotRecord } from "./pivotRecord.ts";
import type { ReadPivot } from "./readWorkbook.ts";
import { EVERY_ITEM, itemCaption, memberOf, pivotStructure, type Line, type LineKind, type Step } from "./structure.ts";
import type { Reason } from "./unreadable.ts";

/** A pivot's structure as data for other programs: members by name, no values. */
export type StructureRecord =
  | {
    readonly sheet: string; readonly name: string; readonly part: string; readonly ref: string; readonly olap: boolean;
    readonly rows: readonly ({ readonly row: number } & LineRecord)[];
    readonly cols: readonly ({ readonly col: number } & LineRecord)[];
  }
  | { readonly sheet: string; readonly part: string; readonly ref: string; readonly refused: Reason };

/** `path` names the members from outermost to innermost; a data field's name begins with Σ. */
interface LineRecord {
  readonly kind: LineKind;
  readonly data: number | null;
  readonly path: readonly string[];
}

export function structureRecords(pivots: readonly ReadPivot[]): readonly StructureRecord[] {
  return pivots.map((read) => {
    if (read.status === "refused") return { sheet: read.sheet, part: read.part, ref: read.ref, refused: read.reason };
    const { pivot } = read, { sheet, name, part, ref } = pivot;
    const result = pivotStructure(pivot);
    if (result.status === "refused") return { sheet, part, ref, refused: result.reason };
    return {
      sheet, name, part, ref, olap: pivot.cache.olap,
      rows: result.structure.rows.map((line) => ({ row: line.at, ...lineRecord(pivot, line) })),
      cols: result.structure.columns.map((line) => ({ col: line.at, ...lineRecord(pivot, line) })),
    };
  });
}

function lineRecord(pivot: PivotRecord, line: Line): LineRecord {
  return { kind: line.kind, data: line.data, path: line.path.map((step) => stepName(pivot, step)) };
}

/** Numbers and dates are given as Excel stores them, dates as day numbers; the line for all items is called "oob". */
function stepName(pivot: PivotRecord, step: Step): string {
  if (step.field === VALUES) return `Σ${itemCaption(pivot, step)}`;
  if (step.item === EVERY_ITEM) return "oob";
  const member = memberOf(pivot, step);
  const named = member?.caption ?? pivot.fields[step.field].items[step.item].caption;
  if (named !== undefined || (member?.kind !== "number" && member?.kind !== "date")) return itemCaption(pivot, step);
  return decimalText(member.kind === "number" ? Number(member.text) : dayNumber(member.text));
}

const DAY = 86_400_000;
/** Day 0 of Excel's calendar from March 1900 on. */
const EPOCH = Date.UTC(1899, 11, 30);

function dayNumber(iso: string): number {
  return (Date.parse(iso.endsWith("Z") ? iso : `${iso}Z`) - EPOCH) / DAY;
}

/** A number with its decimal point always written (2013.0): it cannot be mistaken for a text member. */
function decimalText(value: number): string {
  const size = Math.abs(value);
  if (value !== 0 && (size < 1e-4 || size >= 1e16)) return value.toExponential().replace(/e([+-])(\d)$/, "e$10$2");
  return Number.isInteger(value) ? value.toFixed(1) : String(value);
}
