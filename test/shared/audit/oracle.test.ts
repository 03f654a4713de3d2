import fc from "fast-check";
import loadHighs from "highs";
import { oracleOf } from "../../../cli/highsOracle.ts";
import { attack, type Attack, type Oracle } from "../../../shared/audit/attack.ts";
import type { Component } from "../../../shared/audit/component.ts";
import { readCases } from "../../cases/readCases.ts";
import { prepare } from "./attackPattern.ts";
import { randomTable } from "./randomTable.ts";

let highs: Oracle;
beforeAll(async () => { highs = oracleOf(await loadHighs()); });

/** An attack on what is marked in a table; values written `_` are not at hand. */
function attacked(text: string, { search, oracle, upper, ...more }: { readonly search?: number; readonly oracle?: Oracle; readonly upper?: number; readonly insiders?: boolean; readonly derivedLimit?: number; readonly owner?: Int32Array } = {}): Attack & { readonly names: (cells: Iterable<number>) => string } {
  const [{ table, primary, secondary, cell }] = readCases(text), { pattern, options, variableOf } = prepare(table, { hidden: [...primary, ...secondary], lower: 0, ...(upper === undefined ? {} : { upper }) });
  const names = new Map([..."abcdefgSTUV"].flatMap((name) => { try { return [[variableOf[cell(name)], name] as const]; } catch { return []; } }));
  const result = attack({ ...pattern, ...more }, { ...options, ...(search === undefined ? {} : { search }), ...(oracle === undefined ? {} : { oracle }) });
  return { ...result, names: (cells) => [...cells].map((one) => names.get(one)).join(" ") };
}

const NOTHING = { exact: new Map(), unresolved: [], insiders: new Map(), derived: [], left: [] };

describe("shown numbers that no table has are told, and nothing else", () => {
  test.each([
    ["all shown: 3 + 8 is not 10", "T 10 = a 3 + b 8"], ["nothing is left for two: 10 - 12 = -2", "T 10 = a _! + b _* + c 12"], ["what is hidden does not add up either", "T 10 = a 3! + b 8*"],
    ["one line does, the other does not: 7 + 5 is not 20", "T 10 = a 3! + b 7*\nU 20 = b + c 5*"], ["10 in two of up to 4", "T 10 = a _! + b _*"],
  ])("%s", (_, text) => { expect(attacked(text, { upper: 4 })).toMatchObject({ contradiction: true, ...NOTHING }); });
  test("a solver that finds no solution says so too", () => { expect(attacked("T 10 = a _! + b _*", { oracle: { ...highs, solution: () => null } })).toMatchObject({ contradiction: true, ...NOTHING }); });
  test("numbers that do are none", () => { expect(attacked("T 10 = a 3! + b 7*").contradiction).toBe(false); });
});

describe("hidden values that are not at hand", () => {
  test("stay unresolved without a solver, but for what follows by itself: 9 - 4 = 5", () => {
    const { contradiction, exact, unresolved, names } = attacked("T 10 = a _! + b _*\nU 9 = c _! + d 4\nV 20 = e _! + f _!");
    expect([contradiction, names(exact.keys()), [...exact.values()], names(unresolved)]).toEqual([false, "c", [5], "a b e f"]);
  });
  test("come from it, one by one or all", () => {
    const { exact, unresolved, names, left } = attacked("S 10 = a _! + b _!\nT 10 = b + c _!\nU 10 = c + a\nV 30 = e 10! + f 20*", { oracle: highs });
    expect([names(exact.keys()), [...exact.values()], unresolved, left.map(({ variables }) => names(variables))]).toEqual(["a b c", [5, 5, 5], [], ["e f"]]);
  });
  test("one of a line: the rest of it is not at hand either", () => {
    const { exact, unresolved, names } = attacked("T 10 = a _! + b 7* + c 0!");
    expect([exact.size, names(unresolved)]).toEqual([0, "a b c"]);
  });
});

test("a small sum of values that are not at hand is told with them: 30 - 26 = 4; they stay unknown to the pattern", () => {
  const { derived, names } = attacked("T 30 = a _! + b _! + c 26", { oracle: highs, derivedLimit: 5 });
  expect(derived.map(({ cells, sum }) => [names(cells), sum])).toEqual([["a b", 4]]);
  expect(attacked("T 30 = a 2! + b 2! + c 26").derived).toEqual([]);
});

test("no sum is looked for where none is asked, not even of zeros", () => { expect(attacked("T 5 = a _! + b 5\nU 30 = c _! + d _! + e 30").derived).toEqual([]); });

test("municipalities are asked only where readers know their own cells", () => {
  // A and B of 10: each has the other's by what is left.
  const owner = Int32Array.of(-1, 0, 1);
  expect([false, true].map((insiders) => [...attacked("T 10 = a 3! + b 7*", { owner, insiders }).insiders.keys()])).toEqual([[], [0, 1]]);
});

test("unresolved cells come in order, whatever lines they are in", () => {
  const { unresolved } = attacked("S 9 = g _! + a _!\nT 8 = f _! + b _!\nU 7 = e _! + c _!");
  expect(unresolved).toEqual([...unresolved].sort((a, b) => a - b));
  expect(unresolved).toHaveLength(6);
});

test("an attack leaves the pattern as it was", () => {
  const [{ table, primary }] = readCases("T 10 = a _! + b _!"), { pattern } = prepare(table, { hidden: primary, lower: 0 }), before = pattern.values.slice();
  attack(pattern, { oracle: highs });
  expect(pattern.values).toEqual(before);
});

test("decimals are deduced without the rounding of sums: 0.3 - 0.1 = 0.2", () => {
  const { exact, unresolved } = attacked("T 0.3 = a 0.2! + b 0.1\nU 10.5 = c 3.5! + d 7*");
  expect([[...exact.values()], unresolved]).toEqual([[0.2], []]);
});

describe("what the counted search leaves open the solver decides", () => {
  // b = c, so 2 b + d = 9 with d at most 1: d is 1; without whole numbers it could be 0.
  const WHOLE = "S 5 = a 1! + b 4!\nT 5 = a + c 4!\nU 9 = b + c + d 1!\nV 1 = d + e 0!";
  // b = c, so 2 b + d = 9 with d up to 3: 1 or 3, so b is 4 or 3.
  const OPEN = "S 5 = a 1! + b 4!\nT 5 = a + c 4!\nU 9 = b + c + d 1!\nV 3 = d + e 2!";

  test("without either it stays unresolved", () => {
    const { exact, unresolved, names } = attacked(WHOLE, { search: 0 });
    expect([names(exact.keys()), names(unresolved)]).toEqual(["", "a b c d e"]);
  });
  test("determined where no second whole number is possible", () => {
    for (const options of [{ search: 0, oracle: highs }, { oracle: highs }, {}]) {
      const { exact, unresolved, names } = attacked(WHOLE, options);
      expect([names([...exact.keys()].sort((a, b) => a - b)), unresolved]).toEqual([names([...attacked(WHOLE).exact.keys()].sort((a, b) => a - b)), []]);
    }
    expect(attacked(WHOLE, { search: 0, oracle: highs }).exact.size).toBe(5);
  });
  test("open where one is", () => { expect([attacked(OPEN, { search: 0, oracle: highs }), attacked(OPEN)]).toMatchObject([{ exact: new Map(), unresolved: [] }, { exact: new Map(), unresolved: [] }]); });

  /** A solver that says what each unknown can be, and has the other solutions given; it remembers where it was asked for them. */
  function told(ends: readonly [number, number], other: (component: Component) => Float64Array | null = () => null): { readonly oracle: Oracle; readonly asked: string[] } {
    const asked: string[] = [];
    return { asked, oracle: { intervals: (_, unknowns) => unknowns.map(() => ({ low: ends[0], high: ends[1] })), solution: (component) => { asked.push(`${component.lower.join(" ")} | ${component.upper.join(" ")}`); return other(component); } } };
  }
  test("an interval that holds one whole number needs no other solution, however it is rounded", () => {
    for (const ends of [[0.2, 1.7], [1, 1], [0.99999, 1.00001], [0.000_02, 1.999_98]] as const) {
      const { oracle, asked } = told(ends);
      expect([attacked(WHOLE, { search: 0, oracle }).exact.size, asked]).toEqual([5, []]);
    }
    for (const ends of [[1, 2], [0.999, 2.001], [0, 1], [1.000_005, 1.999_995]] as const) {
      const { oracle, asked } = told(ends);
      attacked(WHOLE, { search: 0, oracle });
      expect(asked.length).toBeGreaterThan(0);
    }
  });
  test("otherwise one is asked for, one more or one less where bounds allow it", () => {
    const { oracle, asked } = told([0, 9]), { exact } = attacked(WHOLE, { search: 0, oracle });
    // a = 1, b = 4, c = 4, d = 1, e = 0: least and greatest values, in that order; e cannot be less.
    const from = (least: string) => `${least} | ${"Infinity ".repeat(5).trim()}`, to = (most: string) => `0 0 0 0 0 | ${most.replaceAll("-", "Infinity")}`;
    expect([exact.size, asked]).toEqual([5, [
      from("2 0 0 0 0"), to("0 - - - -"), from("0 5 0 0 0"), to("- 3 - - -"), from("0 0 5 0 0"), to("- - 3 - -"), from("0 0 0 2 0"), to("- - - 0 -"), from("0 0 0 0 1"),
    ]]);
  });
  test("nor more than its source allows: b and c are 4 already", () => {
    const { oracle, asked } = told([0, 9]);
    attacked(WHOLE.replace("V 1 = d + e 0!", "V 2 = d + e 1!"), { search: 0, oracle, upper: 4 });
    expect(asked).toEqual(["2 0 0 0 0 | 4 4 4 4 4", "0 0 0 0 0 | 0 4 4 4 4", "0 0 0 0 0 | 4 3 4 4 4", "0 0 0 0 0 | 4 4 3 4 4", "0 0 0 2 0 | 4 4 4 4 4", "0 0 0 0 0 | 4 4 4 0 4", "0 0 0 0 2 | 4 4 4 4 4", "0 0 0 0 0 | 4 4 4 4 0"]);
  });
  test("what it shows to differ is open, and not asked for again", () => {
    const { oracle, asked } = told([0, 9], ({ lower }) => lower.map((_, k) => (k < 3 ? 9 : -1)));
    const { exact, unresolved } = attacked(WHOLE, { search: 0, oracle });
    expect([exact.size, unresolved, asked.length]).toEqual([0, [], 1]);
  });
});

test("a solver instead of the search says the same of random patterns", () => {
  const marks = fc.array(fc.boolean(), { minLength: 70, maxLength: 70 });
  for (const [table, marked] of fc.sample(fc.tuple(randomTable, marks), { numRuns: 25, seed: 44 })) {
    const { values } = table.measures[0], hidden = [...values.keys()].filter((cell) => marked[cell % marked.length] && values[cell] <= 8);
    const { pattern, options } = prepare(table, { hidden, lower: 0, insiders: true, upper: 8 });
    const { exact, insiders, unresolved } = attack(pattern, options), other = attack(pattern, { ...options, search: 0, oracle: highs });
    const sorted = (cells: Iterable<number>) => [...cells].sort((a, b) => a - b);
    expect([sorted(other.exact.keys()), other.unresolved, [...other.insiders].map(([insider, gain]) => [insider, sorted(gain.exact.keys()), gain.unresolved])])
      .toEqual([sorted(exact.keys()), unresolved, [...insiders].map(([insider, gain]) => [insider, sorted(gain.exact.keys()), gain.unresolved])]);
  }
});
