import path from "node:path";
import { existsSync } from "node:fs";
import type { Browser, BrowserContextOptions, FrameLocator, Page } from "playwright-core";
import { ROOT, type Served } from "../browser.ts";

/** An open workbench and everything that went wrong on it. */
export interface WorkbenchPage {
  readonly page: Page;
  readonly matrix: FrameLocator;
  /** Console errors, exceptions, and requests to anywhere else than the page's own site. */
  readonly faults: readonly string[];
}

/** Opens the built workbench and waits until both sides of the sample have been compared. */
export async function openWorkbench(browser: Browser, site: Served, options: BrowserContextOptions = {}): Promise<WorkbenchPage> {
  if (!existsSync(path.join(ROOT, "dist/workbench/index.html"))) throw new Error("dist/workbench is missing: run `npm run build` first");
  const context = await browser.newContext({ locale: "da-DK", viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage(), faults: string[] = [];
  page.on("console", (message) => { if (message.type() === "error" || message.type() === "warning") faults.push(message.text()); });
  page.on("pageerror", (error) => { faults.push(error.message); });
  page.on("request", (request) => { if (!request.url().startsWith(`${site.url}/`) && !request.url().startsWith("data:")) faults.push(request.url()); });
  await page.goto(`${site.url}/`);
  await page.locator(".agreement.same").waitFor();
  return { page, matrix: page.frameLocator("iframe"), faults };
}

/** Chooses a pivot in the task pane and asks for a copy, as a user does; resolves when both sides have been compared. */
export async function copyPivot(page: Page, name: string): Promise<void> {
  await page.getByRole("radio", { name }).check({ force: true });
  const compared = nextComparison(page);
  await page.getByRole("button", { name: /^(Lav diskretioneret ark|Gå til arket)$/ }).click();
  await compared;
  await page.locator(".powerbi .document").filter({ hasText: name }).waitFor();
}

/** Resolves when the band has been without a verdict and has one again: the verdict in view at the call is of the table before. */
function nextComparison(page: Page): Promise<void> {
  return page.evaluate(() => new Promise<void>((resolve) => {
    let pending = false;
    const observer = new MutationObserver(() => {
      const judged = document.querySelector(".agreement")?.matches(".same, .differs") === true;
      if (judged && pending) { observer.disconnect(); resolve(); }
      pending ||= !judged;
    });
    observer.observe(document.body, { subtree: true, childList: true, attributes: true });
  }));
}

/** Drops a file on the page. */
export async function dropFile(page: Page, name: string, bytes: Uint8Array): Promise<void> {
  await page.evaluate(({ name, content }) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0))], name));
    document.querySelector(".page-body, .rules")?.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
  }, { name, content: Buffer.from(bytes).toString("base64") });
}

/** The two numbers of the band: cells hidden in Excel and in Power BI. */
export async function hiddenOnBothSides(page: Page): Promise<readonly number[]> {
  return (await page.locator(".agreement .side strong").allInnerTexts()).map((text) => Number(text.replace(".", "")));
}

/** The drawn rows of the sheet in view, as text by column; text that runs over counts once. */
export async function sheetRows(page: Page): Promise<readonly (readonly string[])[]> {
  const rows = await page.locator("#grid tbody tr").all();
  return Promise.all(rows.map((row) => row.locator("td").allInnerTexts()));
}
