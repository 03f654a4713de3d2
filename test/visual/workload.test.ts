import { BUILT_IN } from "../../shared/policy/policy.ts";
import type { Axis, Table } from "../../shared/table/table.ts";
import { tooLarge } from "../../visual/workload.ts";

function axis(size: number): Axis {
  const members = Array.from({ length: size + 1 }, (_, at) => String(at));
  return { name: "axis", members, hierarchies: [{ name: "axis", parent: members.map((_, at) => (at === 0 ? -1 : 0)) }] };
}
const counts = (rows: Axis, columns: Axis, name = "Antal"): Table => ({ name: "", shape: { kind: "cross", axes: [rows, columns] }, measures: [{ name, values: new Float64Array(0) }] });

test.each([
  ["30,000 × 20", axis(30_000), axis(20), true],
  ["a square of 450", axis(450), axis(450), true],
  ["30,000 × 22", axis(30_000), axis(22), false],
])("%s", (_, rows, columns, fits) => {
  expect(tooLarge(counts(rows, columns), BUILT_IN)).toEqual(fits ? null : { code: "visual/tooLarge", params: { rows: rows.members.length, columns: columns.members.length } });
});

test("what counts no persons is not protected, however large", () => {
  expect(tooLarge(counts(axis(30_000), axis(30), "Budget"), { ...BUILT_IN, measures: [{ pattern: "^Budget$", class: "notPersons" }] })).toBeNull();
});
