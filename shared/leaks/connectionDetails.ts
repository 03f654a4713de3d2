import type { Rule } from "./rule.ts";

/** Connections name servers, files and users, and now and then keep a password. */
export const connectionDetails: Rule = {
  id: "R13", severity: "warn",
  source: "Document Inspector: external links and data functions; ECMA-376-1 §18.13.1 savePassword, refreshOnLoad",
  find: ({ file }) => file.connections.map(({ part, id, password }) =>
    ({ where: { part }, count: 1, params: { id }, ...(password ? { kind: "password", severity: "block" as const } : {}) })),
};
