import type { Rule } from "./rule.ts";

/** Parts that nothing leads to and strings that no cell shows: left behind by edits, readable by anybody. */
export const orphans: Rule = {
  id: "R29", severity: "warn",
  source: "ECMA-376-2 §9 relationships, §7.2.3 content types; ECMA-376-1 §18.4.9 sst",
  find: ({ file }) => {
    const used = new Set<number>();
    for (const { strings } of file.details.values()) for (const index of strings) used.add(index);
    const unused = file.strings.reduce((count, text, index) => count + (text !== "" && !used.has(index) ? 1 : 0), 0);
    const table = file.parts.find(({ kinds }) => kinds.includes("sharedStrings"));
    return [
      ...file.parts.filter(({ kinds }) => kinds.length === 0).map(({ name }) => ({ where: { part: name }, count: 1 })),
      ...file.parts.filter(({ kinds, typed }) => kinds.length > 0 && !typed).map(({ name }) => ({ where: { part: name }, count: 1, kind: "untyped" })),
      ...(unused > 0 && table !== undefined ? [{ where: { part: table.name }, count: unused, kind: "strings" }] : []),
    ];
  },
};
