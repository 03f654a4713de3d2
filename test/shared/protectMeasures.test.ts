import fc from "fast-check";
import { attackPattern } from "../../cli/attackPattern.ts";
import { BUILT_IN, type Policy } from "../../shared/policy/policy.ts";
import { protect } from "../../shared/protect.ts";
import type { Axis, Measure, Table } from "../../shared/table/table.ts";

const POLICY: Policy = { ...BUILT_IN, zeros: "show", protection: "exact", audience: "none", measures: [{ pattern: "^Folketal|^Budget|^Norm|^Pr\\.", class: "notPersons" }] };
const places = (names: readonly string[], parent: readonly (number | null)[]): Axis => ({ name: "sted", members: names, hierarchies: [{ name: "sted", parent }] });
const YEARS: Axis = { name: "år", members: ["2020", "2021", "2022", "2023"], hierarchies: [] };

const count = (name: string, values: readonly number[]): Measure => ({ name, class: "persons", values: Float64Array.from(values) });
const basedOn = (base: string, name: string, values: readonly number[]): Measure => ({ name, class: "basedOn", base, values: Float64Array.from(values) });
const free = (name: string, values: readonly number[]): Measure => ({ name, values: Float64Array.from(values) });
const table = (axes: readonly Axis[], measures: readonly Measure[], further: Partial<Table> = {}): Table => ({ name: "t", shape: { kind: "cross", axes }, measures, ...further });
const round = (value: number, decimals = 1): number => Number(value.toFixed(decimals));

/** Hidden cells of each measure. */
function hiddenOf(source: Table | readonly Table[], policy = POLICY): readonly (readonly number[])[] {
  const outcome = protect([source].flat(), policy);
  if (outcome.status === "refused") throw new Error(outcome.findings[0].code);
  return outcome.tables.flatMap(({ measures }) => measures.map(({ hidden }) => [...hidden.keys()].filter((cell) => hidden[cell] === 1)));
}

/** What the audit works out with these cells of each measure hidden. */
function exactOf(source: Table, hidden: readonly (readonly number[])[]): readonly (readonly [number, number])[] {
  const marks = hidden.map((cells, m) => Uint8Array.from(source.measures[m].values, (_, cell) => (cells.includes(cell) ? 1 : 0)));
  return [...attackPattern([{ table: source, hidden: marks, name: (cell) => cell, settings: {} }], { policy: POLICY, lower: 1, intervals: false })[0]?.exact ?? []];
}

describe("a measure worked out of two counts is hidden where either is", () => {
  const FIVE = places(["I alt", "A", "B", "C", "D"], [-1, 0, 0, 0, 0]), men = [93, 3, 20, 30, 40], women = [155, 25, 31, 42, 57], all = men.map((value, cell) => value + women[cell]);
  test.each<[string, Measure, Measure]>([
    ["89.3 per cent of 28 are women: 28 - 25 = 3", count("Alle", all), basedOn("Alle", "Andel kvinder", women.map((value, cell) => round(100 * value / all[cell])))],
    ["10.7 per cent of both: 25 women and 3 men", count("Kvinder", women), basedOn("Kvinder", "Andel mænd", men.map((value, cell) => round(100 * value / all[cell])))],
    ["0.12 men for each of 25 women: 3", count("Alle", all), basedOn("Alle", "Mænd pr. kvinde", men.map((value, cell) => round(value / women[cell], 3)))],
    ["733 per cent more women than men: 25 / 8.33 = 3", count("Kvinder", women), basedOn("Kvinder", "Flere kvinder", women.map((value, cell) => round(100 * (value - men[cell]) / men[cell])))],
    ["10.7 per cent cut off instead of rounded", count("Alle", all), basedOn("Alle", "Andel", men.map((value, cell) => Math.floor(1000 * value / all[cell]) / 10))],
    ["2.5 in 1,000 of a population that is about no single person", free("Folketal", [9300, 1200, 2100, 3000, 3000]), free("Pr. 1.000", men.map((value, cell) => round(1000 * value / [9300, 1200, 2100, 3000, 3000][cell], 2)))],
    ["two places for each", count("Alle", all), free("Norm", men.map((value) => 2 * value))],
  ])("%s", (_, beside, told) => {
    const source = table([FIVE], [count("Mænd", men), beside, told]), [ofMen, ofBeside, ofTold] = hiddenOf(source);
    expect(ofMen).toEqual([1, 2]);
    expect([ofBeside, ofTold]).toEqual([[], ofMen]);
    expect(exactOf(source, [[1, 2], [], []]).slice(0, 2)).toEqual([[1, 3], [2, 20]]);
    expect(exactOf(source, [[1, 2], [], [1, 2]])).toEqual([]);
  });

  // Of a budget of 3,000 at 1,000 each are 3.
  test("a budget stays, the price that it is made of does not", () => {
    const prices = [1000, 1200, 900, 1100], persons = [3, 20, 30, 40];
    expect(hiddenOf(table([places(["A", "B", "C", "D"], [-1, -1, -1, -1])], [count("Antal", persons), free("Norm", prices), free("Budget", persons.map((value, cell) => value * prices[cell]))]))).toEqual([[0], [0], []]);
    const totals = [57, 3, 20, 34], people = [9.3, 1.2, 3, 5.1];
    expect(hiddenOf(table([places(["I alt", "A", "B", "C"], [-1, 0, 0, 0])], [count("Antal", totals), free("Folketal", people), free("Pr. 1.000", totals.map((value, cell) => round(value / people[cell], 2)))]))).toEqual([[1, 2], [], [1, 2]]);
  });

  test("0 per cent everywhere are nobody, where zeros are hidden", () => {
    const nobody = [0, 0, 0, 0, 0];
    expect(hiddenOf(table([FIVE], [count("Mænd", nobody), count("Alle", all), basedOn("Alle", "Andel", nobody.map(() => 0))]), { ...POLICY, zeros: "hide" })[2]).toEqual([0, 1, 2, 3, 4]);
  });

  test("the same measure of another table hides what is hidden of it", () => {
    const rates = [517, 900, 433, 528, 471], tables = [table([FIVE], [count("Mænd", men), basedOn("Mænd", "Udgift", rates)], { source: "s" }), table([FIVE], [count("Alle", all), basedOn("Alle", "Udgift", rates)], { source: "s" })];
    expect(hiddenOf(tables)).toEqual([[1, 2], [1, 2], [], [1, 2]]);
  });

  test("in a table of two cells: 10.7 per cent of 28 are 3", () => {
    const pair = places(["A", "B"], [-1, -1]);
    expect(hiddenOf(table([pair], [count("Mænd", [3, 20]), count("Alle", [28, 51]), basedOn("Alle", "Andel", [10.7, 39.2])]))).toEqual([[0], [], [0]]);
    expect(hiddenOf(table([pair], [count("Mænd", [3, 20]), count("Kvinder", [25, 31]), count("Alle", [28, 51])])).map((cells) => cells.length)).toEqual([1, 1, 0]);
  });

  test("where the count stands in another table of the source", () => {
    const tables = [table([FIVE], [count("Mænd", men)], { source: "s" }), table([FIVE], [count("Alle", all), basedOn("Alle", "Andel", men.map((value, cell) => round(100 * value / all[cell])))], { source: "s" })];
    expect(hiddenOf(tables)).toEqual([[1, 2], [], [1, 2]]);
  });

  test("a share of the whole row that nobody can take further is shown beside its count: 100 · 20 / 93 where 20 and 93 are", () => {
    const source = table([FIVE], [count("Mænd", [193, 3, 20, 80, 90]), basedOn("Mænd", "Andel", [100, 1.6, 10.4, 41.5, 46.6])]);
    expect(hiddenOf(source)).toEqual([[1, 2], [1, 2]]);
  });
});

describe("a measure that compares a count with another cell of it", () => {
  const values = [4, 20, 30, 44, 60, 66, 72, 90], first = (cell: number): number => values[4 * Math.floor(cell / 4)];
  test.each<[string, readonly number[], readonly number[]]>([
    ["index of 2020: 20 / 5.00 = 4", values.map((value, cell) => round(100 * value / first(cell), 0)), [0, 1, 2, 3]],
    ["more than the year before: 20 - 16 = 4", values.map((value, cell) => (cell % 4 === 0 ? NaN : value - values[cell - 1])), [0, 1]],
    ["growth on the year before: 20 / 5 = 4", values.map((value, cell) => (cell % 4 === 0 ? NaN : round(100 * (value / values[cell - 1] - 1)))), [0, 1]],
  ])("%s", (_, told, hidden) => {
    const source = table([places(["A", "B"], [-1, -1]), YEARS], [count("Antal", values), basedOn("Antal", "Udvikling", told)]);
    expect(hiddenOf(source)).toEqual([[0], hidden]);
    expect(exactOf(source, [[0], [0]])).toEqual([[0, 4]]);
    expect(exactOf(source, [[0], hidden])).toEqual([]);
  });

  // 20 of 23 in the region are 87.0 per cent: 20 / 0.87 = 23, and 23 - 20 = 3, where the region's total is hidden as well.
  test("share of a region whose total is hidden", () => {
    const rows = places(["I alt", "Syd", "Nord", "101", "147", "461", "751"], [-1, 0, 0, 1, 1, 2, 2]), counts = [152, 23, 129, 3, 20, 61, 68], up = [0, 0, 0, 1, 1, 2, 2];
    const source = table([{ ...rows, owners: [null, null, null, "101", "147", "461", "751"] }], [count("Antal", counts), basedOn("Antal", "Andel", counts.map((value, cell) => round(100 * value / counts[up[cell]])))]);
    const [ofCount, ofShare] = hiddenOf(source, { ...POLICY, protection: "standard", audience: "anyMunicipality" });
    for (const cell of counts.keys()) expect(ofShare.includes(cell)).toBe([cell, up[cell]].some((one) => ofCount.includes(one)));
    expect(ofCount).toEqual(expect.arrayContaining([0, 1]));
  });
});

describe("means of a measure that is no count", () => {
  const FOUR = ["101", "147", "461", "751"], counts = [3, 20, 61, 51], rates = [1000, 400, 700, 500], mean = 650;
  const spendings = basedOn("Antal", "Udgift pr. borger", [...rates, mean]);

  // 4 · 650 - 400 - 700 - 500 = 1000, what is spent on each of 3 persons.
  test.each<[string, number]>([["for nobody in the table", NaN], ["for some other number of persons", 500]])("Gennemsnit %s is hidden with a municipality's", (_, persons) => {
    const [ofCount, ofRate] = hiddenOf(table([places([...FOUR, "Gennemsnit"], [-1, -1, -1, -1, -1])], [count("Antal", [...counts, persons]), spendings]));
    expect(ofCount).toContain(0);
    expect(ofRate).toEqual(expect.arrayContaining([0, 4]));
  });

  test("a region's is shown where its count is: then two are hidden of either", () => {
    expect(hiddenOf(table([places([...FOUR, "Syd"], [4, 4, 4, 4, -1])], [count("Antal", [...counts, 135]), spendings]))).toEqual([[0, 1], [0, 1]]);
  });

  test("by weights that the table shows: (3000 · 1000 + 2000 · 400 + 6000 · 700 + 5000 · 500) / 16000 = 656.25", () => {
    const weights = free("Folketal", [3000, 2000, 6000, 5000, 16000]), told = basedOn("Antal", "Udgift pr. borger", [...rates, 656.25]);
    const [, , ofRate] = hiddenOf(table([places([...FOUR, "Gennemsnit"], [-1, -1, -1, -1, -1])], [count("Antal", [...counts, 400]), weights, told]));
    expect(ofRate).toEqual([0, 4]);
  });

  // a/28 + b/61 = 0.107 + 0.328 and a + b = 23 have one solution: 3 and 20.
  test("a region's mean of shares, where it is not the share of its sums", () => {
    const own = [3, 20, 31, 40], whole = [28, 61, 82, 90], shares = own.map((value, cell) => round(100 * value / whole[cell], 2));
    const plain = round(shares.reduce((a, b) => a + b) / 4, 2), joint = round(100 * 94 / 261, 2);
    const measures = (total: number): Measure[] => [count("Antal", [...own, 94]), count("Alle", [...whole, 261]), basedOn("Alle", "Andel", [...shares, total])];
    const rows = places([...FOUR, "Syd"], [4, 4, 4, 4, -1]);
    expect(hiddenOf(table([rows], measures(plain)))).toEqual([[0, 1], [], [0, 1, 4]]);
    expect(hiddenOf(table([rows], measures(joint)))).toEqual([[0, 1], [], [0, 1]]);
  });

  test.each<[string, readonly Measure[]]>([
    ["4 · 650 less three that are shown", [count("Antal", counts), basedOn("Antal", "Udgift", rates), basedOn("Antal", "I gruppen", [650, 650, 650, 650])]],
    ["also about no persons", [count("Antal", counts), basedOn("Antal", "Udgift", rates), free("Norm", [650, 650, 650, 650])]],
    ["36.3 per cent of 372 are 135; 135 - 20 - 61 - 51 = 3", [count("Antal", counts), count("Alle", [28, 82, 142, 120]), basedOn("Alle", "I gruppen", [36.3, 36.3, 36.3, 36.3])]],
  ])("repeated beside each municipality: %s", (_, measures) => {
    expect(hiddenOf(table([places(FOUR, [-1, -1, -1, -1])], measures))[2]).toEqual([0, 1, 2, 3]);
  });

  // 4 · 30.5 = 122 persons are counted in Syd, 110 of them once: then the region's 110 does not say what 122 − 61 − 51 = 10 does.
  test.each([["is shown beside a total that is the sum", 122, [0, 1]], ["is hidden beside a total that counts persons once", 110, [0, 1, 2, 3]]])("repeated beside each municipality of a region, it %s", (_, total, hidden) => {
    const rows = places([...FOUR, "Syd", "665", "779", "Nord"], [4, 4, 4, 4, -1, 7, 7, -1]);
    const measures = [count("Antal", [4, 6, 61, 51, total, 40, 50, 90]), basedOn("Antal", "I gruppen", [30.5, 30.5, 30.5, 30.5, NaN, 45, 45, NaN])];
    expect(hiddenOf(table([rows], measures))).toEqual([[0, 1], hidden]);
  });

  test("a national mean of more places than are shown stays", () => {
    expect(hiddenOf(table([places([...FOUR, "Landsgennemsnit"], [-1, -1, -1, -1, -1])], [count("Antal", [...counts, 5200]), basedOn("Antal", "Udgift", [...rates, 733])]))).toEqual([[0], [0]]);
  });
});

describe("persons by their hours", () => {
  const FIVE = places(["I alt", "A", "B", "C", "D"], [-1, 0, 0, 0, 0]), hours = count("Årsværk", [64, 5.4, 20.5, 8.4, 29.7]);
  test("5.4 full-time equivalents of 5 persons are hidden with these", () => {
    const [ofHeads, ofHours] = hiddenOf(table([FIVE], [count("Ansatte", [70, 5, 25, 9, 31]), hours]));
    expect([ofHeads.includes(1), ofHours]).toEqual([true, ofHeads]);
  });
  test("they are shown beside heads that they cannot be the hours of", () => {
    expect(hiddenOf(table([FIVE], [count("Elever", [30, 3, 8, 9, 10]), hours]))[1]).toEqual([]);
  });
});

/** Small tables with a measure worked out of their counts; `of`: the counts' cells that a cell of it is worked out of. */
const worked = fc.record({ rows: fc.integer({ min: 2, max: 6 }), seeds: fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 12, maxLength: 12 }), kind: fc.constantFrom("share", "rest", "both", "total", "first"), decimals: fc.integer({ min: 0, max: 3 }) })
  .map(({ rows, seeds, kind, decimals }) => {
    const parts = seeds.slice(0, rows), further = seeds.slice(6, 6 + rows).map((one, row) => parts[row] + one), sum = (of: readonly number[]): number => of.reduce((a, b) => a + b);
    const a = [sum(parts), ...parts], b = [sum(further), ...further], told = a.map((value, cell) => round(100 * ({ share: value / b[cell], rest: (b[cell] - value) / b[cell], both: value / (value + b[cell]), total: value / a[0], first: value / a[1] })[kind], decimals));
    const against = kind === "total" ? 0 : kind === "first" ? 1 : null;
    const axis = places(["I alt", ...parts.map((_, row) => `p${row}`)], [-1, ...parts.map(() => 0)]);
    return { source: table([axis], [count("Antal", a), count("Andre", b), basedOn("Andre", "Tal", told)]), against };
  });

test("nothing is shown that was worked out of a hidden count, and nothing else is hidden of it", () => {
  fc.assert(fc.property(worked, ({ source, against }) => {
    const [ofA, ofB, told] = hiddenOf(source);
    for (const cell of source.measures[0].values.keys()) {
      const of = against === null ? ofA.includes(cell) || ofB.includes(cell) : against !== cell && (ofA.includes(cell) || ofA.includes(against));
      if (of) expect(told).toContain(cell);
    }
  }), { seed: 11, numRuns: 200 });
});
