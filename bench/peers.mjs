// Engine time and loss on the reference tables of 5,000 cells and more, beside the CPU seconds of the R package
// GaussSuppression that the references state: measured on another machine of the same kind, so the ratio is indicative.
// Run `npm run build` first. The references stand beside the project; without them nothing is run.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url))), command = path.join(root, "dist/diskret.mjs");
const references = path.join(process.env.DISKRET_SHARED ?? path.join(path.dirname(root), "shared"), "cases/reference");
const LEAST_CELLS = 5000, RUNS = 3;
/** The runs of the peer: counts of 1 to 5 with zeros shown, and of 0 to 5. */
const WAYS = [{ zeros: "show", run: "gauss-pzF-default", best: "exact" }, { zeros: "hide", run: "gauss-pzT-default", best: "exactZerosHidden" }];

if (existsSync(references)) compare();
else console.log(`not run: no reference tables in ${path.basename(path.dirname(references))}/${path.basename(references)} beside the project`);

function compare() {
  const folder = mkdtempSync(path.join(os.tmpdir(), "diskret-bench-")), file = path.join(folder, "table.json"), rows = [];
  try {
    for (const name of readdirSync(references).filter((one) => one.endsWith(".json.gz"))) {
      const { peers, best, threshold, dims, values } = JSON.parse(gunzipSync(readFileSync(path.join(references, name))).toString());
      if (values.length < LEAST_CELLS) continue;
      writeFileSync(file, JSON.stringify({ name, dims, values, maxN: threshold }));
      for (const { zeros, run, best: least } of WAYS) {
        const reports = Array.from({ length: RUNS }, () => JSON.parse(execFileSync(process.execPath, [command, "mask", file, "--json", "--protection", "exact", "--audience", "none", "--zeros", zeros], { maxBuffer: 1e9 })));
        const seconds = Math.min(...reports.map(({ ms }) => ms)) / 1000, theirs = peers?.[run]?.cpuSeconds;
        rows.push({
          table: name.replace(".json.gz", ""), cells: values.length, zeros, seconds: Number(seconds.toFixed(2)), GaussSuppression: theirs ?? "–", times: theirs === undefined ? "–" : Math.round(theirs / seconds),
          loss: reports[0].loss, best: best?.[least]?.loss ?? "–",
        });
      }
    }
    console.table(rows);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
