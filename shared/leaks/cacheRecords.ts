import { partPlace } from "./place.ts";
import type { Rule } from "./rule.ts";

/** Source rows kept in a pivot cache: a double click on any total lists them, also where the source sheet is gone. */
export const cacheRecords: Rule = {
  id: "R01", severity: "block",
  source: "ICO, The risk of revealing too much (2013); ICO advisory 2023; Document Inspector: PivotTables; ECMA-376-1 §18.10.1.78",
  find: ({ file }) => file.caches.filter(({ records }) => records > 0).map((cache) => {
    const sourceGone = cache.kind === "worksheet" && cache.sheet !== undefined && !file.workbook.sheets.some(({ name }) => name === cache.sheet);
    return { where: partPlace(file, cache.recordsPart ?? cache.part), count: cache.records, kind: sourceGone ? "sourceGone" : "found" };
  }),
};
