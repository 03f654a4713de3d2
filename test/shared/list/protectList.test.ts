import fc from "fast-check";
import { attack } from "../../../shared/audit/attack.ts";
import type { List } from "../../../shared/list/list.ts";
import { protectList, type ProtectedList, type ProtectSystems } from "../../../shared/list/protectList.ts";
import { protectSystem } from "../../../shared/list/protectSystem.ts";
import { BUILT_IN, type Policy } from "../../../shared/policy/policy.ts";
import { systemFrom } from "../../../shared/table/relations.ts";
import { listOf, trueList, type TrueList } from "./randomList.ts";

const POLICY: Policy = { ...BUILT_IN, audience: "none" };

const systems = (policy: Policy): ProtectSystems => (tables) => Promise.resolve(tables.map((table) => protectSystem(table, policy)));

async function kept(list: List, policy: Policy = POLICY, dimensions: readonly string[] = []): Promise<Extract<ProtectedList, { status: "protected" }>> {
  const result = await protectList(list, policy, systems(policy), { dimensions });
  if (result.status === "refused") throw new Error(result.fault.code);
  return result;
}

const fault = async (list: List) => { const result = await protectList(list, POLICY, systems(POLICY)); return result.status === "refused" ? result.fault : result.status; };
const asList = ({ columns, rows }: TrueList) => listOf([...columns, "Antal borgere"], rows.map(({ texts, count }) => [...texts, String(count)]));
const hiddenRows = async (list: List, measure = 0, policy = POLICY) => [...(await kept(list, policy)).measures[measure].hidden].join("");

/** What a reader works out who knows of which leaves every row is the sum. */
function attackRows({ rows, counts, unlisted }: TrueList, hidden: Uint8Array) {
  const start = [0], cells: number[] = [];
  rows.forEach(({ leaves }, row) => { cells.push(row, ...leaves.map((leaf) => rows.length + leaf)); start.push(cells.length); });
  const listed = new Set(rows.flatMap(({ leaves }) => (leaves.length === 1 ? leaves : [])));
  const values = Float64Array.from([...rows.map(({ count }) => count), ...counts]), open = Uint8Array.from([...hidden, ...counts.map((_, leaf) => (listed.has(leaf) || unlisted.includes(leaf) ? 1 : 0))]);
  return attack({
    system: systemFrom(values.length, Int32Array.from(start), Int32Array.from(cells)), values, hidden: open, known: new Uint8Array(values.length),
    owner: new Int32Array(values.length).fill(-1), lower: 0, insiders: false, derivedLimit: 0,
  }, {});
}

test("no small count is shown, and none can be worked out of the rows that are, however many totals there are", async () => {
  let withTotals = 0;
  await fc.assert(fc.asyncProperty(trueList, async (truth) => {
    const { measures: [{ hidden }], shape } = await kept(asList(truth));
    truth.rows.forEach(({ count }, row) => { if (count <= 5) expect([row, hidden[row]]).toEqual([row, 1]); });
    const found = attackRows(truth, hidden), small = [...found.exact].filter(([variable, value]) => value > 0 && value <= 5 && (variable >= truth.rows.length || hidden[variable] === 1));
    expect(small).toEqual([]);
    expect([...found.exact.keys()].filter((variable) => variable < truth.rows.length && hidden[variable] === 1)).toEqual([]);
    if (shape.relations > 0) withTotals++;
  }), { numRuns: 200, seed: 7 });
  expect(withTotals).toBeGreaterThan(60);
});

test("the order of rows and columns decides nothing", async () => {
  await fc.assert(fc.asyncProperty(trueList, async (truth) => {
    const turned = { ...truth, rows: [...truth.rows].reverse() };
    expect(await hiddenRows(asList(turned))).toBe([...(await hiddenRows(asList(truth)))].reverse().join(""));
    const swapped = listOf([...[...truth.columns].reverse(), "Antal borgere"], truth.rows.map(({ texts, count }) => [...[...texts].reverse(), String(count)]));
    expect([...(await hiddenRows(swapped))].filter((is) => is === "1")).toHaveLength([...(await hiddenRows(asList(truth)))].filter((is) => is === "1").length);
  }), { numRuns: 30, seed: 11 });
});

describe("by hand", () => {
  const names = ["Kommune", "Alder", "Antal borgere"];
  // 13 − 10 = 3 and 23 − 20 = 3: one beside it in its row, one in its column, and the corner go along; the totals stay.
  const cross = [["A", "0-17", "3"], ["A", "18+", "10"], ["A", "I alt", "13"], ["B", "0-17", "20"], ["B", "18+", "30"], ["B", "I alt", "50"], ["I alt", "0-17", "23"], ["I alt", "18+", "40"], ["I alt", "I alt", "63"]];
  const exact: Policy = { ...POLICY, protection: "exact" };

  test("totals tie rows together", async () => { expect(await hiddenRows(listOf(names, cross), 0, exact)).toBe("110110000"); });
  test("without totals every row stands for itself", async () => { expect(await hiddenRows(listOf(names, cross.filter(([place, age]) => place !== "I alt" && age !== "I alt")), 0, exact)).toBe("1000"); });
  test("blank means all where the numbers say so", async () => { expect(await hiddenRows(listOf(names, cross.map(([place, age, n]) => [place, age === "I alt" ? "" : age, n])), 0, exact)).toBe("110110000"); });
  test("a total that nothing announces is found by the numbers", async () => {
    const counts = { A: [10, 12, 14, 16, 18], B: [20, 23, 26, 29, 32], C: [7, 11, 15, 19, 23] };
    const places = { ...counts, Danmark: counts.A.map((n, age) => n + counts.B[age] + counts.C[age]) };
    const renamed = Object.entries(places).flatMap(([place, list]) => [...list, list.reduce((sum, n) => sum + n, 0)].map((n, age) => [place, age === 5 ? "I alt" : `${age * 10}-${age * 10 + 9} år`, String(n)]));
    expect((await kept(listOf(names, renamed), exact)).shape.axes).toEqual([{ columns: ["Alder"], totals: 1 }, { columns: ["Kommune"], totals: 1 }]);
  });
  test("totals of some members, in one column with their parts", async () => {
    const rows = Array.from({ length: 14 }, (_, k) => k).flatMap((k) => {
      const [a, b, c, d] = [0, 1, 2, 3].map((age) => 6 + ((k * 7 + age * 11) % 23));
      return Object.entries({ "I alt": a + b + c + d, "0-17 år": a + b, "0-5 år": a, "6-17 år": b, "18+ år": c + d, "18-64 år": c, "65+ år": d }).map(([age, n]) => [`Sted ${k}`, age, String(n)]);
    });
    expect((await kept(listOf(names, rows), exact)).shape).toMatchObject({ axes: [{ columns: ["Alder"], totals: 3 }, { columns: ["Kommune"], totals: 0 }], relations: 42, systems: 14 });
  });
  test("rows without totals are not taken for totals by accident", async () => {
    for (let seed = 1; seed < 40; seed++) {
      const rows = ["A", "B", "C", "D", "E", "F"].flatMap((place, p) => ["x", "y", "z"].map((kind, k) => [place, kind, String((seed * (p + 3) * (k + 5)) % 7)]));
      expect((await kept(listOf(names, rows), exact)).shape.relations).toBe(0);
    }
  });
  test("a code and its name are one axis, a municipality and its region another", async () => {
    const rows = [["461", "Odense", "Syd", "9"], ["479", "Svendborg", "Syd", "8"], ["", "I alt", "Syd", "17"], ["851", "Aalborg", "Nord", "4"], ["787", "Thisted", "Nord", "20"], ["", "I alt", "Nord", "24"], ["", "I alt", "I alt", "41"]];
    const { shape, measures: [{ hidden }] } = await kept(listOf(["Kommunenr", "Kommune", "Region", "Antal borgere"], rows), exact);
    expect(shape.axes).toEqual([{ columns: ["Kommune", "Kommunenr", "Region"], totals: 3 }]);
    expect([...hidden].join("")).toBe("0001100");
  });
  test("columns that are sums of columns hide along", async () => {
    const rows = [["A", "3", "10", "13"], ["B", "20", "30", "50"], ["C", "7", "9", "16"]];
    const { measures, shape } = await kept(listOf(["Sted", "Antal mænd", "Antal kvinder", "Antal i alt"], rows), exact);
    expect(shape.sums).toEqual([{ total: "Antal i alt", parts: ["Antal mænd", "Antal kvinder"] }]);
    expect(measures[0].hidden[0] + measures[1].hidden[0] + measures[2].hidden[0]).toBe(2);
    expect(measures.map(({ hidden }) => hidden[1] + hidden[2])).toEqual([0, 0, 0]);
  });
  test("a row that the file leaves out is not given away by its total: 13 − 10 = 3", async () => {
    const rows = cross.filter(([place, age]) => place !== "A" || age !== "0-17"), [{ hidden }] = (await kept(listOf(names, rows), exact)).measures;
    expect(hidden[0] + hidden[1]).toBeGreaterThan(0);
  });
  test("a grand total that the file leaves out changes nothing: anybody can add it up", async () => {
    expect(await hiddenRows(listOf(names, cross.slice(0, 8)), 0, POLICY)).toBe((await hiddenRows(listOf(names, cross), 0, POLICY)).slice(0, 8));
    expect((await kept(listOf(names, cross.slice(0, 8)))).shape.closed).toEqual({});
  });
  test("a total with one row left of its parts: 11 − 9 = 2 is nobody's row, and still a small count", async () => {
    const rows = [["Odense", "65+", "20"], ["Svendborg", "18-64", "9"], ["Svendborg", "65+", "30"], ["I alt", "18-64", "11"], ["I alt", "65+", "50"]], hidden = await hiddenRows(listOf(names, rows), 0, exact);
    expect([hidden[1], hidden[3]]).toContain("1");
  });
  test("what a total has beyond its rows is a small count like any other: 60 − 20 − 38 = 2", async () => {
    expect(await hiddenRows(listOf(["Sted", "Antal"], [["A", "20"], ["B", "38"], ["I alt", "60"]]), 0, exact)).not.toBe("000");
  });
  test("shares and amounts: withheld, or hidden with the count that the policy names", async () => {
    const list = listOf(["Sted", "Antal borgere", "Udgift"], [["A", "3", "120"], ["B", "20", "900"]]);
    expect((await kept(list)).measures[1]).toMatchObject({ hidden: Uint8Array.from([1, 1]), withheld: { code: "measure/unknown" } });
    const policy: Policy = { ...POLICY, measures: [{ pattern: "^Udgift$", class: "basedOn", base: "Antal borgere" }, ...POLICY.measures] };
    expect([...(await kept(list, policy)).measures[1].hidden]).toEqual([1, 0]);
    expect((await kept(list, { ...POLICY, measures: [{ pattern: "^Udgift$", class: "notPersons", reason: "x" }, ...POLICY.measures] })).measures[1].hidden).toEqual(Uint8Array.from([0, 0]));
  });
  test("numbers that nothing explains are withheld, but for the only ones, which are the count", async () => {
    expect((await kept(listOf(["Sted", "INDHOLD"], [["A", "3"], ["B", "20"]]))).measures).toMatchObject([{ name: "INDHOLD", hidden: Uint8Array.from([1, 0]) }]);
    expect((await kept(listOf(["Sted", "Antal", "Noget"], [["A", "3", "1"], ["B", "20", "2"]]))).measures[1].withheld).toMatchObject({ code: "measure/unknown" });
    expect((await kept(listOf(["Sted", "Antal", "Noget"], [["A", "3", "1"], ["B", "20", "2"]]), POLICY, ["Noget"])).measures).toHaveLength(1);
  });
  test("numbers written with signs and units are no names either", async () => {
    const { shape, measures } = await kept(listOf(["Sted", "Antal", "Del", "Pris", "Noget", "Alder"], [["A", "30", "12,5 %", "kr. 900", "<5", "17"], ["B", "20", "8 %", "kr. 20", "7", "18+"], ["C", "9", "3 %", "kr. 3", "8", "0"]]));
    expect(shape.dimensions).toEqual(["Sted", "Alder"]);
    expect(measures.slice(1).map(({ name, hidden, withheld }) => [name, [...hidden].join(""), withheld?.code])).toEqual([["Del", "111", "measure/unknown"], ["Pris", "111", "measure/unknown"], ["Noget", "111", "measure/unknown"]]);
  });
  test("codes, years and municipalities are no counts", async () => {
    expect((await kept(listOf(["Kommunenr", "År", "Trin", "Antal"], [["461", "2024", "01", "3"], ["851", "2025", "02", "20"]]))).shape.dimensions).toEqual(["Kommunenr", "År", "Trin"]);
  });
  test("refused: text among counts, totals that do not add up, two rows about the same, no count, marks", async () => {
    expect(await fault(listOf(["Sted", "Antal"], [["A", "10"], ["B", "20"], ["C", "30"], ["D", "40"], ["E", "50"], ["F", "få"]]))).toEqual({ code: "list/text", params: { column: "Antal", row: 6 } });
    expect(await fault(listOf(["Sted", "Antal"], [["A", "10"], ["B", "20"], ["I alt", "25"]]))).toMatchObject({ code: "list/notSum" });
    expect(await fault(listOf(["Sted", "Antal"], [["A", "10"], ["A", "20"], ["I alt", "30"]]))).toEqual({ code: "list/twice", params: { row: 2 } });
    expect(await fault(listOf(["Sted", "Tal"], [["A", "<5"], ["B", "20"], ["C", "30"]]))).toEqual("protected");
    expect(await fault(listOf(["Sted", "Farve"], [["A", "rød"], ["B", "blå"]]))).toEqual({ code: "list/noMeasure" });
    for (const sign of ["..", "<5", "≤ 5", "*"]) expect(await fault(listOf(["Sted", "Antal"], [["A", sign], ["B", "20"]]))).toMatchObject({ code: "mask/alreadyHidden" });
    expect(await fault(listOf(["Sted", "Antal"], [["A", "-3"], ["B", "20"]]))).toMatchObject({ code: "protect/negative" });
  });
  test("a set without a safe pattern is hidden whole, and the others are shown", async () => {
    const rows = [["2023", "A", "3"], ["2023", "I alt", "3"], ["2024", "A", "30"], ["2024", "B", "20"], ["2024", "I alt", "50"]];
    expect(await hiddenRows(listOf(["År", "Sted", "Antal"], rows), 0, exact)).toBe("11000");
  });
});

test("under stricter rules every row stays hidden that was, whatever totals tie it to", async () => {
  const loose: Policy = { ...POLICY, maxN: 3, zeros: "show", protection: "exact" };
  let rows = 0, open = 0;
  for (const truth of fc.sample(trueList, { numRuns: 12, seed: 20261124 })) {
    const list = asList(truth), { measures } = await kept(list, loose);
    for (const policy of [{ ...loose, maxN: 9 }, { ...loose, zeros: "hide" as const }, { ...loose, protection: "standard" as const, audience: "anyMunicipality" as const }]) {
      const after = await protectList(list, policy, systems(policy), { before: measures }), alone = (await kept(list, policy)).measures[0].hidden;
      if (after.status === "refused") throw new Error(after.fault.code);
      const [{ hidden }] = after.measures, isOpen = (shown: Uint8Array) => (is: number, row: number): boolean => is === 1 && shown[row] === 0;
      expect([...measures[0].hidden].filter(isOpen(hidden))).toEqual([]);
      expect([...attackRows(truth, hidden).exact.keys()].filter((row) => hidden[row] === 1)).toEqual([]);
      rows += hidden.length;
      open += [...measures[0].hidden].filter(isOpen(alone)).length;
    }
  }
  expect(rows).toBeGreaterThan(500);
  expect(open).toBeGreaterThan(0);
});

test("a row of averages is hidden: with three of four rows it would give the last", async () => {
  const list = listOf(["Kommune", "Antal borgere"], [["Assens", "3"], ["Nyborg", "25"], ["Odense", "12"], ["Middelfart", "40"], ["Gns. for Fyn", "20"]]);
  expect(await hiddenRows(list)).toBe("10001");
});
