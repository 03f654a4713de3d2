import fc from "fast-check";
import { attack } from "../../../shared/audit/attack.ts";
import { audit } from "../../../shared/audit/audit.ts";
import { BUILT_IN } from "../../../shared/policy/policy.ts";
import { protect } from "../../../shared/protect.ts";
import { choose } from "../../../shared/secondary/choose.ts";
import { lossOf } from "../../../shared/secondary/restart.ts";
import type { Cross, Table } from "../../../shared/table/table.ts";
import { randomTable } from "../audit/randomTable.ts";
import { taskOf } from "./taskOf.ts";

describe.each(["show", "hide"] as const)("a quick choice, zeros %s", (zeros) => {
  const tasks = fc.sample(randomTable, { numRuns: 40, seed: 86 }).map((table) => taskOf(table, zeros)).filter(({ boxes }) => boxes !== null);
  const chosen = tasks.map((task) => ({ task, ...choose(task, true) }));
  const safe = chosen.filter(({ task, hidden, witnesses }) => audit({ ...task, hidden }, witnesses).safe);

  test("is nearly always proved, and hides every small count", () => {
    expect(tasks.length).toBeGreaterThan(25);
    expect(safe.length).toBeGreaterThan(0.9 * tasks.length);
    for (const { task: { primary }, hidden } of chosen) expect(primary.every((is, cell) => is === 0 || hidden[cell] === 1)).toBe(true);
  });

  test("leaves the attacker nothing where it is proved", () => {
    for (const { task, hidden } of safe) {
      const { exact, unresolved, insiders, derived } = attack({ ...task, hidden });
      expect({ exact: exact.size, unresolved, insiders: insiders.size, derived }).toEqual({ exact: 0, unresolved: [], insiders: 0, derived: [] });
    }
  });

  test("loses more than a thorough one on the whole, but not many times as much", () => {
    const loss = (quick: boolean): number => tasks.reduce((sum, task) => sum + lossOf(task, choose(task, quick).hidden).loss, 0);
    expect(loss(true) / loss(false)).toBeGreaterThan(0.9);
    expect(loss(true) / loss(false)).toBeLessThan(2);
  });
});

test("a table too large to be solved as a whole is protected all the same", () => {
  // 600 × 50 municipalities and ages with a total each way, more rows than are looked at for one cell; every 29th count is 3, the others 20.
  const rows = 601, columns = 51, values = new Float64Array(rows * columns);
  for (let r = 1; r < rows; r++)
    for (let c = 1; c < columns; c++)
      for (const cell of [r * columns + c, r * columns, c, 0]) values[cell] += (r * 50 + c) % 29 === 0 ? 3 : 20;
  const axis = (name: string, size: number, owned: boolean): Cross["axes"][number] => {
    const members = ["Total", ...Array.from({ length: size - 1 }, (_, k) => `${name} ${k}`)];
    return { name, members, hierarchies: [{ name, parent: members.map((_, k) => (k === 0 ? -1 : 0)) }], ...(owned ? { owners: members.map((member, k) => (k === 0 ? null : member)) } : {}) };
  };
  const table: Table = { name: "large", shape: { kind: "cross", axes: [axis("kommune", rows, true), axis("alder", columns, false)] }, measures: [{ name: "antal", class: "persons", values }] };
  const outcome = protect([table], { ...BUILT_IN, zeros: "show" });
  if (outcome.status === "refused") throw new Error(outcome.findings[0].code);
  const { hidden } = outcome.tables[0].measures[0], small = values.filter((value) => value === 3).length;
  expect(values.every((value, cell) => value > 5 || hidden[cell] === 1)).toBe(true);
  const secondary = hidden.filter((is, cell) => is === 1 && values[cell] > 5).length;
  expect([small > 1000, secondary < small]).toEqual([true, true]);
});
