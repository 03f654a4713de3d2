import { partPlace } from "./place.ts";
import type { Rule } from "./rule.ts";

/** A workbook inside a chart, as a pasted chart brings it along: with all its sheets. */
export const chartWorkbooks: Rule = {
  id: "R08", severity: "block",
  source: "Document Inspector: embedded documents, OLE packages; ECMA-376-1 §21.2.2.63 externalData",
  find: ({ file }) => {
    const charts = new Set(file.charts.map(({ part }) => part));
    return file.parts.filter(({ owners }) => owners.some((owner) => charts.has(owner))).filter(({ kinds }) => kinds.some((kind) => kind === "package" || kind === "oleObject"))
      .map(({ name }) => ({ where: partPlace(file, name), count: 1 }));
  },
};
