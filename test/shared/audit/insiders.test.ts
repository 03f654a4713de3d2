import type { Witness } from "../../../shared/algebra/movement.ts";
import type { Component } from "../../../shared/audit/component.ts";
import { insidersIn, type Decide, type Learned } from "../../../shared/audit/insiders.ts";

// a + b + c + d = 20 and e + f = 9; a and d are municipality 0's, b is 1's, c and f are nobody's, e is 2's.
const ROWS = [{ unknowns: [0, 1, 2, 3], signs: [1, 1, 1, 1], sum: 20 }, { unknowns: [4, 5], signs: [1, 1], sum: 9 }];
const COMPONENT: Component = {
  variables: Int32Array.of(0, 1, 2, 3, 4, 5), lower: new Float64Array(6), upper: new Float64Array(6).fill(Infinity), integral: true, rows: ROWS, rowsOf: [[0], [0], [0], [0], [1], [1]],
};
const POINT = Float64Array.of(3, 7, 4, 6, 5, 4), OWNER = Int32Array.of(0, 1, -1, 0, 2, -1);
const moving = (...cells: readonly number[]): Witness => ({ cells, changes: cells.map((_, k) => (k === 0 ? 1 : -1)) });
const NOTHING = { determined: [], unresolved: [] };

interface Asked {
  readonly learned: readonly Learned[];
  /** Values of the parts that had to be decided. */
  readonly parts: readonly (readonly number[])[];
}

function asking(witnesses: readonly Witness[], without: (unknown: number, insider: number) => Witness | null, says: (unknowns: number) => ReturnType<Decide>): Asked {
  const parts: (readonly number[])[] = [];
  const decide: Decide = (part, at) => { parts.push([...at]); return says(part.variables.length); };
  const learned = insidersIn({ component: COMPONENT, point: POINT, owner: OWNER, verdict: { witnesses, determined: [], unresolved: [], witnessBy: () => null, witnessWithout: without } }, decide);
  return { learned, parts };
}
const all = (unknowns: number) => Array.from({ length: unknowns }, (_, k) => k);
// 6 is no unknown of the table, but what is left to a bound.
const WITNESSES = [moving(3, 2), moving(0, 1, 6)];

test("each municipality learns, in order, what others' cells come to in the parts that every table moves together with its own", () => {
  expect(asking(WITNESSES, () => null, (unknowns) => ({ determined: all(unknowns), unresolved: [] }))).toEqual({
    learned: [{ insider: 0, determined: [1, 2], unresolved: [] }, { insider: 1, determined: [0], unresolved: [] }], parts: [[7, 4], [3, 4, 6]],
  });
});

test("what could not be decided is told of the same cells only", () => {
  expect(asking(WITNESSES, () => null, (unknowns) => ({ determined: [], unresolved: all(unknowns) })).learned).toEqual([{ insider: 0, determined: [], unresolved: [1, 2] }, { insider: 1, determined: [], unresolved: [0] }]);
});

test("half told, half not: one of each", () => {
  expect(asking(WITNESSES, () => null, (unknowns) => (unknowns === 2 ? { determined: [0], unresolved: [1] } : { determined: [0], unresolved: [] })).learned).toEqual([{ insider: 0, determined: [1], unresolved: [2] }, { insider: 1, determined: [0], unresolved: [] }]);
});

test("where nothing follows nothing is learned", () => { expect(asking(WITNESSES, () => null, () => NOTHING).learned).toEqual([]); });

test("a table that leaves its cells alone settles all that it moves", () => {
  const asked: string[] = [];
  const { learned, parts } = asking(WITNESSES, (unknown, insider) => { asked.push(`${unknown} without ${insider}`); return insider === 0 ? moving(1, 2) : null; }, (unknowns) => ({ determined: all(unknowns), unresolved: [] }));
  expect([learned, parts, asked]).toEqual([[{ insider: 1, determined: [0], unresolved: [] }], [[3, 4, 6]], ["1 without 0", "0 without 1"]]);
});

test("one found later settles what was left before", () => {
  expect(asking(WITNESSES, (unknown, insider) => (insider === 0 && unknown === 2 ? moving(2, 1) : null), (unknowns) => ({ determined: all(unknowns), unresolved: [] })).learned).toEqual([{ insider: 1, determined: [0], unresolved: [] }]);
});

test("tables that move a cell with one municipality and then with another expose it to neither", () => {
  const both = [moving(0, 1), moving(1, 4), moving(0, 4)];
  expect(asking(both, () => null, (unknowns) => ({ determined: all(unknowns), unresolved: [] }))).toEqual({ learned: [], parts: [] });
  expect(asking(both.slice(0, 2), () => null, (unknowns) => ({ determined: all(unknowns), unresolved: [] })).learned.map(({ insider, determined }) => [insider, determined])).toEqual([[1, [0, 4]]]);
});
