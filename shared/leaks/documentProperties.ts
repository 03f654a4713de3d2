import { partPlace, sheetPlace } from "./place.ts";
import type { Found, Rule } from "./rule.ts";

/** Who made and refreshed it, what was noted about it, on which printer it was printed. */
export const documentProperties: Rule = {
  id: "R25", severity: "info",
  source: "Document Inspector: document properties, headers and footers, printer information",
  find: ({ file }) => [
    ...file.properties.filter(({ people }) => people.length > 0).map(({ part, people }): Found => ({ where: { part }, count: people.length, names: people })),
    ...file.caches.filter(({ refreshedBy }) => refreshedBy !== undefined && refreshedBy !== "").map(({ part, refreshedBy }): Found => ({ where: partPlace(file, part), count: 1, names: [refreshedBy ?? ""] })),
    ...file.properties.filter(({ custom }) => custom > 0).map(({ part, custom }): Found => ({ where: { part }, count: custom, kind: "custom", severity: "warn" })),
    ...file.workbook.sheets.filter(({ part }) => part !== undefined && (file.details.get(part)?.headerFooter ?? "") !== "").map((sheet): Found => ({ where: sheetPlace(sheet), count: 1, kind: "header" })),
    ...file.parts.filter(({ kinds }) => kinds.includes("printerSettings")).map(({ name }): Found => ({ where: partPlace(file, name), count: 1, kind: "printer" })),
  ],
};
