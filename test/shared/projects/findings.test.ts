import da from "../../../shared/i18n/da/reports.ts";
import en from "../../../shared/i18n/en/reports.ts";
import { say } from "../../../shared/i18n/message.ts";
import { parsePolicy } from "../../../shared/policy/parse.ts";
import { BUILT_IN } from "../../../shared/policy/policy.ts";
import { reportFindings } from "../../../shared/projects/findings.ts";
import { fromLegacy } from "../../../shared/projects/legacy.ts";
import { readReport, type ProjectFiles } from "../../../shared/projects/project.ts";
import { CLOSED, column, legacy, level, measure, project, STORE, sum, type Planned } from "./savedProject.ts";

const read = parsePolicy({ measures: [{ pattern: "^Budget", class: "notPersons", reason: "r" }] }), policy = read.status === "parsed" ? read.policy : BUILT_IN;
const QUIET = { showOptionsMenu: false };
const matrix: Planned = { type: STORE, roles: { Rows: [column("Kommune", "Navn")], Columns: [column("Alder", "Gruppe")], Values: [measure("Fakta", "Antal borgere")] }, header: QUIET };

function found(files: ProjectFiles | null): readonly string[] {
  const report = files === null ? null : readReport(files);
  if (report === null) return ["unread"];
  const findings = reportFindings(report, policy);
  for (const { message } of findings) for (const text of [say(da, message, "da"), say(en, message, "en")]) expect([message.code, /\{\w+\}/.test(text) || text === message.code]).toEqual([message.code, false]);
  return findings.map(({ severity, message: { code, params = {} } }) => [severity, code.slice("project/".length), ...["visual", "measure", "field", "page"].flatMap((name) => params[name] ?? [])].join(" "));
}

test("a closed report with one matrix from the store has only what no file can close", () => {
  expect(found(project({ pages: { "Side 1": { m: matrix, title: { type: "textbox" }, budget: { type: "card", roles: { Values: [measure("Fakta", "Budget i alt")] } } } } }))).toEqual(["info print"]);
});

test.each<[string, Planned, string]>([
  ["a native matrix", { type: "pivotTable", roles: { Rows: [column("Kommune", "Navn")], Values: [measure("Fakta", "Antal borgere")] } }, "block unprotected x Fakta.Antal borgere S"],
  ["a card", { type: "card", roles: { Values: [measure("Fakta", "Antal borgere")] } }, "block unprotected x Fakta.Antal borgere S"],
  ["a chart of a summed column", { type: "columnChart", roles: { Category: [level("Tid", "År", "Måned")], Y: [sum("Fakta", "Antal")] } }, "block unprotected x Sum(Fakta.Antal) S"],
  ["a table with a measure that nobody classified", { type: "tableEx", roles: { Values: [measure("Fakta", "Noget andet")] } }, "block unprotected x Fakta.Noget andet S"],
  ["another custom visual", { type: "zebraBi_1", roles: { Values: [measure("Fakta", "Andel elever")] } }, "block unprotected x Fakta.Andel elever S"],
])("%s shows protected measures", (_, x, expected) => {
  expect(found(project({ pages: { S: { x } } }))).toEqual([expected, "info noDiskret"]);
});

test("a matrix that is not from the store, or whose menu is open", () => {
  expect(found(project({ pages: { S: { m: { ...matrix, type: STORE.replace("_OrgStore", "") } } } }))).toEqual(["block notFromStore m S", "info print"]);
  expect(found(project({ pages: { S: { m: { type: STORE, roles: matrix.roles! } } } }))).toEqual(["warn optionsMenu m S", "info print"]);
  expect(found(project({ pages: { S: { m: { ...matrix, header: { show: false } } } } }))).toEqual(["info print"]);
});

test("one measure in two matrices, on one page or two", () => {
  expect(found(project({ pages: { S: { a: matrix, b: matrix } } }))).toEqual(["warn sameMeasure Fakta.Antal borgere", "info print"]);
  expect(found(project({ pages: { S: { a: matrix }, T: { b: matrix } } }))).toEqual(["warn sameMeasure Fakta.Antal borgere", "info print"]);
});

test("slicers on what a matrix shows, and beside it", () => {
  const slicer = (field: object): Planned => ({ type: "slicer", roles: { Values: [field] } });
  expect(found(project({ pages: { S: { m: matrix, s: slicer(column("Kommune", "Navn")), t: { ...slicer(column("Tid", "År")), type: "advancedSlicerVisual" } }, T: { s: slicer(column("Kommune", "Navn")) } } })))
    .toEqual(["warn slicer Kommune.Navn S", "info slicerBeside Tid.År S", "info print"]);
});

test.each<[string, object]>([["allowed", { ...CLOSED, exportDataMode: "AllowSummarized" }], ["allowed with rows", { ...CLOSED, exportDataMode: "AllowSummarizedAndUnderlying" }], ["not stated", { useEnhancedTooltips: true }], ["of a value nobody knows", { ...CLOSED, exportDataMode: "?" }]])("export that is %s is open", (_, settings) => {
  expect(found(project({ settings, pages: { S: { m: matrix } } }))).toContain("block export");
});

test("personalised visuals, for the report and for a page", () => {
  expect(found(project({ settings: { ...CLOSED, allowInlineExploration: true }, pages: { S: { m: matrix } } }))).toContain("block personalise");
  expect(found(project({ page: { objects: { personalizeVisual: [{ properties: { show: { expr: { Literal: { Value: "true" } } } } }] } }, pages: { S: { m: matrix } } }))).toContain("block personalisePage S");
});

test("custom visuals from elsewhere", () => {
  expect(found(project({ report: { publicCustomVisuals: ["zebra"], resourcePackages: [{ name: "hjemmelavet", type: "CustomVisual", items: [] }, { name: "SharedResources", type: "SharedResources", items: [] }] }, pages: { S: { m: matrix } } })))
    .toEqual(["warn public zebra", "warn private hjemmelavet", "info print"]);
});

test("the older format says the same", () => {
  expect(found(fromLegacy(legacy({ exportDataMode: 2, visuals: { m: matrix } })))).toEqual(["warn optionsMenu m Side 1", "info print"]);
  expect(found(fromLegacy(legacy({ visuals: { x: { type: "pivotTable", roles: { Rows: [column("Kommune", "Navn")], Values: [measure("Fakta", "Antal borgere")] } } } })))).toEqual(["block unprotected x Fakta.Antal borgere Side 1", "block export", "info noDiskret"]);
});

test("what cannot be read is never called clean", () => {
  expect(found(new Map())).toEqual(["unread"]);
  expect(found(fromLegacy(new Map([["report.json", { sections: [{ visualContainers: [{ config: "{" }] }] }]])))).toEqual(["unread"]);
  expect(found(fromLegacy(new Map([["report.json", {}]])))).toEqual(["unread"]);
});

test("a field of a kind that nobody knows counts as a measure", () => {
  expect(found(project({ pages: { S: { x: { type: "card", roles: { Values: [{ field: { SparklineData: {} }, queryRef: "Sparkline(Fakta.Antal)" }] } } } } }))).toContain("block unprotected x Sparkline(Fakta.Antal) S");
});
