import type { WorkbookFile } from "../workbook/workbookFile.ts";
import { smallestCount } from "./measureName.ts";
import { partPlace } from "./place.ts";
import type { Rule } from "./rule.ts";

/** Members and extreme values listed in a cache although no pivot shows them. */
export const cacheMembers: Rule = {
  id: "R02", severity: "warn",
  source: "MS-XLSB BrtBeginPivotCacheDef (citmGhostMax); PivotCache.MissingItemsLimit; ECMA-376-1 §18.10.1.90",
  find: ({ file, policy }) => file.caches.flatMap((cache) => {
    const where = partPlace(file, cache.part), small = cache.fields.filter((field) => smallestCount(field, policy)).length;
    const unused = cache.olap ? hiddenCubeMembers(file, cache.part) : cache.fields.reduce((sum, { unusedMembers }) => sum + (unusedMembers || 0), 0);
    return [
      ...(unused > 0 ? [{ where, count: unused }] : []),
      ...(small > 0 ? [{ where, count: small, kind: "smallest" }] : []),
    ];
  }),
};

/** Members that the cache of a cube lists and no line of its pivots shows. */
function hiddenCubeMembers({ workbook, caches }: WorkbookFile, part: string): number {
  const pivots = workbook.pivots.flatMap((read) => (read.status === "read" && read.pivot.cache.part === part ? [read.pivot] : []));
  if (pivots.length === 0) return caches.find((cache) => cache.part === part)?.fields.reduce((sum, { members }) => sum + members, 0) ?? 0;
  return pivots[0].cache.fields.reduce((sum, { members }, field) => {
    const shown = new Set<number>();
    for (const { rows, columns, fields } of pivots)
      for (const axis of [rows, columns]) if (axis.fields.includes(field)) for (const { member, hidden } of fields[field]?.items ?? []) if (member !== undefined && !hidden) shown.add(member);
    return sum + members.length - shown.size;
  }, 0);
}
