import fc from "fast-check";
import { attackPattern } from "../../cli/attackPattern.ts";
import { splitCsv } from "../../cli/splitCsv.ts";
import { BUILT_IN, type Policy } from "../../shared/policy/policy.ts";
import { protect } from "../../shared/protect.ts";
import { readCsv } from "../../shared/sources/csv.ts";
import { averagesAsTotals } from "../../shared/table/averages.ts";
import type { Axis, Cross, Measure, Table } from "../../shared/table/table.ts";
import { announcesAverage } from "../../shared/table/toldTotal.ts";
import { randomTable } from "./audit/randomTable.ts";

const POLICY: Policy = { ...BUILT_IN, zeros: "show", protection: "exact", audience: "none" };
const AGES: Axis = { name: "alder", members: ["I alt", "0-2", "3-5", "6-9"], hierarchies: [{ name: "alder", parent: [-1, 0, 0, 0] }] };

/** Rows of counts by age, their total first; `parent` of every row. */
function table(rows: Readonly<Record<string, readonly number[]>>, parent: readonly (number | null)[], measures: readonly Measure[] = []): Table {
  const values = Float64Array.from(Object.values(rows).flatMap((ages) => [Number(ages.reduce((a, b) => a + b).toFixed(6)), ...ages]));
  return { name: "t", shape: { kind: "cross", axes: [{ name: "sted", members: Object.keys(rows), hierarchies: [{ name: "sted", parent }] }, AGES] }, measures: [{ name: "antal", class: "persons", values }, ...measures] };
}

const PLACES = { A: [3, 20, 31], B: [25, 33, 40], C: [12, 27, 50], D: [40, 24, 19] };
const MEAN = [20, 26, 35], SUM = [80, 104, 140];

/** The hidden ones of the rows, by age; the total of a row first. */
function hiddenRows(source: Table, policy = POLICY): Readonly<Record<string, string>> {
  const outcome = protect([source], policy), { axes } = source.shape as Cross;
  if (outcome.status === "refused") throw new Error(outcome.findings[0].code);
  const { hidden } = outcome.tables[0].measures[0];
  return Object.fromEntries(axes[0].members.map((row, at) => [row, [...hidden.slice(at * 4, at * 4 + 4)].join("")]));
}

/** A column's hidden rows. */
const inColumn = (hidden: Readonly<Record<string, string>>, column: number): readonly string[] => Object.keys(hidden).filter((row) => hidden[row][column] === "1");

/** Hidden counts that any reader can work out who knows that one row is the mean of some others. */
function workedOut(source: Table, mean: string, of: readonly string[], policy = POLICY): number {
  const hidden = hiddenRows(source, policy), { members } = (source.shape as Cross).axes[0], { values } = source.measures[0];
  const relations = [0, 1, 2, 3].map((column) => ({ total: members.length * 4 + column, parts: of.map((row) => members.indexOf(row) * 4 + column) }));
  const further = members.flatMap((_, row) => [{ total: row * 4, parts: [1, 2, 3].map((column) => row * 4 + column) }]).filter(({ total }) => members[total / 4] !== mean);
  const up = (source.shape as Cross).axes[0].hierarchies[0].parent, families = [...new Set(up)].flatMap((above) => (above === null || above < 0 || members[above] === mean ? [] : [0, 1, 2, 3].map((column) => ({ total: above * 4 + column, parts: up.flatMap((one, row) => (one === above && members[row] !== mean ? [row * 4 + column] : [])) }))));
  const all = [...values, ...relations.map(({ parts }) => parts.reduce((sum, part) => sum + values[part], 0))], marks = [...members.flatMap((row) => [...hidden[row]].map(Number)), ...[...hidden[mean]].map(Number)];
  const attacked: Table = { name: "t", shape: { kind: "linear", cells: all.map((_, cell) => `c${String(cell).padStart(3, "0")}`), relations: [...relations, ...further, ...families] }, measures: [{ name: "antal", class: "persons", values: Float64Array.from(all) }] };
  const [found] = attackPattern([{ table: attacked, hidden: [Uint8Array.from(marks)], name: (cell) => cell, settings: {} }], { policy: { ...policy, audience: "none" }, lower: 1, intervals: false });
  if (found === null) throw new Error("contradiction");
  return found.exact.size + found.derived.length;
}

/** What the audit finds with these cells of each measure hidden. */
function audited(source: Table, hidden: readonly (readonly number[])[]) {
  return attackPattern([{ table: source, hidden: hidden.map((cells, m) => Uint8Array.from(source.measures[m].values, (_, cell) => (cells.includes(cell) ? 1 : 0))), name: (cell) => cell, settings: {} }], { policy: POLICY, lower: 1, intervals: false })[0];
}

/** Cells of hidden rows. */
const marked = (hidden: Readonly<Record<string, string>>): readonly number[] => Object.values(hidden).flatMap((row, at) => [...row].flatMap((is, column) => (is === "1" ? [at * 4 + column] : [])));

describe("an average beside all but one of the municipalities gives the last: 4 · 20 − 25 − 12 − 40 = 3", () => {
  test.each<[string, Table, string]>([
    ["a row among them, without a total", table({ ...PLACES, Gennemsnit: MEAN }, [-1, -1, -1, -1, -1]), "Gennemsnit"],
    ["a row among them under another name", table({ ...PLACES, Norm: MEAN }, [-1, -1, -1, -1, -1]), "Norm"],
    ["a row beside their total", table({ "I alt": SUM, ...PLACES, Gennemsnit: MEAN }, [-1, 0, 0, 0, 0, -1]), "Gennemsnit"],
    ["a row in their total's group", table({ "I alt": SUM, ...PLACES, Gennemsnit: MEAN }, [-1, 0, 0, 0, 0, 0]), "Gennemsnit"],
    ["the row above them", table({ Region: MEAN, ...PLACES }, [-1, 0, 0, 0, 0]), "Region"],
    ["rounded to one decimal", table({ Region: [20, 26, 35.3], ...PLACES, D: [40, 24, 20] }, [-1, 0, 0, 0, 0]), "Region"],
    ["rounded to whole numbers, by its name", table({ ...PLACES, D: [40, 24, 20], "Gns.": [20, 26, 35] }, [-1, -1, -1, -1, -1]), "Gns."],
  ])("%s", (_, source, mean) => {
    const hidden = hiddenRows(source);
    expect(inColumn(hidden, 1)).toContain("A");
    expect(inColumn(hidden, 1).length).toBeGreaterThan(1);
    expect(workedOut(source, mean, ["A", "B", "C", "D"])).toBe(0);
    expect(workedOut(source, mean, ["A", "B", "C", "D"], { ...POLICY, protection: "standard" })).toBe(0);
  });

  test("of a region among the municipalities of others, by its name", () => {
    const source = table({ ...PLACES, E: [60, 70, 80], F: [20, 30, 90], "Snit i Syd": MEAN, Syd: SUM, Nord: [80, 100, 170] }, [7, 7, 7, 7, 8, 8, 8, -1, -1]);
    expect(workedOut(source, "Snit i Syd", ["A", "B", "C", "D"])).toBe(0);
  });

  test("of the country over regions that are averages themselves", () => {
    const source = table({ Landet: [27, 34, 52], Syd: MEAN, Nord: [41, 50, 86], ...PLACES, E: [60, 70, 80], F: [22, 30, 92] }, [-1, 0, 0, 1, 1, 1, 1, 2, 2]);
    const sums = table({ Landet: [162, 204, 312], Syd: SUM, Nord: [82, 100, 172], ...PLACES, E: [60, 70, 80], F: [22, 30, 92] }, [-1, 0, 0, 1, 1, 1, 1, 2, 2]), hidden = hiddenRows(source);
    expect(inColumn(hidden, 1)).toContain("A");
    expect(audited(sums, [marked(hidden)])?.safe).toBe(true);
    const { table: { shape } } = averagesAsTotals(source, source.measures[0]);
    expect((shape as Cross).axes[0].hierarchies.slice(1).map(({ parent }) => parent.filter((up) => up !== null && up >= 0).length).sort()).toEqual([2, 4, 6]);
  });

  test("two small counts of 4 in all are a small sum, as they are beside a total", () => {
    const places = { A: [3, 20, 31], B: [1, 33, 40], C: [36, 27, 50], D: [40, 24, 19] }, source = table({ ...places, Gennemsnit: MEAN }, [-1, -1, -1, -1, -1]), standard: Policy = { ...POLICY, protection: "standard" };
    expect(inColumn(hiddenRows(source, standard), 1).length).toBeGreaterThan(2);
    expect(workedOut(source, "Gennemsnit", ["A", "B", "C", "D"], standard)).toBe(0);
  });

  test("an average that is 5 or less stays hidden, though its total is not small", () => {
    expect(hiddenRows(table({ A: [9, 20, 31], B: [8, 33, 40], C: [1, 27, 50], D: [2, 24, 19], Gennemsnit: [5, 26, 35] }, [-1, -1, -1, -1, -1]))["Gennemsnit"][1]).toBe("1");
  });
});

describe("a crosstab with a line of averages", () => {
  const read = (text: string): Table => { const result = readCsv(text, { name: "t" }, splitCsv); if (result.status === "refused") throw new Error(result.reason.code); return result.placed.table; };
  const CSV = "Kommune;0-2;3-5\nA;3;20\nB;25;33\nC;12;27\nD;40;25\n";

  test.each([
    ["alone", `${CSV}Gennemsnit;20;26,25\n`, 4], ["beside a total", `${CSV}I alt;80;105\nGennemsnit;20;26,25\n`, 5],
  ])("%s: 80 - 25 - 12 - 40 = 3 stays unknown", (_, text, mean) => {
    const source = read(text), outcome = protect([source], POLICY);
    if (outcome.status === "refused") throw new Error(outcome.findings[0].code);
    const { hidden } = outcome.tables[0].measures[0];
    expect([source.measures[0].class, averagesAsTotals(source, source.measures[0]).averages.size, hidden[0]]).toEqual(["persons", 2, 1]);
    expect([1, 2, 3].some((row) => hidden[2 * row] === 1) || hidden[2 * mean] === 1).toBe(true);
  });

  test("Middelfart is a municipality, and so is one in a table with fractions", () => {
    expect([announcesAverage("Middelfart"), announcesAverage("Afsnit A"), announcesAverage("Landsgennemsnit"), announcesAverage("Gns. i Syd")]).toEqual([false, false, true, true]);
    expect(read(CSV.replace("A;3;", "A;3,5;")).measures[0].class).toBeUndefined();
  });
});

describe("what is no average stays what it is", () => {
  test.each<[string, Table]>([
    ["totals", table({ Region: SUM, ...PLACES }, [-1, 0, 0, 0, 0])],
    ["a municipality that a total counts, and that is the mean of the others", table({ "I alt": [100, 130, 175], ...PLACES, E: MEAN }, [-1, 0, 0, 0, 0, 0])],
    ["a row that is the mean in all ages but one", table({ ...PLACES, E: [20, 26, 36] }, [-1, -1, -1, -1, -1])],
    ["a group of one", table({ Region: MEAN, A: MEAN, B: [25, 33, 40] }, [-1, 0, -1])],
  ])("%s", (_, source) => { expect(averagesAsTotals(source, source.measures[0]).averages.size).toBe(0); });

  test("tables of totals are left as they are, but for means by accident", () => {
    const changed = fc.sample(randomTable, { numRuns: 300, seed: 77 }).filter((source) => averagesAsTotals(source, source.measures[0]).table !== source);
    expect(changed.length).toBeLessThan(30);
  });
});

test("an average with a group of municipalities each in turn a reader: nobody works out a neighbour", () => {
  const source = table({ "101": PLACES.A, "147": PLACES.B, "461": PLACES.C, "751": PLACES.D, Gennemsnit: MEAN }, [-1, -1, -1, -1, -1]), owned: Table = { ...source, shape: { kind: "cross", axes: [{ ...(source.shape as Cross).axes[0], owners: ["101", "147", "461", "751", null] }, AGES] } };
  const hidden = hiddenRows(owned, BUILT_IN);
  expect(inColumn(hidden, 1).length).toBeGreaterThan(2);
  const marks = Uint8Array.from(Object.values(hidden).flatMap((row) => [...row].map(Number)));
  expect(attackPattern([{ table: owned, hidden: [marks], name: (cell) => cell, settings: {} }], { policy: BUILT_IN, lower: 0, intervals: false })[0]?.safe).toBe(true);
});

describe("a measure that repeats the average beside each municipality", () => {
  const repeated = (name: string, kind: Measure["class"], rows: number): Measure => ({ name, class: kind!, ...(kind === "basedOn" ? { base: "antal" } : {}), values: Float64Array.from({ length: rows * 4 }, (_, cell) => [81, ...MEAN][cell % 4]) });
  const hiddenMean = (source: Table, policy: Policy = POLICY): string => { const outcome = protect([source], policy); return outcome.status === "refused" ? "refused" : [...outcome.tables[0].measures[1].hidden].join(""); };
  const policy: Policy = { ...POLICY, measures: [{ pattern: "gruppen", class: "basedOn", base: "antal" }, { pattern: "antal", class: "persons" }] };

  test("is hidden in every row of an age in which a count is", () => {
    expect(hiddenMean(table(PLACES, [-1, -1, -1, -1], [repeated("i gruppen", "basedOn", 4)]), policy)).toBe("0110".repeat(4));
  });

  test("is shown where the total is, which says as much", () => {
    const shown = hiddenMean(table({ "I alt": SUM, ...PLACES }, [-1, 0, 0, 0, 0], [repeated("i gruppen", "basedOn", 5)]), policy);
    expect([shown.slice(0, 4), shown.includes("1")]).toEqual(["0000", true]);
  });

  test("also where the policy says that it is about no persons", () => {
    expect(hiddenMean(table(PLACES, [-1, -1, -1, -1], [repeated("i gruppen", "notPersons", 4)]), { ...policy, measures: [{ pattern: "gruppen", class: "notPersons" }, ...policy.measures] })).toBe("0110".repeat(4));
  });
});

describe("the audit", () => {
  test.each<[string, Table, readonly number[]]>([
    ["beside an average", table({ ...PLACES, Gennemsnit: MEAN }, [-1, -1, -1, -1, -1]), [1, 2]],
    ["under an average", table({ Region: MEAN, ...PLACES }, [-1, 0, 0, 0, 0]), [5, 6]],
  ])("works out 3 and 20 %s", (_, source, cells) => {
    expect([...(audited(source, [cells])?.exact ?? [])]).toEqual([[cells[0], 3], [cells[1], 20]]);
  });

  test("works out the last count from a measure that repeats the average", () => {
    const mean: Measure = { name: "i gruppen", class: "notPersons", values: Float64Array.from({ length: 16 }, (_, cell) => [81, ...MEAN][cell % 4]) };
    expect([...(audited(table(PLACES, [-1, -1, -1, -1], [mean]), [[1, 2], []])?.exact ?? [])]).toEqual([[1, 3], [2, 20]]);
    expect(audited(table(PLACES, [-1, -1, -1, -1], [mean]), [[1, 2], [1, 2, 5, 6, 9, 10, 13, 14]])?.safe).toBe(true);
  });

  test("takes nothing for known that an average leaves open: 20 to the whole of 98 places", () => {
    const rows = Object.fromEntries(Array.from({ length: 98 }, (_, at) => [`p${at}`, [(at * 7) % 40 + 3, 20, 30 + at % 3]])), sums = [0, 1, 2].map((age) => Math.round(Object.values(rows).reduce((sum, ages) => sum + ages[age], 0) / 98));
    expect(audited(table({ ...rows, Gennemsnit: sums }, new Array<number>(99).fill(-1)), [[1, 2]])).toMatchObject({ exact: new Map() });
  });

  test("what is shown of a table with an average withstands it", () => {
    const source = table({ Region: MEAN, ...PLACES }, [-1, 0, 0, 0, 0]);
    expect(audited(source, [marked(hiddenRows(source))])?.safe).toBe(true);
  });
});

describe("an average in a table of cells and relations: 4 · 20 − 25 − 12 − 40 = 3", () => {
  const linear = (cells: Readonly<Record<string, number>>, relations: readonly { readonly total: string; readonly parts: readonly string[] }[] = []): Table => {
    const ids = Object.keys(cells), at = (id: string): number => ids.indexOf(id);
    return { name: "t", shape: { kind: "linear", cells: ids, relations: relations.map(({ total, parts }) => ({ total: at(total), parts: parts.map(at) })) }, measures: [{ name: "antal", class: "persons", values: Float64Array.from(Object.values(cells)) }] };
  };
  const hiddenIn = (source: Table): readonly string[] => {
    const outcome = protect([source], POLICY);
    if (outcome.status === "refused") throw new Error(outcome.findings[0].code);
    return (source.shape as { readonly cells: readonly string[] }).cells.filter((_, cell) => outcome.tables[0].measures[0].hidden[cell] === 1);
  };
  const four = { A: 3, B: 25, C: 12, D: 40 }, parts = ["A", "B", "C", "D"];

  test.each<[string, Table]>([
    ["beside them, by its name", linear({ ...four, Gennemsnit: 20 })],
    ["beside them, by a name in one word", linear({ ...four, groupMean: 20 })],
    ["beside them under another name", linear({ ...four, Norm: 20 })],
    ["rounded, which no count of persons is", linear({ ...four, D: 41, Norm: 20.3 })],
    ["as the total of their relation", linear({ ...four, Norm: 20 }, [{ total: "Norm", parts }])],
    ["beside their total", linear({ ...four, "I alt": 80, Gennemsnit: 20 }, [{ total: "I alt", parts }])],
  ])("%s", (_, source) => { expect([hiddenIn(source), averagesAsTotals(source, source.measures[0]).averages.size]).toEqual([["A", "C"], 1]); });

  // 2 · 14 − 25 = 3, and the region's total of 28 is not shown.
  test("of one region", () => {
    expect(hiddenIn(linear({ ...four, Landet: 80, "Gns. Syd": 14, Nord: 52 }, [{ total: "Gns. Syd", parts: ["A", "B"] }, { total: "Nord", parts: ["C", "D"] }]))).toEqual(["A", "B"]);
  });

  test.each<[string, Table]>([
    ["a total", linear({ ...four, "I alt": 80 }, [{ total: "I alt", parts }])],
    ["a number that is none", linear({ ...four, Norm: 21 })],
    ["the national average of more places than these", linear({ ...four, Landsgennemsnit: 55.3 })],
    ["the middle one of three", linear({ A: 10, B: 20, C: 30 })],
  ])("%s stays what it is", (_, source) => { expect(averagesAsTotals(source, source.measures[0]).table).toBe(source); });
});

describe("relations of cells as a file may have them", () => {
  const found = (cells: Readonly<Record<string, number>>, relations: readonly (readonly string[])[]): number => {
    const ids = Object.keys(cells), at = (id: string): number => ids.indexOf(id), measure: Measure = { name: "antal", class: "persons", values: Float64Array.from(Object.values(cells)) };
    return averagesAsTotals({ name: "t", shape: { kind: "linear", cells: ids, relations: relations.map(([total, ...parts]) => ({ total: at(total), parts: parts.map(at) })) }, measures: [measure] }, measure).averages.size;
  };
  test("in a circle", () => { expect(found({ T: 10, a: 10, c: 0 }, [["T", "a", "c"], ["a", "T", "c"]])).toBe(0); });
  test("sharing parts forty times over", () => {
    const levels = Array.from({ length: 40 }, (_, k) => k), cells = Object.fromEntries(levels.flatMap((k) => [[`a${k}`, 40], [`b${k}`, 18], [`c${k}`, 22], [`x${k}`, 7], [`y${k}`, 8]]));
    expect(found({ ...cells, a40: 9 }, levels.flatMap((k) => [[`a${k}`, `b${k}`, `c${k}`], [`b${k}`, `a${k + 1}`, `x${k}`], [`c${k}`, `a${k + 1}`, `y${k}`]]))).toBe(0);
  });
});

describe("an average in one line, under no name that tells it", () => {
  const line = (cells: Readonly<Record<string, number>>): Table => ({ name: "t", shape: { kind: "cross", axes: [{ name: "sted", members: Object.keys(cells), hierarchies: [] }] }, measures: [{ name: "antal", class: "persons", values: Float64Array.from(Object.values(cells)) }] });

  test.each([["a fraction among persons: 4 · 20.25 − 25 − 12 − 41 = 3", { A: 3, B: 25, C: 12, D: 41, Norm: 20.25 }, 1], ["exactly: 4 · 20 − 25 − 12 − 40 = 3", { A: 3, B: 25, C: 12, D: 40, Norm: 20 }, 1], ["the middle one of three is none", { A: 10, B: 20, C: 30 }, 0]])("%s", (_, cells, found) => {
    const source = line(cells);
    expect(averagesAsTotals({ ...source, shape: { kind: "cross", axes: [{ ...(source.shape as Cross).axes[0], hierarchies: [{ name: "sted", parent: Object.keys(cells).map(() => -1) }] }] } }, source.measures[0]).averages.size).toBe(found);
  });
});
