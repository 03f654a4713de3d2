import { matrixDataView } from "../hosts/powerbi.ts";
import { shot } from "../browser.ts";
import { benchmark, LIMIT, smallAnywhere } from "../visual/benchmark.ts";
import { ReportSite } from "../visual/reportPage.ts";
import { numbersIn, scanned } from "./chain.ts";

let site: ReportSite;
beforeAll(async () => { site = await ReportSite.start(); });
afterAll(async () => { await site.close(); });

const TIGHT = 19;
const view = (limit?: number) => matrixDataView(benchmark(), { fields: { rows: ["Region", "Kommune"], columns: ["År", "Aldersgruppe"] }, ...(limit === undefined ? {} : { objects: { protection: { limit } } }) });

test("a report's author: bind fields, tighten, export a file that is scanned clean", async () => {
  const report = await site.open(), { frame, page } = report, hidden = (): Promise<number> => frame.locator("td.hidden").count();
  expect((await report.update({ files: true })).text).toMatch(/\S/);
  expect(await report.accessibilityFaults()).toEqual([]);

  expect((await report.update({ dataView: view() })).log).toEqual(["started", "finished"]);
  const floor = await hidden();
  expect(floor).toBeGreaterThan(10);
  expect(smallAnywhere(await report.html())).toEqual([]);

  // Less than the municipality's rules cannot be chosen, more can.
  await report.update({ dataView: view(LIMIT - 3) });
  expect(await hidden()).toBe(floor);
  const tightened = await report.update({ dataView: view(TIGHT) });
  expect(tightened.text).toContain(`${TIGHT} eller derunder`);
  expect(await hidden()).toBeGreaterThan(floor);
  expect(await report.accessibilityFaults()).toEqual([]);

  await frame.getByRole("button", { name: "Hent som fil" }).click();
  await frame.getByLabel("Også andre, fx andre kommuner").check();
  expect(await report.accessibilityFaults()).toEqual([]);
  for (const kind of ["Excel-ark", "CSV-fil"]) {
    await frame.getByRole("button", { name: kind }).click();
    await frame.getByText("Filen er hentet.").waitFor();
  }
  await shot(page, "e2e-powerbi");
  const { saved } = await report.update({ type: 4 }), [workbook, csv] = saved;
  expect(saved.map(({ name }) => name)).toEqual(["Diskretioneret tabel.xlsx", "Diskretioneret tabel.csv"]);
  const bytes = new Uint8Array(Buffer.from(workbook.content, "base64")), numbers = numbersIn(bytes);
  expect(numbers.length).toBeGreaterThan(20);
  expect(numbers.filter((number) => number <= TIGHT)).toEqual([]);
  const { exitCode, output } = scanned(bytes);
  expect([exitCode, output]).toEqual([0, expect.stringContaining("copy.xlsx: nothing found")]);
  const fields = csv.content.split(/[;\r\n]+/).filter((field) => /^\d+$/.test(field) && !/^20\d\d$/.test(field)).map(Number);
  expect([fields.length > 20, fields.filter((number) => number <= TIGHT)]).toEqual([true, []]);
  await report.close();
}, 60_000);
