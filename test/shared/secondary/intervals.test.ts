import { Intervals } from "../../../shared/secondary/intervals.ts";
import { oneSidedOf, slackOf, type Task } from "../../../shared/secondary/task.ts";
import { readCases } from "../../cases/readCases.ts";
import { taskOf } from "./taskOf.ts";

// Hidden: a, b, d and their total T, from which U takes 20 away; c is known.
const [{ table, cell }] = readCases("T 12* = a 2! + b 4! + d 6*\nU 32* = T + e 20*\nV 40 = c 3! + f 37*");
const INTERVAL = { intervalTo: 6 } as const;
const hidden = (task: Task) => Uint8Array.from(task.values, (value) => (value <= 20 ? 1 : 0));

function intervals(zeros: "show" | "hide", more: Partial<Task> = {}) {
  const task = taskOf(table, zeros, { ...INTERVAL, ...more }), names = ["T", "a", "b", "d", "U", "e", "V", "c", "f"], of = new Intervals(task);
  const variable = (name: string) => [...task.values.keys()].find((one) => task.values[one] === table.measures[0].values[cell(name)])!;
  const nameOf = (one: number) => names.find((name) => variable(name) === one)!;
  return { of, task, variable, missing: () => of.missing(hidden(task)).map(({ cell: one, change }) => `${nameOf(one)} ${change > 0 ? "+" : ""}${change}`) };
}

describe("how far small counts still have to be able to move", () => {
  test("a to 6 and 0, b likewise; 3 in c too", () => { expect(intervals("hide").missing()).toEqual(["a +4", "a -2", "b +2", "b -4", "c +3", "c -3"]); });
  test("where zeros are shown, down to 1", () => { expect(intervals("show").missing()).toEqual(["a +4", "a -1", "b +2", "b -3", "c +3", "c -2"]); });
  test("nothing of what is known, or not small, or no primary", () => {
    const { task, variable } = intervals("hide"), known = task.known.map((is, one) => (one === variable("c") ? 1 : is));
    expect(intervals("hide", { known }).missing()).toEqual(["a +4", "a -2", "b +2", "b -4"]);
    expect(intervals("hide", { known, intervalTo: 4 }).missing()).toEqual(["a +2", "a -2"]);
    expect(intervals("hide", { known, primary: task.primary.map((is, one) => (one === variable("b") ? 0 : is)) }).missing()).toEqual(["a +4", "a -2"]);
  });
  test("a blank that its source bounds need not rise", () => {
    const { task, variable } = intervals("hide");
    expect(intervals("hide", { headroom: task.headroom.map((is, one) => (one === variable("a") ? 3 : is)) }).missing()).toEqual(["a -2", "b +2", "b -4", "c +3", "c -3"]);
  });
  test("a hidden total cannot be less than its parts: 3 of 1 or more", () => {
    const { task, variable, missing } = intervals("show", { intervalTo: 13 });
    expect(task.primary[variable("T")]).toBe(0);
    expect(missing()).not.toContain("T -11");
    expect(intervals("show", { intervalTo: 13, primary: task.primary.map((is, one) => (one === variable("T") ? 1 : is)) }).missing()).toEqual(expect.arrayContaining(["T +1", "T -9"]));
  });

  test("less what witnesses reach, each way by itself", () => {
    const { of, variable, missing } = intervals("hide"), [a, b] = [variable("a"), variable("b")];
    of.add({ cells: [a, b], changes: [4, -4] });
    expect(missing()).toEqual(["a -2", "b +2", "c +3", "c -3"]);
    of.add({ cells: [a, b], changes: [-1, 1] });
    expect([missing(), of.reached(a, -1), of.reached(a, -2), of.reached(a, 4), of.reached(a, 5)]).toEqual([["a -2", "b +2", "c +3", "c -3"], true, false, true, false]);
    of.add({ cells: [a, b], changes: [-2, 2] });
    expect([missing(), of.witnesses.length]).toEqual([["c +3", "c -3"], 3]);
  });
});

describe("how far cells may sink", () => {
  const values = Float64Array.of(0, 1, 2, 7);
  test("whole numbers to their least value, fractions above it as far as a movement needs", () => {
    expect([slackOf({ values, lower: 0, integral: true }), slackOf({ values, lower: 1, integral: true }), slackOf({ values, lower: 1, integral: false })].map((slack) => [...slack]))
      .toEqual([[0, 1, 2, 7], [0, 0, 1, 6], [0, 0, Infinity, Infinity]]);
  });
  test("not at all from there", () => { expect([oneSidedOf({ values, lower: 0 }), oneSidedOf({ values, lower: 1 })].map((one) => [...one])).toEqual([[1, 0, 0, 0], [1, 1, 0, 0]]); });
});
