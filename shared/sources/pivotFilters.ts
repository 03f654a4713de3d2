import { Unreadable } from "../workbook/unreadable.ts";
import type { PageField, PivotRecord } from "../workbook/pivotRecord.ts";
import type { PivotStructure } from "../workbook/structure.ts";
import { fieldKey, memberKey } from "./pivotLines.ts";

/** Which members are kept: of fields on no axis for the whole table, of fields on an axis wherever a line does not choose one itself. */
export interface PivotFilters {
  readonly context: Readonly<Record<string, readonly string[]>>;
  readonly onAxes: ReadonlyMap<string, readonly string[]>;
}

/** Filters by value tell how large the values are, and leave out what nobody can name. */
const BY_VALUE = /^(count|percent|sum|value\w+)$/;
/** Filters by name or date keep whole members, which are then the ones on the axis. */
const BY_MEMBER = /^(caption|date)\w+$|^(today|tomorrow|yesterday|(next|this|last)(Week|Month|Quarter|Year)|yearToDate|Q[1-4]|M\d{1,2})$/;

/** Reads page choices, hidden members and filters. Throws `Unreadable` where what is left out cannot be told. */
export function pivotFilters(pivot: PivotRecord, structure: PivotStructure): PivotFilters {
  const kept = new Map<string, readonly string[]>();
  for (const { field, type } of pivot.filters) {
    if (BY_VALUE.test(type)) throw new Unreadable("pivot/valueFilter");
    if (!BY_MEMBER.test(type)) throw new Unreadable("pivot/filter");
    kept.set(fieldKey(pivot, field), membersShown(pivot, structure, field));
  }
  pivot.fields.forEach((_, field) => keep(kept, fieldKey(pivot, field), keptItems(pivot, field)));
  if (pivot.cache.olap) {
    pivot.pageFields.forEach((page) => keep(kept, hierarchyName(pivot, page), chosenMember(pivot, page)));
    pivot.hierarchies.forEach((_, at) => keep(kept, pivot.cache.hierarchies[at]?.uniqueName ?? "", keptMembers(pivot, at)));
  }
  const axisFields = new Set([...pivot.rows.fields, ...pivot.columns.fields].map((field) => fieldKey(pivot, field)));
  const onAxes = new Map([...kept].filter(([key]) => axisFields.has(key)));
  const hiddenCounted = pivot.cache.olap ? !pivot.visualTotals : pivot.subtotalHiddenItems;
  if (hiddenCounted && onAxes.size > 0) throw new Unreadable("pivot/hiddenInTotals");
  return { context: Object.fromEntries([...kept].filter(([key]) => !axisFields.has(key))), onAxes };
}

function keep(kept: Map<string, readonly string[]>, key: string, members: readonly string[] | undefined): void {
  if (members !== undefined) kept.set(key, members);
}

/** Members a filtered field shows. A collapsed line above it would hide some of them from us. */
function membersShown(pivot: PivotRecord, structure: PivotStructure, field: number): readonly string[] {
  const lines = [structure.rows, structure.columns].find((axis) => axis.some(({ path }) => path.some((step) => step.field === field)));
  if (lines === undefined) throw new Unreadable("pivot/filter");
  const shown = lines.map(({ kind, path }) => ({ kind, step: path.find((step) => step.field === field) }));
  if (shown.some(({ kind, step }) => kind === "leaf" && step === undefined)) throw new Unreadable("pivot/filter");
  return [...new Set(shown.flatMap(({ step }) => (step === undefined ? [] : [memberKey(pivot, step)])))];
}

/** The page field's choice, or the members not hidden; undefined where all are kept. */
function keptItems(pivot: PivotRecord, field: number): readonly string[] | undefined {
  const items = pivot.fields[field].items;
  const chosen = pivot.cache.olap ? undefined : pivot.pageFields.find((page) => page.field === field)?.item;
  if (chosen !== undefined && items[chosen] === undefined) throw new Unreadable("pivot/itemIndex");
  if (chosen !== undefined && items[chosen].kind === "data") return [memberKey(pivot, { field, item: chosen })];
  const visible = items.map((entry, item) => ({ entry, item })).filter(({ entry }) => entry.kind === "data" && !entry.hidden);
  return items.some((item) => item.kind === "data" && item.hidden) ? visible.map(({ item }) => memberKey(pivot, { field, item })) : undefined;
}

function hierarchyName(pivot: PivotRecord, page: PageField): string {
  const name = page.hierarchy === undefined ? undefined : pivot.cache.hierarchies[page.hierarchy]?.uniqueName;
  if (name === undefined) throw new Unreadable("pivot/fieldIndex");
  return name;
}

function chosenMember(pivot: PivotRecord, page: PageField): readonly string[] | undefined {
  const all = pivot.cache.hierarchies[page.hierarchy ?? -1]?.allMember;
  return page.uniqueName === undefined || page.uniqueName === all ? undefined : [page.uniqueName];
}

/** A cube's choice on one hierarchy; slicers write theirs here too. */
function keptMembers(pivot: PivotRecord, at: number): readonly string[] | undefined {
  const { members, excludes, levels } = pivot.hierarchies[at];
  if (members.length === 0) return undefined;
  return excludes || levels > 1 ? members.map((member) => `not ${member}`) : members;
}
