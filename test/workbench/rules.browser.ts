import { readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import AxeBuilder from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";
import { launch, serve, shot, type Served } from "../browser.ts";
import { dropFile } from "./workbenchPage.ts";

jest.setTimeout(60_000);
let browser: Browser, site: Served;
beforeAll(async () => { [browser, site] = await Promise.all([launch(), serve("dist/workbench")]); });
afterAll(async () => { await Promise.all([browser.close(), site.close()]); });

interface Opened { readonly page: Page; readonly faults: readonly string[] }

async function open(options: object = {}, address = `${site.url}/rules.html`): Promise<Opened> {
  const page = await (await browser.newContext({ locale: "da-DK", viewport: { width: 1280, height: 900 }, ...options })).newPage(), faults: string[] = [];
  page.on("console", (message) => { if (message.type() === "error" || message.type() === "warning") faults.push(message.text()); });
  page.on("pageerror", (error) => { faults.push(error.message); });
  page.on("request", (request) => { if (!request.url().startsWith(new URL(".", address).href) && !request.url().startsWith("data:")) faults.push(request.url()); });
  await page.goto(address);
  await compared(page);
  return { page, faults };
}

/** Both tables are drawn for what is chosen now: they are taken away before they are worked out anew. */
const compared = (page: Page): Promise<void> => page.locator(".sides").waitFor();
const button = (page: Page, name: string): Promise<void> => page.getByRole("button", { name, exact: true }).click();
const facts = (page: Page, side: string): Promise<string> => page.getByRole("region", { name: side, exact: true }).locator(".facts").innerText();
const RIGHT = "Diskret med reglerne ovenfor";
/** Cells of a kind on each side. */
const cells = async (page: Page, kind: string): Promise<readonly number[]> => Promise.all([0, 1].map((at) => page.locator(".side").nth(at).locator(`rect.${kind}`).count()));

async function limit(page: Page, value: number): Promise<void> {
  await page.getByLabel("Grænse: skjul antal på").fill(String(value));
  await page.getByLabel("Grænse: skjul antal på").press("Tab");
  await compared(page);
}

test("hiding small counts only leaks, and Diskret does not: seen on the sample", async () => {
  const { page, faults } = await open();
  const left = await facts(page, "Kun små tal skjult");
  expect(left).toMatch(/\d+ skjulte tal kan enhver regne ud/);
  expect(left).toContain("en kommune regne ud med sine egne tal");
  expect(await facts(page, RIGHT)).toContain("Intet skjult kan regnes ud");
  const [found, none] = await cells(page, "found");
  expect(found).toBeGreaterThan(10);
  expect(none).toBe(0);
  expect((await cells(page, "small"))[1]).toBe(0);
  await shot(page, "rules");
  await button(page, "Alle tal");
  await compared(page);
  expect(await facts(page, "Alle tal")).toMatch(/\d+ små tal kan læses/);
  expect((await cells(page, "small"))[0]).toBeGreaterThan(100);
  expect(faults).toEqual([]);
});

test("a higher limit hides more, a lower one less, and the page says who may choose it", async () => {
  const { page } = await open();
  await button(page, "De indbyggede regler");
  await compared(page);
  expect(new Set(await cells(page, "hidden")).size).toBe(1);
  await limit(page, 9);
  const [builtIn, stricter] = await cells(page, "hidden");
  expect(stricter).toBeGreaterThan(builtIn);
  expect(await page.locator(".compared").innerText()).toMatch(/^Strengere/);
  await limit(page, 3);
  expect(await page.locator(".compared").innerText()).toMatch(/^Lempeligere/);
  await page.getByLabel("Beskyttelse").selectOption("interval");
  await compared(page);
  expect(await page.locator(".compared").innerText()).toMatch(/^Både/);
  await page.getByText("Sådan står det i kommunens regelsæt").click();
  expect(JSON.parse(await page.locator("pre").innerText())).toEqual({ maxN: 3, zeros: "hide", protection: "interval", audience: "anyMunicipality" });
  await page.locator(".controls").getByRole("button", { name: "De indbyggede regler" }).click();
  await compared(page);
  expect(await page.getByLabel("Grænse: skjul antal på").inputValue()).toBe("5");
  expect(new Set(await cells(page, "hidden")).size).toBe(1);
});

test("a number out of range is put back", async () => {
  const { page } = await open();
  await limit(page, 51);
  expect(await page.getByLabel("Grænse: skjul antal på").inputValue()).toBe("5");
});

const CSV = "Kommune;0-2 år;3-5 år;I alt\nOdense;3;7;10\nAssens;20;30;50\nI alt;23;37;60\n";

test("a CSV of one's own, in numbers: what was hidden in vain stands there", async () => {
  const { page, faults } = await open();
  await dropFile(page, "egne.csv", Buffer.from(CSV));
  await page.locator(".source .hint").filter({ hasText: "egne.csv" }).waitFor();
  await compared(page);
  await button(page, "Tal");
  const [naive, own] = [page.locator(".side").first(), page.locator(".side").last()];
  expect(await naive.locator("td.found").allInnerTexts()).toEqual(["3"]);
  expect(await naive.locator(".example").innerText()).toBe("For eksempel: Odense · 0-2 år er 3.");
  expect(await own.locator("td.found").count()).toBe(0);
  expect(await own.locator("tbody td").allInnerTexts()).not.toContain("3");
  expect(await page.getByRole("note").count()).toBe(0);
  expect(faults).toEqual([]);
  await shot(page, "rules-csv");
  await button(page, "Brug eksemplet");
  await page.getByRole("note").waitFor();
  await compared(page);
});

test("a workbook of one's own", async () => {
  const { page } = await open();
  await page.locator("input[type=file]").setInputFiles({ name: "egen.xlsx", mimeType: "application/octet-stream", buffer: readFileSync("sample.xlsx") });
  await page.locator(".source .hint").filter({ hasText: "egen.xlsx" }).waitFor();
  await compared(page);
  expect(await page.locator(".source select").locator("option").count()).toBe(4);
  await page.locator(".source select").selectOption({ index: 3 });
  await compared(page);
  expect(await page.getByRole("img").first().getAttribute("aria-label")).toContain("18 rækker og 9 kolonner");
});

test.each([
  ["half a workbook", "halv.xlsx", readFileSync("sample.xlsx").subarray(0, 30_000), /beskadiget|ufuldstændig|læses/i],
  ["a list with one number per row", "liste.csv", Buffer.from("Kommune;Alder;Antal\nOdense;0-2;3\nOdense;3-5;7\nAssens;0-2;20\n"), /liste med ét tal pr. linje/],
  ["a table with numbers hidden already", "skjult.csv", Buffer.from(CSV.replace(";3;", ";..;")), /allerede skjulte celler/],
  ["a file of another kind", "tekst.pdf", Buffer.from("%PDF"), /^Kun projektmapper/],
])("%s is refused with a reason, and nothing is shown", async (_, name, bytes, reason) => {
  const { page } = await open();
  await dropFile(page, name, bytes);
  expect(await page.getByRole("alert").locator(".reason").innerText()).toMatch(reason);
  expect(await page.locator(".side, .controls").count()).toBe(0);
});

test("shares are no counts: none of them is tried as one", async () => {
  const { page } = await open();
  await dropFile(page, "andele.csv", Buffer.from("Andel i pct.;0-2 år;3-5 år\nOdense;3;7\nAssens;20;30\n"));
  await page.getByRole("alert").waitFor();
  expect(await page.locator(".side").count()).toBe(0);
});

test("the page works from a folder, in English too", async () => {
  const { page, faults } = await open({ locale: "en-GB" }, pathToFileURL(path.resolve("dist/workbench/rules.html")).href);
  expect(await page.getByRole("region", { name: "Small counts hidden only" }).locator(".facts").innerText()).toContain("can be worked out by anybody");
  await page.getByRole("link", { name: "Attack the table" }).click();
  await page.getByRole("heading", { name: "Can the hidden be worked out?" }).waitFor();
  expect(faults).toEqual([]);
});

test.each([["light", 1280], ["dark", 390]] as const)("nothing stands in the way of anybody, %s at %d px", async (colorScheme, width) => {
  const { page } = await open({ colorScheme, viewport: { width, height: 900 } });
  for (const form of ["Farvekort", "Tal"]) for (const table of [2, 3]) {
    await page.locator(".source select").selectOption({ index: table });
    await compared(page);
    await button(page, form);
    expect([form, table, (await new AxeBuilder({ page }).options({ preload: false }).analyze()).violations.map(({ id }) => id)]).toEqual([form, table, []]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await shot(page, `rules-${colorScheme}-${form}-${table}`);
  }
});
