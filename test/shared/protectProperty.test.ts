import fc from "fast-check";
import loadHighs from "highs";
import { oracleOf } from "../../cli/highsOracle.ts";
import { attack } from "../../shared/audit/attack.ts";
import { rowsFrom, substitute } from "../../shared/audit/component.ts";
import { BUILT_IN, type Policy } from "../../shared/policy/policy.ts";
import { protect, type Outcome } from "../../shared/protect.ts";
import { structuralFloor } from "../../shared/table/floor.ts";
import { cellCount, type Cross, type Table } from "../../shared/table/table.ts";
import { prepare } from "./audit/attackPattern.ts";
import { determinedByEnumeration } from "./audit/bruteForce.ts";
import { randomTable } from "./audit/randomTable.ts";

const POLICIES: readonly Policy[] = (["show", "hide"] as const).flatMap((zeros) => [
  { ...BUILT_IN, zeros, protection: "exact", audience: "none" },
  { ...BUILT_IN, zeros, protection: "standard", audience: "none" },
  { ...BUILT_IN, zeros, protection: "standard", audience: "anyMunicipality" },
  { ...BUILT_IN, zeros, protection: "interval", audience: "anyMunicipality" },
]);
const lowerOf = ({ zeros }: Policy) => (zeros === "show" ? 1 : 0);

function hiddenCells(outcome: Outcome): readonly number[] {
  if (outcome.status === "refused") return [];
  const { hidden } = outcome.tables[0].measures[0];
  return [...hidden.keys()].filter((cell) => hidden[cell] === 1);
}

const describePolicy = ({ zeros, protection, audience }: Policy) => `zeros ${zeros}, ${protection}, audience ${String(audience)}`;

describe.each(POLICIES.map((policy) => [describePolicy(policy), policy] as const))("protection with %s", (_, policy) => {
  const tables = fc.sample(randomTable, { numRuns: 15, seed: 4711 });
  const outcomes = tables.map((table) => protect([table], policy));
  const lower = lowerOf(policy), insiders = policy.audience === "anyMunicipality";
  const shown = tables.map((table, k) => ({ table, hidden: hiddenCells(outcomes[k]) })).filter((_each, k) => outcomes[k].status === "protected");

  test("shows most of these tables, and hides something in most", () => {
    expect(shown.length).toBeGreaterThan(12);
    expect(shown.filter(({ hidden }) => hidden.length > 0).length).toBeGreaterThan(10);
  });

  test("shows no small count", () => {
    for (const { table, hidden } of shown)
      table.measures[0].values.forEach((value, cell) => { if (!hidden.includes(cell)) expect(value > policy.maxN || (value === 0 && policy.zeros === "show")).toBe(true); });
  });

  test("leaves the attacker nothing: no cell, no municipality's gain, no small sum", () => {
    for (const { table, hidden } of shown) {
      const { pattern } = prepare(table, { hidden, lower, insiders, derivedLimit: policy.protection === "exact" ? 0 : policy.maxN });
      const { exact, unresolved, insiders: gains, derived, contradiction } = attack(pattern);
      expect({ exact: exact.size, unresolved, gains: gains.size, derived, contradiction }).toEqual({ exact: 0, unresolved: [], gains: 0, derived: [], contradiction: false });
    }
  });

  test("every hidden cell has two values among all tables with the same shown numbers", () => {
    let enumerated = 0;
    for (const { table, hidden } of shown) {
      const { pattern, municipalities } = prepare(table, { hidden, lower });
      for (const reader of insiders ? [...municipalities.keys()].slice(0, 3) : [-1]) {
        const known = pattern.owner.map((own) => (reader >= 0 && own === reader ? 1 : 0));
        const determined = determinedByEnumeration({ ...pattern, known: Uint8Array.from(known) });
        if (determined === null) continue;
        expect([...determined]).toEqual([]);
        enumerated++;
      }
    }
    // Patterns that hide much are too many tables to enumerate; some are not.
    expect(enumerated).toBeGreaterThan(1);
  });

  if (policy.protection === "interval")
    test("every small count could be 6, and as little as its structure allows, by linear programming", async () => {
      const oracle = oracleOf(await loadHighs());
      let primaries = 0;
      for (const { table, hidden } of shown) {
        const { pattern } = prepare(table, { hidden, lower }), { left } = attack(pattern);
        const floor = structuralFloor(pattern.system, pattern.hidden, pattern.values, new Float64Array(pattern.values.length).fill(lower));
        for (const component of left)
          oracle.intervals(component, [...component.variables.keys()]).forEach(({ low, high }, k) => {
            const variable = component.variables[k];
            if (pattern.values[variable] > policy.maxN) return;
            expect([low <= floor[variable] + 1e-6, high >= policy.maxN + 1 - 1e-6]).toEqual([true, true]);
            primaries++;
          });
      }
      expect(primaries).toBeGreaterThan(30);
    });

  if (policy.protection === "standard")
    test("no relation, and no two relations added or subtracted, leave a sum of hidden cells of 5 or less", () => {
      for (const { table, hidden } of shown) {
        const { pattern } = prepare(table, { hidden, lower });
        const rows = substitute(rowsFrom(pattern.system), pattern.values.map((value, variable) => (pattern.hidden[variable] === 1 ? NaN : value))).filter(({ unknowns }) => unknowns.length > 0);
        const sums = rows.flatMap((row, k) => [smallSum(row), ...rows.slice(0, k).flatMap((other) => [1, -1].map((sign) => smallSum(row, other, sign)))]);
        expect(sums.filter((sum) => sum !== null)).toEqual([]);
      }
    });

  test("the order of members and axes changes nothing", () => {
    fc.assert(fc.property(fc.constantFrom(...tables.keys()), fc.array(fc.nat(), { minLength: 20, maxLength: 20 }), (k, keys) => {
      const { table, cellOf } = shuffled(tables[k], keys), original = hiddenCells(outcomes[k]);
      expect(hiddenCells(protect([table], policy)).map((cell) => cellOf[cell]).sort((a, b) => a - b)).toEqual(original);
    }), { numRuns: 6, seed: 99 });
  });
});

type Row = ReturnType<typeof rowsFrom>[number];

/** The sum of unknowns that one row, or two of them combined, state with all coefficients equal; null unless it is small. */
function smallSum(row: Row, other?: Row, sign = 0): number | null {
  const coefficients = new Map(row.unknowns.map((unknown, k) => [unknown, row.signs[k]]));
  other?.unknowns.forEach((unknown, k) => coefficients.set(unknown, (coefficients.get(unknown) ?? 0) + sign * other.signs[k]));
  const left = [...coefficients.values()].filter((coefficient) => coefficient !== 0), sum = row.sum + sign * (other?.sum ?? 0);
  return left.length > 0 && left.every((coefficient) => coefficient === left[0]) && sum / left[0] <= BUILT_IN.maxN ? sum / left[0] : null;
}

/** The same table with its axes swapped and the members of each in another order. */
function shuffled(table: Table, keys: readonly number[]): { readonly table: Table; readonly cellOf: readonly number[] } {
  const { axes } = table.shape as Cross;
  const orders = axes.map(({ members }) => [...members.keys()].sort((a, b) => keys[a % keys.length] - keys[b % keys.length] || b - a));
  const moved = axes.map((axis, a) => ({
    ...axis, members: orders[a].map((member) => axis.members[member]), ...(axis.owners === undefined ? {} : { owners: orders[a].map((member) => axis.owners![member]) }),
    hierarchies: axis.hierarchies.map((hierarchy) => ({ ...hierarchy, parent: orders[a].map((member) => { const up = hierarchy.parent[member]; return up === null || up < 0 ? up : orders[a].indexOf(up); }) })),
  }));
  const columns = axes[1].members.length, cellOf = orders[1].flatMap((column) => orders[0].map((row) => row * columns + column));
  const [measure] = table.measures;
  return { cellOf, table: { ...table, shape: { kind: "cross", axes: [moved[1], moved[0]] }, measures: [{ ...measure, values: Float64Array.from({ length: cellCount(table.shape) }, (_, cell) => measure.values[cellOf[cell]]) }] } };
}
