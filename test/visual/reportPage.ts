import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import AxeBuilder from "@axe-core/playwright";
import type { Browser, FrameLocator, Page } from "playwright-core";
import { launch, ROOT, serve, type Served } from "../browser.ts";
import { FRAME_CSP, readPackage, visualFrame, type FrameReport, type FrameUpdate } from "../hosts/powerbi.ts";

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "cat.aria", "cat.tables"];
const FOLDER = path.join(ROOT, "dist/visual");

/** The finished package; throws where there is none. */
export function packageFile(): string {
  const names = existsSync(FOLDER) ? readdirSync(FOLDER).filter((file) => file.endsWith(".pbiviz")) : [];
  if (names.length !== 1) throw new Error(`${names.length} packages in dist/visual: run \`npm run build\` first`);
  return path.join(FOLDER, names[0]);
}

/** A browser and a site with one report page: the packaged visual in a sandboxed frame without network and eval. */
export class ReportSite {
  private constructor(private readonly browser: Browser, private readonly site: Served) {}

  static async start(file: string = packageFile()): Promise<ReportSite> {
    const folder = mkdtempSync(path.join(os.tmpdir(), "diskret-visual-"));
    writeFileSync(path.join(folder, "frame.html"), visualFrame(readPackage(readFileSync(file))));
    writeFileSync(path.join(folder, "index.html"), `<!doctype html><html lang="da"><meta charset="utf-8"><title>Rapport</title><style>body{margin:0}iframe{border:0;display:block;width:100vw;height:100vh}</style>
<iframe title="visual" sandbox="allow-scripts" src="frame.html"></iframe>
<script>window.reports = []; addEventListener("message", (e) => { if (e.data.diskret === "ready") window.ready = true; if (e.data.diskret === "rendered") window.reports.push(e.data); });
window.send = (id, update) => document.querySelector("iframe").contentWindow.postMessage({ diskret: "update", id, update }, "*");</script>`);
    const [browser, site] = await Promise.all([launch(), serve(folder, () => ({ "content-security-policy": `${FRAME_CSP}; frame-src 'self'` }))]);
    return new ReportSite(browser, site);
  }

  /** `touch`: a page for fingers. */
  async open(width = 900, height = 560, touch = false): Promise<ReportPage> {
    const context = await this.browser.newContext({ viewport: { width, height }, hasTouch: touch });
    const page = await context.newPage();
    const errors: string[] = [];
    page.on("console", (message) => { if (message.type() === "error") errors.push(message.text()); });
    page.on("pageerror", (error) => { errors.push(String(error)); });
    await page.goto(`${this.site.url}/index.html`);
    await page.waitForFunction("window.ready === true");
    return new ReportPage(page, errors);
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.site.close();
  }
}

/** A report page; every console error is a failure when it closes. */
export class ReportPage {
  readonly frame: FrameLocator;
  private last = 0;

  constructor(readonly page: Page, private readonly errors: readonly string[]) {
    this.frame = page.frameLocator("iframe");
  }

  async update(update: FrameUpdate): Promise<FrameReport> {
    const id = ++this.last;
    await this.page.evaluate(([n, message]) => { (window as unknown as { send(id: unknown, update: unknown): void }).send(n, message); }, [id, update] as const);
    const done = await this.page.waitForFunction((n) => (window as unknown as { reports: { id: number; report: FrameReport }[] }).reports.find((report) => report.id === n), id);
    return (await done.jsonValue() as { report: FrameReport }).report;
  }

  /** The drawing as it stands. */
  async html(): Promise<string> {
    return this.frame.locator("#visual").innerHTML();
  }

  async accessibilityFaults(): Promise<readonly string[]> {
    const { violations } = await new AxeBuilder({ page: this.page }).withTags(WCAG).analyze();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
  }

  async close(): Promise<void> {
    await this.page.context().close();
    expect(this.errors).toEqual([]);
  }
}
