import { partPlace } from "./place.ts";
import type { Rule } from "./rule.ts";

/** Cells of another workbook, kept so that links show something while it is closed. */
export const externalValues: Rule = {
  id: "R09", severity: "block",
  source: "Document Inspector: external links; ECMA-376-1 §18.14.14 sheetDataSet",
  find: ({ file }) => file.cachedValues.filter(({ kind }) => kind === "externalLink").map(({ part, count }) =>
    (count > 0 ? { where: partPlace(file, part), count } : { where: partPlace(file, part), count: 1, kind: "link", severity: "warn" })),
};
