import { readFileSync } from "node:fs";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { pivotTables } from "../../shared/sources/pivot.ts";
import { readWorkbook } from "../../shared/workbook/readWorkbook.ts";
import { launch, ROOT, type Served } from "../browser.ts";
import { diskret, folderWith } from "../cli/diskret.ts";
import { openExcel } from "../hosts/emulatedExcel.ts";
import { officeInPage } from "../hosts/officePage.ts";
import { servePackaged } from "../packagedSite.ts";

const SAMPLE = new Uint8Array(readFileSync(path.join(ROOT, "sample.xlsx")));

/** A request as the municipality's web server or anybody on the line could see it. */
interface Seen {
  readonly method: string;
  readonly url: string;
  readonly body: string | null;
  readonly headers: string;
}

const folder = folderWith({ "p.json": JSON.stringify({ ...JSON.parse(readFileSync("policy.example.json", "utf8")) as object, valid: { to: "2999-12-31" } }) });
let browser: Browser, server: Served, url: string;
beforeAll(async () => {
  expect(diskret(folder, "policy", "keygen", "-o", "keys").exitCode).toBe(0);
  const key = /Private key[^:]*: (.*)/.exec(diskret(folder, "policy", "keygen", "-o", "keys").output)?.[1] ?? "";
  expect(diskret(folder, "package", "--policy", "p.json", "--host", "https://diskret.example", "-o", "out", "--key", key)).toMatchObject({ exitCode: 0 });
  server = await servePackaged(path.join(folder, "out/site"));
  url = server.url;
  browser = await launch();
}, 60_000);
afterAll(async () => { await browser.close(); await server.close(); });

/** A session of the packaged site: choose, protect, share, scan, report. Everything that leaves the page is recorded, its worker's requests too. */
async function session(): Promise<{ readonly seen: readonly Seen[]; readonly faults: readonly string[]; readonly sockets: number }> {
  const context = await browser.newContext({ viewport: { width: 320, height: 760 } }), page = await context.newPage(), seen: Seen[] = [], faults: string[] = [];
  let sockets = 0;
  context.on("request", (request) => { if (!/^(blob|data):/.test(request.url())) seen.push({ method: request.method(), url: request.url(), body: request.postData(), headers: JSON.stringify(request.headers()) }); });
  page.on("websocket", () => { sockets++; });
  page.on("console", (message) => { if (message.type() === "error") faults.push(message.text()); });
  await officeInPage(page, openExcel(SAMPLE), { language: "da-DK", background: "#FFFFFF" });
  await page.goto(`${url}/taskpane.html`);
  await act(page);
  await context.close();
  return { seen, faults, sockets };
}

async function act(page: Page): Promise<void> {
  const state = (name: string): Promise<void> => page.locator(`.diskret[data-state=${name}]`).waitFor();
  await state("ready");
  await page.locator("button.primary").click();
  await state("kept");
  await page.locator("#diskret-tab-scan").click();
  await page.locator("button.primary").click();
  await page.locator(".finding").first().waitFor();
  await page.locator("#diskret-tab-more").click();
  await page.locator(".field").first().waitFor();
}

test("the task pane asks only its own site for its own files, and Microsoft for Office.js; nothing is ever sent", async () => {
  const { seen, faults, sockets } = await session();
  expect([faults, sockets]).toEqual([[], 0]);
  expect(seen.filter(({ method, body }) => method !== "GET" || body !== null)).toEqual([]);
  const asked = [...new Set(seen.map((request) => request.url.replace(url, "")))].sort();
  expect(asked.filter((address) => /[?#]/.test(address))).toEqual([]);
  expect(asked.filter((address) => !address.startsWith("/"))).toEqual(["https://appsforoffice.microsoft.com/lib/1/hosted/office.js"]);
  // The data protection officer's list names them all.
  for (const language of ["da", "en"]) {
    const pack = readFileSync(`docs/${language}/dataProtection.md`, "utf8");
    expect(asked.filter((address) => !pack.includes(`\`${address}\``))).toEqual([]);
  }
}, 60_000);

test("no value of a table stands in any request", async () => {
  const { seen } = await session(), read = readWorkbook(SAMPLE), pivots = read.status === "read" ? pivotTables(read.workbook) : [];
  const values = pivots.flatMap((pivot) => (pivot.status === "read" ? pivot.placed.flatMap(({ table }) => table.measures.flatMap((measure) => [...measure.values])) : []));
  const telling = [...new Set(values)].filter((value) => value >= 1000).map(String), members = pivots.flatMap((pivot) => (pivot.status === "read" ? pivot.placed.flatMap(({ table }) => (table.shape.kind === "cross" ? table.shape.axes.flatMap(({ members }) => members) : [])) : []));
  expect([telling.length > 10, members.length > 50]).toEqual([true, true]);
  const sent = seen.map(({ url: address, headers }) => `${address.replace(url, "")} ${headers.replaceAll(url, "")}`).join("\n");
  expect(telling.filter((value) => new RegExp(`(^|\\D)${value}(\\D|$)`).test(sent))).toEqual([]);
  expect(members.filter((member) => member.length > 3 && sent.includes(encodeURIComponent(member)))).toEqual([]);
}, 60_000);
