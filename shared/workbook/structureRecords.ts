import { VALUES, type PivotRecord } from "./pivotRecord.ts";
import type { ReadPivot } from "./readWorkbook.ts";
import { itemCaption, memberOf, pivotStructure, type Line, type LineKind, type Step } from "./structure.ts";
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

function stepName(pivot: PivotRecord, step: Step): string {
  if (step.field === VALUES) return `Σ${itemCaption(pivot, step)}`;
  const renamed = pivot.fields[step.field].items[step.item].caption !== undefined;
  const member = memberOf(pivot, step);
  return !renamed && member?.kind === "number" && member.caption === undefined ? decimalText(Number(member.text)) : itemCaption(pivot, step);
}

/** A number with its decimal point always written (2013.0), exponent from 1e16 on: it cannot be mistaken for a text member. */
function decimalText(value: number): string {
  const size = Math.abs(value);
  if (value !== 0 && (size < 1e-4 || size >= 1e16)) return value.toExponential().replace(/e([+-])(\d)$/, "e$10$2");
  return Number.isInteger(value) ? value.toFixed(1) : String(value);
}
