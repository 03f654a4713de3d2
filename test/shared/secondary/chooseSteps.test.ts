import { choose } from "../../../shared/secondary/choose.ts";
import { Finder } from "../../../shared/secondary/finder.ts";
import { Protector } from "../../../shared/secondary/protector.ts";
import * as restart from "../../../shared/secondary/restart.ts";
import type { Task } from "../../../shared/secondary/task.ts";
import { readCases } from "../../cases/readCases.ts";
import { taskOf } from "./taskOf.ts";

jest.mock("../../../shared/secondary/restart.ts", () => {
  const actual = jest.requireActual<typeof restart>("../../../shared/secondary/restart.ts");
  return { ...actual, leastLoss: jest.fn(actual.leastLoss) };
});

const leastLoss = jest.mocked(restart.leastLoss);

/** As many cells of 10 persons as asked, in no relation, the first of them small; `municipalities` own one each. */
function cells(count: number, municipalities = 0, more: Partial<Task> = {}): Task {
  const none = new Uint8Array(count);
  return {
    system: { variables: count, start: new Int32Array(1), cells: new Int32Array(0), first: new Int32Array(count + 1), relationsOf: new Int32Array(0) },
    values: new Float64Array(count).fill(10), primary: Uint8Array.from(none, (_, cell) => (cell === 0 ? 1 : 0)), forced: none, known: none, lower: 1, headroom: new Float64Array(count).fill(Infinity),
    owner: Int32Array.from(none, (_, cell) => (cell < municipalities ? cell : -1)), insiders: municipalities > 0, derivedLimit: 0, intervalTo: 0, integral: true, boxes: null, ...more,
  };
}

/** Marks the first cell and as many others as asked. */
const hiding = (task: Task, others: number): Uint8Array => Uint8Array.from(task.values, (_, cell) => (cell <= others ? 1 : 0));

type Step = "proveAll" | "widenSums" | "resort" | "showSpare" | "widenIntervals" | "isDone";
let steps: (readonly [Step, ...unknown[]])[] = [];
/** Whether patterns with so many others are proved. */
let proved: (others: number) => boolean = () => true;

/** How many others are hidden in the pattern from which the next protector starts. */
let others = 0;

/** Takes the protector's work away: what is left is what it is asked. `joint` and `plain`: how many others hiding starts with. */
function choosing(task: Task, { joint = 1, plain = 1, quick }: { readonly joint?: number; readonly plain?: number; readonly quick?: boolean } = {}): { readonly forEach: boolean[]; readonly hidden: number } {
  steps = [];
  leastLoss.mockReset().mockImplementation((_, __, ___, forEach) => { others = forEach ? joint : plain; return hiding(task, others); });
  for (const step of ["proveAll", "widenSums", "resort", "showSpare", "widenIntervals"] as const) jest.spyOn(Protector.prototype, step).mockImplementation((...args: unknown[]) => { steps.push([step, ...args]); });
  jest.spyOn(Protector.prototype, "isDone").mockImplementation(() => { steps.push(["isDone"]); return proved(others); });
  const { hidden } = quick === undefined ? choose(task) : choose(task, quick);
  return { forEach: leastLoss.mock.calls.map(([, , , forEach]) => forEach), hidden: hidden.reduce((sum, is) => sum + is, 0) - 1 };
}

afterEach(() => { jest.restoreAllMocks(); proved = () => true; });

const BOXES: Task["boxes"] = { axes: [], crossing: false }, CROSSING: Task["boxes"] = { axes: [], crossing: true };

test.each([
  ["25,000 cells with boxes as a whole", 25_000, BOXES, [false]],
  ["25,001 cell by cell", 25_001, BOXES, []],
  ["2,000 where three hierarchies cross as a whole", 2000, CROSSING, [false]],
  ["2,001 of them cell by cell", 2001, CROSSING, []],
  ["25,001 as a whole where there are no boxes", 25_001, null, [false]],
] as const)("%s", (_, count, boxes, wholes) => { expect(choosing(cells(count, 0, { boxes })).forEach).toEqual(wholes); });

test("a quick choice starts from the small counts that are not known, and does not ask whether it is proved", () => {
  const task = cells(4, 0, { primary: Uint8Array.of(1, 1, 1, 0), known: Uint8Array.of(0, 0, 1, 0) });
  expect([choosing(task, { quick: true }).hidden, leastLoss.mock.calls.length, steps.some(([step]) => step === "isDone")]).toEqual([1, 0, false]);
});

// 2e14 / 10,000² = 2e6, but 6e7 at most, which 2e14 / n² reaches at 1826 cells; a fortieth where sums are asked about.
test.each([[100, 0, 6e7, 300], [10_000, 0, 2e6, 300], [100, 5, 1.5e6, 4], [10_000, 5, 5e4, 4]])("%i cells, sums up to %i: %f steps, %i restarts", (count, derivedLimit, most, restarts) => {
  choosing(cells(count, 0, { derivedLimit }));
  expect(leastLoss.mock.calls.map(([, allowed, times]) => [allowed, times])).toEqual([[most, restarts]]);
});

describe("what each municipality knows", () => {
  test.each([
    ["enters from the start up to 6 × 10,000 = 60,000", 10_000, 6, {}, [true]],
    ["does not beyond: 6 × 10,001", 10_001, 6, {}, [false]],
    ["nor where nobody reads with figures of their own", 10_000, 6, { insiders: false }, [false]],
    ["is tried both ways up to 500 cells", 500, 2, {}, [true, false]],
    ["and not beyond", 501, 2, {}, [true]],
  ] as const)("%s", (_, count, municipalities, more, forEach) => { expect(choosing(cells(count, municipalities, more)).forEach).toEqual(forEach); });

  test.each([
    ["the better of two that are proved: theirs", 1, 2, [1, 2], 1],
    ["or the other", 2, 1, [1, 2], 1],
    ["theirs if it alone is proved", 2, 1, [2], 2],
    ["the other if it alone is", 1, 2, [2], 2],
    ["the other if none is", 1, 2, [], 2],
  ] as const)("%s", (_, joint, plain, safe, hidden) => {
    proved = (count) => (safe as readonly number[]).includes(count);
    expect(choosing(cells(500, 2), { joint, plain }).hidden).toBe(hidden);
  });

  test("of equal ones, that without", () => {
    const task = cells(500, 2), all = jest.fn<Uint8Array, []>().mockReturnValueOnce(Uint8Array.from(task.values, (_, cell) => (cell < 2 ? 1 : 0))).mockReturnValueOnce(Uint8Array.from(task.values, (_, cell) => (cell % 499 === 0 ? 1 : 0)));
    choosing(task);
    leastLoss.mockImplementation(() => all());
    expect(choose(task).hidden[499]).toBe(1);
  });

  test("in larger tables the other way too where theirs is not proved", () => {
    proved = (count) => count === 2;
    expect(choosing(cells(501, 2), { joint: 1, plain: 2 })).toEqual({ forEach: [true, false], hidden: 2 });
  });
});

test.each([[2000, 2], [2001, 0]])("%i cells: spare ones are shown in %i rounds of trades, and intervals widened twice", (count, rounds) => {
  choosing(cells(count));
  expect(steps).toEqual([["proveAll"], ["widenSums"], ["resort"], ["showSpare", rounds], ["widenSums"], ["widenIntervals"], ["resort"], ["widenIntervals"], ["resort"], ["isDone"]]);
});

describe("a pattern that was found again is accepted", () => {
  // Squares round the 3 (6, 7, 9) and the 4 (31, 32, 33), one proof each.
  const TEXT = "        x    y    z   w  Total\nA       3    6   20  51     80\nB       7    9   30  52     98\nC      40   50    4  31    125\nD      41   53   32  33    159\nTotal  91  118   86 167    462";
  const asked = (values: readonly number[]): readonly [boolean, number] => {
    const [{ table }] = readCases(TEXT), task = taskOf(table, "show", { insiders: false, derivedLimit: 0 });
    let answer: readonly [boolean, number] | undefined;
    choosing(task);
    leastLoss.mockImplementation((_, __, ___, ____, accepted) => {
      const find = jest.spyOn(Finder.prototype, "find"), hidden = Uint8Array.from(task.values, (value) => (values.includes(value) ? 1 : 0));
      answer = [accepted(hidden), find.mock.calls.length];
      return hidden;
    });
    choose(task);
    return answer!;
  };
  const BOTH = [3, 6, 7, 9, 4, 31, 32, 33];

  test("where all of it is proved, a proof for each square", () => { expect(asked(BOTH)).toEqual([true, 2]); });
  test.each(BOTH)("but not without the %i", (value) => { expect(asked(BOTH.filter((one) => one !== value))[0]).toBe(false); });
});
