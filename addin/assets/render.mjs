// Renders the ribbon icons from their drawings: node addin/assets/render.mjs
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";

const folder = new URL("./", import.meta.url);
const browser = await chromium.launch({ executablePath: process.env.CHROME, args: ["--no-sandbox"] });
for (const [name, sizes] of [["icon", [16, 32, 64, 80, 128]], ["copy", [16, 32, 80]]]) {
  const drawing = readFileSync(new URL(`${name}.svg`, folder), "utf8");
  for (const size of sizes) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${drawing}`);
    await page.screenshot({ path: new URL(`${name}-${size}.png`, folder).pathname, omitBackground: true });
    await page.close();
  }
}
await browser.close();
