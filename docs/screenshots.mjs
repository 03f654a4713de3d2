// Takes the documentation's pictures from the pages that the browser tests open, and marks each as invented figures: npm run screenshots, after npm run build
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import "../bench/typeScript.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const TESTS = ["test/workbench/", "test/addin/taskpane", "test/visual/package", "test/cli/selftest"];
/** The tests among them that take the pictures, by name. */
const TAKING = "(da-light|en-dark) (kept|why-hidden|sharing|scan-findings|more)$|^da-DK, light, 1280|matrix: da-light$|seen on the sample$|hiding by hand|same bytes as the command|^a site as packaged";
const MARK = { da: "FIKTIVE TAL", en: "FIKTIVE TAL · invented figures" };
/** Picture here ← picture that a test took. A longer one is cut at `height` pixels. */
const PICTURES = [
  { name: "workbench", taken: "workbench-da-light-1280", language: "da" },
  { name: "visual", taken: "visual-da-light", language: "da" },
  { name: "rules", taken: "rules", language: "da", height: 1000 },
  { name: "gallery", taken: "gallery-leak", language: "da", height: 700 },
  { name: "builder", taken: "builder", language: "da" },
  { name: "selftest", taken: "selftest-right", language: "da", height: 420 },
  ...["da", "en"].flatMap((language) => [
    { name: "taskpane", state: "kept" }, { name: "why", state: "why-hidden" }, { name: "share", state: "sharing" },
    { name: "check", state: "scan-findings", height: 1000 }, { name: "more", state: "more", height: 860 },
  ].map(({ name, state, height }) => ({ name: language === "da" ? name : `${name}.en`, taken: `taskpane-${state}-${language === "da" ? "da-light" : "en-dark"}`, language, height }))),
];

const { status } = spawnSync(process.execPath, ["node_modules/jest/bin/jest.js", ...TESTS, "--selectProjects", "browser", "--maxWorkers", "1", "-t", TAKING], { cwd: root, stdio: "inherit" });
if (status !== 0) process.exit(1);
const { launch } = await import("../test/browser.ts"), browser = await launch();
try {
  const page = await browser.newPage();
  for (const { name, taken, language, height } of PICTURES) {
    const picture = readFileSync(path.join(root, "artifacts/screenshots", `${taken}.png`)).toString("base64");
    await page.setContent(`<body style="margin:0; display:inline-block"><p style="margin:0; padding:4px 10px; font:bold 13px sans-serif; color:#6b3d00; background:#fff4e0">${MARK[language]}</p>
      <div style="overflow:hidden; max-height:${height ?? 5000}px"><img style="display:block" src="data:image/png;base64,${picture}"></div></body>`);
    await page.locator("img").evaluate((image) => image.decode());
    await page.locator("body").screenshot({ path: path.join(root, "docs/images", `${name}.png`) });
  }
} finally {
  await browser.close();
}
