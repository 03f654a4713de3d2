import fc from "fast-check";
import { proves } from "../../../shared/audit/audit.ts";
import { BoxFinder, type Box } from "../../../shared/table/boxFinder.ts";
import { NOBODY, type Terrain } from "../../../shared/table/terrain.ts";
import { boxesOf, type NetworkAxis } from "../../../shared/table/boxes.ts";
import type { Table } from "../../../shared/table/table.ts";
import { randomTable } from "../audit/randomTable.ts";
import { taskOf } from "../secondary/taskOf.ts";

/** Municipalities in three groupings at once, by two columns: a total, two groups of each grouping, then the leaves. */
function inThreeGroupings(groups: readonly (readonly number[])[], counts: readonly number[]): Table {
  const leaves = groups.map((_, k) => `k${k}`), members = ["Total", ...[0, 1, 2].flatMap((h) => [`g${h}0`, `g${h}1`]), ...leaves];
  const hierarchies = [0, 1, 2].map((h) => ({ name: `h${h}`, parent: members.map((_, m) => (m === 0 ? -1 : m < 7 ? (Math.floor((m - 1) / 2) === h ? 0 : null) : 1 + 2 * h + groups[m - 7][h])) }));
  const isIn = (leaf: number, member: number): boolean => member === 0 || (member < 7 ? groups[leaf][Math.floor((member - 1) / 2)] === (member - 1) % 2 : member === leaf + 7);
  const values = members.flatMap((_, m) => [[0, 1], [0], [1]].map((columns) => leaves.reduce((sum, _leaf, leaf) => sum + (isIn(leaf, m) ? columns.reduce((both, c) => both + counts[2 * leaf + c], 0) : 0), 0)));
  const axes = [
    { name: "kommune", members, hierarchies, owners: members.map((name, m) => (m < 7 ? null : name)) },
    { name: "alder", members: ["Total", "a", "b"], hierarchies: [{ name: "alder", parent: [-1, 0, 0] }] },
  ];
  return { name: "three groupings", shape: { kind: "cross", axes }, measures: [{ name: "antal", values: Float64Array.from(values), class: "persons" }] };
}

const LEAVES = 8;
const threeGroupings = fc.record({
  groups: fc.array(fc.array(fc.nat({ max: 1 }), { minLength: 3, maxLength: 3 }), { minLength: LEAVES, maxLength: LEAVES }).filter((groups) => [0, 1, 2].every((h) => new Set(groups.map((of) => of[h])).size === 2)),
  counts: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 2 * LEAVES, maxLength: 2 * LEAVES }),
}).map(({ groups, counts }) => inThreeGroupings(groups, counts));

/** Random tables with random prices: some cells are hidden (0), some must stay (Infinity). */
const cases = [randomTable, threeGroupings].flatMap((tables) => fc.sample(fc.tuple(tables, fc.infiniteStream(fc.constantFrom(0, 0, 1, 2, 3, 5, 8, 13, Infinity))), { numRuns: 60, seed: 88 })).flatMap(([table, prices]) => {
  const task = taskOf(table, "show");
  if (task.boxes === null) return [];
  const price = Float64Array.from(task.values, () => prices.next().value as number);
  const terrain: Terrain = { price, slack: task.values.map((value) => Math.max(0, value - 1)), headroom: task.headroom, owner: task.owner };
  return [{ task, terrain, finder: new BoxFinder(task.boxes, terrain), cells: [...price.keys()].filter((cell) => price[cell] === 0) }];
});

const found = cases.flatMap(({ task, terrain, finder, cells }) => cells.flatMap((cell) =>
  [NOBODY, ...new Set(task.owner)].filter((one) => one !== -1 && one !== task.owner[cell]).map((excluded) => ({ task, terrain, finder, cell, excluded, box: finder.find(cell, Infinity, excluded) }))));
const boxes = found.flatMap(({ box, ...search }) => (box === null ? [] : [{ box, ...search }]));

test("a box moves the cell asked for, keeps every total true, and fits what may move", () => {
  expect(boxes.length).toBeGreaterThan(500);
  for (const { box, cell, excluded, task, terrain } of boxes) {
    expect(box.cells[0]).toBe(cell);
    expect(proves(box, { ...task, hidden: terrain.price.reduce((marks, one, at) => { if (one < Infinity) marks[at] = 1; return marks; }, new Uint8Array(task.values.length)) })).toBe(true);
    expect(box.cells.some((one) => task.owner[one] === excluded)).toBe(false);
  }
});

test("its cost is the price of its other cells, and no limit that it keeps loses it", () => {
  for (const { box, cell, excluded, finder, terrain } of boxes) {
    expect(box.cells.slice(1).reduce((sum, one) => sum + terrain.price[one], 0)).toBe(box.cost);
    expect(finder.find(cell, box.cost + 1, excluded)?.cost).toBe(box.cost);
    expect(finder.find(cell, box.cost, excluded)?.cost ?? Infinity).toBe(Infinity);
  }
});

test("no square of four cells is cheaper", () => {
  // Two rows and two columns, + - over - +: the hypercube of two dimensions. Only cells that are no totals balance so by themselves.
  let squares = 0;
  for (const { task, terrain, cell, excluded, box } of found) {
    const [rows, columns] = task.boxes!.axes;
    if (rows.kind !== "network" || columns.kind !== "network") continue;
    const isLeaf = (axis: NetworkAxis, member: number): boolean => axis.ends[2 * member + 1] === axis.ground && axis.signs[2 * member] > 0;
    const r = Math.floor(cell / rows.stride) % rows.size, c = Math.floor(cell / columns.stride) % columns.size;
    if (!isLeaf(rows, r) || !isLeaf(columns, c)) continue;
    const at = (row: number, column: number): number => row * rows.stride + column * columns.stride;
    const price = (one: number, change: number): number => (task.owner[one] === excluded || (change < 0 && terrain.slack[one] < 1) ? Infinity : terrain.price[one]);
    let least = Infinity;
    for (let row = 0; row < rows.size; row++)
      for (let column = 0; column < columns.size; column++) {
        if (row === r || column === c || rows.ends[2 * row] !== rows.ends[2 * r] || columns.ends[2 * column] !== columns.ends[2 * c] || !isLeaf(rows, row) || !isLeaf(columns, column)) continue;
        for (const change of terrain.slack[cell] >= 1 ? [1, -1] : [1]) least = Math.min(least, price(at(row, c), -change) + price(at(r, column), -change) + price(at(row, column), change));
      }
    expect(box?.cost ?? Infinity).toBeLessThanOrEqual(least);
    if (least < Infinity) squares++;
  }
  expect(squares).toBeGreaterThan(100);
});

test("a search leaves nothing behind for the next", () => {
  for (const { task, terrain, cell, excluded, box } of found.slice(0, 400)) {
    const alone: Box | null = new BoxFinder(task.boxes!, terrain).find(cell, Infinity, excluded);
    expect(alone).toEqual(box);
  }
});

describe("in three groupings at once", () => {
  // Each municipality in one of the two groups of every grouping: 000, 001, 010, 011 and so on.
  const table = inThreeGroupings(Array.from({ length: LEAVES }, (_, k) => [k >> 2, (k >> 1) & 1, k & 1]), new Array<number>(2 * LEAVES).fill(7)), task = taskOf(table, "show");
  const { members } = (table.shape as Extract<Table["shape"], { kind: "cross" }>).axes[0], [columns, rows] = task.boxes!.axes;
  const canonical = [...members].sort((a, b) => (a < b ? -1 : 1)), cellOf = (member: string, column: string): number => canonical.indexOf(member) * rows.stride + ["Total", "a", "b"].indexOf(column) * columns.stride;
  const moved = (hidden: readonly string[]): string[] | null => {
    const price = new Float64Array(task.values.length).fill(Infinity);
    for (const member of hidden) for (const column of ["a", "b"]) price[cellOf(member, column)] = 0;
    const box = new BoxFinder(task.boxes!, { price, slack: task.values, headroom: task.headroom, owner: task.owner }).find(cellOf("k0", "a"), Infinity, NOBODY);
    return box === null ? null : [...new Set(box.cells.map((cell) => canonical[Math.floor(cell / rows.stride) % rows.size]))].sort();
  };

  test("the axes are in canonical order: alder is a network, kommune is none", () => { expect([columns.kind, rows.kind]).toEqual(["network", "leaves"]); });
  test("three cross; two groupings of the same members are a network still, as groups within groups are", () => {
    const axis = (hierarchies: readonly (readonly (number | null)[])[]) => boxesOf({ kind: "cross", axes: [{ name: "k", members: ["T", "g", "h", "a", "b"], hierarchies: hierarchies.map((parent, h) => ({ name: `h${h}`, parent })) }] }).crossing;
    expect([task.boxes!.crossing, axis([[-1, 0, null, 1, 1], [-1, null, 0, 2, 2]]), axis([[-1, 0, 1, 2, 2]]), axis([[-1, 0, 0, 1, 2]])]).toEqual([true, false, false, false]);
  });
  test("two leaves that differ in one grouping move with its groups: 000 against 001", () => { expect(moved(["k0", "k1", "g20", "g21"])).toEqual(["g20", "g21", "k0", "k1"]); });
  test("four leaves move alone: 000 - 001 + 011 - 010", () => { expect(moved(["k0", "k1", "k2", "k3"])).toEqual(["k0", "k1", "k2", "k3"]); });
  test("a leaf moves alone with all its totals", () => { expect(moved(["k0", "g00", "g10", "g20", "Total"])).toEqual(["Total", "g00", "g10", "g20", "k0"]); });
  test("two that differ in two groupings do not, where only the groups of one are hidden", () => { expect(moved(["k0", "k3", "g20", "g21"])).toBeNull(); });
});
