import fc from "fast-check";
import { proves } from "../../../shared/audit/audit.ts";
import { BoxFinder, type Box } from "../../../shared/table/boxFinder.ts";
import { NOBODY, type Terrain } from "../../../shared/table/terrain.ts";
import { randomTable } from "../audit/randomTable.ts";
import { taskOf } from "../secondary/taskOf.ts";

/** Random tables with random prices: some cells are hidden (0), some must stay (Infinity). */
const cases = fc.sample(fc.tuple(randomTable, fc.infiniteStream(fc.constantFrom(0, 0, 1, 2, 3, 5, 8, 13, Infinity))), { numRuns: 60, seed: 88 }).flatMap(([table, prices]) => {
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
    const [rows, columns] = task.boxes!.axes, isLeaf = (axis: typeof rows, member: number): boolean => axis.ends[2 * member + 1] === axis.ground && axis.signs[2 * member] > 0;
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
