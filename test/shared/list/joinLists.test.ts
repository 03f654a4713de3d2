import fc from "fast-check";
import { joinLists, relatedLists } from "../../../shared/list/joinLists.ts";
import type { List } from "../../../shared/list/list.ts";
import { protectList } from "../../../shared/list/protectList.ts";
import { protectSystem } from "../../../shared/list/protectSystem.ts";
import { BUILT_IN, type Policy } from "../../../shared/policy/policy.ts";
import { listOf, trueList } from "./randomList.ts";

const POLICY: Policy = { ...BUILT_IN, audience: "none" };

/** What is hidden of the one count of a list, per row. */
async function hidden(list: List): Promise<Uint8Array | null> {
  const result = await protectList(list, POLICY, (tables) => Promise.resolve(tables.map((table) => protectSystem(table, POLICY))));
  return result.status === "refused" ? null : result.measures[0].hidden;
}

async function hiddenTogether(lists: readonly List[]): Promise<readonly string[] | null> {
  const joined = joinLists(lists, POLICY, []), all = joined === null ? null : await hidden(joined.list);
  return joined === null || all === null ? null : joined.rowOf.map((rows) => Array.from(rows, (row) => all[row]).join(""));
}

const AGES = listOf(["Kommune", "Alder", "Antal"], [["A", "0-17", "3"], ["A", "18+", "40"], ["B", "0-17", "20"], ["B", "18+", "30"]]);
const TOWNS = listOf(["Kommune", "Antal"], [["A", "43"], ["B", "50"]]), BENEFITS = listOf(["Kommune", "Ydelse", "Antal"], [["A", "KTH", "23"], ["A", "SDP", "20"], ["B", "KTH", "10"], ["B", "SDP", "40"]]);

test("a list without one of the dimensions holds the other's totals: 43 − 40 = 3", async () => {
  expect(await hiddenTogether([AGES, TOWNS])).toEqual(["1100", "00"]);
  expect(Array.from(await hidden(AGES) ?? []).join("")).toBe("1000");
});

test("two lists that divide the same persons in another way have the same sums: 23 + 20 − 40 = 3", async () => {
  expect((await hiddenTogether([AGES, BENEFITS]))?.[0]).toBe("1100");
});

test("what a column determines is filled in, and the word for all may differ", async () => {
  const regions = listOf(["Region", "Kommune", "Antal"], [["Syd", "A", "43"], ["Syd", "B", "50"], ["Syd", "I alt", "93"]]);
  const joined = joinLists([regions, listOf(["Kommune", "Alder", "Antal"], [...AGES.columns[0].codes].map((_, row) => ["AABB"[row], ["0-17", "18+"][row % 2], ["3", "40", "20", "30"][row]]).concat([["Alle", "0-17", "23"], ["Alle", "18+", "70"]]))], POLICY, []);
  const region = joined!.list.columns.find(({ name }) => name === "Region")!;
  expect([...joined!.rowOf[1]].slice(0, 4).map((row) => region.texts[region.codes[row]])).toEqual(["Syd", "Syd", "Syd", "Syd"]);
  expect((await hiddenTogether([regions, AGES]))?.[1]).toMatch(/^11/);
});

test("rows of one list in several files are one list again, with the same pattern", async () => {
  const pattern = async (list: List) => { const all = await hidden(list); return all === null ? null : [...all].join(""); };
  let compared = 0;
  await fc.assert(fc.asyncProperty(trueList, fc.integer({ min: 2, max: 4 }), async ({ columns, rows }, files) => {
    const names = [...columns, "Antal borgere"], texts = rows.map((row) => [...row.texts, String(row.count)]), shares = Array.from({ length: files }, (_, file) => texts.filter((_row, at) => at % files === file));
    const whole = await pattern(listOf(names, texts)), together = await hiddenTogether(shares.map((share) => listOf(names, share)));
    if (whole === null || together === null) { expect(together).toBe(whole); return; }
    expect(texts.map((_, at) => together[at % files][Math.floor(at / files)]).join("")).toBe(whole);
    compared++;
  }), { seed: 20261123, numRuns: 60 });
  expect(compared).toBeGreaterThan(40);
});

test("totals in a file of their own, without the column, have the pattern that they have in one list", async () => {
  let compared = 0;
  await fc.assert(fc.asyncProperty(trueList, async ({ columns, rows }) => {
    const names = [...columns, "Antal borgere"], texts = rows.map((row) => [...row.texts, String(row.count)]);
    const leaves = texts.filter((row) => row[3] !== "I alt"), totals = texts.filter((row) => row[3] === "I alt");
    if (totals.length === 0 || leaves.length === 0) return;
    const whole = await hidden(listOf(names, [...leaves, ...totals])), together = await hiddenTogether([listOf(names, leaves), listOf(names.filter((_, at) => at !== 3), totals.map((row) => row.filter((_, at) => at !== 3)))]);
    if (whole === null || together === null) { expect(together).toBe(whole); return; }
    expect(together.join("")).toBe([...whole].join(""));
    compared++;
  }), { seed: 7, numRuns: 60 });
  expect(compared).toBeGreaterThan(15);
});

test("not together: other persons, other numbers for the same, nothing in common, two rows about the same, no count", () => {
  const others: readonly (readonly [string, List])[] = [
    ["other sums", listOf(["Kommune", "Ydelse", "Antal"], [["A", "KTH", "24"], ["A", "SDP", "20"], ["B", "KTH", "10"], ["B", "SDP", "40"]])],
    ["a town more", listOf(["Kommune", "Ydelse", "Antal"], [["A", "KTH", "43"], ["B", "KTH", "50"], ["C", "KTH", "9"]])],
    ["another number", listOf(["Kommune", "Alder", "Antal"], [["A", "0-17", "4"]])], ["nothing in common", listOf(["Afdeling", "Antal"], [["A", "43"]])], ["another count", listOf(["Kommune", "Antal elever"], [["A", "43"]])],
    ["two rows about the same", listOf(["Kommune", "Antal"], [["A", "43"], ["A", "43"]])], ["no count", listOf(["Kommune", "Farve"], [["A", "rød"], ["B", "blå"]])], ["a measure that is a dimension", listOf(["Kommune", "Antal", "Antal borgere"], [["A", "x 1", "3"], ["B", "y 2", "4"]])],
  ];
  for (const [what, other] of others) expect([what, joinLists([AGES, other], POLICY, [])]).toEqual([what, null]);
});

test("lists that say something of each other are told from those that do not", () => {
  expect(relatedLists([AGES, listOf(["Afdeling", "Antal"], [["A", "43"]]), BENEFITS, listOf(["Kommune", "Farve"], [["A", "rød"]])], POLICY, [])).toEqual([[1], [0, 2], [3]]);
});
