import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";

/** Budgets in bytes as the browser or the disk sees them. A bundle that grows past its own says so here first. */
const BUDGETS: Readonly<Record<string, number>> = {
  "dist/visual/*.pbiviz": 100_000,
  "dist/addin/taskpane.js": 120_000,
  "dist/workbench/workbench.js": 730_000,
  "dist/workbench/rules.js": 520_000,
  "dist/workbench/gallery.js": 160_000,
  "dist/workbench/builder.js": 110_000,
  "dist/workbench/visual.html": 320_000,
  "dist/diskret.mjs": 2_500_000,
};

function expand(pattern: string): string {
  const folder = path.dirname(pattern), [, ending = ""] = path.basename(pattern).split("*");
  const found = readdirSync(folder).filter((name) => (pattern.includes("*") ? name.endsWith(ending) : name === path.basename(pattern)));
  if (found.length !== 1) throw new Error(`${pattern}: ${found.length} files`);
  return path.join(folder, found[0]);
}

test.each(Object.entries(BUDGETS))("%s stays within %i bytes", (pattern, budget) => {
  const file = expand(pattern);
  const bytes = pattern.endsWith(".js") && !pattern.includes("workbench") ? gzipSync(readFileSync(file)).length : statSync(file).size;
  expect(bytes).toBeGreaterThan(5_000);
  expect(bytes).toBeLessThanOrEqual(budget);
});

test.each(["dist/visual/*.pbiviz", "dist/addin/taskpane.js", "dist/diskret.mjs"])("%s holds no path of the machine that built it", (pattern) => {
  const text = readFileSync(expand(pattern), "latin1");
  expect(text.includes(process.cwd())).toBe(false);
});

test("no source map travels with a bundle", () => {
  const files = readdirSync("dist", { recursive: true, encoding: "utf8" });
  expect(files).toContain("diskret.mjs");
  expect(files.filter((name) => name.endsWith(".map"))).toEqual([]);
});
