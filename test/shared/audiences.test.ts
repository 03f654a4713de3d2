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
