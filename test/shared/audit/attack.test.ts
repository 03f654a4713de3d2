import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import loadHighs from "highs";
import { oracleOf } from "../../../cli/highsOracle.ts";
import { attack, type Attack, type Oracle } from "../../../shared/audit/attack.ts";
import { ownersOf } from "../../../shared/policy/owners.ts";
import { readCases, type Case } from "../../cases/readCases.ts";
import { prepare, type Prepared } from "./attackPattern.ts";
import { determinedByEnumeration } from "./bruteForce.ts";
import { randomTable } from "./randomTable.ts";

const folder = path.resolve(__dirname, "../../cases");
const cases = readdirSync(folder).filter((file) => file.endsWith(".txt")).flatMap((file) => readCases(readFileSync(path.join(folder, file), "utf8").replaceAll("\r", "")));
const parts = (text: string | undefined, by: string | RegExp = ",") => (text ?? "").split(by).map((part) => part.trim()).filter((part) => part !== "");

let oracle: Oracle;
beforeAll(async () => { oracle = oracleOf(await loadHighs()); });

function attackCase({ table, primary, secondary, facts, cell }: Case, withOracle: boolean): { readonly result: Attack; readonly prepared: Prepared } {
  const own = new Set(parts(facts["owners"], " ").map(cell));
  const owners = facts["owners"] === undefined ? ownersOf(table).map(() => null) : table.measures[0].values.reduce<(string | null)[]>((list, _, k) => [...list, own.has(k) ? parts(facts["owners"], " ").find((name) => cell(name) === k)! : null], []);
  const prepared = prepare(table, {
    hidden: [...primary, ...secondary], lower: facts["lower"] === "1" ? 1 : 0, known: parts(facts["knows"]).map(cell), insiders: facts["owners"] !== undefined,
    ...(facts["upper"] === undefined ? {} : { upper: Number(facts["upper"]) }), derivedLimit: facts["sum"] === undefined ? 0 : 5,
  }, owners);
  return { prepared, result: attack(prepared.pattern, { ...prepared.options, ...(withOracle ? { oracle } : {}) }) };
}

describe("cases in text", () => {
  test("are there", () => { expect(cases.length).toBeGreaterThan(20); });

  test.each(cases.map((one) => [one.title, one] as const))("%s", (_, one) => {
    const { facts, cell } = one, { result, prepared: { variableOf, municipalities } } = attackCase(one, false);
    const cellOf = new Map([...variableOf].map((variable, k) => [variable, k]));
    expect({ contradiction: result.contradiction, unresolved: result.unresolved }).toEqual({ contradiction: false, unresolved: [] });
    const exact = parts(facts["exact"]).map((text) => text.split(" ")).map(([name, value]): [number, number] => [variableOf[cell(name)], Number(value)]);
    expect([...result.exact].sort()).toEqual(exact.sort());
    const found = [...result.insiders].map(([insider, gain]) => [municipalities[insider], ...[...gain.exact.keys()].map((variable) => cellOf.get(variable))]);
    expect(found).toEqual(parts(facts["insider"], ";").map((text) => text.split(" finds ")).map(([name, cells]) => [name, ...parts(cells, "+").map(cell)]));
    const sums = parts(facts["sum"]).map((text) => text.split("=")).map(([names, sum]) => ({ cells: parts(names, "+").map((name) => variableOf[cell(name)]).sort(), sum: Number(sum) }));
    expect(result.derived.map(({ cells, sum }) => ({ cells: [...cells].sort(), sum }))).toEqual(sums);
  });

  test.each(cases.filter(({ facts }) => facts["interval"] !== undefined).map((one) => [one.title, one] as const))("what each hidden cell can be: %s", (_, one) => {
    const { result, prepared: { variableOf } } = attackCase(one, true);
    const ends = new Map(result.left.flatMap((component) => oracle.intervals(component, [...component.variables.keys()]).map(({ low, high }, k) => [component.variables[k], `${low}..${high}`] as const)));
    for (const [name, range] of parts(one.facts["interval"]).map((text) => text.split(" "))) expect([name, ends.get(variableOf[one.cell(name)])]).toEqual([name, range]);
  });

  test("hidden values that are not at hand come from the solver, and change nothing", () => {
    for (const one of cases.filter(({ facts }) => facts["owners"] === undefined && facts["knows"] === undefined)) {
      const { prepared: { pattern, options }, result } = attackCase(one, false);
      const blind = attack({ ...pattern, values: pattern.values.map((value, variable) => (pattern.hidden[variable] === 1 ? NaN : value)) }, { ...options, oracle });
      expect([one.title, [...blind.exact].sort()]).toEqual([one.title, [...result.exact].sort()]);
    }
  });
});

describe("against enumeration of all tables", () => {
  const mark = fc.oneof({ weight: 2, arbitrary: fc.constant(false) }, { weight: 3, arbitrary: fc.constant(true) });
  const published = fc.record({ table: randomTable, marks: fc.array(mark, { minLength: 70, maxLength: 70 }), lower: fc.constantFrom(0 as const, 1 as const), upper: fc.option(fc.integer({ min: 5, max: 8 }), { nil: undefined, freq: 3 }) });

  /** Random patterns small enough to enumerate; where zeros are shown none is hidden, and an upper bound is one of all that is hidden. */
  function* sample(seed: number, runs: number): Generator<{ readonly prepared: Prepared; readonly expected: ReadonlySet<number> }> {
    for (const { table, marks, lower, upper } of fc.sample(published, { numRuns: runs, seed })) {
      const { values } = table.measures[0], hidden = [...values.keys()].filter((cell) => marks[cell % marks.length] && (lower === 0 || values[cell] > 0) && (upper === undefined || values[cell] <= upper));
      const prepared = prepare(table, { hidden, lower, insiders: true, ...(upper === undefined ? {} : { upper }) });
      const expected = determinedByEnumeration(prepared.pattern, upper);
      if (expected !== null) yield { prepared, expected };
    }
  }

  test("the same cells are determined, and for every municipality with its own cells known the same others", () => {
    let samples = 0, gained = 0, determined = 0;
    for (const { prepared: { pattern, options, municipalities }, expected } of sample(20261123, 150)) {
      samples++;
      const result = attack(pattern, options), sorted = (cells: Iterable<number>) => [...cells].sort((a, b) => a - b);
      expect({ exact: sorted(result.exact.keys()), unresolved: result.unresolved }).toEqual({ exact: sorted(expected), unresolved: [] });
      for (const [cell, value] of result.exact) expect(value).toBe(pattern.values[cell]);
      determined += expected.size;
      for (const insider of municipalities.keys()) {
        const others = determinedByEnumeration({ ...pattern, known: pattern.owner.map((own) => (own === insider ? 1 : 0)) as unknown as Uint8Array }, options.upper === undefined ? undefined : Math.min(...options.upper));
        if (others === null) continue;
        const gain = sorted(result.insiders.get(insider)?.exact.keys() ?? []);
        expect([insider, gain]).toEqual([insider, sorted(others).filter((cell) => !expected.has(cell))]);
        gained += gain.length;
      }
    }
    expect(samples).toBeGreaterThan(80);
    expect(determined).toBeGreaterThan(100);
    expect(gained).toBeGreaterThan(100);
  });
});
