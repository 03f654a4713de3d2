import { writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { BUILT_IN } from "../../shared/policy/policy.ts";
import { sampleWorkbook } from "../../workbench/sample/workbook.mjs";
import { launch, serve, shot, type Served } from "../browser.ts";
import { diskret, folderWith } from "../cli/diskret.ts";
import { openExcel } from "../hosts/emulatedExcel.ts";
import { officeInPage } from "../hosts/officePage.ts";
import { accessible, faultsOf, numbersIn, scanned, until } from "./chain.ts";

let browser: Browser, site: Served;
beforeAll(async () => { [browser, site] = await Promise.all([launch(), serve("dist/addin")]); });
afterAll(async () => { await Promise.all([browser.close(), site.close()]); });

test("an analyst: open the sample, protect a table, filter it, hand a copy on that is scanned clean", async () => {
  const excel = openExcel(sampleWorkbook()), [pivot] = excel.pivots;
  const page = await (await browser.newContext({ viewport: { width: 320, height: 760 } })).newPage(), faults = faultsOf(page);
  await officeInPage(page, excel, { language: "da-DK", background: "#FFFFFF" });
  await page.goto(`${site.url}/taskpane.html`);
  await page.locator(".diskret[data-state=ready]").waitFor();
  await accessible(page);

  await page.locator("button.primary").click();
  await page.locator(".diskret[data-state=kept]").waitFor();
  const sheet = excel.sheets.at(-1)!, shown = (): readonly string[] => [...sheet.cells.values()].map(({ value }) => String(value));
  expect(sheet.name).toBe(`Diskret – ${pivot.name}`);
  expect(shown()).toEqual(expect.arrayContaining([BUILT_IN.mark, "Filter: Aldersgruppe = 18-24 år"]));
  await accessible(page);

  excel.become(sampleWorkbook({ age: "50-66 år" }));
  excel.select(pivot.sheet, 9, 1);
  await until(() => shown().includes("Filter: Aldersgruppe = 50-66 år"));
  await page.locator(".diskret[data-state=kept]").waitFor();
  const small = [...sheet.cells.values()].filter(({ value }) => typeof value === "number" && value <= BUILT_IN.maxN);
  expect(small).toEqual([]);

  await page.locator(".quiet", { hasText: "Kopi uden små tal" }).click();
  await page.locator(".card").waitFor();
  await accessible(page);
  await page.getByRole("button", { name: "Åbn kopien i en ny projektmappe" }).click();
  await page.locator(".message.success", { hasText: "Kopien er åbnet" }).waitFor();
  await accessible(page);
  await shot(page, "e2e-excel");

  await page.locator("#diskret-tab-more").click();
  const [report] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Hent til udskrift (HTML)" }).click()]);
  const printed = path.join(folderWith({}), "report.html"), sheetOfPaper = await page.context().newPage();
  await report.saveAs(printed);
  await sheetOfPaper.setViewportSize({ width: 900, height: 900 });
  await sheetOfPaper.goto(pathToFileURL(printed).href);
  expect(await sheetOfPaper.getByRole("main").innerText()).toMatch(/Kontrolrapport[\s\S]*Unge på ydelser/);
  await accessible(sheetOfPaper);

  expect(excel.opened).toHaveLength(1);
  const [copy] = excel.opened, numbers = numbersIn(copy);
  expect(numbers.length).toBeGreaterThan(50);
  expect(numbers.filter((number) => number <= BUILT_IN.maxN)).toEqual([]);
  const { exitCode, output } = scanned(copy);
  expect([exitCode, output]).toEqual([0, expect.stringContaining("copy.xlsx: nothing found")]);
  expect(scanned(excel.bytes).exitCode).toBe(1);
  expect(faults).toEqual([]);
}, 60_000);

test("whoever cleans up: the report of the original's scan as a page", async () => {
  const folder = folderWith({ "sample.xlsx": sampleWorkbook() }), { exitCode, output } = diskret(folder, "scan", "sample.xlsx", "--html", "--lang", "da");
  expect(exitCode).toBe(1);
  writeFileSync(path.join(folder, "report.html"), output);
  const page = await (await browser.newContext()).newPage(), faults = faultsOf(page);
  await page.goto(pathToFileURL(path.join(folder, "report.html")).href);
  expect(await page.getByRole("main").getByRole("heading", { level: 1 }).innerText()).toContain("må ikke deles");
  expect(await page.getByRole("row").count()).toBeGreaterThan(5);
  await accessible(page);
  expect(faults).toEqual([]);
}, 60_000);
