import fc from "fast-check";
import { BUILT_IN, type Policy } from "../../shared/policy/policy.ts";
import { ownersOf } from "../../shared/policy/owners.ts";
import { protect } from "../../shared/protect.ts";
import type { Table } from "../../shared/table/table.ts";
import { randomTable } from "./audit/randomTable.ts";

function hidden(table: Table, policy: Policy): readonly number[] | null {
  const outcome = protect([table], policy);
  return outcome.status === "refused" ? null : [...outcome.tables[0].measures[0].hidden.keys()].filter((cell) => outcome.tables[0].measures[0].hidden[cell] === 1);
}

test("readers who put their figures together are added: what each municipality in turn may not see stays hidden", () => {
  let compared = 0;
  for (const table of fc.sample(randomTable, { numRuns: 20, seed: 31 })) {
    const owners = [...new Set(ownersOf(table).filter((owner) => owner !== null))].slice(0, 2);
    const each = hidden(table, BUILT_IN), both = hidden(table, { ...BUILT_IN, audience: ["anyMunicipality", ...owners] });
    if (each === null || both === null || owners.length < 2) continue;
    expect(each.filter((cell) => !both.includes(cell))).toEqual([]);
    compared++;
  }
  expect(compared).toBeGreaterThan(8);
});

test("a total of nobody's figures but their own is known to those who put them together, and no reason to refuse the table", () => {
  // 101 and 147 are all of East: its 3 + 8 = 11 is theirs, and nothing is left to protect of it towards them.
  const rows = ["Total", "East", "West", "101", "147", "461", "751"], values = [60, 24, 36, 11, 6, 5, 49, 18, 31, 3, 1, 2, 8, 5, 3, 30, 10, 20, 19, 8, 11];
  const table: Table = {
    name: "t", measures: [{ name: "antal", class: "persons", values: Float64Array.from(values) }],
    shape: { kind: "cross", axes: [
      { name: "kommune", members: rows, owners: rows.map((row) => (/\d/.test(row) ? row : null)), hierarchies: [{ name: "k", parent: [-1, 0, 0, 1, 1, 2, 2] }] },
      { name: "sex", members: ["Total", "m", "k"], hierarchies: [{ name: "s", parent: [-1, 0, 0] }] },
    ] },
  };
  const each = hidden(table, BUILT_IN), both = hidden(table, { ...BUILT_IN, audience: ["anyMunicipality", "101", "147"] });
  if (each === null || both === null) throw new Error("refused");
  expect(each.some((cell) => cell >= 3 && cell < 6)).toBe(true);
  expect(each.filter((cell) => !both.includes(cell))).toEqual([]);
});
