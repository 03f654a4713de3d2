import { memberOf, type Line, type Step } from "../workbook/structure.ts";
import { VALUES, type PivotRecord } from "../workbook/pivotRecord.ts";

/** Field name that means the same in every pivot of a source; levels of one cube hierarchy share the hierarchy's name. */
export function fieldKey(pivot: PivotRecord, field: number): string {
  const source = pivot.cache.fields[field];
  const hierarchy = source?.hierarchy === undefined || !pivot.cache.olap ? undefined : pivot.cache.hierarchies[source.hierarchy];
  return hierarchy?.uniqueName ?? source?.name ?? "";
}

/** Member name that no renaming changes: the stored value, in a cube the unique name. */
export function memberKey(pivot: PivotRecord, step: Step): string {
  const member = memberOf(pivot, step);
  if (member === undefined) return pivot.fields[step.field]?.items[step.item]?.caption ?? "";
  if (member.kind === "missing") return "(blank)";
  return member.kind === "number" ? String(Number(member.text)) : member.text;
}

/** The choices that make up a line's member: data fields and mere properties of members left out. */
export function choices(pivot: PivotRecord, line: Line): readonly Step[] {
  return line.path.filter(({ field }) => field !== VALUES && pivot.cache.fields[field]?.property !== true);
}
