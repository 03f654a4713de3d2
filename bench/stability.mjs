// How much of a pattern changes when one person more is counted in one cell: seeded tables through the built command.
// Run `npm run build` first. Printed per level: hidden cells, and hidden or shown anew, at the median and at most.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { random } from "../workbench/sample/random.mjs";
import { table } from "./countTable.mjs";

const command = path.join(path.dirname(path.dirname(fileURLToPath(import.meta.url))), "dist/diskret.mjs");
const CHANGES = 12;

/** Cells of a cross that count a leaf: the leaf's ancestors on every axis. */
function counting(dims, leaf) {
  let cells = [0];
  dims.forEach(({ members, hierarchies: [{ parent }] }, d) => {
    const above = [];
    for (let at = leaf[d]; at >= 0; at = parent[at]) above.push(at);
    cells = cells.flatMap((cell) => above.map((member) => cell * members.length + member));
  });
  return cells;
}

const folder = mkdtempSync(path.join(os.tmpdir(), "diskret-bench-")), file = path.join(folder, "table.json");

function hidden(source, protection) {
  writeFileSync(file, JSON.stringify(source));
  const { primary, secondary } = JSON.parse(execFileSync(process.execPath, [command, "mask", file, "--json", "--protection", protection], { maxBuffer: 1e9 }));
  return new Set([...primary, ...secondary]);
}

try {
  const source = table(40, 6, 3), next = random(17);
  const leaves = source.dims.map(({ hierarchies: [{ parent }], members }) => [...members.keys()].filter((member) => !parent.includes(member)));
  const changes = Array.from({ length: CHANGES }, () => counting(source.dims, leaves.map((list) => list[Math.floor(next() * list.length)])));
  for (const protection of ["exact", "standard", "interval"]) {
    const before = hidden(source, protection);
    const moved = changes.map((cells) => {
      const values = source.values.slice();
      for (const cell of cells) values[cell]++;
      const after = hidden({ ...source, values }, protection);
      return [...before].filter((cell) => !after.has(cell)).length + [...after].filter((cell) => !before.has(cell)).length;
    }).sort((a, b) => a - b);
    console.log(`${protection.padEnd(9)} ${before.size} of ${source.values.length} cells hidden; one person more changes ${moved[CHANGES / 2]} of them at the median, ${moved.at(-1)} at most`);
  }
} finally {
  rmSync(folder, { recursive: true });
}
