// A data package of a million rows through the built command: time to read, protect and write, and the most memory it used.
// Run `npm run build` first. `node bench/package.mjs [rows] [totals]`; with `totals` every month and municipality has its own.
import { spawnSync } from "node:child_process";
import { createWriteStream, mkdtempSync, rmSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const command = path.join(path.dirname(path.dirname(fileURLToPath(import.meta.url))), "dist/diskret.mjs");
const rows = Number(process.argv[2] ?? 1_000_000), withTotals = process.argv[3] === "totals";
const BENEFITS = ["Kontanthjælp", "Uddannelseshjælp", "Førtidspension", "Sygedagpenge", "Ressourceforløb", "Fleksjob", "Ledighedsydelse"];
const AGES = ["16-17 år", "18-24 år", "25-29 år", "30-49 år", "50-66 år"], SEXES = ["Kvinder", "Mænd"], ALL = "I alt";

/** A linear congruential stream: the same package on every run. */
let state = 12345;
const random = () => { state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff; return state / 0x7fffffff; };

/** Months × 98 municipalities × benefits × ages × sexes; rows without persons are left out, as a cube does. */
function* lines() {
  yield "Kommunenr;Kommune;Måned;Ydelse;Alder;Køn;Antal borgere;Bruttoudgift";
  let written = 0;
  for (let month = 0; ; month++)
    for (let town = 0; town < 98; town++) {
      const counts = new Map();
      for (const benefit of BENEFITS) for (const age of AGES) for (const sex of SEXES) {
        const count = Math.floor(60 * random() ** 3);
        for (const b of withTotals ? [benefit, ALL] : [benefit]) for (const a of withTotals ? [age, ALL] : [age]) for (const s of withTotals ? [sex, ALL] : [sex]) {
          const key = `${b};${a};${s}`;
          counts.set(key, (counts.get(key) ?? 0) + count);
        }
      }
      for (const [key, count] of counts) {
        if (count === 0) continue;
        yield `${101 + town * 7};Kommune ${town};${2010 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")};${key};${count};${(count * 1234.5).toFixed(2).replace(".", ",")}`;
        if (++written === rows) return;
      }
    }
}

const folder = mkdtempSync(path.join(os.tmpdir(), "diskret-bench-")), file = path.join(folder, "pakke.csv");
try {
  await new Promise((resolve, reject) => {
    const out = createWriteStream(file).on("error", reject).on("finish", resolve);
    let part = [];
    for (const line of lines()) { part.push(line); if (part.length === 10_000) { out.write(`${part.join("\r\n")}\r\n`); part = []; } }
    out.end(`${part.join("\r\n")}\r\n`);
  });
  const measure = 'process.on("exit",()=>{process.stderr.write(`\\nrss ${process.resourceUsage().maxRSS}`)})';
  const begun = performance.now(), run = spawnSync(process.execPath, ["--import", `data:text/javascript,${encodeURIComponent(measure)}`, command, "mask", file, "-o", path.join(folder, "out"), "--json"], { encoding: "utf8", maxBuffer: 1e9 });
  const seconds = (performance.now() - begun) / 1000, report = JSON.parse(run.stdout), memory = Number(/rss (\d+)/.exec(run.stderr)?.[1]) / 1024;
  console.table({
    rows: report.rows, megabytes: Math.round(statSync(file).size / 2 ** 20), "hidden cells": report.hiddenCells, relations: report.relations, systems: report.systems, "largest system": report.largest,
    "read, s": report.ms.read / 1000, "protect, s": report.ms.protect / 1000, "write, s": report.ms.write / 1000, "whole command, s": Math.round(seconds * 10) / 10, "most memory, MB": Math.round(memory),
  });
} finally {
  rmSync(folder, { recursive: true });
}
