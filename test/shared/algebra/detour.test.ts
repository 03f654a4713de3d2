import fc from "fast-check";
import { Detour } from "../../../shared/algebra/detour.ts";
import { Dictionary } from "../../../shared/algebra/dictionary.ts";
import type { Witness } from "../../../shared/algebra/movement.ts";
import { relationTableau, tableauOf } from "../../../shared/algebra/tableau.ts";
import { relationsOf, type System } from "../../../shared/table/relations.ts";
import { NOBODY, type Terrain } from "../../../shared/table/terrain.ts";

const ALL = 1e9, FREE = 1e-9;

/** T = a + b, U = c + d, V = a + c, W = b + d and S = T + U = V + W, under short names. */
const SQUARE = relationsOf({
  name: "t", measures: [], shape: {
    kind: "linear", cells: ["a", "b", "c", "d", "S", "T", "U", "V", "W"],
    relations: [{ total: 5, parts: [0, 1] }, { total: 6, parts: [2, 3] }, { total: 7, parts: [0, 2] }, { total: 8, parts: [1, 3] }, { total: 4, parts: [5, 6] }, { total: 4, parts: [7, 8] }],
  },
});

function terrain(system: System, prices: Readonly<Record<number, number>>, slack: Readonly<Record<number, number>> = {}, owners: Readonly<Record<number, number>> = {}): Terrain {
  const cells = Array.from({ length: system.variables }, (_, cell) => cell);
  return {
    price: Float64Array.from(cells, (cell) => prices[cell] ?? Infinity), slack: Float64Array.from(cells, (cell) => slack[cell] ?? 5),
    headroom: new Float64Array(system.variables).fill(Infinity), owner: Int32Array.from(cells, (cell) => owners[cell] ?? -1),
  };
}

/** Changes by cell of the linear table, in its order. */
function changes(witness: Witness | null): Readonly<Record<number, number>> | null {
  return witness === null ? null : Object.fromEntries(Array.from(witness.cells, (variable, k) => [SQUARE.variableOf.indexOf(variable), witness.changes[k]] as const).sort());
}

const at = (cells: Readonly<Record<number, number>>): Readonly<Record<number, number>> => Object.fromEntries(Object.entries(cells).map(([cell, value]) => [SQUARE.variableOf[Number(cell)], value]));
const inner = at({ 0: 0, 1: 0, 2: 0, 3: 0 });

describe("a detour", () => {
  const from = (prices: Readonly<Record<number, number>>, slack = {}, owners = {}) => new Detour(relationTableau(SQUARE.system), terrain(SQUARE.system, prices, slack, owners));

  test("goes round the square of hidden cells", () => { expect(changes(from(inner).of(SQUARE.variableOf[0], NOBODY, FREE))).toEqual({ 0: 1, 1: -1, 2: -1, 3: 1 }); });

  test("goes the other way where one cell cannot sink", () => { expect(changes(from(inner, at({ 1: 0 })).of(SQUARE.variableOf[0], NOBODY, FREE))).toEqual({ 0: -1, 1: 1, 2: 1, 3: -1 }); });

  test("does not exist where both ways sink a cell below its bound", () => { expect(from(inner, at({ 0: 0, 1: 0 })).of(SQUARE.variableOf[0], NOBODY, FREE)).toBeNull(); });

  test("leaves the cells of a municipality alone", () => { expect(from(inner, {}, at({ 3: 7 })).of(SQUARE.variableOf[0], 7, FREE)).toBeNull(); });

  test("takes the cheaper of two ways: c, T and U for 22, not b, c and d for 45", () => {
    const prices = at({ 0: 0, 1: 40, 2: 2, 3: 3, 4: 90, 5: 10, 6: 10, 7: 70, 8: 80 });
    expect(changes(from(prices).of(SQUARE.variableOf[0], NOBODY, ALL))).toEqual({ 0: 1, 2: -1, 5: 1, 6: -1 });
  });

  test("moves a cell by as much as asked", () => { expect(changes(from(inner).of(SQUARE.variableOf[0], NOBODY, FREE, [4]))).toEqual({ 0: 4, 1: -4, 2: -4, 3: 4 }); });
});

const CELLS = 6;
/** Random relations among few cells: total, then parts. */
const relations = fc.array(fc.uniqueArray(fc.nat({ max: CELLS - 1 }), { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 4 });
const slacks = fc.array(fc.nat({ max: 3 }), { minLength: CELLS, maxLength: CELLS });

function balances(change: readonly number[], rows: readonly (readonly number[])[]): boolean {
  return rows.every(([total, ...parts]) => parts.reduce((sum, part) => sum + change[part], 0) === change[total]);
}

/** Whether some movement by -3..3 per cell changes `cell` by one. */
function exists(cell: number, rows: readonly (readonly number[])[], slack: readonly number[]): boolean {
  const change = new Array<number>(CELLS).fill(0);
  const extend = (at: number): boolean => {
    if (at === CELLS) return Math.abs(change[cell]) === 1 && balances(change, rows);
    for (let by = -slack[at]; by <= 3; by++) { change[at] = by; if (extend(at + 1)) return true; }
    return false;
  };
  return extend(0);
}

test("what is found from relations or from a dictionary balances and stays in bounds; what one of them misses is rare", () => {
  let there = 0, missed = 0;
  fc.assert(fc.property(relations, slacks, fc.nat({ max: CELLS - 1 }), (rows, slack, cell) => {
    const { system } = relationsOf({ name: "t", measures: [], shape: { kind: "linear", cells: [..."abcdef"], relations: rows.map(([total, ...parts]) => ({ total, parts })) } });
    const hidden = terrain(system, Object.fromEntries([...slack.keys()].map((one) => [one, 0])), Object.fromEntries(slack.entries()));
    const dictionary = new Dictionary(CELLS, new Uint8Array(CELLS));
    for (const [total, ...parts] of rows) dictionary.addRelation([total, ...parts], [-1, ...parts.map(() => 1)]);
    const some = exists(cell, rows, slack);
    for (const tableau of [relationTableau(system), tableauOf(dictionary, new Uint8Array(CELLS).fill(1))]) {
      const witness = new Detour(tableau, hidden).of(cell, NOBODY, FREE);
      if (some) { there++; if (witness === null) missed++; }
      if (witness === null) continue;
      const change = Array.from({ length: CELLS }, (_, one) => Array.from(witness.cells).indexOf(one)).map((k) => (k < 0 ? 0 : witness.changes[k]));
      expect([Math.abs(change[cell]), change.every((by, one) => by >= -slack[one]), balances(change, rows)]).toEqual([1, true, true]);
    }
  }), { seed: 11, numRuns: 300 });
  expect(there).toBeGreaterThan(200);
  expect(missed / there).toBeLessThan(0.01);
});
