import { partPlace } from "./place.ts";
import type { Rule } from "./rule.ts";

/** Slicers and timelines list members, also those with few persons behind them. */
export const slicerMembers: Rule = {
  id: "R06", severity: "warn",
  source: "Document Inspector: slicers, timelines (cache); [MS-XLSX] 2.6.71",
  find: ({ file }) => file.slicers.filter(({ count }) => count > 0).map(({ part, count }) => ({ where: partPlace(file, part), count })),
};
