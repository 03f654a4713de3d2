import { smallRests } from "../../../shared/primary/smallRest.ts";
import { relationsOf } from "../../../shared/table/relations.ts";
import type { LinearRelation } from "../../../shared/table/table.ts";

/** Names and rests of cells that are all but 5 or fewer of a total above them; totals of the relations marked count persons once. */
function rests(cells: Readonly<Record<string, number>>, relations: readonly (readonly string[])[], isDistinct = true): Readonly<Record<string, number>> {
  const names = Object.keys(cells), at = (name: string): number => names.indexOf(name);
  const linear = relations.map(([total, ...parts]): LinearRelation => ({ total: at(total), parts: parts.map(at) }));
  const { system, variableOf } = relationsOf({ name: "t", measures: [], shape: { kind: "linear", cells: names, relations: linear } }), values = new Float64Array(names.length);
  variableOf.forEach((variable, cell) => { values[variable] = cells[names[cell]]; });
  const found = smallRests(system, values, new Uint8Array(relations.length).fill(isDistinct ? 1 : 0), 5);
  return Object.fromEntries(found.map(({ cell, rest }) => [names[variableOf.indexOf(cell)], rest]));
}

// 100 - 98 = 2 persons are not in a, although b is large.
test("a total less one of its parts", () => { expect(rests({ T: 100, a: 98, b: 50 }, [["T", "a", "b"]])).toEqual({ a: 2 }); });
test("is no such number where totals are sums: these persons are cells of their own", () => { expect(rests({ T: 100, a: 98, b: 2 }, [["T", "a", "b"]], false)).toEqual({}); });
// 103 - 99 = 4, through U, which counts as many as a.
test("also a total further up", () => { expect(rests({ T: 103, U: 99, a: 99, b: 40, c: 30 }, [["T", "U", "c"], ["U", "a", "b"]])).toEqual({ U: 4, a: 4 }); });

describe("every total above is passed once", () => {
  test("where a total is a part of itself: T of A, A of T", () => { expect(rests({ T: 10, A: 10, b: 3, c: 2 }, [["T", "A", "b"], ["A", "T", "c"]])).toEqual({}); });
  test("where 2 to the power of 40 ways lead up", () => {
    const levels = Array.from({ length: 41 }, (_, k) => k), cells = Object.fromEntries(levels.flatMap((k) => [[`a${k}`, 50], [`b${k}`, 50]]));
    const relations = levels.slice(1).flatMap((k) => [[`a${k}`, `a${k - 1}`, `b${k - 1}`], [`b${k}`, `b${k - 1}`, `a${k - 1}`]]);
    expect(rests({ ...cells, T: 53, c: 20 }, [...relations, ["T", "a40", "c"]])).toEqual(Object.fromEntries([...levels.slice(0, 40).flatMap((k) => [[`a${k}`, 3], [`b${k}`, 3]]), ["a40", 3]]));
  });
});
