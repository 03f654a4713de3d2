import { Detour } from "../../../shared/algebra/detour.ts";
import type { Witness } from "../../../shared/algebra/movement.ts";
import { Finder } from "../../../shared/secondary/finder.ts";
import { choose } from "../../../shared/secondary/choose.ts";
import type { Task } from "../../../shared/secondary/task.ts";
import { FREE, NOBODY } from "../../../shared/table/terrain.ts";
import { readCases } from "../../cases/readCases.ts";
import { taskOf } from "./taskOf.ts";

// Squares round the 3: 6 + 7 + 9 = 22 with y, 20 + 7 + 30 = 57 with z; with C 6 + 40 + 50 = 96; and past the totals.
const TEXT = "        x    y    z   Total\nA       3    6   20      29\nB       7    9   30      46\nC      40   50   60     150\nTotal  50   65  110     225";

interface Found {
  readonly task: Task;
  readonly hidden: Uint8Array;
  readonly finder: Finder;
  readonly cell: (value: number) => number;
  /** A witness by values: `3 +1, 6 -1`, smallest first. */
  readonly written: (witness: Witness | null) => string | null;
}

/** The cells of a table are told by their values, which all differ; those in `hiding` are hidden besides the small one. */
function finding(text = TEXT, { quick = false, hiding = [], ...more }: Partial<Task> & { readonly quick?: boolean; readonly hiding?: readonly number[] } = {}): Found {
  const [{ table }] = readCases(text), task = taskOf(table, "show", { insiders: false, derivedLimit: 0, ...more });
  const hidden = task.values.reduce((marks, value, cell) => { if (hiding.includes(value)) marks[cell] = 1; return marks; }, task.primary.slice());
  return {
    task, hidden, finder: new Finder(task, hidden, quick), cell: (value) => task.values.indexOf(value),
    written: (witness) => (witness === null ? null : Array.from(witness.cells, (one, k) => [task.values[one], witness.changes[k]]).sort(([a], [b]) => a - b).map(([value, change]) => `${value} ${change > 0 ? "+" : ""}${change}`).join(", ")),
  };
}

const WITH_Y = "3 +1, 6 -1, 7 -1, 9 +1";

describe.each([["with its boxes", {}], ["by detours alone", { boxes: null }]] as const)("the cheapest way for the 3 to move, %s", (_, more) => {
  test.each([false, true])("is the square with y for 22, quick %s", (quick) => {
    const { finder, cell, written } = finding(TEXT, { ...more, quick });
    expect([written(finder.find(cell(3), NOBODY, Infinity)), written(finder.find(cell(3), NOBODY, 23)), finder.find(cell(3), NOBODY, 22), finder.find(cell(3), NOBODY, FREE)]).toEqual([WITH_Y, WITH_Y, null, null]);
  });
  test("costs nothing where the square is hidden already", () => {
    const { finder, cell, written } = finding(TEXT, { ...more, hiding: [6, 7, 9] });
    expect([finder.find(cell(3), NOBODY, FREE), finder.atOnce(cell(3), NOBODY), finder.near(cell(3), NOBODY, FREE), finder.instead(cell(3), NOBODY, 0)].map(written)).toEqual([WITH_Y, WITH_Y, WITH_Y, WITH_Y]);
    expect(finder.collect(cell(3), 5).map(written)).toEqual([WITH_Y]);
  });
  test("leaves a municipality's cells alone: with z where B/y is its own", () => {
    const { task } = finding(), owner = task.values.reduce((owners, value, at) => { if (value === 9) owners[at] = 4; return owners; }, new Int32Array(task.values.length).fill(-1));
    const { finder, cell, written } = finding(TEXT, { ...more, owner });
    expect(written(finder.find(cell(3), 4, Infinity))).toBe("3 +1, 7 -1, 20 -1, 30 +1");
  });
  test("follows the price: what must stay is avoided", () => {
    const { finder, cell, written } = finding(TEXT, more);
    finder.price[cell(9)] = Infinity;
    expect(written(finder.find(cell(3), NOBODY, Infinity))).toBe("3 +1, 7 -1, 20 -1, 30 +1");
  });
});

test("cells that have to be shown or are known have no price, hidden ones cost nothing, others what they count", () => {
  const [{ table }] = readCases(TEXT), plain = taskOf(table, "show"), mark = (value: number) => Uint8Array.from(plain.values, (one) => (one === value ? 1 : 0));
  const { finder, cell } = finding(TEXT, { forced: mark(9), known: mark(20), hiding: [7] });
  expect([3, 7, 9, 20, 6, 225].map((value) => finder.price[cell(value)])).toEqual([0, 0, Infinity, Infinity, 6, 225]);
});

test("a way near by is a box, for less than is asked", () => {
  const { finder, cell, written } = finding();
  expect([written(finder.near(cell(3), NOBODY, 22.5)), finder.near(cell(3), NOBODY, 22), finder.near(cell(3), NOBODY, FREE)]).toEqual([WITH_Y, null, null]);
});

test("something instead of a box is looked for only where boxes are dear", () => {
  const { finder, cell, written } = finding();
  expect([finder.instead(cell(3), NOBODY, 22), finder.instead(cell(3), NOBODY, 100), written(finder.instead(cell(3), NOBODY, 21))]).toEqual([null, null, WITH_Y]);
});

test("what moving a cell costs beside itself: 6 with 3, 7 and 9, of which the 3 is free", () => {
  const { finder, cell } = finding();
  expect([finder.costBeside(cell(6), Infinity), finder.costBeside(cell(6), 17), finder.costBeside(cell(6), 16), finder.costBeside(cell(6), 0), finder.costBeside(cell(6), -1)]).toEqual([16, 16, Infinity, Infinity, Infinity]);
  expect(finder.price[cell(6)]).toBe(6);
  expect(finding(TEXT, { boxes: null }).finder.costBeside(cell(6), Infinity)).toBe(0);
});

test("a cell in no box may still have another way, which is dear; with a limit there is none", () => {
  const { finder, cell } = finding();
  finder.price.fill(Infinity)[cell(6)] = 6;
  expect([finder.costBeside(cell(6), 1e6), finder.costBeside(cell(6), Infinity) > 1e9]).toEqual([Infinity, true]);
});

test("what a box costs as a rule is the median of those that cost anything", () => {
  const { finder, cell } = finding(TEXT, { hiding: [40] });
  // 22 for the 3, 15 for the 7 (3 and 6 + 9), 6 + 50 = 56 for the 40.
  expect([finder.typicalCost([cell(3)]), finder.typicalCost([cell(3), cell(40), cell(3)]), finder.typicalCost([cell(3), cell(40), cell(40)])]).toEqual([22, 22, 56]);
  expect([finder.typicalCost([]), finding(TEXT, { hiding: [6, 7, 9] }).finder.typicalCost([cell(3)])]).toEqual([1, 1]);
});

describe("a way to move a cell by as much as asked", () => {
  test("up or down, for less than is asked", () => {
    const { finder, cell, written } = finding();
    expect([written(finder.reach(cell(3), 3, Infinity)), written(finder.reach(cell(3), -2, 23)), finder.reach(cell(3), -2, 22), finder.reach(cell(3), 3, FREE)]).toEqual(["3 +3, 6 -3, 7 -3, 9 +3", "3 -2, 6 +2, 7 +2, 9 -2", null, null]);
  });
  test("within bounds: 6 can sink to 1 and no further, so 20 and 40 go instead", () => {
    const { finder, cell, written } = finding();
    expect([written(finder.reach(cell(3), 5, Infinity)), finder.reach(cell(3), -3, Infinity)]).toEqual(["3 +5, 6 -5, 7 -5, 9 +5", null]);
    expect(written(finder.reach(cell(3), 6, Infinity))).not.toContain("6 -6");
  });
  test("free where all of it is hidden already", () => {
    const { finder, cell, written } = finding(TEXT, { hiding: [6, 7, 9] });
    expect([written(finder.reach(cell(3), 4, FREE)), written(finder.reach(cell(3), -2, FREE)), finder.reach(cell(3), 6, FREE)]).toEqual(["3 +4, 6 -4, 7 -4, 9 +4", "3 -2, 6 +2, 7 +2, 9 -2", null]);
  });
});

test("a detour counts only where its whole numbers keep every total, and only if it costs less than asked", () => {
  const { finder, cell, written } = finding(TEXT, { boxes: null }), saying = (changes: Readonly<Record<number, number>>, limit = Infinity): string | null => {
    const detour = jest.spyOn(Detour.prototype, "of").mockReturnValue({ cells: Object.keys(changes).map((value) => cell(Number(value))), changes: Object.values(changes) });
    const found = [finder.find(cell(3), NOBODY, limit), finder.reach(cell(3), 1, limit)].map(written);
    detour.mockRestore();
    expect(found[1]).toBe(found[0]);
    return found[0];
  };
  expect([saying({ 3: 1, 6: -1, 7: -1, 9: 1 }), saying({ 3: 1, 6: -1, 7: -1, 9: 1 }, 22.5), saying({ 3: 1, 6: -1, 7: -1, 9: 1 }, 22)]).toEqual([WITH_Y, WITH_Y, null]);
  expect([saying({ 3: 1, 6: -1 }), saying({ 3: 1, 6: -1, 7: -1, 9: 2 }), saying({ 3: 1, 29: -1, 50: 1, 225: 1 }), saying({ 3: 1 })]).toEqual([null, null, null, null]);
  expect(saying({ 3: 1, 29: 1, 50: 1, 225: 1 })).toBe("3 +1, 29 +1, 50 +1, 225 +1");
});

test("what was hidden since counts once the finder looks again", () => {
  const { finder, hidden, task, cell, written } = finding(TEXT, { boxes: null });
  for (const value of [6, 7, 9]) { hidden[task.values.indexOf(value)] = 1; finder.price[cell(value)] = 0; }
  expect(finder.atOnce(cell(3), NOBODY)).toBeNull();
  finder.renew();
  expect(written(finder.atOnce(cell(3), NOBODY))).toBe(WITH_Y);
});

describe("what cannot be proved takes its relations with it", () => {
  // 3 = 30 - 27, 30 = 100 - 70 and so on up to 5000, which has to be shown like the other parts: no pattern keeps the 3.
  const CHAIN = "T 30 = a 3 + b 27\nU 100 = T + c 70\nV 1000 = U + d 900\nW 5000 = V + e 4000\nX 44 = f 21 + g 23";
  const choosing = (text: string, shown: readonly number[], more: Partial<Task> = {}): number[] => {
    const [{ table }] = readCases(text), task = taskOf(table, "show", { insiders: false, derivedLimit: 0, ...more });
    const { hidden } = choose({ ...task, forced: Uint8Array.from(task.values, (value) => (shown.includes(value) ? 1 : 0)) });
    return [...task.values].filter((_, cell) => hidden[cell] === 1).sort((a, b) => a - b);
  };
  test("in steps, until all that is linked with it and may be hidden is", () => { expect(choosing(CHAIN, [27, 70, 900, 4000, 5000])).toEqual([3, 30, 100, 1000]); });
  test("which ends where nothing more may be hidden", () => { expect(choosing(CHAIN, [27, 70, 900, 1000, 4000, 5000])).toEqual([3, 30, 100]); });
  test("and is not needed where something can move with it", () => { expect([choosing(CHAIN, [70, 900, 4000, 5000]), choosing(CHAIN, [27, 900, 4000, 5000])]).toEqual([[3, 27], [3, 30, 70]]); });
  test("likewise for a sum that stays small: 9 - 6 = 3 persons in two cells, nothing else may be hidden but the total", () => {
    expect(choosing("T 9 = a 1 + b 2 + c 6\nU 50 = T + d 41\nX 44 = f 21 + g 23", [6, 41, 50], { derivedLimit: 5 })).toEqual([1, 2, 9]);
  });
});

describe("detours are looked for as long as their counted steps last", () => {
  /** How many of three searches look for a detour, where so many steps were taken before. */
  const looking = (steps: number, more: { readonly quick?: boolean; readonly boxes?: null; readonly limit?: number }): number => {
    const { finder, cell } = finding(TEXT, more), of = jest.spyOn(Detour.prototype, "of").mockReturnValue(null);
    finder.find(cell(3), NOBODY, Infinity);
    const before = of.mock.calls.length, taken = jest.spyOn(Detour.prototype, "steps", "get").mockReturnValue(steps);
    for (let k = 0; k < 3; k++) finder.find(cell(3), NOBODY, more.limit ?? Infinity);
    const looked = of.mock.calls.length - before;
    for (const spy of [of, taken]) spy.mockRestore();
    return looked;
  };
  // 16 cells: 100,000,000 + 16 · 100,000.
  test.each([
    ["where there are boxes too, up to 101,600,000", 101_600_000, {}, 3], ["and no more beyond", 101_600_001, {}, 0],
    ["likewise those that may cost nothing, up to 101,600,000", 101_600_000, { limit: FREE }, 3], ["and no more of them beyond", 101_600_001, { limit: FREE }, 0],
    ["but where there are none on and on", 101_600_001, { boxes: null }, 3], ["free ones too", 101_600_001, { boxes: null, limit: FREE }, 3],
    ["in a quick search without boxes up to 100,000,000", 100_000_000, { boxes: null, quick: true }, 3], ["and no more beyond that", 100_000_001, { boxes: null, quick: true }, 0],
  ] as const)("%s", (_, steps, more, looked) => { expect(looking(steps, more)).toBe(looked); });
  test("a quick search that has a box looks for none", () => {
    const { finder, cell, written } = finding(TEXT, { quick: true }), of = jest.spyOn(Detour.prototype, "of");
    expect([written(finder.find(cell(3), NOBODY, Infinity)), of.mock.calls.length]).toEqual([WITH_Y, 0]);
    of.mockRestore();
  });
});
