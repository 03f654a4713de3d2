import { partPlace } from "./place.ts";
import type { Found, Rule } from "./rule.ts";

/** A Power Pivot model holds whole tables; a Power Query package holds the queries and where they read. */
export const dataModel: Rule = {
  id: "R12", severity: "block",
  source: "Document Inspector: data models, custom XML data; [MS-QDEFF] DataMashup",
  find: ({ file }) => [
    ...file.parts.filter(({ name, kinds }) => kinds.includes("powerPivotData") || /(^|\/)model\/item\.data$/i.test(name)).map(({ name }): Found => ({ where: { part: name }, count: 1 })),
    ...file.customXml.filter(({ root }) => root === "DataMashup").map(({ part }): Found => ({ where: partPlace(file, part), count: 1, kind: "queries" })),
  ],
};
