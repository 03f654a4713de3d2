import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";
import { launch, ROOT, serve, shot, type Served } from "../browser.ts";
import { openExcel, type EmulatedExcel } from "../hosts/emulatedExcel.ts";
import { officeInPage, type PageSurroundings } from "../hosts/officePage.ts";

const SAMPLE = readFileSync(path.join(ROOT, "sample.xlsx"));
/** Width of a task pane in Excel that nobody has widened. */
const PANE = { width: 320, height: 900 };
const SETTINGS: readonly (PageSurroundings & { readonly name: string })[] = [
  { name: "da-light", language: "da-DK", background: "#FFFFFF" },
  { name: "da-dark", language: "da-DK", background: "#262626" },
  { name: "en-light", language: "en-US", background: "#FFFFFF" },
  { name: "en-dark", language: "en-US", background: "#262626" },
];

let browser: Browser;
let site: Served;

beforeAll(async () => {
  if (!existsSync(path.join(ROOT, "dist/addin/taskpane.html"))) throw new Error("dist/addin is missing: run npm run build");
  [browser, site] = await Promise.all([launch(), serve("dist/addin")]);
}, 120_000);
afterAll(async () => { await browser?.close(); await site?.close(); });

/** The shipped page over the genuine client library over an emulated Excel. Any error in the page fails the test. */
async function open(surroundings: PageSurroundings): Promise<{ readonly page: Page; readonly excel: EmulatedExcel; readonly errors: string[] }> {
  const excel = openExcel(SAMPLE);
  const page = await (await browser.newContext({ viewport: PANE })).newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  await officeInPage(page, excel, surroundings);
  await page.goto(`${site.url}/taskpane.html`);
  await page.locator("fieldset.pivots").waitFor();
  return { page, excel, errors };
}

async function violations(page: Page): Promise<string[]> {
  return (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}

describe.each(SETTINGS)("the shipped pane, $name", (setting) => {
  test("chooses, protects, and opens the copy as a workbook of its own", async () => {
    const { page, excel, errors } = await open(setting);
    expect(await violations(page)).toEqual([]);
    await shot(page, `taskpane-ready-${setting.name}`);
    await page.locator("button.primary").click();
    await page.locator("section.result").waitFor();
    expect(await violations(page)).toEqual([]);
    await shot(page, `taskpane-protected-${setting.name}`);
    await page.locator("section.result button").click();
    await page.locator(".done").waitFor();
    expect(excel.opened).toHaveLength(1);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    expect(errors).toEqual([]);
    await page.context().close();
  }, 60_000);
});
