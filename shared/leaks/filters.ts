import { parseArea } from "../workbook/area.ts";
import { eachCell } from "../workbook/cells.ts";
import { inSpans } from "../workbook/sheetDetails.ts";
import { partPlace, sheetPlace } from "./place.ts";
import type { Found, Rule } from "./rule.ts";

/** A filter hides rows and keeps them. */
export const filters: Rule = {
  id: "R18", severity: "warn",
  source: "ICO spreadsheet checklist (2025): active filters; ECMA-376-1 §18.3.1.2 autoFilter",
  find: ({ file }) => [
    ...file.workbook.sheets.flatMap((sheet): Found[] => {
      const details = sheet.part === undefined ? undefined : file.details.get(sheet.part), area = parseArea(details?.filter ?? "");
      if (details?.filter === undefined) return [];
      const hidden = inSpans(details.hiddenRows);
      let count = 0;
      eachCell(sheet.cells, (row, column) => { if (area !== undefined && hidden(row) && row <= area.bottom && row > area.top && column >= area.left && column <= area.right) count++; });
      return [{ where: sheetPlace(sheet, details.filter), count: Math.max(1, count) }];
    }),
    ...file.tables.filter(({ filtered }) => filtered).map(({ part, range }): Found => ({ where: partPlace(file, part, range), count: 1 })),
    ...file.settings.names.filter(({ name }) => /^_xlnm\.(Criteria|Extract)$/i.test(name)).map((): Found => ({ where: { part: "xl/workbook.xml" }, count: 1, kind: "advanced" })),
  ],
};
