import { sheetPlace, workbookPlace } from "./place.ts";
import type { Found, Rule } from "./rule.ts";

/** Names that programs make for their own use. */
const PROGRAMS = /^(_xlnm\.|_xlchart|_xlcn\.|_xlpm\.|_xlfn\.|Slicer_|NativeTimeline_|ExternalData_)/i;

/** Hidden names, constants in names, lists written out, scenarios and custom views: values that stand in no cell. */
export const definedNames: Rule = {
  id: "R24", severity: "warn",
  source: "Document Inspector: hidden names, scenarios, custom views; ECMA-376-1 §18.2.5, §18.3.1.32, §18.3.1.76",
  find: ({ file }) => {
    const own = file.settings.names.filter(({ name }) => !PROGRAMS.test(name)), where = workbookPlace(file);
    const hidden = own.filter((name) => name.hidden).length, constants = own.filter(({ formula }) => /^\s*=?\s*([-+]?\s*[\d.]|"|\{)/.test(formula)).length;
    const ofSheets = file.workbook.sheets.flatMap((sheet): Found[] => {
      const details = sheet.part === undefined ? undefined : file.details.get(sheet.part);
      if (details === undefined) return [];
      const { listRanges, scenarios, customViews } = details;
      return [
        ...(listRanges.length > 0 ? [{ where: sheetPlace(sheet, listRanges[0].split(" ")[0]), count: listRanges.length, kind: "lists" }] : []),
        ...(scenarios > 0 ? [{ where: sheetPlace(sheet), count: scenarios, kind: "scenarios" }] : []),
        ...(customViews > 0 ? [{ where: sheetPlace(sheet), count: customViews, kind: "views" }] : []),
      ];
    });
    return [...(hidden > 0 ? [{ where, count: hidden }] : []), ...(constants > 0 ? [{ where, count: constants, kind: "constants" }] : []), ...ofSheets];
  },
};
