// Seeded tables of municipalities × age × benefit, additive by construction.

import { random } from "../workbench/sample/random.mjs";

function axis(name, groups, leaves) {
  const members = ["Total"], parent = [-1];
  for (let g = 0; g < groups; g++) { members.push(`${name} ${g}`); parent.push(0); }
  for (let leaf = 0; leaf < leaves; leaf++) { members.push(`${name} ${leaf % groups}.${leaf}`); parent.push(1 + (leaf % groups)); }
  return { name, members, hierarchies: [{ name, parent }] };
}

/** Sums of leaves for every member: the table is additive by construction. */
export function table(municipalities, ages, benefits) {
  const next = random(municipalities * ages * benefits);
  const dims = [axis("kommune", 5, municipalities), axis("alder", 2, ages), axis("ydelse", 1, benefits)];
  const above = dims.map(({ hierarchies: [{ parent }], members }) => members.map((_, m) => {
    const list = [];
    for (let at = m; at >= 0; at = parent[at]) list.push(at);
    return list;
  }));
  const leaves = dims.map(({ hierarchies: [{ parent }], members }) => [...members.keys()].filter((m) => !parent.includes(m)));
  const sizes = dims.map(({ members }) => members.length), values = new Array(sizes.reduce((a, b) => a * b)).fill(0);
  for (const a of leaves[0]) for (const b of leaves[1]) for (const c of leaves[2]) {
    const count = Math.floor(40 * next() ** 4 + (next() < 0.85 ? 1 : 0));
    for (const x of above[0][a]) for (const y of above[1][b]) for (const z of above[2][c]) values[(x * sizes[1] + y) * sizes[2] + z] += count;
  }
  return { name: "bench", dims, values, maxN: 5, municipalities: { dim: "kommune" } };
}
