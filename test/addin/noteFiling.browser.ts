import { readFileSync } from "node:fs";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { launch, shot, type Served } from "../browser.ts";
import { diskret, folderWith } from "../cli/diskret.ts";
import { openExcel, type EmulatedExcel } from "../hosts/emulatedExcel.ts";
import { logServer, type LogServer } from "../hosts/logServer.ts";
import { officeInPage } from "../hosts/officePage.ts";
import { servePackaged } from "../packagedSite.ts";
import { pivotWorkbook } from "./session/pivotView.ts";

const SCHOOLS = pivotWorkbook({ counts: [[40, 31, 90, 22], [35, 28, 81, 19], [12, 3, 44, 17], [8, 2, 21, 11], [30, 26, 60, 33], [17, 14, 39, 20]], ages: [0, 1, 2, 3], top: 2, left: 0, lines: { field: "Skole", members: ["Alleskolen", "Byskolen", "Dalskolen", "Engskolen", "Fjordskolen", "Gadeskolen"] } });

let browser: Browser, site: Served, log: LogServer;
beforeAll(async () => {
  log = await logServer(() => site.url);
  const policy = {
    ...JSON.parse(readFileSync("policy.example.json", "utf8")) as object, municipality: { name: "Odense Kommune", code: "461" }, revision: 4, valid: { to: "2999-12-31" }, ownDataLog: log.url,
    allow: { ownDataExemption: true }, dataSets: [{ name: "Egne skoler", recognise: { field: "^Skole$" }, kind: "own" }],
  };
  const folder = folderWith({ "p.json": JSON.stringify(policy) });
  expect(diskret(folder, "package", "--policy", "p.json", "--host", "https://diskret.example", "-o", "out")).toMatchObject({ exitCode: 0 });
  [site, browser] = await Promise.all([servePackaged(path.join(folder, "out/site")), launch()]);
}, 60_000);
afterAll(async () => { await browser.close(); await site.close(); await log.close(); });

/** The packaged site under its own headers; its server asks for a certificate that nobody vouches for. */
async function open(excel: EmulatedExcel): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 320, height: 760 }, ignoreHTTPSErrors: true }), page = await context.newPage();
  await officeInPage(page, excel, { language: "da-DK", background: "#FFFFFF" });
  await page.goto(`${site.url}/taskpane.html`);
  return page;
}
const inState = (page: Page, name: string): Promise<void> => page.locator(`.diskret[data-state=${name}]`).waitFor();

test("a choice to show a table whole is put into the municipality's folder, on another server and signed in; where that fails the user is told, and it is sent again", async () => {
  const excel = openExcel(SCHOOLS), page = await open(excel), toggle = page.locator(".toggle input").first();
  await inState(page, "ready");
  await page.locator("button.primary").click();
  await inState(page, "kept");
  await toggle.click();
  await page.locator(".hint", { hasText: `Valget er noteret i ${log.url}` }).waitFor();
  expect(log.files.map((file) => [/^\/diskret\/diskret-\d{4}-\d\d-\d\dT\d{9}Z-[0-9a-f-]{36}\.json$/.test(file.path), JSON.parse(file.body) as unknown])).toEqual([[true, {
    format: "diskret-own-data-note", version: 1, time: expect.any(String) as string, event: "shownWhole", table: "Pivot", dataSets: ["Egne skoler"], municipality: "461", policy: { label: expect.stringMatching(/^Odense Kommune · [0-9a-f]{8}$/) as string, revision: 4 },
  }]]);
  // That is all: no number of the table, no name of a school, and nothing of the page's address.
  expect(log.files[0].headers["referer"]).toBeUndefined();

  log.answers(403);
  await toggle.click();
  const warning = page.locator(".message.warning", { hasText: "En notering er ikke lagt i" });
  await warning.waitFor();
  expect(await warning.innerText()).toContain("403");
  await shot(page, "taskpane-own-data-unfiled");
  expect(log.files).toHaveLength(1);
  log.answers(201);
  await warning.locator("button", { hasText: "Prøv igen" }).click();
  while (log.files.length < 2) await page.waitForTimeout(20);
  await warning.waitFor({ state: "detached" });
  expect(log.files.map(({ body }) => (JSON.parse(body) as { event: string }).event)).toEqual(["shownWhole", "protectedAgain"]);
  await page.context().close();
}, 60_000);

test("what could not be filed is sent when the workbook is next opened", async () => {
  const excel = openExcel(SCHOOLS), first = await open(excel), before = log.files.length;
  log.answers(500);
  await inState(first, "ready");
  await first.locator("button.primary").click();
  await inState(first, "kept");
  await first.locator(".toggle input").first().click();
  await first.locator(".message.warning", { hasText: "500" }).waitFor();
  await first.context().close();
  log.answers(201);
  const second = await open(excel);
  await inState(second, "kept");
  await second.locator(".hint", { hasText: "Valget er noteret i" }).waitFor();
  expect(log.files.length - before).toBe(1);
  await second.context().close();
}, 60_000);

test("the packaged headers let the page send to that server and to no other", async () => {
  const policy = (await fetch(`${site.url}/taskpane.html`)).headers.get("content-security-policy");
  expect(policy).toContain(`connect-src 'self' ${new URL(log.url).origin};`);
});
