import path from "node:path";
import { pathToFileURL } from "node:url";
import AxeBuilder from "@axe-core/playwright";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import type { Browser } from "playwright-core";
import { sampleWorkbook } from "../../workbench/sample/workbook.mjs";
import { launch, serve, shot, type Served } from "../browser.ts";
import { structure } from "./sample/structure.ts";
import { copyPivot, dropFile, hiddenOnBothSides, openWorkbench, sheetRows, type WorkbenchPage } from "./workbenchPage.ts";

jest.setTimeout(60_000);

const bytes = sampleWorkbook();
const { pivots, value } = structure(bytes);
let browser: Browser;
let site: Served;
const opened: WorkbenchPage[] = [];

async function open(...options: Parameters<typeof openWorkbench> extends [unknown, unknown, ...infer Rest] ? Rest : never): Promise<WorkbenchPage> {
  const workbench = await openWorkbench(browser, site, ...options);
  opened.push(workbench);
  return workbench;
}

beforeAll(async () => { [browser, site] = await Promise.all([launch(), serve("dist/workbench")]); }, 120_000);
afterAll(async () => { await browser?.close(); await site?.close(); });

/** No test may leave an error in the console, or a request to anywhere else, behind. */
afterEach(async () => {
  const pages = opened.splice(0);
  await Promise.all(pages.map(({ page }) => page.context().close()));
  expect(pages.flatMap(({ faults }) => faults)).toEqual([]);
});

test("the sample is protected when the page opens, and marked as invented", async () => {
  const { page, matrix } = await open();
  const [excel, powerbi] = await hiddenOnBothSides(page);
  expect(excel).toBeGreaterThan(100);
  expect(powerbi).toBe(excel);
  expect(await page.locator("#grid td.mark").count()).toBe(excel);
  expect(await matrix.locator("td.hidden").count()).toBe(excel);
  expect(await page.getByRole("note").innerText()).toContain("FIKTIVE TAL");
  expect(await page.locator(".tabs[role=tablist] [role=tab][aria-selected=true]").first().innerText()).toContain("Diskret – Unge på ydelser");
});

test("both sides hide the same cells of every pivot of the sample", async () => {
  const { page } = await open();
  for (const { name } of pivots) {
    await copyPivot(page, name);
    expect([name, await page.locator(".agreement.same").count()]).toEqual([name, 1]);
  }
});

test("no small count is left in the protected sheet or the matrix, and hidden cells are all alike", async () => {
  const { page, matrix } = await open();
  const { sheet, top, firstDataRow, rows, columns } = pivots[0];
  const drawn = await sheetRows(page), shown = new Map(drawn.map((row) => [row[0], row]));
  let small = 0;
  for (const [k, { path }] of rows.entries()) for (const m of columns.keys()) {
    const count = value(sheet, top + firstDataRow + k, 1 + m);
    if (typeof count !== "number" || count > 5) continue;
    small++;
    expect([path, m, shown.get(String(path.at(-1)))?.[1 + m]]).toEqual([path, m, ".."]);
  }
  expect(small).toBeGreaterThan(100);
  const alike = async (cells: ReturnType<typeof page.locator>): Promise<number> => new Set(await cells.evaluateAll((found) => found.map((cell) => cell.outerHTML.replaceAll(/<!--.*?-->/g, "")))).size;
  expect(await alike(page.locator("#grid td.mark"))).toBe(1);
  expect(await alike(matrix.locator("td.hidden"))).toBe(1);
  const numbers = await matrix.locator("td:not(.hidden)").allInnerTexts();
  expect(numbers.filter((text) => /^[0-5]$/.test(text))).toEqual([]);
});

test("the original is a tab away and says that it shows every number", async () => {
  const { page } = await open();
  await page.getByRole("tab", { name: "Ærø – FIKTIVE TAL" }).click();
  expect(await page.locator(".badge").innerText()).toBe("Originalen viser alle tal");
  expect(await page.getByRole("radio", { name: "Ydelser på Ærø" }).isVisible()).toBe(true);
  await page.getByRole("tab", { name: "Diskret – Unge på ydelser" }).click();
  expect(await page.locator(".badge").innerText()).toBe("Uden små tal");
});

test("sheets are reached with the keyboard", async () => {
  const { page } = await open();
  await page.locator(".tabs[role=tablist] [role=tab][aria-selected=true]").first().focus();
  await page.keyboard.press("ArrowLeft");
  expect(await page.locator(".tabs[role=tablist] [role=tab][aria-selected=true]").first().innerText()).toBe("Skoledata – FIKTIVE TAL");
  expect(await page.locator("#grid").getAttribute("aria-label")).toBe("Arket Skoledata – FIKTIVE TAL");
});

test("a dropped workbook takes the sample's place, and the sample can be taken again", async () => {
  const parts = unzipSync(bytes);
  parts["xl/sharedStrings.xml"] = strToU8(strFromU8(parts["xl/sharedStrings.xml"]).replaceAll("Albertslund", "Prøvekommune"));
  parts["xl/pivotCache/pivotCacheDefinition1.xml"] = strToU8(strFromU8(parts["xl/pivotCache/pivotCacheDefinition1.xml"]).replaceAll("Albertslund", "Prøvekommune"));
  const { page, matrix } = await open();
  await dropFile(page, "egen.xlsx", zipSync(parts));
  await page.locator(".excel .document").filter({ hasText: "egen.xlsx" }).waitFor();
  await page.locator(".agreement.same").waitFor();
  expect(await page.locator("#grid").innerText()).toContain("Prøvekommune");
  expect(await matrix.locator("table").innerText()).toContain("Prøvekommune");
  expect(await page.getByRole("note").filter({ hasText: "FIKTIVE TAL" }).count()).toBe(0);
  await page.getByRole("button", { name: "Brug eksemplet" }).click();
  await page.locator(".excel .document").filter({ hasText: "sample.xlsx" }).waitFor();
  await page.locator(".agreement.same").waitFor();
  expect(await page.locator("#grid").innerText()).toContain("Albertslund");
});

test("a workbook that cannot be read is refused with a reason, and nothing of the one before stays", async () => {
  const { page } = await open();
  await page.locator("input[type=file]").setInputFiles({ name: "halv.xlsx", mimeType: "application/octet-stream", buffer: Buffer.from(bytes.slice(0, 40_000)) });
  const refusal = page.getByRole("alert");
  await refusal.waitFor();
  expect(await refusal.locator("h2").innerText()).toBe("Kan ikke vises sikkert");
  expect(await refusal.locator(".reason").innerText()).toMatch(/^[A-ZÆØÅ][^/]{15,}[.!]$/);
  expect(await refusal.innerText()).toContain("halv.xlsx");
  expect(await page.locator(".windows").isVisible()).toBe(false);
  await shot(page, "workbench-refused");
});

test("a file of another kind is refused before it is read", async () => {
  const { page } = await open();
  await dropFile(page, "tabel.csv", strToU8("a;b"));
  expect(await page.getByRole("alert").locator(".reason").innerText()).toBe("Kun projektmapper (.xlsx, .xlsm eller .xltx) kan åbnes her. En CSV-fil kan åbnes under Prøv reglerne.");
});

test("the page's own policy lets it send nothing and run nothing it was not built with", async () => {
  const { page, faults } = await open();
  const sent = await page.evaluate(() => fetch("index.html").then(() => "sent", () => "refused"));
  expect(sent).toBe("refused");
  expect(faults.join()).toMatch(/Content Security Policy/);
  (faults as string[]).length = 0;
});

test("the matrix runs without access to the page around it", async () => {
  const { page } = await open();
  const frame = page.frames().find((one) => one.url().endsWith("visual.html"));
  expect(await frame?.evaluate(() => { try { return window.parent.document.title; } catch { return "no access"; } })).toBe("no access");
});

test("the page works from a folder, without any server", async () => {
  const page = await (await browser.newContext({ locale: "da-DK" })).newPage(), errors: string[] = [];
  page.on("console", (message) => { if (message.type() === "error" || message.type() === "warning") errors.push(message.text()); });
  await page.goto(pathToFileURL(path.resolve("dist/workbench/index.html")).href);
  await page.locator(".agreement.same").waitFor();
  const [excel, powerbi] = await hiddenOnBothSides(page);
  expect(excel).toBeGreaterThan(100);
  expect(powerbi).toBe(excel);
  expect(errors).toEqual([]);
  await page.context().close();
});

test("English is one click away, on both sides", async () => {
  const { page, matrix } = await open();
  await page.getByRole("button", { name: "English" }).click();
  await page.locator(".agreement.same").filter({ hasText: "Both sides hide the same cells" }).waitFor();
  expect(await page.locator("html").getAttribute("lang")).toBe("en");
  expect(await page.locator("#grid").innerText()).toContain("Protected sheet");
  expect(await matrix.locator("tbody tr.total th").innerText()).toBe("Total");
});

/** The first rows stand for the rest: they are alike, and a thousand cells take the checker half a minute. */
const accessibility = (page: WorkbenchPage["page"]): AxeBuilder =>
  new AxeBuilder({ page }).options({ preload: false }).exclude("#grid tbody tr:nth-child(n+14)").exclude(["iframe", "tbody tr:nth-child(n+8)"]);

const looks = (["da-DK", "en-GB"] as const).flatMap((locale) => (["light", "dark"] as const).flatMap((colorScheme) =>
  ([[1280, 800], [420, 900]] as const).map(([width, height]) => ({ locale, colorScheme, width, height }))));

test.each(looks)("$locale, $colorScheme, $width pixels: accessible, and nothing runs out of the page", async ({ locale, colorScheme, width, height }) => {
  const { page } = await open({ locale, colorScheme, viewport: { width, height } });
  const { violations } = await accessibility(page).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).slice(0, 3).join(" ")}`)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  await page.locator("iframe").scrollIntoViewIfNeeded();
  await shot(page, `workbench-${locale.slice(0, 2)}-${colorScheme}-${width}`);
});
