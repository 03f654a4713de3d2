import { BUILT_IN } from "../../shared/policy/policy.ts";
import type { Axis, Table } from "../../shared/table/table.ts";
import { tooLarge } from "../../visual/workload.ts";

/** Groups of equal size under a total; one group stands for none. */
function axis(groups: number, size: number): Axis {
  const parent = [-1];
  for (let group = 0; group < groups; group++) {
    const above = groups === 1 ? 0 : parent.push(0) - 1;
    for (let part = 0; part < size; part++) parent.push(above);
  }
  return { name: "axis", members: parent.map(String), hierarchies: [{ name: "axis", parent }] };
}
const counts = (rows: Axis, columns: Axis, name = "Antal"): Table => ({ name: "", shape: { kind: "cross", axes: [rows, columns] }, measures: [{ name, values: new Float64Array(0) }] });

test.each([
  ["4,000 rows in one group", axis(1, 4_000), axis(1, 20), true],
  ["5,000 rows in one group", axis(1, 5_000), axis(1, 20), false],
  ["4,000 rows in groups of 50", axis(80, 50), axis(1, 20), true],
  ["10,000 rows in groups of 100", axis(100, 100), axis(1, 20), true],
  ["30,000 rows in groups of 100", axis(300, 100), axis(1, 20), false],
  ["a square of 290", axis(1, 290), axis(1, 290), true],
  ["a square of 450", axis(1, 450), axis(1, 450), false],
  ["30,000 rows without columns", axis(1, 30_000), axis(1, 0), true],
])("%s", (_, rows, columns, fits) => {
  expect(tooLarge(counts(rows, columns), BUILT_IN)).toEqual(fits ? null : { code: "visual/tooLarge", params: { rows: rows.members.length, columns: columns.members.length } });
});

test("what counts no persons is not protected, however large", () => {
  expect(tooLarge(counts(axis(1, 30_000), axis(1, 20), "Budget"), { ...BUILT_IN, measures: [{ pattern: "^Budget$", class: "notPersons" }] })).toBeNull();
});
