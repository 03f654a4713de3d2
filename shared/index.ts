export * from "./table/table.ts";
export * from "./table/layout.ts";
export type * from "./policy/catalogue.ts";
export * from "./policy/policy.ts";
export * from "./protect.ts";
export * from "./present/grid.ts";
export * from "./i18n/message.ts";
