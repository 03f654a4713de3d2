import { readFileSync } from "node:fs";
import path from "node:path";
import { diskret, folderWith } from "./diskret.ts";

const line = (total: string, ...parts: readonly string[]) => ({ total, parts });
/** 29 + 44 > 57, 38 + 42 > 64, 48 + 51 > 79: persons are in several parts, and once in the total. */
const ONCE = { cells: { X: 57, x1: 29, x2: 44, Y: 64, y1: 38, y2: 42, Z: 79, z1: 48, z2: 51 }, relations: [line("X", "x1", "x2"), line("Y", "y1", "y2"), line("Z", "z1", "z2")] };

function attacked(table: object, ...args: readonly string[]): Record<string, unknown> {
  const { output, errors } = diskret(folderWith({ "t.json": JSON.stringify(table) }), "audit", "t.json", "--json", ...args);
  return output === "" ? { refused: errors } : JSON.parse(output) as Record<string, unknown>;
}

const linear = (cells: Readonly<Record<string, number | null>>, relations: readonly object[], more: object = {}) => ({ cells: { ...ONCE.cells, ...cells }, relations: [...ONCE.relations, ...relations], ...more });

describe("the attacker of counts whose totals count persons once", () => {
  test("one hidden part is no difference: 45 − 20 − 30 < 0, it may be 0 to 45", () => {
    const table = linear({ T: 45, a: null, b: 20, c: 30 }, [line("T", "a", "b", "c")], { suppressed: ["a"] });
    expect(attacked(table)).toMatchObject({ safe: true, exact: {}, derived: [], intervals: { a: [0, 45] } });
  });
  test("53 of 20 and 30 and the hidden ones: 3 to 53", () => {
    expect(attacked(linear({ T: 53, a: null, b: 20, c: 30 }, [line("T", "a", "b", "c")], { suppressed: ["a"] }))).toMatchObject({ safe: true, intervals: { a: [3, 53] } });
  });
  test("a ≤ 10, c ≤ 10 and a + c ≥ 20: both are 10", () => {
    const table = linear({ T: 10, V: 10, U: 20, a: null, b: null, c: null, d: null }, [line("T", "a", "b"), line("V", "c", "d"), line("U", "a", "c")], { suppressed: ["a", "b", "c", "d"], zeros: "show" });
    expect(attacked(table)).toMatchObject({ safe: false, exact: { a: 10, c: 10 } });
  });
  test("98 of 100 are in a: 2 are not", () => { expect(attacked(linear({ T: 100, a: 98, b: 50 }, [line("T", "a", "b")]))).toMatchObject({ safe: false, remainders: [{ cell: "a", sum: 2 }] }); });
  test("one line that exceeds its total is enough to see it, and so is the file's word", () => {
    const one = { cells: { T: 45, a: null, b: 20, c: 30 }, relations: [line("T", "a", "b", "c")], suppressed: ["a"] }, sum = { ...one, cells: { ...one.cells, T: 53 } };
    expect([attacked(one), attacked(sum), attacked({ ...sum, additive: false })].map(({ exact }) => exact)).toEqual([{}, { a: 3 }, {}]);
  });
  test("a part above its total fits neither", () => { expect(attacked(linear({ T: 45, a: null, b: 50 }, [line("T", "a", "b")], { suppressed: ["a"] }))).toHaveProperty("refused"); });
  test("along an axis whose totals are sums they still are: 110 − 40 − 60 = 10, 78 − 30 − 45 = 3", () => {
    const table = { dims: DIMS, values: [110, 78, 61, 40, 30, 22, 60, 45, 30, null, null, 9], suppressed: [9, 10] };
    expect(attacked(table)).toMatchObject({ safe: false, exact: { 9: 10, 10: 3 } });
  });
  test("the mean of a group gives the last of it, also where its total counts persons once: 3 · 26 − 30 − 45 = 3", () => {
    const table = { dims: [{ ...DIMS[0], members: [...DIMS[0].members, "Gennemsnit"], hierarchies: [{ parent: [-1, 0, 0, 0, -1] }] }, DIMS[1]], values: [100, 70, 58, 40, 30, 22, 60, 45, 30, 11, null, 9, 37, 26, 20.333333], suppressed: [10] };
    expect(attacked(table)).toMatchObject({ exact: { 10: 3 } });
  });
});

const DIMS = [
  { name: "region", members: ["I alt", "A", "B", "C"], hierarchies: [{ parent: [-1, 0, 0, 0] }] },
  { name: "ydelse", members: ["I alt", "x", "y"], hierarchies: [{ parent: [-1, 0, 0] }] },
];

describe("mask", () => {
  const values = [110, 78, 61, 40, 30, 22, 60, 45, 30, 10, 3, 9];
  test.each(["exact", "standard", "interval"])("at the level %s leaves nothing, and the copy says that totals are no sums", (protection) => {
    const folder = folderWith({ "t.json": JSON.stringify({ dims: DIMS, values }) });
    expect(diskret(folder, "mask", "t.json", "-o", "ud", "--protection", protection).exitCode).toBe(0);
    const copy = JSON.parse(readFileSync(path.join(folder, "ud/t.diskret.json"), "utf8")) as { values: (number | null)[]; additive: boolean };
    expect([copy.additive, copy.values[10]]).toEqual([false, null]);
    expect(diskret(path.join(folder, "ud"), "audit", "t.diskret.json", "--protection", protection).exitCode).toBe(0);
  });
  test("each measure of a table by itself", () => {
    const sums = [70, 50, 20, 20, 15, 5, 40, 30, 10, 10, 5, 5], folder = folderWith({ "t.json": JSON.stringify({ dims: DIMS, measures: [{ name: "borgere", values, class: "persons" }, { name: "sager", values: sums, class: "persons" }] }) });
    expect(diskret(folder, "mask", "t.json", "-o", "ud").exitCode).toBe(0);
    const { measures } = JSON.parse(readFileSync(path.join(folder, "ud/t.diskret.json"), "utf8")) as { measures: { name: string; additive?: boolean }[] };
    expect(measures.map(({ name, additive }) => [name, additive])).toEqual([["borgere", false], ["sager", undefined]]);
  });
});
