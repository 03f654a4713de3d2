import fc from "fast-check";
import { attack } from "../../../shared/audit/attack.ts";
import { prune } from "../../../shared/secondary/prune.ts";
import { leastLoss, lossOf } from "../../../shared/secondary/restart.ts";
import { sightsOf } from "../../../shared/secondary/sight.ts";
import type { Task } from "../../../shared/secondary/task.ts";
import type { Table } from "../../../shared/table/table.ts";
import { readCases } from "../../cases/readCases.ts";
import { randomTable } from "../audit/randomTable.ts";
import { taskOf } from "./taskOf.ts";

const ANYONE = { insiders: false, derivedLimit: 0 };
const secondaries = ({ primary }: Task, hidden: Uint8Array): number[] => [...hidden.keys()].filter((cell) => hidden[cell] === 1 && primary[cell] === 0);
const determined = (task: Task, hidden: Uint8Array): number[] => [...attack({ ...task, hidden }).exact.keys()];

/** Everything hidden that may be, then pruned in the order of cells. */
function pruned(task: Task, allowed: (hidden: Uint8Array) => (cell: number) => boolean = () => () => true, by = (a: number, b: number) => a - b): Uint8Array {
  const hidden = Uint8Array.from(task.primary, (is, cell) => (is === 1 || task.forced[cell] === 0 ? 1 : 0));
  prune(sightsOf(task, hidden, false), hidden, secondaries(task, hidden).sort(by), allowed(hidden));
  return hidden;
}

const SIZE = 4;
const atBounds = fc.record({ counts: fc.array(fc.constantFrom(0, 0, 0, 1, 1, 7), { minLength: SIZE * SIZE, maxLength: SIZE * SIZE }), order: fc.array(fc.nat({ max: 9 }), { minLength: (SIZE + 1) ** 2, maxLength: (SIZE + 1) ** 2 }) });

/** Rows and columns with their totals; where zeros are shown every count is one more, so that as many are at their least. */
function flat(counts: readonly number[], zeros: "show" | "hide"): Table {
  const members = ["T", ..."abcdef".slice(0, SIZE)], axis = (name: string) => ({ name, members, hierarchies: [{ name, parent: members.map((_, k) => (k === 0 ? -1 : 0)) }] });
  const values = new Float64Array(members.length ** 2);
  counts.forEach((count, k) => { for (const r of [0, 1 + Math.floor(k / SIZE)]) for (const c of [0, 1 + (k % SIZE)]) values[r * members.length + c] += count + (zeros === "show" ? 1 : 0); });
  return { name: "flat", shape: { kind: "cross", axes: [axis("rows"), axis("columns")] }, measures: [{ name: "antal", class: "persons", values }] };
}

describe.each(["show", "hide"] as const)("pruned, zeros %s", (zeros) => {
  const tables = fc.sample(randomTable, { numRuns: 8, seed: 31 });

  test("every small count stays hidden, nothing hidden follows from what is shown, and no secondary can be spared", () => {
    for (const task of tables.map((table) => taskOf(table, zeros, ANYONE))) {
      const hidden = pruned(task);
      expect([task.primary.every((is, cell) => is === 0 || hidden[cell] === 1), determined(task, hidden)]).toEqual([true, []]);
      expect(secondaries(task, hidden).filter((cell) => !determined(task, hidden.map((is, one) => (one === cell ? 0 : is))).some((one) => task.primary[one] === 1))).toEqual([]);
    }
  });

  test("the same of tables with many cells at their least value, of real numbers, in any order", () => {
    let spared = 0;
    for (const { counts, order } of [[40, 19], [150, 20]].flatMap(([numRuns, seed]) => fc.sample(atBounds, { numRuns, seed }))) {
      const whole = taskOf(flat(counts, zeros), zeros, ANYONE), lower = 1.5 * whole.lower;
      // What follows from numbers being whole is left to the proof: one and a half times each is none.
      const task = { ...whole, values: whole.values.map((value) => 1.5 * value), lower, integral: false, derivedLimit: 0 };
      const hidden = pruned(task, undefined, (a, b) => order[a] - order[b] || a - b);
      expect(determined(task, hidden)).toEqual([]);
      expect(secondaries(task, hidden).filter((cell) => !determined(task, hidden.map((is, one) => (one === cell ? 0 : is))).some((one) => task.primary[one] === 1))).toEqual([]);
      spared += hidden.filter((is) => is === 0).length;
    }
    expect(spared).toBeGreaterThan(200);
  });

  test("what may not be shown stays hidden, and is asked for with the cell shown already", () => {
    const task = taskOf(tables[0], zeros, ANYONE);
    const hidden = pruned(task, (now) => (cell) => { expect(now[cell]).toBe(0); return cell % 2 === 1; });
    expect(secondaries(task, pruned(task)).length).toBeLessThan(secondaries(task, hidden).length);
    expect(determined(task, hidden)).toEqual([]);
  });
});

describe("the pattern of least loss", () => {
  // Beside the 3 one more in its row, one in its column and the fourth of the square: 6 + 7 + 9 = 22 is the least.
  const [{ table }] = readCases("        x    y    z   Total\nA       3    6   20      29\nB       7    9   30      46\nC      40   50   60     150\nTotal  50   65  110     225");
  const task = taskOf(table, "show", ANYONE);

  test("is the cheapest square", () => { expect(lossOf(task, leastLoss(task, 1e6, 20, false, () => true))).toEqual({ loss: 22, cells: 3 }); });

  test("comes from restarts where the first order misses it, and only where they are accepted and their steps are left", () => {
    const tasks = fc.sample(randomTable, { numRuns: 12, seed: 8 }).map((one) => taskOf(one, "show", ANYONE));
    const total = (steps: number, restarts: number, accepted = true) => tasks.reduce((sum, one) => sum + lossOf(one, leastLoss(one, steps, restarts, false, () => accepted)).loss, 0);
    const once = total(1e6, 0);
    expect([total(0, 30), total(1e6, 30, false)]).toEqual([once, once]);
    // A change that loses less may lower these figures.
    for (const [restarts, most] of [[0, 1211], [1, 1205], [3, 1205], [8, 1182], [30, 1169]] as const) expect(total(1e6, restarts)).toBeLessThanOrEqual(most);
  });

  test("hides no known cell and none that has to be shown", () => {
    const cells = [...task.values.keys()], of = (value: number) => cells.find((cell) => task.values[cell] === value)!;
    const marked = (marks: Uint8Array, value: number) => marks.map((is, cell) => (cell === of(value) ? 1 : is));
    const without = leastLoss({ ...task, forced: marked(task.forced, 9), known: marked(task.known, 6) }, 1e6, 20, false, () => true);
    expect([without[of(9)], without[of(6)], without[of(3)]]).toEqual([0, 0, 1]);
    expect(determined(task, without)).toEqual([]);
    // 9 has to be shown: 20 + 7 + 30 = 57 instead of 22.
    expect(lossOf(task, leastLoss({ ...task, forced: marked(task.forced, 9) }, 1e6, 20, false, () => true))).toEqual({ loss: 57, cells: 3 });
    // A known small count needs nothing.
    expect([...leastLoss({ ...task, known: marked(task.known, 3) }, 1e6, 20, false, () => true)]).toEqual(cells.map(() => 0));
  });

  test("hides hidden zeros with the small counts", () => {
    for (const zeros of fc.sample(randomTable, { numRuns: 6, seed: 3 }).map((one) => taskOf(one, "hide", ANYONE)).filter(({ values }) => values.includes(0))) {
      const hidden = leastLoss(zeros, 1e5, 5, false, () => true);
      expect(zeros.primary.every((is, cell) => is === 0 || hidden[cell] === 1)).toBe(true);
    }
  });

  test("leaves no small sum: 24 - 20 = 34 - 30 = 44 - 40 = 54 - 50 = 4, so the other cell of two rows and two columns goes too", () => {
    const [{ table: sums }] = readCases("        x    y    z   Total\nA       2    2   20      24\nB       2    2   30      34\nC      40   50   60     150\nTotal  44   54  110     208");
    const loss = (derivedLimit: number) => lossOf(taskOf(sums, "show", ANYONE), leastLoss(taskOf(sums, "show", { ...ANYONE, derivedLimit }), 1e6, 20, false, () => true));
    expect([loss(0), loss(3), loss(4)]).toEqual([{ loss: 0, cells: 0 }, { loss: 0, cells: 0 }, { loss: 20 + 30 + 40 + 50, cells: 4 }]);
  });
});
