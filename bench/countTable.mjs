// Seeded tables of municipalities × age × benefit, additive by construction.

/** Mulberry32: a fixed stream of numbers in 0..1 for a seed. */
export function stream(seed) {
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
export function table(municipalities, ages, benefits) {
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
