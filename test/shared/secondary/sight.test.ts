import { insidersOf, movements, movementsAround, sightsOf } from "../../../shared/secondary/sight.ts";
import type { Task } from "../../../shared/secondary/task.ts";
import { readCases } from "../../cases/readCases.ts";
import { taskOf } from "./taskOf.ts";

/** Cells are told by their values; those of each municipality in turn are listed in `owned`. */
function seeing(text: string, owned: readonly (readonly number[])[] = []) {
  const [{ table }] = readCases(text), plain = taskOf(table, "show", { derivedLimit: 0 });
  const task: Task = { ...plain, owner: Int32Array.from(plain.values, (value) => owned.findIndex((values) => values.includes(value))) };
  const mark = (values: readonly number[]) => Uint8Array.from(task.values, (value) => (values.includes(value) ? 1 : 0));
  return { task, mark, valuesOf: (marks: Uint8Array) => [...task.values].filter((_, cell) => marks[cell] === 1).sort((a, b) => a - b) };
}

const NONE = new Uint8Array(20);

test("municipalities are told in order, each once", () => { expect(insidersOf(Int32Array.of(-1, 7, 10, 3, -1, 3))).toEqual([3, 7, 10]); });

describe("the movements of hidden cells", () => {
  const TEXT = "T 30 = a 3! + b 27\nU 100 = T + c 70\nV 9 = d 4 + e 5";
  test.each([
    ["3 and 27 move against each other, the one as the other does", [3, 27], 1, [2]],
    ["30 does not move where 70 is shown", [3, 27, 30], 2, [1, 2]],
    ["four cells in two relations, two by the other two", [3, 27, 30, 70], 2, [3, 3]],
    ["nothing is hidden: there is no row", [], 0, []],
  ])("%s", (_, hidden, rows, lengths) => {
    const { task, mark } = seeing(TEXT), dictionary = movements(task.system, mark(hidden), NONE);
    const used = [...dictionary.basic.keys()].map((row) => dictionary.columns[row].length + 1);
    expect([dictionary.basic.length, used.sort((a, b) => a - b)]).toEqual([rows, lengths]);
  });
  test("relations of shown cells alone are none of theirs", () => { expect(movements(seeing(TEXT).task.system, seeing(TEXT).mark([4, 5]), NONE).basic).toHaveLength(1); });
});

describe("the movements of all cells that may move, hidden ones following", () => {
  const TEXT = "T 30 = a 3! + b 27\nU 100 = T + c 70\nV 9 = d 4 + e 5";
  const around = (hidden: readonly number[], open: readonly number[]) => {
    const { task, mark } = seeing(TEXT), dictionary = movementsAround(task.system, mark(hidden), mark(open), new Uint8Array(task.values.length));
    return dictionary.basic.map((cell) => (cell < task.values.length ? task.values[cell] : "relation")).sort();
  };
  const ALL = [30, 100, 9, 3, 27, 70, 4, 5];
  test("as many hidden cells follow as relations allow; the others keep a variable", () => { expect([around([3, 30], ALL), around([3, 27], ALL), around([], ALL)]).toEqual([[3, 30, "relation"], [3, "relation", "relation"].sort(), ["relation", "relation", "relation"]]); });
  test("of cells that rest nothing is said: 9 = 4 + 5", () => { expect(around([3, 30], [30, 100, 3, 27, 70])).toEqual([3, 30]); });
});

describe("sights", () => {
  // Municipality 0 owns 30, municipality 1 the 3, municipality 2 the 20.
  const TEXT = "T 63 = a 3 + b 30 + c 10 + d 20", OWNED = [[30], [3], [20]];

  test("of anyone alone, unless each municipality's is asked for", () => {
    const { task, mark } = seeing(TEXT, OWNED);
    expect([sightsOf(task, mark([3, 30, 20]), false).length, sightsOf(task, mark([3, 30, 20]), true).length]).toEqual([1, 4]);
  });
  test("keep the small counts that readers do not know: its own municipality knows the 3", () => {
    const { task, mark, valuesOf } = seeing(TEXT, OWNED);
    expect(sightsOf(task, mark([3, 30, 20]), true).map(({ keep }) => valuesOf(keep))).toEqual([[3], [3], [], [3]]);
  });
  test("give up what nothing keeps from a municipality: 63 - 30 - 10 - 20 = 3 for the one with 30, where 10 and 20 are shown", () => {
    const { task, mark, valuesOf } = seeing(TEXT, OWNED), sights = sightsOf(task, mark([3, 30]), true);
    expect(sights.map(({ keep }) => valuesOf(keep))).toEqual([[3], [], [], [3]]);
    expect(sights.map(({ dictionary }) => dictionary.basic.filter((cell) => cell >= 0).length)).toEqual([1, 0, 0, 1]);
  });
});
