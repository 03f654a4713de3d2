import { readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import AxeBuilder from "@axe-core/playwright";
import { strFromU8, unzipSync } from "fflate";
import type { Browser, Page } from "playwright-core";
import { launch, serve, shot, type Served } from "../browser.ts";
import { diskret, filesIn, folderWith } from "../cli/diskret.ts";

const POLICY = readFileSync("policy.example.json");
const HOST = "https://diskret.odense.example/til/excel";
let browser: Browser, site: Served;
beforeAll(async () => { [browser, site] = await Promise.all([launch(), serve("dist/workbench")]); });
afterAll(async () => { await Promise.all([browser.close(), site.close()]); });

interface Opened {
  readonly page: Page;
  readonly faults: readonly string[];
}

async function open(options: object = {}): Promise<Opened> {
  const page = await (await browser.newContext({ locale: "da-DK", viewport: { width: 1000, height: 900 }, ...options })).newPage(), faults: string[] = [];
  page.on("console", (message) => { if (message.type() === "error" || message.type() === "warning") faults.push(message.text()); });
  page.on("pageerror", (error) => { faults.push(error.message); });
  page.on("request", (request) => { if (!request.url().startsWith(`${site.url}/`) && !/^(data|blob):/.test(request.url())) faults.push(request.url()); });
  await page.goto(`${site.url}/builder.html`);
  await page.getByRole("heading", { level: 1 }).waitFor();
  return { page, faults };
}

const choose = (page: Page, buffer: Buffer): Promise<void> => page.locator('input[type="file"]').setInputFiles({ name: "policy.json", mimeType: "application/json", buffer });

test("a package made in the browser holds the same bytes as the command's", async () => {
  const { page, faults } = await open();
  await choose(page, POLICY);
  await page.getByText("Odense Kommune (461)").waitFor();
  expect(await page.locator("dl").innerText()).toContain("1. december 2026 – 30. november 2027");
  await page.getByLabel("Hvor opgaverudens filer").fill(`${HOST}/`);
  await page.getByRole("button", { name: "Lav pakken" }).click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Gem diskret-461-1.zip" }).click()]);
  const made = unzipSync(readFileSync(await download.path())), folder = folderWith({ "p.json": POLICY });
  expect(diskret(folder, "package", "--policy", "p.json", "--host", HOST, "-o", "out").exitCode).toBe(0);
  const names = filesIn(path.join(folder, "out"));
  expect(Object.keys(made).sort()).toEqual(names);
  for (const name of names) expect([name, Buffer.from(made[name]).equals(readFileSync(path.join(folder, "out", name)))]).toEqual([name, true]);
  expect(strFromU8(made["manifest.xml"])).toContain(`${HOST}/taskpane.html`);
  expect(faults).toEqual([]);
  await shot(page, "builder");
}, 60_000);

test("the page works from a folder, without any server", async () => {
  const page = await browser.newPage(), errors: string[] = [];
  page.on("console", (message) => { if (message.type() === "error") errors.push(message.text()); });
  await page.goto(pathToFileURL(path.resolve("dist/workbench/builder.html")).href);
  await choose(page, POLICY);
  await page.locator('input[type="url"]').fill(HOST);
  await page.locator("button.primary").click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator(".ready a").click()]);
  expect(Object.keys(unzipSync(readFileSync(await download.path())))).toContain("SHA256SUMS");
  expect(errors).toEqual([]);
}, 60_000);

test.each<[string, Buffer, string]>([
  ["a policy that nobody decided", Buffer.from(JSON.stringify({ ...JSON.parse(POLICY.toString()) as object, decided: undefined })), "decided mangler"],
  ["a faulty limit", Buffer.from('{"maxN":0}'), "maxN skal være et helt tal fra 1 til 50"],
  ["another city's code", Buffer.from(JSON.stringify({ ...JSON.parse(POLICY.toString()) as object, municipality: { name: "Ingen", code: "999" } })), "ikke en dansk kommunekode"],
  ["no JSON", Buffer.from("{"), "ikke JSON"],
])("%s makes no package", async (_, policy, words) => {
  const { page, faults } = await open();
  await choose(page, policy);
  await page.getByRole("alert").getByText(words).waitFor();
  await page.getByLabel("Hvor opgaverudens filer").fill(HOST);
  expect(await page.getByRole("button", { name: "Lav pakken" }).isDisabled()).toBe(true);
  expect(faults).toEqual([]);
}, 60_000);

test("an address without https is refused, in English too", async () => {
  const { page } = await open({ locale: "en-GB" });
  await choose(page, POLICY);
  await page.getByLabel("Where the task pane's files").fill("http://diskret.example");
  await page.getByRole("button", { name: "Make the package" }).click();
  await page.getByRole("status").getByText("--host must be").waitFor();
}, 60_000);

test.each([["light", 1000], ["dark", 380]] as const)("nothing stands in the way of anybody, %s at %d px", async (colorScheme, width) => {
  const { page } = await open({ colorScheme, viewport: { width, height: 900 } });
  await choose(page, POLICY);
  await page.getByText("Odense Kommune (461)").waitFor();
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  await shot(page, `builder-${colorScheme}`);
}, 60_000);
