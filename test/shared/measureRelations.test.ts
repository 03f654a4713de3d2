import { BUILT_IN, type Policy } from "../../shared/policy/policy.ts";
import { protect } from "../../shared/protect.ts";
import type { Axis, Measure, Table } from "../../shared/table/table.ts";

const POLICY: Policy = { ...BUILT_IN, protection: "exact", audience: "none", zeros: "show" };
const flat = (name: string, members: readonly string[]): Axis => ({ name, members: ["Total", ...members], hierarchies: [{ name, parent: [-1, ...members.map(() => 0)] }] });

/** Rows A, B, C and D with their total first, one column a measure. */
function table(measures: readonly Measure[]): Table {
  return { name: "t", shape: { kind: "cross", axes: [flat("row", ["A", "B", "C", "D"])] }, measures };
}

/** A count from its parts; the total is their sum. */
const count = (name: string, parts: readonly number[]): Measure => ({ name, class: "persons", values: Float64Array.of(parts.reduce((a, b) => a + b), ...parts) });

/** Hidden rows of each measure. */
function hiddenRows(source: Table, policy = POLICY): string[] {
  const outcome = protect([source], policy);
  if (outcome.status === "refused") throw new Error(outcome.findings[0].code);
  return outcome.tables[0].measures.map(({ hidden }) => ["T", "A", "B", "C", "D"].filter((_, cell) => hidden[cell] === 1).join(""));
}

const men = count("Men", [3, 20, 30, 40]), women = count("Women", [25, 31, 42, 57]);
const all: Measure = { name: "All", class: "persons", values: men.values.map((value, cell) => value + women.values[cell]) };

describe("counts that are sums of each other are one system", () => {
  test("men in A are 3; 28 - 25 = 3 gives them away where all and women are shown", () => {
    const [ofMen, ofWomen, ofAll] = hiddenRows(table([men, women, all]));
    expect(ofMen).toContain("A");
    expect(ofMen.length).toBeGreaterThan(1);
    expect(ofWomen.includes("A") || ofAll.includes("A")).toBe(true);
  });

  test("men in A are a blank that the source hid; 28 - 25 = 3 gives it away all the same", () => {
    const blank: Measure = { ...men, values: men.values.map((value) => (value === 3 ? NaN : value)) };
    const [ofMen, ofWomen, ofAll] = hiddenRows(table([blank, women, all]));
    expect(ofMen).toContain("A");
    expect(ofWomen.includes("A") || ofAll.includes("A")).toBe(true);
  });

  test("in any order of measures", () => {
    const [ofMen, ofWomen, ofAll] = hiddenRows(table([men, women, all]));
    expect(hiddenRows(table([all, men, women]))).toEqual([ofAll, ofMen, ofWomen]);
  });

  test("in several tables of one source: men in one, women and all in another", () => {
    const parts = [[men], [women, all]].map((measures) => ({ ...table(measures), source: "cube" }));
    const outcome = protect(parts, POLICY);
    if (outcome.status === "refused") throw new Error(outcome.findings[0].code);
    const [ofMen, ofWomen, ofAll] = outcome.tables.flatMap(({ measures }) => measures.map(({ hidden }) => hidden));
    expect(ofMen[1]).toBe(1);
    expect(ofWomen[1] + ofAll[1]).toBeGreaterThan(0);
    for (const [cell, is] of ofMen.entries()) if (is === 1) expect(ofWomen[cell] + ofAll[cell]).toBeGreaterThan(0);
  });

  test("counts that are no sums of each other are protected each by itself", () => {
    const [ofMen, ofOthers] = hiddenRows(table([men, count("Others", [26, 33, 41, 50])]));
    expect([ofMen.length > 1, ofOthers]).toEqual([true, ""]);
  });
});

describe("a measure that is a sum of counts, or a part of one, is protected with them whatever its class", () => {
  const policy: Policy = { ...POLICY, measures: [{ pattern: "All|Andet|Budget", class: "notPersons" }, { pattern: "^Men$", class: "unknown" }] };
  const named = (measure: Measure, name: string, values = measure.values): Measure => ({ name, values });

  test("about no persons: 28 - 25 = 3", () => {
    const [ofMen, ofWomen, ofAll] = hiddenRows(table([named(men, "M"), women, named(all, "All")].map((one) => (one.name === "M" ? { ...one, class: "persons" } : one))), policy);
    expect(ofMen).toContain("A");
    expect(ofWomen.includes("A") || ofAll.includes("A")).toBe(true);
    expect(ofAll.length).toBeLessThan(5);
  });

  test("that may not be shown: 28 - 25 = 3 of it are a small count all the same", () => {
    const [ofWomen, ofAll, ofMen] = hiddenRows(table([women, { ...all, name: "Alle" }, named(men, "Men")]), policy);
    expect(ofMen).toBe("TABCD");
    expect(ofWomen.includes("A") || ofAll.includes("A")).toBe(true);
  });

  test("one that repeats a count hides what it hides", () => {
    const [ofMen, ofSame] = hiddenRows(table([{ ...men, name: "M" }, named(men, "Andet")]), policy);
    expect([ofMen.includes("A"), ofSame.includes("A"), ofSame.length < 5]).toEqual([true, true, true]);
  });

  test("one that has nothing to do with them is shown whole", () => {
    expect(hiddenRows(table([women, named(men, "Budget", men.values.map((value) => value * 7 + 2))]), policy)).toEqual(["", ""]);
  });
});

describe("a share is hidden where either of its counts is", () => {
  const share = (decimals: number): Measure => ({ name: "Share", class: "basedOn", base: "Women", values: men.values.map((value, cell) => Number((100 * value / women.values[cell]).toFixed(decimals))) });

  test.each([0, 1, 3])("12 per cent of 25 women are 3 men; share with %i decimals", (decimals) => {
    const [ofMen, ofWomen, ofShare] = hiddenRows(table([men, women, share(decimals)]));
    expect(ofWomen).toBe("");
    expect(ofShare).toBe(ofMen);
  });

  test("an average that has nothing to do with the other count follows its own", () => {
    const average: Measure = { name: "Age", class: "basedOn", base: "Women", values: Float64Array.of(44, 51, 38, 40, 47) };
    expect(hiddenRows(table([men, women, average]))[2]).toBe("");
  });
});

describe("amounts", () => {
  const rows = flat("row", ["A", "B", "C"]), columns = flat("column", ["x", "y", "z"]);
  /** A crosstab with its totals first, of counts or of amounts. */
  const cross = (parts: readonly (readonly number[])[]): Float64Array => {
    const sums = parts.map((line) => [line.reduce((a, b) => a + b), ...line]);
    return Float64Array.from([[0, 1, 2, 3].map((column) => sums.reduce((sum, line) => sum + line[column], 0)), ...sums].flat());
  };
  const persons: Measure = { name: "Antal", class: "persons", values: cross([[3, 20, 31], [25, 40, 33], [12, 27, 50]]) };
  const spent = (parts: readonly (readonly number[])[]): Measure => ({ name: "Udgift", class: "basedOn", base: "Antal", values: cross(parts) });
  const outcomeOf = (measures: readonly Measure[]) => {
    const outcome = protect([{ name: "t", shape: { kind: "cross", axes: [rows, columns] }, measures }], POLICY);
    if (outcome.status === "refused") throw new Error(outcome.findings[0].code);
    return outcome.tables[0].measures;
  };

  test("an average and an amount are hidden with their count: average × 3 would be the amount, and amount / average 3", () => {
    const amount = spent([[30, 90, 120], [100, 170, 80], [40, 60, 200]]), average: Measure = { name: "Gns.", class: "basedOn", base: "Antal", values: amount.values.map((value, cell) => Number((value / persons.values[cell]).toFixed(2))) };
    const [ofCount, ofAmount, ofAverage] = outcomeOf([persons, amount, average]);
    expect(ofCount.hidden[5]).toBe(1);
    expect([[...ofAmount.hidden], [...ofAverage.hidden]]).toEqual([[...ofCount.hidden], [...ofCount.hidden]]);
  });

  test("where hidden ones are nothing, the others follow from the totals: the measure is not shown", () => {
    const [ofCount] = outcomeOf([persons]);
    const hiddenRows = [1, 2, 3].filter((r) => ofCount.hidden[4 * r + 1] === 1), hiddenColumns = [1, 2, 3].filter((c) => ofCount.hidden[4 + c] === 1);
    expect([hiddenRows.length, hiddenColumns.length]).toEqual([2, 2]);
    const parts = [[30, 90, 120], [100, 170, 80], [40, 60, 200]].map((line, r) => line.map((value, c) => (r === hiddenRows[0] - 1 && hiddenColumns.includes(c + 1) ? 0 : value)));
    expect(outcomeOf([persons, spent(parts)])[1]).toMatchObject({ status: "withheld", reason: { code: "measure/amounts" } });
    const one = parts.map((line, r) => line.map((value, c) => (r === hiddenRows[0] - 1 && c === hiddenColumns[1] - 1 ? 17 : value)));
    expect(outcomeOf([persons, spent(one)])[1]).toMatchObject({ status: "protected" });
  });

  test("numbers whose totals are no sums, or that are less than nothing, are not judged so", () => {
    const [, ofAverage] = outcomeOf([persons, { ...spent([[0, 0, 0], [0, 0, 0], [0, 0, 5]]), values: Float64Array.of(7, ...new Array<number>(15).fill(0)) }]);
    expect(ofAverage.status).toBe("protected");
  });
});
