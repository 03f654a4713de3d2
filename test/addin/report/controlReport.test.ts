import { controlReport, reportSheet, type ReportWish } from "../../../addin/report/controlReport.ts";
import { reportPage } from "../../../addin/report/reportPage.ts";
import { systemReport } from "../../../addin/report/systemReport.ts";
import { speaker } from "../../../addin/speak.ts";
import { scanWorkbook } from "../../../shared/leaks/scan.ts";
import { BUILT_IN, type Policy } from "../../../shared/policy/policy.ts";
import { pivotWorkbook, type PivotView } from "../session/pivotView.ts";
import { NOW, start } from "../session/running.ts";

const VIEW: PivotView = { counts: [[41, 31, 90, 22], [35, 28, 81, 19], [12, 3, 44, 17], [8, 2, 21, 11], [30, 26, 60, 33], [17, 14, 39, 20]], ages: [0, 1, 2, 3], top: 2, left: 0 };
const POLICY: Policy = { ...BUILT_IN, label: "Odense 3", municipality: { name: "Odense", code: "461" }, decided: { by: "Direktionen", date: "2026-01-05", reference: "2026-123" } };

async function wish(): Promise<ReportWish> {
  const bytes = pivotWorkbook(VIEW), { session } = await start(bytes, POLICY);
  await session.keep({ sheet: "Ark1", name: "Pivot" });
  await session.handedOut(session.keeper.snapshot.laid);
  return { snapshot: session.keeper.snapshot, policy: POLICY, scan: scanWorkbook(bytes, { policy: POLICY }), caseNumber: "26/1 <x>", speak: speaker("da"), now: NOW };
}

test("says what is protected, under which policy, how much, what was found and what was handed out", async () => {
  const report = controlReport(await wish());
  expect(report.internal).toBe("Internt – må ikke deles");
  expect(report.facts).toEqual([
    ["Sagsnummer", "26/1 <x>"], ["Tidspunkt", expect.stringContaining("2026")], ["Kommune", "Odense"], ["Regelsæt", "Odense 3"],
    ["Besluttet af", "Direktionen, 2026-01-05, 2026-123"], ["Grænse", "5 eller derunder (skjuler 0–5)"], ["Tidligere udleverede tal", "huskes, når de udleveres, 400 dage"],
  ]);
  expect(report.tables.rows).toEqual([["Pivot", "Ark1", "Ukendt: behandles som benchmark", "Diskretioneret ark", expect.stringMatching(/^\d+$/), expect.stringMatching(/^\d+ %$/), expect.stringMatching(/^\d+ %$/)]]);
  expect(report.findings.lines[0]).toMatch(/^\d+ skal stoppes, \d+ skal ses på, \d+ til oplysning\.$/);
  expect(report.journal.lines).toEqual([expect.stringMatching(/: Kopi uden små tal: Pivot$/)]);
});

test("holds no number of a table", async () => {
  const words = JSON.stringify({ ...controlReport(await wish()), findings: null });
  for (const value of [41, 31, 90, 28, 81, 44, 60, 33]) expect(words).not.toMatch(new RegExp(`[^\\d]${value}[^\\d%]`));
});

test("the sheet and the page say the same, and the page takes texts for texts", async () => {
  const report = controlReport(await wish()), sheet = reportSheet(report), page = reportPage(report, "da");
  expect(sheet.heading).toEqual(["Kontrolrapport", "Internt – må ikke deles", "Kommunens interne kontrolforanstaltninger ved små datasæt"]);
  for (const [label, value] of report.facts) {
    expect(sheet.grid.rows.some(([first, second]) => first?.kind === "text" && first.text === label && second?.kind === "text" && second.text === value)).toBe(true);
    expect(page).toContain(`<dt>${label}</dt>`);
  }
  expect(page).toContain("26/1 &lt;x&gt;");
  expect(page).toMatch(/^<!doctype html><html lang="da">/);
  expect(page).not.toMatch(/<script|https?:/);
});

test("without a search the report says that the workbook was not checked", async () => {
  expect(controlReport({ ...await wish(), scan: null }).findings.lines).toEqual(["Projektmappen er ikke tjekket."]);
});

test("the system report names members and codes, nothing else", () => {
  const cards = [{ id: "T1", answers: [{ asks: "PivotTable.name", outcome: "answers" }, { asks: "PivotLayout.getRange", outcome: "fails", code: "InvalidArgument" }], left: null }, { id: "T12", answers: [], left: "dangerous" as const }];
  expect(systemReport(cards, speaker("da"))).toEqual([
    "T1  Kan Excel fortælle om pivottabeller, også på en kube?", "      PivotTable.name: svarer", "      PivotLayout.getRange: fejl InvalidArgument",
    "T12  Kan elementerne bag en totalcelle aflæses?", "      Prøves ikke: det har fået Excel til at gå ned.",
  ]);
});
