import { partPlace } from "./place.ts";
import type { Rule } from "./rule.ts";

/** A pivot of a cube: whoever has rights to the cube can list the rows behind a number, and the client cannot forbid it. */
export const cubeDrill: Rule = {
  id: "R04", severity: "warn", unseen: true,
  source: "learn.microsoft.com PivotTable.EnableDrilldown: for OLAP data sources the value is always True",
  find: ({ file }) => file.workbook.pivots.flatMap((read) => {
    if (read.status === "refused" || !read.pivot.cache.olap || file.pivotParts.find(({ part }) => part === read.pivot.part)?.drillsDown === false) return [];
    return [{ where: partPlace(file, read.pivot.part, read.pivot.ref), count: 1 }];
  }),
};
