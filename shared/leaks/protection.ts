import { sheetPlace, workbookPlace } from "./place.ts";
import type { Rule } from "./rule.ts";

/** Protection without encryption: the password guards the menus, not the numbers. */
export const protection: Rule = {
  id: "R30", severity: "warn",
  source: "ICO spreadsheet checklist (2025): password protection; ECMA-376-1 §18.3.1.85, §18.2.29",
  find: ({ file }) => [
    ...(file.settings.isProtected ? [{ where: workbookPlace(file), count: 1 }] : []),
    ...file.workbook.sheets.filter(({ part }) => part !== undefined && file.details.get(part)?.isProtected === true).map((sheet) => ({ where: sheetPlace(sheet), count: 1 })),
  ],
};
