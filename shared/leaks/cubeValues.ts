import { partPlace } from "./place.ts";
import type { Rule } from "./rule.ts";

/** Results of cube and real-time functions, with their parameters and the name of the connection. */
export const cubeValues: Rule = {
  id: "R10", severity: "block",
  source: "Document Inspector: cube formulas; ECMA-376-1 §18.15 volTypes, §18.10.1.97 tupleCache",
  find: ({ file }) => [
    ...file.cachedValues.filter(({ kind, count }) => kind === "volatileDependencies" && count > 0),
    ...file.caches.map(({ part, tupleValues }) => ({ part, count: tupleValues })).filter(({ count }) => count > 0),
  ].map(({ part, count }) => ({ where: partPlace(file, part), count })),
};
