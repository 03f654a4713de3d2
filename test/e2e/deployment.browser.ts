import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { unzipSync } from "fflate";
import type { Browser, Page } from "playwright-core";
import { sampleWorkbook } from "../../workbench/sample/workbook.mjs";
import { launch, serve, shot, type Served } from "../browser.ts";
import { diskret, folderWith } from "../cli/diskret.ts";
import { openExcel } from "../hosts/emulatedExcel.ts";
import { officeInPage } from "../hosts/officePage.ts";
import { servePackaged } from "../packagedSite.ts";
import { accessible, faultsOf } from "./chain.ts";

/** As the example, in force for long. */
const POLICY = JSON.stringify({ ...JSON.parse(readFileSync("policy.example.json", "utf8")) as object, maxN: 9, valid: { to: "2999-12-31" } });
let browser: Browser, pages: Served;
beforeAll(async () => { [browser, pages] = await Promise.all([launch(), serve("dist/workbench")]); });
afterAll(async () => { await Promise.all([browser.close(), pages.close()]); });

/** The package that the builder page makes of a policy, as a folder. */
async function built(page: Page): Promise<string> {
  await page.goto(`${pages.url}/builder.html`);
  await page.locator('input[type="file"]').setInputFiles({ name: "policy.json", mimeType: "application/json", buffer: Buffer.from(POLICY) });
  await page.getByText("Odense Kommune (461)").waitFor();
  await page.getByLabel("Hvor opgaverudens filer").fill("https://diskret.example");
  await page.getByRole("button", { name: "Lav pakken" }).click();
  await page.locator(".ready a").waitFor();
  await accessible(page);
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator(".ready a").click()]), folder = folderWith({});
  for (const [name, bytes] of Object.entries(unzipSync(readFileSync(await download.path())))) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), bytes);
  }
  return folder;
}

test("IT: build a package in the browser, serve it, see the check page green, and the pane under the municipality's rules", async () => {
  const page = await (await browser.newContext({ locale: "da-DK", viewport: { width: 900, height: 900 } })).newPage(), faults = faultsOf(page), folder = await built(page);
  expect(diskret(folder, "package", "--check", ".").exitCode).toBe(0);
  const site = await servePackaged(path.join(folder, "site"));
  try {
    await page.goto(`${site.url}/selftest.html`);
    await page.locator("[data-result=right]").waitFor();
    expect(await page.locator("#selftest").innerText()).toContain("Odense Kommune");
    await accessible(page);
    const [visual] = readdirSync(path.join(folder, "visual"));
    await page.locator('input[type="file"]').setInputFiles(path.join(folder, "visual", visual));
    await page.getByText("The visual has the policy that holds here").waitFor();
    await shot(page, "e2e-deployment");
    expect(faults).toEqual([]);

    const pane = await (await browser.newContext({ viewport: { width: 320, height: 760 } })).newPage(), paneFaults = faultsOf(pane);
    await officeInPage(pane, openExcel(sampleWorkbook()), { language: "da-DK", background: "#FFFFFF" });
    await pane.goto(`${site.url}/taskpane.html`);
    await pane.locator(".diskret[data-state=ready]").waitFor();
    expect(await pane.locator(".diskret").innerText()).toMatch(/9 eller derunder[\s\S]*Odense Kommune/);
    await accessible(pane);
    expect(paneFaults).toEqual([]);
  } finally {
    await site.close();
  }
}, 60_000);
