import fc from "fast-check";
import { attack } from "../../../shared/audit/attack.ts";
import { leastLoss } from "../../../shared/secondary/restart.ts";
import type { Task } from "../../../shared/secondary/task.ts";
import type { Table } from "../../../shared/table/table.ts";
import { prepare } from "../audit/attackPattern.ts";
import { randomTable } from "../audit/randomTable.ts";
import { taskOf } from "./taskOf.ts";

/** The pattern of least loss without restarts. */
function pattern(task: Task, forEach: boolean): Uint8Array {
  return leastLoss(task, 0, 0, forEach, () => true);
}

test("with each municipality's knowledge, a line keeps two others hidden beside a small count", () => {
  // Total 63 = 3 + 10 + 20 + 30. For anyone, A and B stay open: A + B = 63 - 20 - 30 = 13. B knows its own 10, so A = 13 - 10 = 3;
  // with C hidden too, B has A + C = 63 - 30 - 10 = 23 and C has A + B = 13.
  const members = ["Total", "A", "B", "C", "D"];
  const table: Table = {
    name: "t", measures: [{ name: "Antal", class: "persons", values: Float64Array.of(63, 3, 10, 20, 30) }],
    shape: { kind: "cross", axes: [{ name: "kommune", members, owners: [null, "A", "B", "C", "D"], hierarchies: [{ name: "kommune", parent: [-1, 0, 0, 0, 0] }] }] },
  };
  const task = taskOf(table, "show", { derivedLimit: 0 }), { variableOf } = prepare(table, { hidden: [], lower: 1 });
  const hidden = (forEach: boolean): string[] => members.filter((_, cell) => pattern(task, forEach)[variableOf[cell]] !== 0);
  expect(hidden(false)).toEqual(["A", "B"]);
  expect(hidden(true)).toEqual(["A", "B", "C"]);
});

describe.each(["show", "hide"] as const)("random tables, zeros %s", (zeros) => {
  const tasks = fc.sample(randomTable, { numRuns: 40, seed: 87 }).map((table) => taskOf(table, zeros, { derivedLimit: 0 })).filter(({ primary }) => primary.includes(1));

  /** Small counts of others that each municipality determines by relations and bounds. */
  const found = (task: Task, hidden: Uint8Array): string[] => {
    const { exact, insiders } = attack({ ...task, hidden }, { search: 0 });
    const small = [...[...exact.keys()].map((cell) => ["anyone", cell] as const), ...[...insiders].flatMap(([insider, gain]) => [...gain.exact.keys()].map((cell) => [insider, cell] as const))];
    return small.filter(([insider, cell]) => task.primary[cell] !== 0 && task.owner[cell] !== insider).map((one) => one.join(" "));
  };

  test("no municipality determines a small count that some pattern keeps from it", () => {
    for (const task of tasks) {
      const most = Uint8Array.from(task.primary, (is, cell) => (is !== 0 || task.forced[cell] === 0 ? 1 : 0));
      const hopeless = found(task, most);
      expect(found(task, pattern(task, true)).filter((one) => !hopeless.includes(one))).toEqual([]);
    }
  });

  test("and without their knowledge some would", () => {
    expect(tasks.some((task) => found(task, pattern(task, false)).length > 0)).toBe(true);
  });
});
