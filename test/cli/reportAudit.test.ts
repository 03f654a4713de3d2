import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { ProjectFiles } from "../../shared/projects/project.ts";
import { column, measure, project, STORE } from "../shared/projects/savedProject.ts";
import { diskret, folderWith } from "./diskret.ts";

const roles = { Rows: [column("Kommune", "Navn")], Values: [measure("Fakta", "Antal borgere")] };
const closed = project({ pages: { S: { m: { type: STORE, roles, header: { showOptionsMenu: false } } } } });

/** A project as Power BI Desktop lays it out, with the report in a folder of its own. */
function saved(files: ProjectFiles, ...more: readonly (readonly [string, string])[]): string {
  const folder = folderWith({}), report = path.join(folder, "Salg.Report");
  for (const [name, text] of [...[...files].map(([name, json]) => [name, JSON.stringify(json)] as const), ["definition.pbir", '{"version":"4.0"}'] as const, ...more]) {
    mkdirSync(path.dirname(path.join(report, name)), { recursive: true });
    writeFileSync(path.join(report, name), text);
  }
  return folder;
}

test("a closed report passes, one with a native table does not", () => {
  expect(diskret(saved(closed), "report-audit", ".")).toMatchObject({ exitCode: 0, errors: [], output: expect.stringContaining("Salg.Report: 0 findings") as unknown });
  const open = diskret(saved(project({ pages: { S: { t: { type: "tableEx", roles } } } })), "report-audit", ".", "--lang", "da");
  expect(open).toMatchObject({ exitCode: 1, errors: [] });
  expect(open.output).toContain("Side “S”: tableEx “t” viser Fakta.Antal borgere ubeskyttet");
});

test("the policy says which measures are protected", () => {
  const folder = saved(project({ pages: { S: { t: { type: "tableEx", roles } } } }), ["p.json", JSON.stringify({ measures: [{ pattern: "^Antal borgere$", class: "notPersons", reason: "r" }], valid: { to: "2999-12-31" } })]);
  expect(diskret(folder, "report-audit", ".", "--policy", "Salg.Report/p.json")).toMatchObject({ exitCode: 0, errors: [] });
});

test("subscriptions are in no project: the administrators' answer says who gets the report by mail", () => {
  const folder = saved(closed, ["subs.json", JSON.stringify({ value: [{ id: "1", title: "Mandag", isEnabled: true, attachmentFormat: "PDF" }, { id: "2", title: "Slukket", isEnabled: false }] })]);
  const { output, exitCode } = diskret(folder, "report-audit", ".", "--subscriptions", "Salg.Report/subs.json");
  expect([exitCode, output.includes("“Mandag” (PDF)"), output.includes("Slukket")]).toEqual([1, true, false]);
  expect(diskret(saved(closed, ["subs.json", "[]"]), "report-audit", ".", "--subscriptions", "Salg.Report/subs.json").exitCode).toBe(2);
});

test("what cannot be read is a finding, and a place without a report an error", () => {
  const broken = diskret(saved(closed, ["definition/pages/p0/page.json", "{"]), "report-audit", ".", "--json");
  expect(broken.exitCode).toBe(1);
  expect(JSON.parse(broken.output)).toMatchObject({ reports: [{ findings: [{ severity: "block", message: { code: "project/unread" } }] }] });
  expect(diskret(folderWith({}), "report-audit", ".")).toMatchObject({ exitCode: 2, errors: [expect.stringContaining("definition.pbir")] });
  expect(diskret(folderWith({ "a.pbix": "" }), "report-audit", "a.pbix")).toMatchObject({ exitCode: 2, errors: [expect.stringContaining(".pbip")] });
});
