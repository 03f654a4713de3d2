import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import AxeBuilder from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";
import { launch, serve, shot, type Served } from "../browser.ts";
import { readCases } from "../cases/readCases.ts";

const cases = readdirSync("test/cases").filter((file) => file.endsWith(".txt")).sort().flatMap((file) => readCases(readFileSync(path.join("test/cases", file), "utf8").replaceAll("\r", "")));
let browser: Browser, site: Served;
beforeAll(async () => { [browser, site] = await Promise.all([launch(), serve("dist/workbench")]); });
afterAll(async () => { await Promise.all([browser.close(), site.close()]); });

async function open(options: object = {}): Promise<{ readonly page: Page; readonly faults: readonly string[] }> {
  const page = await (await browser.newContext({ locale: "da-DK", viewport: { width: 1200, height: 900 }, ...options })).newPage(), faults: string[] = [];
  page.on("console", (message) => { if (message.type() === "error" || message.type() === "warning") faults.push(message.text()); });
  page.on("pageerror", (error) => { faults.push(error.message); });
  page.on("request", (request) => { if (!request.url().startsWith(`${site.url}/`) && !/^(data|blob):/.test(request.url())) faults.push(request.url()); });
  await page.goto(`${site.url}/gallery.html`);
  await page.getByRole("heading", { level: 1 }).waitFor();
  return { page, faults };
}

const view = (page: Page, name: string): Promise<void> => page.getByRole("group", { name: "Hvad der skjules" }).getByRole("button", { name, exact: true }).click();
const verdict = (page: Page): Promise<string> => page.getByRole("status").innerText();
const tables = (page: Page) => page.getByRole("navigation", { name: "Tabeller" }).getByRole("button");

test("every case of the tests is there: safe with Diskret, and most of them leak with small counts hidden only", async () => {
  const { page, faults } = await open();
  expect(await tables(page).count()).toBe(cases.length);
  let leaky = 0;
  for (const [at, one] of cases.entries()) {
    await tables(page).nth(at).click();
    expect(await page.getByRole("heading", { level: 2 }).innerText()).toBe(one.facts["da"]);
    await view(page, "Kun små tal");
    if (/kan regnes ud/.test(await verdict(page)) && !(await verdict(page)).startsWith("Intet")) leaky++;
    await view(page, "Med Diskret");
    expect([one.title, await verdict(page)]).toEqual([one.title, expect.stringMatching(/^Intet( skjult kan regnes ud| er skjult)$/)]);
    expect([one.title, await page.locator(".cell.found, .cell.small").count()]).toEqual([one.title, 0]);
  }
  expect(leaky).toBe(18);
  expect(faults).toEqual([]);
});

test("hiding by hand: each click is attacked at once", async () => {
  const { page } = await open();
  await page.getByRole("button", { name: "A/0-2: skjult, men regnet ud til 3" }).waitFor();
  expect(await verdict(page)).toContain("A/0-2 er 3.");
  await shot(page, "gallery-leak");
  await page.getByRole("button", { name: "A/3-5: 7, vist" }).click();
  await page.getByText("Dit eget valg").waitFor();
  expect(await verdict(page)).toContain("2 skjulte celler kan regnes ud");
  await page.getByRole("button", { name: "B/0-2: 20, vist" }).click();
  await page.getByRole("button", { name: "B/3-5: 30, vist" }).focus();
  await page.keyboard.press("Enter");
  expect(await verdict(page)).toBe("Intet skjult kan regnes ud");
  expect(await page.locator(".ranges li").allInnerTexts()).toEqual(["A/0-2\n0 til 10", "A/3-5\n0 til 10", "B/0-2\n13 til 23", "B/3-5\n27 til 37"]);
  await shot(page, "gallery-safe");
  await page.getByRole("button", { name: "A/0-2: skjult" }).click();
  expect(await verdict(page)).toContain("1 lille tal kan læses direkte.");
});

test("the page works from a folder, in English too, and the workbench leads to it", async () => {
  const context = await browser.newContext({ locale: "en-GB" }), page = await context.newPage();
  await page.goto(pathToFileURL(path.resolve("dist/workbench/index.html")).href);
  await page.getByRole("link", { name: "Attack the table" }).click();
  await page.getByRole("heading", { name: "Can the hidden be worked out?" }).waitFor();
  expect(await page.getByRole("heading", { level: 2 }).innerText()).toBe(cases[0].title);
  await page.getByRole("button", { name: "Dansk" }).click();
  await page.getByRole("heading", { name: "Kan det skjulte regnes ud?" }).waitFor();
});

/** The first tables of the list stand for the rest. */
test.each([["light", 1200], ["dark", 380]] as const)("nothing stands in the way of anybody, %s at %d px", async (colorScheme, width) => {
  const { page } = await open({ colorScheme, viewport: { width, height: 900 } });
  for (const at of [0, 8, 14, 19]) {
    await tables(page).nth(at).click();
    for (const name of at === 0 ? ["Alle tal", "Kun små tal", "Med Diskret"] : ["Eksemplets valg"]) {
      await view(page, name);
      expect([at, name, (await new AxeBuilder({ page }).options({ preload: false }).exclude(".cases li:nth-child(n+6)").analyze()).violations.map(({ id }) => id)]).toEqual([at, name, []]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    }
    await view(page, "Eksemplets valg");
    await shot(page, `gallery-${colorScheme}-${at}`);
  }
});
