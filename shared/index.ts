export * from "./table/table.ts";
export * from "./table/layout.ts";
export * from "./policy/policy.ts";
export * from "./protect.ts";
export * from "./present/grid.ts";
export * from "./i18n/message.ts";
