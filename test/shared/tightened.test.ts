import fc from "fast-check";
import loadHighs from "highs";
import { attackPattern } from "../../cli/attackPattern.ts";
import { oracleOf } from "../../cli/highsOracle.ts";
import type { Oracle } from "../../shared/audit/attack.ts";
import { knownTogether } from "../../shared/policy/audience.ts";
import { BUILT_IN, type Audience, type Policy, type Rules } from "../../shared/policy/policy.ts";
import { tightenPolicy } from "../../shared/policy/tighten.ts";
import { protect, type Outcome } from "../../shared/protect.ts";
import { onScreen, protectSources } from "../../shared/protectSources.ts";
import type { Axis, Measure, Table } from "../../shared/table/table.ts";
import { linkedTables } from "./audit/linkedTables.ts";
import { randomTable } from "./audit/randomTable.ts";

const LOOSE: Policy = { ...BUILT_IN, maxN: 3, zeros: "show", protection: "exact", audience: "none" };
const STANDARD: Policy = { ...LOOSE, maxN: 5, protection: "standard" };

function stricter(floor: Policy, further: Partial<Rules>): Policy {
  const policy = tightenPolicy(floor, further);
  if (policy === "refuse") throw new Error("refused");
  return policy;
}

const TIGHTENED: readonly (readonly [string, Policy, Partial<Rules>])[] = [
  ["a higher limit", LOOSE, { maxN: 6 }],
  ["a higher limit, each municipality a reader", { ...STANDARD, audience: "anyMunicipality" }, { maxN: 9 }],
  ["zeros hidden", STANDARD, { zeros: "hide" }],
  ["exact to standard", { ...LOOSE, maxN: 5 }, { protection: "standard" }],
  ["standard to interval", STANDARD, { protection: "interval" }],
  ["exact to interval", LOOSE, { protection: "interval" }],
  ["each municipality a reader", STANDARD, { audience: "anyMunicipality" }],
  ["two that read together besides", { ...STANDARD, audience: "anyMunicipality" }, { audience: ["r2", "r3", "101", "147"] }],
  ["all of it", LOOSE, { maxN: 6, zeros: "hide", protection: "interval", audience: "anyMunicipality" }],
];

/** Each in turn and several together are readers apart. */
function readersOf({ audience }: Policy): readonly Audience[] {
  return typeof audience === "string" ? [audience] : ["anyMunicipality", knownTogether(audience)];
}

/** 1 = hidden, of every cell of every table; nothing of a refused system is shown. */
function hiddenIn(outcome: Outcome, tables: readonly Table[]): readonly (readonly number[])[] {
  return tables.map(({ measures }, t) => measures.flatMap(({ values }, m) => (outcome.status === "refused" ? [...values].map(() => 1) : [...outcome.tables[t].measures[m].hidden])));
}

/** Cells that the first hides and the second shows. */
function laidOpen(before: readonly (readonly number[])[], after: readonly (readonly number[])[]): number {
  return before.flat().filter((is, cell) => is === 1 && after.flat()[cell] === 0).length;
}

let oracle: Oracle;
beforeAll(async () => { oracle = oracleOf(await loadHighs()); });

const systems: readonly (readonly [string, readonly (readonly Table[])[]])[] = [
  ["hierarchical tables", fc.sample(randomTable, { numRuns: 6, seed: 20261124 }).map((table) => [table])],
  ["linked tables", [...fc.sample(linkedTables, { numRuns: 4, seed: 20261124 })]],
];

describe.each(systems)("a policy that is made stricter hides what it hid, then more: %s", (_, samples) => {
  test.each(TIGHTENED)("%s", (__, floor, further) => {
    const policy = stricter(floor, further);
    let shown = 0;
    for (const tables of samples) {
      const after = protect(tables, policy, [floor]), hidden = hiddenIn(after, tables);
      expect(laidOpen(hiddenIn(protect(tables, floor), tables), hidden)).toBe(0);
      if (after.status === "refused") continue;
      shown++;
      expect(after.tables.map(({ table }) => table)).toEqual(tables);
      const published = tables.map((table, t) => ({ table, hidden: [Uint8Array.from(hidden[t])], name: (cell: number) => cell, settings: {} }));
      for (const audience of readersOf(policy)) {
        const attacks = attackPattern(published, { policy: { ...policy, audience }, lower: policy.zeros === "show" ? 1 : 0, oracle, intervals: policy.protection === "interval" });
        expect(attacks.map((attack) => attack?.safe)).toEqual(tables.map(() => true));
      }
    }
    expect(shown).toBeGreaterThan(samples.length / 2);
  });

  test("which two patterns that know nothing of each other do not", () => {
    const open = samples.flatMap((tables) => TIGHTENED.map(([, floor, further]) => laidOpen(hiddenIn(protect(tables, floor), tables), hiddenIn(protect(tables, stricter(floor, further)), tables))));
    expect(open.filter((cells) => cells > 0).length).toBeGreaterThan(0);
  });

  test("twice made stricter, it hides what each of the two hid", () => {
    const middle = stricter(LOOSE, { maxN: 6 }), policy = stricter(middle, { protection: "standard", audience: "anyMunicipality" });
    for (const tables of samples) {
      const after = hiddenIn(protect(tables, policy, [LOOSE, middle]), tables);
      expect([laidOpen(hiddenIn(protect(tables, LOOSE), tables), after), laidOpen(hiddenIn(protect(tables, middle, [LOOSE]), tables), after)]).toEqual([0, 0]);
    }
  });

  test("a floor that hides the same, or is the same, changes nothing", () => {
    for (const tables of samples) {
      const alone = protect(tables, STANDARD);
      expect(protect(tables, STANDARD, [STANDARD, { ...STANDARD, explain: "full", ledger: "off", ownCells: "show", mark: "*" }])).toEqual(alone);
    }
  });
});

test("what is hidden of one count makes no other count hide the same cells", () => {
  const [table] = fc.sample(randomTable, { numRuns: 1, seed: 3 }), [measure] = table.measures;
  const large: Measure = { ...measure, name: "andre personer", values: measure.values.map((value, cell) => 1000 + value * value + 7 * cell) };
  const both = { ...table, shape: { kind: "linear" as const, cells: [...measure.values.keys()].map((cell) => `c${cell}`), relations: [] }, measures: [measure, large] };
  const [first, second] = hiddenIn(protect([both], { ...STANDARD, maxN: 9 }, [STANDARD]), [both]).flatMap((cells) => [cells.slice(0, measure.values.length), cells.slice(measure.values.length)]);
  expect([first.includes(1), second.includes(1)]).toEqual([true, false]);
});

test("a small count is told from what it takes with it, and from what stays hidden", () => {
  // 40 is hidden by the floor's pattern, and no small count under either.
  const [table] = fc.sample(randomTable, { numRuns: 1, seed: 20 }), policy = stricter(STANDARD, { protection: "interval" }), outcome = protect([table], policy, [STANDARD]);
  if (outcome.status === "refused") throw new Error(outcome.findings[0].code);
  const [{ confidential: { primary, secondary, loss } }] = outcome.tables[0].measures, { values } = table.measures[0];
  expect(primary.every((cell) => values[cell] > 0 && values[cell] <= 5)).toBe(true);
  expect(secondary.length).toBeGreaterThan(0);
  expect(secondary.every((cell) => values[cell] > 5)).toBe(true);
  expect(loss).toBe(secondary.reduce((sum, cell) => sum + values[cell], 0));
});

describe("sources", () => {
  const names = { measures: [], fields: [] }, [table] = fc.sample(randomTable, { numRuns: 1, seed: 20 }), named: Table = { ...table, source: "cube" };

  test("the rules of a data set hold for the floor as well", () => {
    const floor: Policy = { ...STANDARD, dataSets: [{ name: "VH", recognise: { cube: "voksen" }, kind: "benchmark", rules: { maxN: 9 } }] }, policy = stricter(floor, { protection: "interval" });
    const source = { table: named, names: { ...names, cube: "voksen" } }, before = protectSources([source], floor), after = protectSources([source], policy, [floor]);
    if (before.status === "refused" || after.status === "refused") throw new Error("refused");
    expect(laidOpen([[...before.tables[0].measures[0].hidden]], [[...after.tables[0].measures[0].hidden]])).toBe(0);
    expect(before.decided[0].policy.maxN).toBe(9);
  });

  test("a floor that shows nothing leaves nothing to show", () => {
    const floor: Policy = { ...STANDARD, filteredViews: "refuse" };
    expect(protectSources([{ table: { ...named, context: { year: ["2025"] } }, names }], { ...floor, filteredViews: "show", maxN: 9 }, [floor]).status).toBe("refused");
  });

  test("own numbers that the floor does not show are not shown on the screen", () => {
    const floor: Policy = { ...LOOSE, ownCells: "show", municipality: { name: "r2", code: "r2" } }, policy = stricter(floor, { protection: "standard", audience: "anyMunicipality" });
    const after = protectSources([{ table: named, names }], policy, [floor]), hidden = (outcome: typeof after): number => (outcome.status === "refused" ? NaN : outcome.summary.hiddenCells);
    expect(hidden(onScreen(after))).toBeLessThan(hidden(after));
    expect(hidden(onScreen(after, [floor]))).toBe(hidden(after));
  });
});

test("amounts that are withheld for what their zeros tell stay hidden, though more may be hidden of them then", () => {
  const axis = (name: string): Axis => ({ name, members: ["Total", "A", "B", "C"], hierarchies: [{ name, parent: [-1, 0, 0, 0] }] });
  const counts = Float64Array.of(241, 40, 87, 114, 54, 3, 20, 31, 98, 25, 40, 33, 89, 12, 27, 50), hiddenCells = (measures: readonly Measure[], policy: Policy, floors: readonly Policy[] = []) => {
    const outcome = protect([{ name: "t", shape: { kind: "cross", axes: [axis("row"), axis("column")] }, measures }], policy, floors);
    return outcome.status === "refused" ? [] : outcome.tables[0].measures.map(({ hidden }) => [...hidden].join(""));
  };
  const persons: Measure = { name: "Antal", class: "persons", values: counts }, [pattern] = hiddenCells([persons], STANDARD);
  const parts = Array.from({ length: 9 }, (_, at) => { const row = 1 + Math.floor(at / 3), cell = 4 * row + 1 + at % 3; return pattern[cell] === "1" && row === 1 ? 0 : 10 * cell; });
  const lines = [0, 3, 6].map((from) => { const line = parts.slice(from, from + 3); return [line[0] + line[1] + line[2], ...line]; });
  const amount: Measure = { name: "Udgift", class: "basedOn", base: "Antal", values: Float64Array.from([[0, 1, 2, 3].map((column) => lines[0][column] + lines[1][column] + lines[2][column]), ...lines].flat()) };
  expect(hiddenCells([persons, amount], STANDARD)[1]).toBe("1".repeat(16));
  expect(hiddenCells([persons, amount], { ...STANDARD, maxN: 30 }, [STANDARD])[1]).toBe("1".repeat(16));
});
