import fc from "fast-check";
import { Dictionary } from "../../../shared/algebra/dictionary.ts";
import { signed } from "../../../shared/algebra/modular.ts";
import { strictlyPositive } from "../../../shared/algebra/positive.ts";
import { growthOf, growthWithout } from "../../../shared/secondary/growth.ts";
import { movements } from "../../../shared/secondary/sight.ts";
import { oneSidedOf } from "../../../shared/secondary/task.ts";
import type { Table } from "../../../shared/table/table.ts";
import { readCases } from "../../cases/readCases.ts";
import { taskOf } from "./taskOf.ts";

/** Cells are told by their values; all are hidden but those in `shown`, those in `least` are at their least value. */
function growing(text: string, { shown = [], least = [] }: { readonly shown?: readonly number[]; readonly least?: readonly number[] } = {}) {
  const [{ table }] = readCases(text), { system, values } = taskOf(table, "show");
  const mark = (of: readonly number[]) => Uint8Array.from(values, (value) => (of.includes(value) ? 1 : 0)), hidden = mark(shown).map((is) => 1 - is);
  return { system, hidden, dictionary: movements(system, hidden, mark(least)), growth: growthOf(system, hidden), cell: (value: number) => values.indexOf(value), values };
}

describe("one way for all hidden cells to grow", () => {
  const told = (text: string, shown: readonly number[] = []): Readonly<Record<number, number>> => {
    const { growth, values } = growing(text, { shown });
    return Object.fromEntries([...growth.entries()].map(([cell, by]) => [values[cell], by]));
  };
  test("parts by one, totals by what is in them", () => { expect(told("T 30 = a 3 + b 27\nU 100 = T + c 70")).toEqual({ 3: 1, 27: 1, 30: 2, 70: 1, 100: 3 }); });
  test("shown parts do not grow, nor a shown total of such", () => { expect(told("T 30 = a 3 + b 27\nU 100 = T + c 70", [3, 27, 30])).toEqual({ 3: 0, 27: 0, 30: 0, 70: 1, 100: 1 }); });
  test("there is none to start with where a total is shown and a part of it is not", () => { expect(Object.values(told("T 30 = a 3 + b 27", [30]))).toEqual([NaN, NaN, NaN]); });
  test("nor where a total has two sums that do not grow alike: a + b and c + d + e", () => { expect(Object.values(told("T 30 = a 3 + b 27\nT 30 = c 4 + d 5 + e 21"))).toEqual(new Array<number>(6).fill(NaN)); });
});

test("a cell that alone sinks with what is shown leaves no way: 30 = 3 + 27, where 3 and 27 can only grow", () => {
  const { dictionary, growth, cell } = growing("T 30 = a 3 + b 27", { least: [3, 27] }), row = dictionary.rowOf[cell(30)];
  const entering = dictionary.choosePivot(row, cell(30));
  dictionary.pivot(row, entering);
  expect(growthWithout(dictionary, growth, row, cell(30))).toBeNull();
});

/** Rows and columns of counts with their totals, half of the counts the least there are. */
const SIZE = 5;
const tables = fc.sample(fc.array(fc.constantFrom(1, 1, 2, 8), { minLength: SIZE * SIZE, maxLength: SIZE * SIZE }), { numRuns: 80, seed: 5 }).map((counts): Table => {
  const members = ["T", ..."abcde"], axis = (name: string) => ({ name, members, hierarchies: [{ name, parent: members.map((_, k) => (k === 0 ? -1 : 0)) }] });
  const values = new Float64Array(members.length ** 2);
  counts.forEach((count, k) => { for (const r of [0, 1 + Math.floor(k / SIZE)]) for (const c of [0, 1 + (k % SIZE)]) values[r * members.length + c] += count; });
  return { name: "flat", shape: { kind: "cross", axes: [axis("rows"), axis("columns")] }, measures: [{ name: "antal", class: "persons", values }] };
});

test("what is found solves every row of cells that can only grow, each grows, and one is found wherever there is one", () => {
  let found = 0, none = 0;
  for (const task of tables.map((table) => taskOf(table, "show"))) {
    const hidden = new Uint8Array(task.values.length).fill(1), oneSided = oneSidedOf(task), dictionary = movements(task.system, hidden, oneSided), growth = growthOf(task.system, hidden);
    const cone = (): number[] => [...dictionary.basic.keys()].filter((row) => dictionary.basic[row] >= 0 && oneSided[dictionary.basic[row]] === 1);
    const rowIn = (row: number, without: number): number[] => {
      const line = new Array<number>(task.values.length).fill(0);
      line[dictionary.basic[row]] = 1;
      dictionary.columns[row].forEach((column, k) => { if (column !== without) line[column] = signed(dictionary.values[row][k]); });
      return line;
    };
    for (const cell of [...hidden.keys()].filter((one) => oneSided[one] === 0).sort((a, b) => ((a * 7919) % 101) - ((b * 7919) % 101))) {
      const row = dictionary.rowOf[cell], entering = row < 0 ? -1 : dictionary.choosePivot(row, cell);
      if (row >= 0 && entering < 0) { dictionary.removeRow(row); continue; }
      if (row >= 0) dictionary.pivot(row, entering);
      if (row >= 0 && oneSided[entering] === 1) {
        const changes = growthWithout(dictionary, growth, row, cell);
        if (changes === null) {
          none++;
          expect(strictlyPositive(cone().map((one) => rowIn(one, cell)), task.values.length)).toBeNull();
          dictionary.pivot(row, cell);
          continue;
        }
        found++;
        for (const [one, by] of changes) growth[one] = by;
      }
      dictionary.removeColumn(cell);
      for (const line of cone().map((one) => rowIn(one, -1))) {
        expect(line.reduce((sum, by, one) => sum + (by === 0 ? 0 : by * growth[one]), 0)).toBeCloseTo(0, 6);
        expect(line.every((by, one) => by === 0 || growth[one] > 0)).toBe(true);
      }
    }
  }
  expect([found > 100, none > 100]).toEqual([true, true]);
});

// Row k says z_k = w + v_k - u_k of four cells that can only grow, so all can: each by 1. They are linked by w.
test.each([[10, true], [200, false]])("a way is looked for among %i linked rows of which none is known: found %s, and beyond a counted size the cell stays hidden", (rows, isFound) => {
  const variables = 3 * rows + 2, dictionary = new Dictionary(variables, new Uint8Array(variables).fill(1));
  for (let k = 0; k < rows; k++) dictionary.addRelation([2 + 3 * k, 0, 3 + 3 * k, 4 + 3 * k], [-1, 1, 1, -1]);
  expect(growthWithout(dictionary, new Float64Array(variables).fill(NaN), 0, 1) !== null).toBe(isFound);
});
