import fc from "fast-check";
import loadHighs, { type Highs } from "highs";
import { BUILT_IN, type Policy } from "../../shared/policy/policy.ts";
import { protect } from "../../shared/protect.ts";
import type { Cross, Table } from "../../shared/table/table.ts";
import { determinedByTrying, intervalsByHighs, linesOf, type Told } from "./distinctAttacker.ts";
import { distinctTable, type Twice } from "./distinctTable.ts";

const POLICIES: readonly Policy[] = (["show", "hide"] as const).flatMap((zeros) => [
  { ...BUILT_IN, zeros, protection: "exact", audience: "none" },
  { ...BUILT_IN, zeros, protection: "standard", audience: "anyMunicipality" },
  { ...BUILT_IN, zeros, protection: "interval", audience: "none" },
]);

/** What is shown of a table of persons under a policy; an empty pattern where it is refused. */
function shownOf(table: Table, policy: Policy): Told & { readonly isShown: boolean } {
  const outcome = protect([table], policy), lower = policy.zeros === "show" ? 1 : 0, { values } = table.measures[0];
  if (outcome.status === "refused") return { values, lower, hidden: new Set(), isShown: false };
  const { hidden } = outcome.tables[0].measures[0];
  return { values, lower, hidden: new Set([...hidden.keys()].filter((cell) => hidden[cell] === 1)), isShown: true };
}

let highs: Highs;
beforeAll(async () => { highs = await loadHighs(); });

const KINDS: readonly (readonly [Twice, readonly string[]])[] = [["benefits", ["kommune"]], ["both", []]];

describe.each(KINDS)("persons in several %s, counted once in every total", (twice, sums) => {
  const tables = [...fc.sample(distinctTable(twice, 60), { numRuns: 20, seed: 31 }), ...fc.sample(distinctTable(twice, 300), { numRuns: 20, seed: 32 })];

  test("totals are less than sums in nearly all of these tables", () => {
    const once = tables.filter((table) => linesOf(table, []).some(({ total, parts }) => parts.reduce((sum, part) => sum + table.measures[0].values[part], 0) > table.measures[0].values[total]));
    expect(once.length).toBeGreaterThan(tables.length - 3);
  });

  describe.each(POLICIES.map((policy) => [`zeros ${policy.zeros}, ${policy.protection}`, policy] as const))("%s", (_, policy) => {
    const shown = tables.map((table) => ({ table, told: shownOf(table, policy) }));

    test("every table is shown, and no small count in it", () => {
      for (const { told: { isShown, values, hidden } } of shown)
        expect([isShown, [...values.keys()].filter((cell) => !hidden.has(cell) && values[cell] <= policy.maxN && (values[cell] > 0 || policy.zeros === "hide"))]).toEqual([true, []]);
    });

    test("no hidden cell has one value only, by linear programming over what is known of totals", () => {
      let cells = 0;
      for (const { table, told } of shown)
        for (const [low, high] of intervalsByHighs(highs, linesOf(table, sums), told).values()) {
          expect(Math.floor(high + 1e-6)).toBeGreaterThan(Math.ceil(low - 1e-6));
          cells++;
        }
      expect(cells).toBeGreaterThan(300);
    });

    test("no total tells that it counts few persons beside one of its parts", () => {
      for (const { table, told: { values, hidden } } of shown)
        for (const { total, parts, isSum } of linesOf(table, sums))
          for (const part of isSum || hidden.has(total) ? [] : parts)
            if (!hidden.has(part) && values[part] > 0) expect(values[total] - values[part] === 0 || values[total] - values[part] > policy.maxN).toBe(true);
    });

    if (policy.audience === "anyMunicipality")
      test("nor to a municipality that knows its own numbers", () => {
        let cells = 0;
        for (const { table, told } of shown.slice(0, 25))
          for (const row of ownRows(table).slice(0, 3)) {
            const own = withTotals(row, table, told), left = new Set([...told.hidden].filter((cell) => !own.has(cell)));
            if (left.size === told.hidden.size) continue;
            for (const [low, high] of intervalsByHighs(highs, linesOf(table, sums), { ...told, hidden: left }).values()) {
              expect(Math.floor(high + 1e-6)).toBeGreaterThan(Math.ceil(low - 1e-6));
              cells++;
            }
          }
        expect(cells).toBeGreaterThan(300);
      });

    if (policy.protection === "interval")
      test("every small count could be 6, and 0 or 1", () => {
        for (const { table, told } of shown)
          for (const [cell, [low, high]] of intervalsByHighs(highs, linesOf(table, sums), told)) {
            const value = told.values[cell];
            if (value <= policy.maxN) expect([low <= Math.max(told.lower, leastOf(table, sums, told, cell)) + 1e-6, high >= policy.maxN + 1 - 1e-6]).toEqual([true, true]);
          }
      });
  });
});

/** Cells of each municipality of a table of municipalities and benefits. */
function ownRows({ shape }: Table): readonly (readonly number[])[] {
  const [{ owners = [] }, { members }] = (shape as Cross).axes;
  return owners.flatMap((owner, row) => (owner === null ? [] : [members.map((_, column) => row * members.length + column)]));
}

/** A municipality's own cells, and totals above them of nobody else. */
function withTotals(row: readonly number[], table: Table, { values, hidden }: Told): ReadonlySet<number> {
  const own = new Set(row), lines = linesOf(table, []);
  for (let before = 0; before < own.size;) {
    before = own.size;
    for (const { total, parts } of lines) if (parts.some((part) => own.has(part)) && parts.every((part) => own.has(part) || (values[part] === 0 && !hidden.has(part)))) own.add(total);
  }
  return own;
}

/** What the structure alone tells of a hidden total: a sum of parts that cannot be nothing is at least their number. */
function leastOf(table: Table, sums: readonly string[], { values, hidden, lower }: Told, cell: number): number {
  const least = (one: number): number => {
    if (!hidden.has(one)) return values[one];
    return Math.max(Math.min(lower, values[one]), ...linesOf(table, sums).filter(({ total }) => total === one).map(({ parts, isSum }) => parts.reduce((all, part) => (isSum ? all + least(part) : Math.max(all, least(part))), 0)));
  };
  return least(cell);
}

describe("tables small enough to try every other one", () => {
  test.each(KINDS)("persons in several %s: every hidden cell has two values", (twice, sums) => {
    const tables = fc.sample(distinctTable(twice, 24), { numRuns: 60, seed: 5 }).filter(({ measures: [{ values }] }) => values.length <= 16);
    let tried = 0;
    for (const table of tables) for (const policy of POLICIES) {
      const told = shownOf(table, policy), determined = determinedByTrying(linesOf(table, sums), told);
      if (determined === null || told.hidden.size === 0) continue;
      expect([...determined]).toEqual([]);
      tried++;
    }
    expect(tried).toBeGreaterThan(20);
  });
});
