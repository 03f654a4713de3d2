import { partPlace } from "./place.ts";
import type { Found, Rule } from "./rule.ts";

/** A live pivot: its cells hold the last refresh whatever the screen hides, and one on no sheet is seen by nobody. */
export const pivotPresent: Rule = {
  id: "R03", severity: "warn",
  source: "Document Inspector: PivotTables and slicers; [MS-XLSX] 2.6.81 pivotTableData",
  find: ({ file }) => {
    const onSheets = file.workbook.pivots.map((read): Found => {
      const { sheet, part, ref } = read.status === "read" ? read.pivot : read;
      return { where: { part, sheet, ...(ref === "" ? {} : { cell: ref }) }, count: 1 };
    });
    const placed = new Set(onSheets.map(({ where }) => where.part));
    const offSheets = file.pivotParts.filter(({ part }) => !placed.has(part)).map(({ part, values }): Found =>
      ({ where: partPlace(file, part), count: Math.max(1, values), kind: "offSheet", severity: "block" }));
    return [...onSheets, ...offSheets];
  },
};
