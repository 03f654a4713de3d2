/* global window, document, requestAnimationFrame -- some functions here run in the page */
// The finished Power BI visual in Chromium: from update to painted, and per frame of scrolling, against the same numbers as a
// bare table of all rows in the same page. "Antal" counts persons and passes the engine; "Budget" counts none by the baked policy, so
// its first update is reading and painting alone, and the difference is the engine. Only the first update of a table meets the engine:
// "painted again" is an update with the same numbers. Run `npm run build` first. Times in ms, ratios within one run.
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import "./typeScript.mjs";

const { launch, serve } = await import("../test/browser.ts");
const { FRAME_CSP, readPackage, visualFrame } = await import("../test/hosts/powerbi.ts");
const { bake } = await import("../shared/policy/bake.ts");
const COLUMNS = 20, CASES = [["Budget", 1_000], ["Antal", 1_000], ["Budget", 4_000], ["Antal", 4_000], ["Budget", 30_000], ["Antal", 30_000]];

/** Runs in the page: places × columns as Power BI delivers them; one place in 60 is small. */
function prepare([measure, rows, columns]) {
  let state = 7;
  const random = () => ((state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 4294967296);
  const counts = Array.from({ length: rows }, (_, row) => Array.from({ length: columns }, () => Math.floor((row % 60 === 7 ? 60 : 4000) * (0.05 + random() ** 2)) + (row % 60 === 7 ? 0 : 6)));
  const sum = (list) => list.reduce((a, b) => a + b, 0), cell = (value) => ({ value });
  const lines = [...counts.map((line) => [...line, sum(line)]), counts.reduce((totals, line) => [...line, sum(line)].map((value, at) => value + (totals[at] ?? 0)), [])];
  const source = (displayName, index, role, more = {}) => ({ displayName, queryName: `Data.${displayName}`, index, roles: { [role]: true }, ...more });
  const field = source("Sted", 0, "Rows"), age = source("Alder", 1, "Columns"), count = source(measure, 2, "Values", { isMeasure: true, format: "#,0" });
  const node = (text) => ({ level: 0, levelValues: [{ value: text, levelSourceIndex: 0 }], identity: {} });
  window.bench = {
    lines,
    dataView: {
      metadata: { columns: [field, age, count] },
      matrix: {
        valueSources: [count],
        columns: { levels: [{ sources: [age] }], root: { children: [...Array.from({ length: columns }, (_, at) => node(`${at} år`)), { level: 0, isSubtotal: true }] } },
        rows: { levels: [{ sources: [field] }], root: { children: lines.map((line, row) => ({ ...(row < rows ? node(`Sted ${row}`) : { level: 0, isSubtotal: true }), values: Object.fromEntries(line.map((value, at) => [at, cell(value)])) })) } },
      },
    },
  };
}

/** Runs in the page: milliseconds until the drawing has been laid out and painted. */
async function timed(what) {
  const painted = () => new Promise((done) => requestAnimationFrame(() => { const channel = new MessageChannel(); channel.port1.onmessage = done; channel.port2.postMessage(0); }));
  const element = document.getElementById("visual"), { dataView, lines } = window.bench;
  if (what === "plain" || what === "first") element.replaceChildren();
  for (let frame = 0; frame < 3; frame++) await painted();
  const start = performance.now();
  if (what === "plain") {
    const table = document.createElement("table"), write = new Intl.NumberFormat("da-DK");
    for (const line of lines) {
      const row = table.insertRow();
      for (const value of line) row.insertCell().textContent = write.format(value);
    }
    element.replaceChildren(table);
  } else {
    const given = what === "first" ? dataView : { ...dataView, metadata: { ...dataView.metadata, objects: { look: { banding: what === "again" } } } };
    window.report = window.drawVisual(given);
  }
  await painted();
  return performance.now() - start;
}

/** Runs in the page: script and layout of each frame while a reader scrolls by about a third of the view. */
async function scrolling() {
  const scroll = document.querySelector(".scroll"), times = [];
  for (let frame = 0; frame < 150; frame++) {
    await new Promise((done) => requestAnimationFrame(done));
    const start = performance.now();
    scroll.scrollTop += 150;
    scroll.dispatchEvent(new Event("scroll"));
    scroll.querySelector("tbody").getBoundingClientRect();
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return { median: times[75], worst: times[149] };
}

const root = path.dirname(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname));
const folder = mkdtempSync(path.join(os.tmpdir(), "diskret-bench-")), file = readdirSync(path.join(root, "dist/visual")).find((name) => name.endsWith(".pbiviz"));
const content = readPackage(readFileSync(path.join(root, "dist/visual", file)));
const policy = JSON.stringify({ measures: [{ pattern: "^Budget$", class: "notPersons", reason: "Money" }] });
const js = bake(content.js, { policy, sha256: createHash("sha256").update(policy).digest("hex") });
if (js === null) throw new Error("the package has no place for a policy");
const page0 = visualFrame({ ...content, js });
// The frame's own update, callable without copying the table through a message.
writeFileSync(path.join(folder, "index.html"), page0.replace("addEventListener(\"message\"", "window.drawVisual = (dataView) => update({ dataView }); addEventListener(\"message\""));
const [browser, site] = await Promise.all([launch(), serve(folder, () => ({ "content-security-policy": FRAME_CSP }))]);
try {
  const results = [];
  for (const [measure, rows] of CASES) {
    const page = await browser.newPage({ viewport: { width: 1200, height: 700 } });
    await page.goto(`${site.url}/index.html`);
    await page.evaluate(prepare, [measure, rows, COLUMNS]);
    const best = async (what) => Math.min(...[await page.evaluate(timed, what), await page.evaluate(timed, what), await page.evaluate(timed, what)]);
    const plain = await best("plain"), first = await page.evaluate(timed, "first");
    const report = await page.evaluate(() => window.report.log);
    const again = Math.min(await page.evaluate(timed, "look"), await page.evaluate(timed, "again"), await page.evaluate(timed, "look"));
    const frames = report.includes("finished") ? await page.evaluate(scrolling) : null;
    const round = (ms) => Math.round(ms * 10) / 10;
    const { "first update": unprotected } = results.find((other) => other.rows === rows) ?? {};
    results.push({
      measure, rows, columns: COLUMNS, outcome: report.at(-1), "bare table": round(plain), "first update": round(first), "of it engine": measure === "Antal" ? round(first - unprotected) : 0,
      "painted again": round(again), "bare / painted again": round(plain / again), "frame median": frames && round(frames.median), "frame worst": frames && round(frames.worst),
    });
    await page.close();
  }
  console.table(results);
} finally {
  await browser.close();
  await site.close();
}
