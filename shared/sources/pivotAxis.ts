import type { Axis } from "../table/table.ts";
import { pathName } from "../table/path.ts";
import type { PivotRecord } from "../workbook/pivotRecord.ts";
import { itemCaption, type Line, type Step } from "../workbook/structure.ts";
import { Unreadable } from "../workbook/unreadable.ts";
import type { PivotFilters } from "./pivotFilters.ts";
import { choices, fieldKey, memberKey } from "./pivotLines.ts";

/** An axis of the table, and which of its members each line shows; null for lines that carry labels only. */
export interface PivotAxisTable {
  readonly axis: Axis;
  readonly memberOf: readonly (number | null)[];
}

/** How `link` writes a choice of several members as one. */
const SET = "\u0002";
const TOTAL = pathName([]);

/**
 * Members are the distinct choices of the lines; a member's parent is the nearest line above it that shows values,
 * so that a subtotal the pivot does not show is simply not there.
 */
export function pivotAxis(pivot: PivotRecord, name: string, lines: readonly Line[], withValues: (line: Line) => boolean, filters: PivotFilters): PivotAxisTable {
  const index = new Map<string, number>();
  const paths: (readonly Step[])[] = [];
  const memberOf = lines.map((line) => {
    if (!withValues(line)) return null;
    const path = choices(pivot, line), key = pathKey(path);
    const known = index.get(key);
    if (known !== undefined) return known;
    index.set(key, paths.length);
    return paths.push(path) - 1;
  });
  const members = paths.map((path) => pathName(path.map((step) => memberKey(pivot, step))));
  if (new Set(members).size !== members.length) throw new Unreadable("pivot/ambiguousMember");
  const parent = paths.map((path) => nearest(path, index));
  return {
    axis: {
      name, members,
      labels: paths.map((path) => (path.length === 0 ? TOTAL : itemCaption(pivot, path[path.length - 1]))),
      hierarchies: [{ name, parent }],
      coordinates: coordinates(pivot, lines, paths, filters),
    },
    memberOf,
  };
}

function pathKey(path: readonly Step[]): string {
  return path.map(({ field, item }) => `${field}:${item}`).join("/");
}

function nearest(path: readonly Step[], index: ReadonlyMap<string, number>): number {
  for (let length = path.length - 1; length >= 0; length--) {
    const parent = index.get(pathKey(path.slice(0, length)));
    if (parent !== undefined) return parent;
  }
  return -1;
}

/** What defines each member, the same in every pivot of the source: its own choices, and what filters leave of the others. */
function coordinates(pivot: PivotRecord, lines: readonly Line[], paths: readonly (readonly Step[])[], filters: PivotFilters): Record<string, string>[] {
  const fields = new Set(lines.flatMap((line) => choices(pivot, line).map((step) => fieldKey(pivot, step.field))));
  const sets = [...filters.onAxes].filter(([key]) => fields.has(key));
  return paths.map((path) => {
    const own = new Map(path.filter((step) => !impliedByMember(pivot, step, path)).map((step) => [fieldKey(pivot, step.field), memberKey(pivot, step)]));
    for (const [key, members] of sets) {
      const member = own.get(key);
      if (member !== undefined && (!pivot.cache.olap || members.includes(member))) continue;
      own.set(key, [...(member === undefined ? [] : [member]), ...[...members].sort()].join(SET));
    }
    return Object.fromEntries(own);
  });
}

/** A group made by hand says nothing more where the line also names the member itself. */
function impliedByMember(pivot: PivotRecord, step: Step, path: readonly Step[]): boolean {
  const base = pivot.cache.fields[step.field]?.groupsOf;
  return base !== undefined && path.some((other) => other.field === base);
}
