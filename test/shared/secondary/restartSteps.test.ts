import * as pruning from "../../../shared/secondary/prune.ts";
import { leastLoss } from "../../../shared/secondary/restart.ts";
import type { Task } from "../../../shared/secondary/task.ts";
import { readCases } from "../../cases/readCases.ts";
import { taskOf } from "./taskOf.ts";

jest.mock("../../../shared/secondary/prune.ts", () => ({ prune: jest.fn() }));

const prune = jest.mocked(pruning.prune);

/** What each round leaves beside the small count, in turn, instead of pruning; what each was asked to prune; and what is chosen. */
function rounds(text: string, leaving: readonly (readonly number[])[], accepted = true, more: Partial<Task> = {}) {
  const [{ table }] = readCases(text), task = taskOf(table, "show", { insiders: false, derivedLimit: 0, ...more }), asked: number[][] = [], cells: number[][] = [];
  const valuesOf = (hidden: Uint8Array) => [...task.values].filter((_, cell) => hidden[cell] === 1).sort((a, b) => a - b);
  prune.mockReset().mockImplementation((_, hidden, order) => {
    const left = leaving[asked.length];
    asked.push(order.map((cell) => task.values[cell]));
    cells.push([...order]);
    for (const cell of order) hidden[cell] = left.includes(task.values[cell]) ? 1 : 0;
  });
  const chosen = valuesOf(leastLoss(task, 1e6, leaving.length - 1, false, () => accepted));
  return { asked, cells, chosen };
}

describe("a restart", () => {
  const TEXT = "T 1000 = a 3! + b 8 + c 12 + d 50 + e 51 + f 876";

  // 8 and 12 are 10 on average: five times that is 50.
  test("starts from what is hidden in the best pattern and what counts at most five times its mean", () => {
    const { asked } = rounds(TEXT, [[8, 12], [8, 12], [8, 12]]);
    expect(asked.map((values) => [...values].sort((a, b) => a - b))).toEqual([[8, 12, 50, 51, 876, 1000], [8, 12, 50], [8, 12, 50]]);
    expect(rounds(TEXT, [[876], [8]]).asked[1]).toHaveLength(6);
    // 3 × 1 = 3 is less than 8, which the best pattern hides.
    expect([...rounds("T 100 = a 3! + b 1 + c 2 + d 90 + e 4", [[90, 1, 2, 4], [1]], true, { lower: 0 }).asked[1]].sort((a, b) => a - b)).toContain(90);
  });

  test("first shows the largest", () => { expect(rounds(TEXT, [[8]]).asked[0]).toEqual([1000, 876, 51, 50, 12, 8]); });
  test("of equal ones the first", () => {
    const { cells: [order] } = rounds("T 83 = a 3! + b 10 + c 10 + d 10 + e 10 + f 10 + g 10 + h 10 + i 10", [[10]]);
    expect(order.slice(1)).toEqual(order.slice(1).sort((a, b) => a - b));
  });

  // 8 + 12 = 20 like d.
  const EQUAL = "T 83 = a 3! + b 8 + c 12 + d 20 + e 40";
  test.each([
    ["where it loses less", [[40], [20]], [3, 20]],
    ["where it loses as much with fewer cells", [[8, 12], [20]], [3, 20]],
    ["but not with more", [[20], [8, 12]], [3, 20]],
    ["nor where it loses more with fewer", [[8, 12], [40]], [3, 8, 12]],
    ["or less with more", [[40], [8, 12]], [3, 8, 12]],
  ])("counts %s", (_, leaving, chosen) => { expect(rounds(EQUAL, leaving).chosen).toEqual(chosen); });
  test("counts where it is accepted", () => { expect(rounds(EQUAL, [[40], [20]], false).chosen).toEqual([3, 40]); });
  test("of equal ones the first found counts", () => { expect(rounds("T 63 = a 3! + b 20 + c 40", [[20, 40], [20, 40]]).chosen).toEqual([3, 20, 40]); });
});
