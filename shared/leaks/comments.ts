import { partPlace } from "./place.ts";
import type { Rule } from "./rule.ts";

/** Notes, comments and threads, with their authors. */
export const comments: Rule = {
  id: "R23", severity: "warn",
  source: "Document Inspector: comments; [MS-XLSX] 2.6.203 persons",
  find: ({ file }) => file.comments.filter(({ comments, authors }) => comments > 0 || authors.length > 0)
    .map(({ part, comments, authors }) => ({ where: partPlace(file, part), count: Math.max(1, comments), names: authors })),
};
