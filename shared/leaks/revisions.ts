import { partPlace } from "./place.ts";
import type { Rule } from "./rule.ts";

/** Logs of changes in a shared workbook: they keep what cells held before. */
export const revisions: Rule = {
  id: "R28", severity: "warn", unseen: true,
  source: "ICO spreadsheet checklist (2025): markup; ECMA-376-1 §18.11 revisions",
  find: ({ file }) => file.parts.filter(({ name, kinds }) => kinds.some((kind) => /^revision(Headers|Log)$/.test(kind)) || /(^|\/)revisions\/revision(Headers|Log)/i.test(name))
    .map(({ name }) => ({ where: partPlace(file, name), count: 1 })),
};
