// Engine time over table size: seeded tables of municipalities × age × benefit through the built command, as ratios
// within one run. Run `npm run build` first. Times are the engine's own (`ms` of the report), best of three where they are short.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { table } from "./countTable.mjs";

const command = path.join(path.dirname(path.dirname(fileURLToPath(import.meta.url))), "dist/diskret.mjs");

const folder = mkdtempSync(path.join(os.tmpdir(), "diskret-bench-"));
try {
  const rows = [];
  for (const [municipalities, ages, benefits] of [[40, 6, 3], [98, 8, 4], [98, 20, 4], [98, 60, 12], [98, 120, 36]]) {
    const file = path.join(folder, "table.json"), json = table(municipalities, ages, benefits);
    writeFileSync(file, JSON.stringify(json));
    for (const protection of ["exact", "standard"]) {
      const reports = Array.from({ length: json.values.length < 20_000 ? 3 : 1 }, () => JSON.parse(execFileSync(process.execPath, [command, "mask", file, "--json", "--protection", protection], { maxBuffer: 1e9 })));
      rows.push({ cells: json.values.length, protection, secondary: reports[0].secondary.length, loss: reports[0].loss, ms: Math.round(Math.min(...reports.map(({ ms }) => ms))) });
    }
  }
  console.table(rows);
  for (const protection of ["exact", "standard"]) {
    const [first, ...rest] = rows.filter((row) => row.protection === protection), last = rest.at(-1);
    console.log(`${protection}: growth exponent ${(Math.log(last.ms / first.ms) / Math.log(last.cells / first.cells)).toFixed(2)} from ${first.cells} to ${last.cells} cells`);
  }
} finally {
  rmSync(folder, { recursive: true });
}
