import { partPlace } from "./place.ts";
import type { Found, Rule } from "./rule.ts";

/** Files and pictures inside the workbook: what they show cannot be read here. */
export const embeddedFiles: Rule = {
  id: "R26", severity: "warn", unseen: true,
  source: "Document Inspector: embedded documents; ICO spreadsheet checklist (2025): embedded files and objects",
  find: ({ file }) => {
    const charts = new Set(file.charts.map(({ part }) => part));
    return file.parts.filter(({ owners }) => !owners.some((owner) => charts.has(owner))).flatMap(({ name, kinds }): Found[] => {
      if (kinds.includes("package") || kinds.includes("oleObject")) return [{ where: partPlace(file, name), count: 1 }];
      return kinds.includes("image") || kinds.includes("thumbnail") ? [{ where: partPlace(file, name), count: 1, kind: "picture" }] : [];
    });
  },
};
