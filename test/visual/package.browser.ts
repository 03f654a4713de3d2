import { existsSync, readdirSync, readFileSync, mkdtempSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import AxeBuilder from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";
import { launch, ROOT, serve, shot, type Served } from "../browser.ts";
import { FRAME_CSP, matrixDataView, readPackage, THEMES, visualFrame, type FrameReport, type FrameUpdate } from "../hosts/powerbi.ts";
import { benchmark, LIMIT, smallAnywhere } from "./benchmark.ts";

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
    const axe = await new AxeBuilder({ page: report.page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "cat.aria", "cat.tables"]).analyze();
    expect(axe.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html: at }) => at).join(" ")}`)).toEqual([]);
    await shot(report.page, `visual-${name}`);
    await report.close();
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
