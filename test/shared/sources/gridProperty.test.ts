import fc from "fast-check";
import { readGrid, type GridInput } from "../../../shared/sources/grid.ts";
import { axes } from "./gridText.ts";

/** A group has parts, a leaf has a number per column. */
type Node = { readonly parts: readonly Node[] } | { readonly numbers: readonly number[] };
interface Written { readonly parent: number[]; readonly rows: GridInput[][] }

const leaf = (width: number, least: number) => fc.array(fc.integer({ min: least, max: 60 }), { minLength: width, maxLength: width }).map((numbers): Node => ({ numbers }));
const groupOf = (parts: fc.Arbitrary<Node>, most: number) => fc.array(parts, { minLength: 2, maxLength: most }).map((list): Node => ({ parts: list }));

function numbersOf(node: Node): readonly number[] {
  if ("numbers" in node) return node.numbers;
  const lists = node.parts.map(numbersOf);
  return lists[0].map((_, column) => lists.reduce((sum, list) => sum + list[column], 0));
}

/** Writes the tree line by line, every total above or below its parts; labels say nothing about the structure. */
function write(root: Node, below: boolean, grandBelow: boolean): Written {
  const rows: GridInput[][] = [], parent: number[] = [];
  const put = (node: Node, isRoot: boolean): number[] => {
    const own = () => { rows.push([`linje ${rows.length}`, ...numbersOf(node)]); parent.push(-1); return rows.length - 1; };
    if ("numbers" in node) return [own()];
    const last = isRoot ? grandBelow : below;
    const above = last ? -1 : own();
    const children = node.parts.flatMap((part) => put(part, false));
    const total = last ? own() : above;
    for (const child of children) parent[child] = total;
    return [total];
  };
  put(root, true);
  return { parent, rows };
}

/** Appends to every row the sum of its numbers. */
function withTotalColumn(rows: readonly GridInput[][]): GridInput[][] {
  return rows.map(([label, ...numbers]) => [label!, ...numbers, numbers.reduce<number>((sum, value) => sum + Number(value), 0)]);
}

function readBack(rows: readonly GridInput[][]) {
  const header = ["Område", ...rows[0].slice(1).map((_, column) => `kolonne ${column}`)];
  return readGrid([header, ...rows], { name: "t" });
}

const WIDTH = 4;
const flatTree = groupOf(leaf(WIDTH, 0), 12), nested = groupOf(groupOf(leaf(WIDTH, 0), 5), 5);
const ragged = groupOf(fc.oneof(leaf(WIDTH, 1), groupOf(leaf(WIDTH, 1), 4), groupOf(fc.oneof(leaf(WIDTH, 1), groupOf(leaf(WIDTH, 1), 3)), 3)), 5);

test("a hierarchical table is read back to the relations it was written with, or refused, never to others", () => {
  let read = 0, tried = 0;
  fc.assert(fc.property(fc.oneof(flatTree, nested, ragged), fc.boolean(), fc.boolean(), (tree, below, grandBelow) => {
    const { rows, parent } = write(tree, below, grandBelow), result = readBack(withTotalColumn(rows));
    tried++;
    if (result.status === "refused") {
      expect(result.reason.code).toBe("grid/row/ambiguous");
      return;
    }
    read++;
    const [rowAxis, columnAxis] = axes(result.placed.table);
    expect(rowAxis.hierarchies[0].parent).toEqual(parent);
    expect(columnAxis.hierarchies[0].parent).toEqual([WIDTH, WIDTH, WIDTH, WIDTH, -1]);
  }), { seed: 20240615, numRuns: 400 });
  expect(read / tried).toBeGreaterThan(0.95);
});

test("one wrong number is never read as a structure that adds up", () => {
  fc.assert(fc.property(nested, fc.boolean(), fc.nat(), fc.integer({ min: 1, max: WIDTH }), (tree, below, pick, column) => {
    const { rows, parent } = write(tree, below, true), wrong = pick % rows.length;
    const spoilt = rows.map((row, k) => row.map((cell, c) => (k === wrong && c === column ? Number(cell) + 1000 : cell)));
    const result = readBack(spoilt);
    if (result.status === "read") expect(axes(result.placed.table)[0].hierarchies[0].parent).not.toEqual(parent);
  }), { seed: 7, numRuns: 200 });
});

test("transposing a table exchanges its two axes", () => {
  fc.assert(fc.property(flatTree, (tree) => {
    const { rows } = write(tree, true, true), cells = [["Område", "a", "b", "c", "d"], ...rows];
    const turned = cells[0].map((_, column) => cells.map((row) => row[column]!));
    const one = readGrid(cells, { name: "t" }), other = readGrid(turned, { name: "t" });
    const parents = (result: typeof one) => (result.status === "read" ? axes(result.placed.table).map(({ hierarchies }) => hierarchies[0].parent) : [result.reason.code.replace(/row|column/, "")]);
    expect([...parents(other)].reverse()).toEqual(parents(one));
  }), { seed: 11, numRuns: 100 });
});
