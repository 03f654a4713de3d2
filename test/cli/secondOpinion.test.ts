import { secondOpinion } from "../../cli/secondOpinion.ts";
import { BUILT_IN } from "../../shared/policy/policy.ts";
import type { ProtectedTable } from "../../shared/protect.ts";

/** T = a + b + c with one hidden cell after the other: 40 = 3 + 7 + 30. */
function published(hidden: readonly number[], values: readonly number[] = [40, 3, 7, 30]): ProtectedTable {
  return {
    table: {
      name: "t", shape: { kind: "linear", cells: ["T", "a", "b", "c"], relations: [{ total: 0, parts: [1, 2, 3] }] },
      measures: [{ name: "antal", values: Float64Array.from(values), class: "persons" }],
    },
    measures: [{ status: "protected", hidden: Uint8Array.from({ length: 4 }, (_, cell) => (hidden.includes(cell) ? 1 : 0)), confidential: { primary: [1], secondary: [], loss: 0 } }],
  };
}

test("40 - 30 - 7 = 3: a cell that can be worked out is not handed out", () => { expect(secondOpinion([published([1])], BUILT_IN)).toBeNull(); });

test("40 - 36 = 4: nor is a small sum, unless only single cells are protected", () => {
  const small = published([1, 2], [40, 3, 1, 36]);
  expect(secondOpinion([small], BUILT_IN)).toBeNull();
  expect(secondOpinion([small], { ...BUILT_IN, protection: "exact" })).toMatchObject([{ safe: true }]);
});

test("3 + 7 = 10 is any sum of two", () => { expect(secondOpinion([published([1, 2])], BUILT_IN)).toMatchObject([{ safe: true, exact: new Map() }]); });

test("a blank that hides 3 is attacked as a hidden cell, and so found", () => { expect(secondOpinion([published([1], [40, NaN, 7, 30])], BUILT_IN)).toBeNull(); });

test("numbers that do not add up say nothing, so that the engine's own audit stands", () => {
  expect(secondOpinion([published([1, 2], [41, 3, 7, 30]), published([1, 2])], BUILT_IN)).toMatchObject([{ safe: true }, { safe: true }]);
});

test("3 = 40 - 7 - 30 is no news to the only reader there is, whose own number it is", () => {
  const one = published([1]), shape = { ...one.table.shape, owners: [null, "101", "147", "461"] } as ProtectedTable["table"]["shape"], owned = { ...one, table: { ...one.table, shape } };
  expect(secondOpinion([owned], { ...BUILT_IN, audience: ["101"] })).toMatchObject([{ safe: true }]);
  expect(secondOpinion([owned], { ...BUILT_IN, audience: ["147"] })).toBeNull();
  expect(secondOpinion([owned], { ...BUILT_IN, audience: ["anyMunicipality", "101"] })).toBeNull();
});
