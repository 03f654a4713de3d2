import fc from "fast-check";
import { Cover } from "../../../shared/secondary/cover.ts";
import { Finder } from "../../../shared/secondary/finder.ts";
import { Protector } from "../../../shared/secondary/protector.ts";
import { lossOf } from "../../../shared/secondary/restart.ts";
import type { Task } from "../../../shared/secondary/task.ts";
import { FREE } from "../../../shared/table/terrain.ts";
import { readCases } from "../../cases/readCases.ts";
import { randomTable } from "../audit/randomTable.ts";
import { taskOf } from "./taskOf.ts";

interface More extends Partial<Task> {
  /** Values hidden at the start; the primaries unless said. */
  readonly hiding?: readonly number[];
  /** Values that have to be shown. */
  readonly shown?: readonly number[];
  /** Values of each municipality. */
  readonly owned?: readonly (readonly number[])[];
  readonly quick?: boolean;
  readonly zeros?: "show" | "hide";
}

/** A protector over a table whose cells are told by their values; `now` lists those hidden, in the order of values. */
function protecting(text: string, { hiding, shown = [], owned, quick = false, zeros = "show", ...more }: More = {}) {
  const [{ table }] = readCases(text), plain = taskOf(table, zeros, { insiders: owned !== undefined, derivedLimit: 0, ...more });
  const mark = (values: readonly number[]) => Uint8Array.from(plain.values, (value) => (values.includes(value) ? 1 : 0));
  const owner = Int32Array.from(plain.values, (value) => owned?.findIndex((values) => values.includes(value)) ?? -1);
  const task: Task = { ...plain, owner, forced: mark([...shown, 0]) }, hidden = hiding === undefined ? plain.primary.slice() : mark(hiding);
  const cover = new Cover(hidden.length, owner, task.insiders), protector = new Protector(task, hidden, cover, quick);
  return { task, hidden, cover, protector, now: () => [...task.values].filter((_, cell) => hidden[cell] === 1).sort((a, b) => a - b) };
}

afterEach(() => { jest.restoreAllMocks(); });

/** Limits with which one way to look for a proof was asked, each once, in turn. */
const limits = (asked: jest.SpyInstance): unknown[] => [...new Set(asked.mock.calls.map(([, , limit]: unknown[]) => limit))];

// The cheapest square round the 3: 6 + 7 + 9 = 22; with z 20 + 7 + 30 = 57.
const SQUARE = "        x    y    z   Total\nA       3    6   20      29\nB       7    9   30      46\nC      40   50   60     150\nTotal  50   65  110     225";

describe("proofs", () => {
  test("are taken as they are found, one for all cells they move", () => {
    const collected = jest.spyOn(Finder.prototype, "collect"), { protector, now } = protecting(SQUARE, { hiding: [3, 6, 7, 9] });
    protector.proveAll();
    expect([collected.mock.calls.length, now(), protector.isDone()]).toEqual([1, [3, 6, 7, 9], true]);
  });

  test("that cost nothing are looked for first, for all cells; then any", () => {
    const find = jest.spyOn(Finder.prototype, "find").mockReturnValue(null);
    jest.spyOn(Finder.prototype, "collect").mockReturnValue([]);
    protecting(SQUARE, { hiding: [3, 20, 7, 30] }).protector.proveAll();
    expect(limits(find)).toEqual([FREE, Infinity]);
  });

  test("of a quick search are boxes first, at multiples of the typical one, 22", () => {
    const [near, instead, find] = (["near", "instead", "find"] as const).map((way) => jest.spyOn(Finder.prototype, way).mockReturnValue(null));
    protecting(SQUARE, { quick: true }).protector.proveAll();
    expect([near, instead, find].map(limits)).toEqual([[0, 5.5, 11, 22, 44], [704, 352, 176, 88, 44], [Infinity]]);
  });
});

describe("small sums are widened", () => {
  const widened = (text: string, more: More) => { const { protector, now } = protecting(text, { derivedLimit: 5, ...more }); protector.widenSums(); return now(); };

  test("until they are large: 1 + 2 = 3, 3 + 4 = 7", () => { expect(widened("T 60 = a 1 + b 2 + c 4 + d 53", { hiding: [1] })).toEqual([1, 2, 4]); });
  test("by the first of the cheapest", () => {
    const { protector, hidden, task } = protecting("T 43 = a 3! + b 20 + c 20", { derivedLimit: 5 });
    protector.widenSums();
    expect([...hidden]).toEqual([...task.values.keys()].map((cell) => (task.values[cell] === 3 || cell === task.values.indexOf(20) ? 1 : 0)));
  });
  test("not by what must be shown, and by the total if need be", () => { expect(widened("T 43 = a 3 + b 10 + c 30\nU 143 = T + d 100", { shown: [10, 30, 143] })).toEqual([3, 43, 100]); });
  test("not at all where no sum is asked about: 10 - 10 = 0", () => {
    expect(widened("T 10 = a 0! + b 10", { zeros: "hide", derivedLimit: 0 })).toEqual([0]);
    expect(widened("T 10 = a 0! + b 10", { zeros: "hide", derivedLimit: 1 })).toEqual([0, 10]);
  });
  // To 3 + 6 = 9 > 8 the proof of the 6 adds the 2: 6 + 2 = 8, which asks for 30 too. Either relation may come first.
  test.each([["T 51 = a 3 + b 6 + c 42\nU 38 = b + d 2 + e 30"], ["U 51 = a 3 + b 6 + c 42\nT 38 = b + d 2 + e 30"]])("again where that makes another small: %s", (text) => {
    expect(widened(text, { hiding: [3], derivedLimit: 8 })).toEqual([2, 3, 6, 30]);
  });
  // The 30's municipality has 63 - 30 - 10 - 20 = 3: its own 10 would not help.
  test.each([[[[30, 10], [3], [20]]], [[[3], [30, 10], [20]]]])("for a municipality by others' cells: %j", (owned) => {
    expect(widened("T 63 = a 3 + b 30 + c 10 + d 20", { hiding: [3, 30], owned })).toEqual([3, 20, 30]);
  });
});

describe("a pattern is done", () => {
  const done = (text: string, more: More) => { const { protector } = protecting(text, more); protector.proveAll(); return protector.isDone(); };

  test("where every hidden cell is proved", () => {
    expect(protecting(SQUARE).protector.isDone()).toBe(false);
    expect([done(SQUARE, {}), done("T 30 = a 3 + b 27", { shown: [27, 30] })]).toEqual([true, false]);
  });
  test("and no small sum is left: 30 - 25 = 5, which counts up to 5 only", () => {
    expect([0, 4, 5].map((derivedLimit) => done("T 30 = a 2 + b 3 + c 25", { derivedLimit }))).toEqual([true, true, false]);
  });
  test("in whichever relation it is", () => {
    expect(["T 30 = a 2 + b 3 + c 25\nU 80 = d 40 + e 38 + f 2", "T 80 = a 40 + b 38 + c 2\nU 30 = d 2 + e 3 + f 25"].map((text) => done(text, { derivedLimit: 5 }))).toEqual([false, false]);
  });
  test("though a sum is 0 where none is asked about: a known zero's", () => {
    const [{ task, hidden, cover }] = [protecting("T 30 = a 0 + b 0 + c 30", { hiding: [0], zeros: "hide" })];
    cover.add({ cells: [...hidden.keys()].filter((cell) => hidden[cell] === 1), changes: [1, -1] });
    expect(new Protector(task, hidden, cover, false).isDone()).toBe(true);
  });
  // 3 to 6 takes 3 from the 27, to 1 gives it 2.
  test("and every small count reaches as far as asked", () => {
    const { protector, now } = protecting("T 30 = a 3 + b 27", { intervalTo: 6 });
    protector.proveAll();
    const before = protector.isDone();
    protector.widenIntervals();
    expect([before, protector.isDone(), now()]).toEqual([false, true, [3, 27]]);
  });
});

describe("intervals are widened", () => {
  test.each([["as long as anything is missing", {}, 1], ["a few times where it cannot be had", { shown: [27, 30] }, 6], ["not where nothing is asked", { intervalTo: 0 }, 0]] as const)("%s", (_, more, rounds) => {
    const looked = jest.spyOn(Finder.prototype, "renew");
    protecting("T 30 = a 3 + b 27", { intervalTo: 6, ...more }).protector.widenIntervals();
    expect(looked).toHaveBeenCalledTimes(rounds);
  });
});

describe("as a last resort", () => {
  const resorted = (text: string, more: More = {}) => { const { protector, now } = protecting(text, more); protector.resort(); return now(); };
  const CHAIN = "T 30 = a 3 + b 27\nU 100 = T + c 70\nV 1000 = U + d 900\nW 5000 = V + e 4000";

  test("an open cell takes its relation with it, and what that needs: 70 with 30", () => { expect(resorted(`${CHAIN}\nX 44 = aa 21 + g 23`)).toEqual([3, 27, 30, 70]); });
  test("all its relations, and no other's", () => { expect(resorted("T 30 = a 3 + b 27\nU 50 = a + d 47\nX 44 = aa 21 + g 23\nY 55 = bb 22 + h 33")).toEqual([3, 27, 30, 47, 50]); });
  test("nothing where nothing is open", () => {
    const looked = jest.spyOn(Finder.prototype, "renew"), { protector, now } = protecting(CHAIN);
    protector.proveAll();
    protector.resort();
    expect([now(), looked.mock.calls.length]).toEqual([[3, 27], 0]);
  });
  // No pattern keeps the 3: 27, 70 and 900 have to be shown, and 1000 by itself or as what readers know.
  test("then all that is linked with it, but not through what stays shown", () => {
    const names = `${CHAIN}\nTT 44 = aa 21 + bb 23\nUU 45 = TT + cc 1\nVV 46 = UU + dd 1`.replace(/= a 3/, "= a 3!");
    expect(resorted(names, { hiding: [3], shown: [27, 70, 900, 1000] })).toEqual([3, 30, 100]);
    expect(resorted(names, { hiding: [3], shown: [27, 70, 900, 4000, 5000] })).toEqual([3, 30, 100, 1000]);
    const { task } = protecting(CHAIN), known = Uint8Array.from(task.values, (value) => (value === 1000 ? 1 : 0));
    expect(resorted(CHAIN, { shown: [27, 70, 900], known })).toEqual([3, 30, 100]);
  });
  test("also of what is in a small sum: 9 - 6 = 3", () => { expect(resorted("T 9 = a 1 + b 2 + c 6\nU 50 = T + d 41", { derivedLimit: 5, shown: [6, 41, 50] })).toEqual([1, 2, 9]); });
});

describe("what is spare is shown", () => {
  // Something else has to be hidden first: 40 with the 4.
  const GROWS = "X 44 = p 4! + q 40";
  const shown = (text: string, more: More, rounds = 0) => {
    const { protector, now, hidden } = protecting(text, more);
    protector.proveAll();
    protector.showSpare(rounds);
    return { now: now(), hidden };
  };

  test("the largest: 3 and 10 suffice", () => {
    expect([`T 33 = a 3 + b 10 + c 20\n${GROWS}`, `T 33 = a 3 + b 20 + c 10\n${GROWS}`, `T 33 = a 10 + b 20 + c 3\n${GROWS}`].map((text) => shown(text, { hiding: [3, 4, 10, 20] }).now)).toEqual([[3, 4, 10, 40], [3, 4, 10, 40], [3, 4, 10, 40]]);
  });
  test("the first of equal ones", () => {
    const text = `T 33 = a 3 + b 10 + c 10 + d 10\n${GROWS}`, { task } = protecting(text), { hidden } = shown(text, { hiding: [3, 4, 10] });
    expect(task.values.reduce<number[]>((marks, value, cell) => (value === 10 ? [...marks, hidden[cell]] : marks), [])).toEqual([0, 0, 1]);
  });
  test("but not in a pattern that needed nothing", () => {
    const text = "T 33 = a 3 + b 10 + c 20";
    expect(shown(text, { hiding: [3, 10, 20] }).now).toEqual([3, 10, 20]);
  });
  test("nor where that gives a small sum: 33 - 30 = 3", () => {
    const text = `T 33 = a 2 + b 1 + c 10 + d 20\n${GROWS}`;
    expect([2, 3].map((derivedLimit) => shown(text, { hiding: [1, 2, 4, 10], zeros: "hide", derivedLimit }).now)).toEqual([[1, 2, 4, 40], [1, 2, 4, 10, 40]]);
  });
  test.each([[200, [3, 4, 10, 40]], [201, [3, 4, 10, 20, 40]]])("where its proofs move %i cells: %j", (weight, hidden) => {
    jest.spyOn(Cover.prototype, "weight").mockReturnValue(weight);
    expect(shown(`T 33 = a 3 + b 10 + c 20\n${GROWS}`, { hiding: [3, 4, 10, 20] }).now).toEqual(hidden);
  });

  /** From a pattern that hides every so manieth cell as well: losses after so many rounds, and the cells that had a proof and have none now. */
  const inRounds = (task: Task, every: number, rounds: readonly number[]) => rounds.map((count) => {
    const hidden = Uint8Array.from(task.primary, (is, cell) => (is === 1 || (task.forced[cell] === 0 && cell % every === 1) ? 1 : 0));
    const cover = new Cover(hidden.length, task.owner, task.insiders), protector = new Protector(task, hidden, cover, true);
    protector.proveAll();
    const proved = [...hidden.keys()].filter((cell) => cover.proved(cell));
    protector.showSpare(count);
    return { loss: lossOf(task, hidden).loss, unproved: proved.filter((cell) => hidden[cell] === 1 && !cover.proved(cell)) };
  });

  test.each([[13, 2, [614, 576, 559, 559]], [33, 4, [221, 187, 154, 154]]])("in rounds, as long as they pay: table %i", (k, every, losses) => {
    const task = taskOf(fc.sample(randomTable, { numRuns: 40, seed: 21 })[k], "show", { insiders: false, derivedLimit: 0 });
    expect(inRounds(task, every, [0, 1, 2, 9]).map(({ loss }) => loss)).toEqual(losses);
  });

  test.each(["show", "hide"] as const)("for less than it counts, and nothing loses its proof, zeros %s", (zeros) => {
    for (const task of fc.sample(randomTable, { numRuns: 40, seed: 22 }).map((table) => taskOf(table, zeros, { derivedLimit: 0 })).filter(({ boxes }) => boxes !== null)) {
      const [spare, once, twice] = inRounds(task, 3, [0, 1, 2]);
      expect([spare.loss >= once.loss, once.loss >= twice.loss]).toEqual([true, true]);
      expect([spare, once, twice].map(({ unproved }) => unproved)).toEqual([[], [], []]);
    }
  });
});
