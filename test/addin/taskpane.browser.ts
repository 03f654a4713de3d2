import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";
import { writeWorkbook } from "../../shared/sheetWriter/writeWorkbook.ts";
import { bake } from "../../shared/policy/bake.ts";
import { cellName, parseArea } from "../../shared/workbook/area.ts";
import { launch, ROOT, serve, shot, type Served } from "../browser.ts";
import { openExcel, type EmulatedExcel } from "../hosts/emulatedExcel.ts";
import { officeInPage, type PageSurroundings } from "../hosts/officePage.ts";
import { SPOKEN, type OfficeRequests } from "../hosts/officeRequests.ts";
import { withoutRowItems, withPart, withParts } from "./parts.ts";
import { buildWorkbook, type PivotSketch } from "../shared/workbook/buildWorkbook.ts";
import { pivotWorkbook } from "./session/pivotView.ts";

const SAMPLE = new Uint8Array(readFileSync(path.join(ROOT, "sample.xlsx")));
/** Width of a task pane in Excel that nobody has widened. */
const PANE = { width: 320, height: 760 };
const never = (): Promise<never> => new Promise(() => undefined);

let browser: Browser;
let site: Served;

beforeAll(async () => {
  if (!existsSync(path.join(ROOT, "dist/addin/taskpane.html"))) throw new Error("dist/addin is missing: run npm run build");
  [browser, site] = await Promise.all([launch(), serve("dist/addin")]);
}, 120_000);
afterAll(async () => { await browser?.close(); await site?.close(); });

interface Open {
  readonly page: Page;
  readonly excel: EmulatedExcel;
  readonly requests: OfficeRequests;
  readonly errors: readonly string[];
}
/** `policy`: the text of the policy file that the site was packaged with. */
type Options = PageSurroundings & { readonly policy?: string; readonly cubes?: boolean; readonly bytes?: Uint8Array; readonly colorScheme?: "light" | "dark"; readonly forcedColors?: "active" };

/** The shipped page over the genuine client library over an emulated Excel. */
async function open({ bytes = SAMPLE, policy, cubes = false, colorScheme = "light", forcedColors = null as never, ...surroundings }: Options): Promise<Open> {
  const excel = openExcel(bytes);
  if (cubes) Object.assign(excel, { pivots: excel.pivots.map((pivot) => ({ ...pivot, olap: true })) });
  const context = await browser.newContext({ viewport: PANE, colorScheme, forcedColors, reducedMotion: "reduce" });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  const requests = await officeInPage(page, excel, surroundings);
  if (policy !== undefined) await page.route("**/taskpane.js", (route) => route.fulfill({ contentType: "text/javascript", body: packaged(policy) }));
  await page.goto(`${site.url}/taskpane.html`);
  return { page, excel, requests, errors };
}

/** The shipped script with a policy in it, as `diskret package` makes it. */
function packaged(policy: string): string {
  const script = bake(readFileSync(path.join(ROOT, "dist/addin/taskpane.js"), "utf8"), { policy, sha256: createHash("sha256").update(policy).digest("hex") });
  if (script === null) throw new Error("no place for a policy");
  return script;
}

const inState = (page: Page, state: string): Promise<void> => page.locator(`.diskret[data-state=${state}]`).waitFor();
const keep = async (page: Page): Promise<void> => { await inState(page, "ready"); await page.locator("button.primary").click(); };

/** What holds of the pane in every state: accessible, no wider than Excel shows it, no error, nothing about why a cell is hidden. */
async function holdsAlways({ page, errors }: Open, name: string): Promise<void> {
  await shot(page, `taskpane-${name}`);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  const words = await page.locator("body").innerText();
  expect(words).not.toMatch(/primær|sekundær|primary|secondary/i);
  expect(words).not.toContain(SPOKEN);
  expect(errors).toEqual([]);
  await page.context().close();
}

const ODD_MEASURE = withPart(SAMPLE, /pivotTable1\.xml$/, (xml) => xml.replace(/(<dataField [^>]*name=")[^"]*/, "$1Indeks"));
const PARTLY = withoutRowItems(SAMPLE, /pivotTable2\.xml$/);
const NONE = [1, 2, 3, 4].reduce<Uint8Array>((bytes, n) => withoutRowItems(bytes, new RegExp(`pivotTable${n}\\.xml$`)), SAMPLE);
const LABELLED = withParts(SAMPLE, { "docMetadata/LabelInfo.xml": "<labelList/>" });
const SCHOOLS = pivotWorkbook({ counts: [[40, 31, 90, 22], [35, 28, 81, 19], [12, 3, 44, 17], [8, 2, 21, 11], [30, 26, 60, 33], [17, 14, 39, 20]], ages: [0, 1, 2, 3], top: 2, left: 0, lines: { field: "Skole", members: ["Alleskolen", "Byskolen", "Dalskolen", "Engskolen", "Fjordskolen", "Gadeskolen"] } });
const MUNICIPALITY = { name: "Odense Kommune", code: "461" }, DAY = 24 * 60 * 60 * 1000;
const ENDS_SOON = JSON.stringify({ municipality: MUNICIPALITY, valid: { to: new Date(Date.now() + 30 * DAY).toISOString().slice(0, 10) } });
const OWN_DATA = JSON.stringify({ municipality: MUNICIPALITY, allow: { ownDataExemption: true }, ownDataLog: "J:\\Diskret", dataSets: [{ name: "Egne skoler", recognise: { field: "^Skole$" }, kind: "own" }] });
const FILED = JSON.stringify({ ...JSON.parse(OWN_DATA) as object, ownDataLog: "https://log.kommune.example/diskret" });
const PLAIN: PivotSketch = {
  name: "Første", ref: "A1:B5", firstData: [1, 1], shown: "Kommune|Antal\nFanø|41\nLæsø|3\nSamsø|22\nHovedtotal|66", rows: [0], rowItems: ["0", "1", "2", "grand"], colItems: ["grand"],
  fields: [{ name: "Kommune", members: ["Fanø", "Læsø", "Samsø"] }, { name: "A" }], data: [{ name: "Antal", field: 1 }],
};
const TWO = buildWorkbook({ pivots: [PLAIN, { ...PLAIN, name: "Anden" }] });
const ONE_LEFT = buildWorkbook({ pivots: [PLAIN, { ...PLAIN, shown: "" }], parts: { "xl/worksheets/_rels/sheet2.xml.rels": null } });
const EMPTY = writeWorkbook([{ name: "Ark1", grid: { rows: [] } }]);

/** Part of the request that adds a sheet. */
const ADDS_SHEET = '"Name":"Add"';

/** The user marks a range of these cells, below the first table, and has it protected. */
async function chooseRange({ page, excel }: Open, block: readonly (readonly (string | number)[])[]): Promise<void> {
  await inState(page, "ready");
  block.forEach((line, row) => line.forEach((value, column) => { excel.sheets[0].cells.set(cellName(21 + row, 1 + column), { value, format: "General" }); }));
  excel.select("Ark1", 20, 0, block.length, 2);
  await page.locator(".aside button.link").last().click();
  await inState(page, "kept");
}

interface State {
  readonly name: string;
  readonly options?: Partial<Options>;
  readonly reach: (opened: Open) => Promise<void>;
}
const tab = (page: Page, name: string): Promise<void> => page.locator(`#diskret-tab-${name}`).click();
const share = async (page: Page): Promise<void> => { await inState(page, "ready"); await page.locator(".quiet", { hasText: "…" }).click(); };
const STATES: readonly State[] = [
  { name: "loading", options: { file: never }, reach: ({ page }) => inState(page, "loading") },
  { name: "no-pivot", options: { bytes: EMPTY }, reach: ({ page }) => inState(page, "noPivot") },
  { name: "cannot-run", options: { supported: false }, reach: ({ page }) => inState(page, "cannotRun") },
  { name: "error", options: { file: () => Promise.resolve(new Uint8Array(9)) }, reach: ({ page }) => inState(page, "error") },
  { name: "ready", reach: ({ page }) => inState(page, "ready") },
  { name: "none-readable", options: { bytes: NONE }, reach: ({ page }) => page.locator(".refusals[open]").waitFor() },
  {
    name: "working",
    reach: async ({ page, requests }) => { await inState(page, "ready"); requests.hold(); await page.locator("button.primary").click(); await inState(page, "working"); },
  },
  { name: "kept", reach: async ({ page }) => { await keep(page); await inState(page, "kept"); } },
  {
    name: "partly-refused", options: { bytes: PARTLY },
    reach: async ({ page }) => { await inState(page, "ready"); await page.locator("label.pivot", { hasText: "Ærø" }).first().click(); await page.locator(".refusals summary").click(); await keep(page); await inState(page, "kept"); },
  },
  { name: "refused", options: { bytes: ODD_MEASURE }, reach: async ({ page }) => { await keep(page); await inState(page, "refused"); } },
  { name: "failed", reach: async ({ page, requests }) => { await inState(page, "ready"); requests.failWith(ADDS_SHEET, "GeneralException"); await page.locator("button.primary").click(); await inState(page, "failed"); } },
  {
    name: "masked",
    reach: async ({ page }) => { await inState(page, "ready"); await page.locator(".toggle input").first().click(); await page.locator(".toggle small").waitFor(); },
  },
  { name: "sharing", reach: async ({ page }) => { await share(page); await page.locator(".card").waitFor(); } },
  {
    name: "shared",
    reach: async ({ page, excel }) => { await share(page); await page.locator(".card .primary").click(); await page.locator(".message.success").waitFor(); expect(excel.opened).toHaveLength(1); },
  },
  { name: "why-nothing", reach: async ({ page }) => { await inState(page, "ready"); await tab(page, "why"); await page.locator(".ask").waitFor(); } },
  {
    name: "why-hidden",
    reach: async ({ page, excel }) => {
      await keep(page);
      await inState(page, "kept");
      const { name, cells } = excel.sheets.at(-1)!, [place] = [...cells].find(([cell, { value }]) => value === ".." && !cell.startsWith("A"))!, { top, left } = parseArea(place)!;
      await tab(page, "why");
      excel.select(name, top - 1, left - 1);
      await page.locator(".message.neutral").waitFor();
    },
  },
  { name: "scan", reach: async ({ page }) => { await inState(page, "ready"); await tab(page, "scan"); await page.locator("button.primary").waitFor(); } },
  { name: "scan-findings", reach: async ({ page }) => { await inState(page, "ready"); await tab(page, "scan"); await page.locator("button.primary").click(); await page.locator(".finding").first().waitFor(); } },
  { name: "no-file", options: { file: () => Promise.reject(new Error("labelled")) }, reach: async ({ page }) => { await inState(page, "ready"); await page.locator(".refusals summary").click(); await page.locator(".refusals[open]").waitFor(); } },
  { name: "label-forbids", options: { file: () => Promise.reject(new Error("labelled")), cubes: true }, reach: ({ page }) => inState(page, "error") },
  { name: "labelled", options: { bytes: LABELLED }, reach: async ({ page }) => { await share(page); await page.locator(".card .hint").waitFor(); } },
  { name: "expires-soon", options: { policy: ENDS_SOON }, reach: async ({ page }) => { await inState(page, "ready"); await page.locator(".notice").scrollIntoViewIfNeeded(); } },
  { name: "policy-unreadable", options: { policy: "{" }, reach: ({ page }) => inState(page, "cannotRun") },
  {
    name: "own-data", options: { bytes: SCHOOLS, policy: OWN_DATA },
    reach: async ({ page }) => { await keep(page); await inState(page, "kept"); await page.locator(".toggle input").first().click(); await page.locator(".aside small", { hasText: "J:\\Diskret" }).waitFor(); await inState(page, "kept"); },
  },
  {
    name: "own-data-unfiled", options: { bytes: SCHOOLS, policy: FILED },
    reach: async ({ page }) => {
      await page.route("https://log.kommune.example/**", (route) => route.abort());
      await keep(page);
      await inState(page, "kept");
      await page.locator(".toggle input").first().click();
      await page.locator(".message.warning", { hasText: "https://log.kommune.example/diskret" }).locator("button.quiet").waitFor();
      await inState(page, "kept");
    },
  },
  { name: "range-joined", options: { bytes: TWO }, reach: (opened) => chooseRange(opened, [["", "Antal"], ["Fanø", 41], ["Læsø", 3], ["Samsø", 22]]).then(() => opened.page.locator(".facts li", { hasText: "Første" }).waitFor()) },
  { name: "range-apart", options: { bytes: TWO }, reach: (opened) => chooseRange(opened, [["", "Børn"], ["By 1", 41], ["By 2", 3], ["By 3", 22]]).then(() => opened.page.locator(".message.warning p", { hasText: /HENTPIVOTDATA|GETPIVOTDATA/ }).waitFor()) },
  {
    name: "sheet-gone", options: { bytes: TWO },
    reach: async ({ page, excel }) => {
      await inState(page, "ready");
      await page.locator("input[type=radio]").nth(1).click();
      await page.locator("button.primary").click();
      await inState(page, "kept");
      excel.become(ONE_LEFT);
      excel.type("Ark1", 40, 8, 1);
      await page.locator(".message.warning", { hasText: "Diskret – Anden" }).locator("button.link").waitFor();
      await inState(page, "ready");
    },
  },
  {
    name: "system-check",
    reach: async ({ page }) => { await inState(page, "ready"); await tab(page, "more"); await page.locator(".card").last().locator("button").click(); await page.locator(".report").waitFor(); await page.locator(".report").scrollIntoViewIfNeeded(); },
  },
  { name: "more", reach: async ({ page }) => { await inState(page, "ready"); await tab(page, "more"); await page.locator(".field").first().waitFor(); } },
];

describe.each([
  { name: "da-light", language: "da-DK", background: "#FFFFFF" },
  { name: "en-dark", language: "en-US", background: "#262626" },
])("the shipped pane over the genuine Office.js, $name", ({ name, ...setting }) => {
  test.each(STATES)("$name", async ({ name: state, options, reach }) => {
    const opened = await open({ ...setting, ...options });
    opened.page.setDefaultTimeout(8_000);
    await reach(opened);
    await holdsAlways(opened, `${state}-${name}`);
  }, 20_000);
});

test("work in the shipped worker is given up on request: nothing is written, and the next wish starts another worker", async () => {
  const opened = await open({ language: "da-DK", background: "#FFFFFF" }), { page, excel } = opened;
  await inState(page, "ready");
  // The first worker reads, and never comes to an end with protecting; those after it are the shipped ones.
  const script = readFileSync(path.join(ROOT, "dist/addin/diskret.js"), "utf8");
  let workers = 0;
  await page.route("**/diskret.js", (route) => (workers++ > 0 ? route.continue() : route.fulfill({ contentType: "text/javascript", body: `${script};{ const work = onmessage; onmessage = (job) => { if (job.data.name !== "protect") work(job); }; }` })));
  await page.reload();
  await inState(page, "ready");
  await page.locator("button.primary").click();
  await page.locator(".progress p", { hasText: "Diskretionerer …" }).waitFor();
  await page.locator(".progress button").click();
  await inState(page, "failed");
  expect([await page.locator(".outcome").innerText(), excel.written.length]).toEqual([expect.stringContaining("Afbrudt"), 0]);
  await page.locator("button.primary").click();
  await inState(page, "kept");
  expect(workers).toBe(2);
  await holdsAlways(opened, "cancelled-da");
}, 20_000);

test("the system check of the shipped pane repeats nothing that stands in the workbook, and changes nothing in it", async () => {
  const opened = await open({ language: "da-DK", background: "#FFFFFF" }), { page, excel, requests } = opened;
  await inState(page, "ready");
  await tab(page, "more");
  await page.locator(".card").last().locator("button").click();
  const report = await page.locator(".report").innerText();
  for (let question = 1; question <= 12; question++) expect(report).toMatch(new RegExp(`^T${question} `, "m"));
  expect(report).not.toMatch(/: fejl/);
  const content = [...excel.sheets.map(({ name }) => name), ...excel.pivots.map(({ name }) => name), ...excel.sheets.flatMap(({ cells }) => [...cells.values()].map(({ value }) => String(value)))];
  const figures = new Set((report.replace(/^T\d+/gm, "").match(/\d+/g) ?? []).filter((figure) => figure.length > 2));
  expect([content.length > 500, content.filter((word) => (/^\d+$/.test(word) ? figures.has(word) : word.length > 4 && report.includes(word)))]).toEqual([true, []]);
  expect([excel.written, requests.crash]).toEqual([[], null]);
  await page.context().close();
}, 20_000);

test("high contrast keeps the choice and the shares visible", async () => {
  const opened = await open({ language: "da-DK", background: null, forcedColors: "active" });
  await keep(opened.page);
  await inState(opened.page, "kept");
  await holdsAlways(opened, "kept-da-high-contrast");
}, 20_000);

test("an Excel that gives no theme is dark where the browser is", async () => {
  const opened = await open({ language: "da-DK", background: null, colorScheme: "dark" });
  await inState(opened.page, "ready");
  expect(await opened.page.locator(".diskret").evaluate((pane) => getComputedStyle(pane).backgroundColor)).toBe("rgb(41, 41, 41)");
  await holdsAlways(opened, "ready-da-auto-dark");
}, 20_000);

test("the keyboard alone chooses a table, protects it, and reaches every part of the pane", async () => {
  const opened = await open({ language: "da-DK", background: "#FFFFFF" });
  const { page, excel } = opened;
  await inState(page, "ready");
  await page.locator("input[type=radio]").first().focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.className)).toBe("primary");
  await page.keyboard.press("Enter");
  await inState(page, "kept");
  expect(excel.sheets.at(-1)?.name).toBe(`Diskret – ${excel.pivots[1].name}`);
  await page.locator("#diskret-tab-tables").focus();
  for (const name of ["why", "scan", "more"]) {
    await page.keyboard.press("ArrowRight");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe(`diskret-tab-${name}`);
    expect(await page.locator(".diskret").getAttribute("data-tab")).toBe(name);
  }
  await holdsAlways(opened, "more-da-keyboard");
}, 20_000);

test("without Office.js the pane says what it lacks", async () => {
  const context = await browser.newContext({ viewport: PANE });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.route("https://appsforoffice.microsoft.com/**", (route) => route.abort());
  await page.goto(`${site.url}/taskpane.html`);
  await inState(page, "cannotRun");
  expect(await page.locator(".blank p").textContent()).toContain("Office.js");
  await holdsAlways({ page, errors, excel: openExcel(SAMPLE), requests: null as never }, "no-office-da");
}, 20_000);
