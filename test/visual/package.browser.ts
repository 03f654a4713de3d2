import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, mkdtempSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import AxeBuilder from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";
import type { Table } from "../../shared/table/table.ts";
import { launch, ROOT, serve, shot, type Served } from "../browser.ts";
import { FRAME_CSP, matrixDataView, readPackage, THEMES, visualFrame, type FrameReport, type FrameUpdate } from "../hosts/powerbi.ts";
import { benchmark, LIMIT, smallAnywhere } from "./benchmark.ts";

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "cat.aria", "cat.tables"];
const FOLDER = path.join(ROOT, "dist/visual");
jest.setTimeout(60_000);
let browser: Browser, site: Served;

beforeAll(async () => {
  const name = existsSync(FOLDER) ? readdirSync(FOLDER).find((file) => file.endsWith(".pbiviz")) : undefined;
  if (name === undefined) throw new Error("no package in dist/visual: run `npm run build` first");
  const folder = mkdtempSync(path.join(os.tmpdir(), "diskret-visual-"));
  writeFileSync(path.join(folder, "frame.html"), visualFrame(readPackage(readFileSync(path.join(FOLDER, name)))));
  writeFileSync(path.join(folder, "index.html"), `<!doctype html><html lang="da"><meta charset="utf-8"><title>Rapport</title><style>body{margin:0}iframe{border:0;display:block;width:100vw;height:100vh}</style>
<iframe title="visual" sandbox="allow-scripts" src="frame.html"></iframe>
<script>window.reports = []; addEventListener("message", (e) => { if (e.data.diskret === "ready") window.ready = true; if (e.data.diskret === "rendered") window.reports.push(e.data); });
window.send = (id, update) => document.querySelector("iframe").contentWindow.postMessage({ diskret: "update", id, update }, "*");</script>`);
  [browser, site] = await Promise.all([launch(), serve(folder, `${FRAME_CSP}; frame-src 'self'`)]);
}, 120_000);
afterAll(async () => { await browser?.close(); await site?.close(); });

/** A report page with the packaged visual in its sandbox; every console error is a failure. */
class Report {
  private constructor(readonly page: Page, readonly errors: string[]) {}
  private last = 0;

  static async open(width = 900, height = 560): Promise<Report> {
    const context = await browser.newContext({ viewport: { width, height } });
    const page = await context.newPage();
    const errors: string[] = [];
    page.on("console", (message) => { if (message.type() === "error") errors.push(message.text()); });
    page.on("pageerror", (error) => { errors.push(String(error)); });
    await page.goto(`${site.url}/index.html`);
    await page.waitForFunction("window.ready === true");
    return new Report(page, errors);
  }

  async update(update: FrameUpdate): Promise<FrameReport> {
    const id = ++this.last;
    await this.page.evaluate(([n, message]) => { (window as unknown as { send(id: unknown, update: unknown): void }).send(n, message); }, [id, update] as const);
    const done = await this.page.waitForFunction((n) => (window as unknown as { reports: { id: number; report: FrameReport }[] }).reports.find((report) => report.id === n), id);
    return (await done.jsonValue() as { report: FrameReport }).report;
  }

  async close(): Promise<void> {
    await this.page.context().close();
    expect(this.errors).toEqual([]);
  }
}

/** Many municipalities that do not exist. */
function long(rows: number): Table {
  const names = ["(total)", ...Array.from({ length: rows }, (_, row) => `Sted ${row + 1}`)], columns = ["(total)", "2023", "2024"];
  const values = new Float64Array(names.length * columns.length);
  for (let row = 1; row < names.length; row++)
    for (let column = 1; column < columns.length; column++) {
      const value = row % 9 === 0 && column === 1 ? 3 : (Math.imul(2 * row + column, 2_654_435_761) >>> 0) % 99_991 + 6;
      for (const at of [row * 3 + column, row * 3, column, 0]) values[at] += value;
    }
  const axis = (name: string, members: string[]) => ({ name, members, hierarchies: [{ name, parent: members.map((_, member) => (member === 0 ? -1 : 0)) }] });
  return { name: "", shape: { kind: "cross", axes: [axis("rows", names), axis("columns", columns)] }, measures: [{ name: "Antal", values }] };
}

const NESTED = matrixDataView(benchmark(), { fields: { rows: ["Region", "Kommune"], columns: ["År", "Aldersgruppe"] } });

describe("the finished package in a sandboxed frame without network and eval", () => {
  test.each([
    ["da-light", "da-DK", THEMES.light], ["en-light", "en-US", THEMES.light],
    ["da-dark", "da-DK", THEMES.dark], ["da-high-contrast", "da-DK", THEMES.highContrast],
  ] as const)("draws the protected matrix: %s", async (name, locale, colours) => {
    const report = await Report.open();
    const { log, text, html } = await report.update({ dataView: NESTED, locale, colours });
    expect(log).toEqual(["started", "finished"]);
    expect(text).toContain(locale === "da-DK" ? `${LIMIT} eller derunder` : `${LIMIT} or less`);
    expect(smallAnywhere(html)).toEqual([]);
    const axe = await new AxeBuilder({ page: report.page }).withTags(WCAG).analyze();
    expect(axe.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html: at }) => at).join(" ")}`)).toEqual([]);
    await shot(report.page, `visual-${name}`);
    await report.close();
  });

  test("what an author may add: bars, a filtered view, an amount that lacks its count, a chosen row, folded groups", async () => {
    const report = await Report.open(), table = benchmark();
    const two = { ...table, measures: [table.measures[0], { ...table.measures[0], name: "Udgift" }] };
    const { log, html } = await report.update({ dataView: matrixDataView(two, { fields: { rows: ["Region", "Kommune"], columns: ["År", "Aldersgruppe"] }, filtered: true, objects: { look: { bars: true } } }) });
    expect(log).toEqual(["started", "finished"]);
    expect(smallAnywhere(html)).toEqual([]);
    const frame = report.page.frameLocator("iframe");
    await frame.getByRole("rowheader", { name: "Syddanmark" }).getByRole("button").click();
    await frame.getByText("Aalborg").click();
    await frame.locator('tr[aria-selected="true"]').waitFor();
    const axe = await new AxeBuilder({ page: report.page }).withTags(WCAG).analyze();
    expect(axe.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html: at }) => at).join(" ")}`)).toEqual([]);
    await shot(report.page, "visual-author");
    await report.close();
  });

  test("a long table draws the rows in view, by scrolling, by keyboard and when the tile grows", async () => {
    const report = await Report.open(600, 300), table = long(400);
    await report.update({ dataView: matrixDataView(table) });
    const frame = report.page.frameLocator("iframe"), rows = frame.locator("tbody tr:not(.blank)");
    const clean = async (): Promise<void> => { expect(smallAnywhere(await frame.locator("#visual").innerHTML(), table)).toEqual([]); };
    expect(await rows.count()).toBeLessThan(100);
    await clean();
    await frame.locator(".scroll").evaluate((scroll) => { scroll.scrollTop = 5000; });
    await frame.getByText("Sted 200", { exact: true }).waitFor();
    expect(await frame.getByText("Sted 2", { exact: true }).count()).toBe(0);
    await clean();
    await shot(report.page, "visual-long");
    await frame.locator('tbody [tabindex="0"]').focus();
    await report.page.keyboard.press("Control+Home");
    expect(await frame.locator(":focus").innerText()).toBe("Sted 1");
    await report.page.keyboard.press("Control+End");
    await report.page.keyboard.press("ArrowUp");
    await report.page.keyboard.press("Home");
    expect(await frame.locator(":focus").innerText()).toBe("Sted 400");
    await clean();
    await report.page.setViewportSize({ width: 600, height: 1600 });
    expect((await report.update({ type: 4 })).log).toEqual(["started", "finished"]);
    const bottom = await rows.last().boundingBox(), first = await rows.first().boundingBox();
    expect(bottom!.y - first!.y).toBeGreaterThan(1300);
    await report.close();
  });

  test("the package holds what it must, and nothing else lies beside it", () => {
    const file = path.join(FOLDER, readdirSync(FOLDER)[0]);
    const script = `import * as seal from ${JSON.stringify(path.join(ROOT, "visual/sealPackage.mjs"))}; import { readFileSync } from "node:fs";
      const bytes = readFileSync(process.argv[1]); console.log(JSON.stringify([seal.packageFaults(bytes), Buffer.compare(seal.reproducible(bytes), bytes)]));`;
    expect(readdirSync(FOLDER)).toHaveLength(1);
    expect(JSON.parse(execFileSync(process.execPath, ["--input-type=module", "-e", script, file]).toString())).toEqual([[], 0]);
  });

  test("messages: landing page, refusal, small tile", async () => {
    const report = await Report.open(560, 420);
    expect((await report.update({})).log).toEqual(["started", "finished"]);
    await shot(report.page, "visual-landing");
    const pending = matrixDataView(benchmark(), { segment: true });
    expect((await report.update({ dataView: pending })).log).toEqual(["started", "fetchMoreData", "failed: matrix/pending"]);
    await shot(report.page, "visual-refused");
    expect((await report.update({ moreData: true })).log).toEqual(["started", "fetchMoreData", "failed: matrix/pending"]);
    await shot(report.page, "visual-waiting");
    await report.page.setViewportSize({ width: 280, height: 170 });
    await report.update({ dataView: NESTED });
    await shot(report.page, "visual-small");
    await report.close();
  });
});
