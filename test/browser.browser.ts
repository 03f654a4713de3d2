import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Browser } from "playwright-core";
import { launch, ROOT, serve, shot, type Served } from "./browser.ts";

let browser: Browser;
let site: Served;

beforeAll(async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "diskret-site-"));
  writeFileSync(path.join(folder, "index.html"), `<!doctype html><meta charset="utf-8"><p style="font:24px sans-serif"><span id="a">iiiiii</span> <span id="b">WWWWWW</span> Ærø, Århus, Skjult</p><script>document.title = "ran"</script>`);
  [browser, site] = await Promise.all([launch(), serve(folder, () => ({ "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'" }))]);
}, 120_000);
afterAll(async () => { await browser?.close(); await site?.close(); });

test("the browser renders text with a real font", async () => {
  const page = await browser.newPage();
  await page.goto(`${site.url}/`);
  const [narrow, wide] = await Promise.all(["#a", "#b"].map(async (id) => (await page.locator(id).boundingBox())?.width ?? 0));
  expect(narrow).toBeGreaterThan(0);
  expect(wide).toBeGreaterThan(2 * Number(narrow));
  await shot(page, "browser");
  expect(existsSync(path.join(ROOT, "artifacts/screenshots/browser.png"))).toBe(true);
});

test("the server enforces the content security policy and serves nothing outside its folder", async () => {
  const page = await browser.newPage();
  await page.goto(`${site.url}/`);
  expect(await page.title()).toBe("");
  expect((await page.goto(`${site.url}/..%2f..%2fetc/passwd`))?.status()).toBe(404);
});
