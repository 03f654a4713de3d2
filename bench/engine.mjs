// Engine time over table size: seeded tables of municipalities × age × benefit through the built command, as ratios
// within one run. Run `npm run build` first. Times are the engine's own (`ms` of the report), best of three.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const command = path.join(path.dirname(path.dirname(fileURLToPath(import.meta.url))), "dist/diskret.mjs");

/** Mulberry32: a fixed stream of numbers in 0..1 for a seed. */
function stream(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function axis(name, groups, leaves) {
  const members = ["Total"], parent = [-1];
  for (let g = 0; g < groups; g++) { members.push(`${name} ${g}`); parent.push(0); }
  for (let leaf = 0; leaf < leaves; leaf++) { members.push(`${name} ${leaf % groups}.${leaf}`); parent.push(1 + (leaf % groups)); }
  return { name, members, hierarchies: [{ name, parent }] };
}

/** Sums of leaves for every member: the table is additive by construction. */
function table(municipalities, ages, benefits) {
  const random = stream(municipalities * ages * benefits);
  const dims = [axis("kommune", 5, municipalities), axis("alder", 2, ages), axis("ydelse", 1, benefits)];
  const above = dims.map(({ hierarchies: [{ parent }], members }) => members.map((_, m) => {
    const list = [];
    for (let at = m; at >= 0; at = parent[at]) list.push(at);
    return list;
  }));
  const leaves = dims.map(({ hierarchies: [{ parent }], members }) => [...members.keys()].filter((m) => !parent.includes(m)));
  const sizes = dims.map(({ members }) => members.length), values = new Array(sizes.reduce((a, b) => a * b)).fill(0);
  for (const a of leaves[0]) for (const b of leaves[1]) for (const c of leaves[2]) {
    const count = Math.floor(40 * random() ** 4 + (random() < 0.85 ? 1 : 0));
    for (const x of above[0][a]) for (const y of above[1][b]) for (const z of above[2][c]) values[(x * sizes[1] + y) * sizes[2] + z] += count;
  }
  return { name: "bench", dims, values, maxN: 5, municipalities: { dim: "kommune" } };
}

const folder = mkdtempSync(path.join(os.tmpdir(), "diskret-bench-"));
try {
  const rows = [];
  for (const [municipalities, ages, benefits] of [[40, 6, 3], [98, 8, 4], [98, 20, 4]]) {
    const file = path.join(folder, "table.json"), json = table(municipalities, ages, benefits);
    writeFileSync(file, JSON.stringify(json));
    for (const protection of ["exact", "standard"]) {
      const reports = [1, 2, 3].map(() => JSON.parse(execFileSync(process.execPath, [command, "mask", file, "--json", "--protection", protection], { maxBuffer: 1e9 })));
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
