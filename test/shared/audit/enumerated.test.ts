import fc from "fast-check";
import { Detour } from "../../../shared/algebra/detour.ts";
import { Movements } from "../../../shared/algebra/movement.ts";
import { Bounds } from "../../../shared/audit/bounds.ts";
import type { Component } from "../../../shared/audit/component.ts";
import { frozen } from "../../../shared/audit/frozen.ts";
import { resolve } from "../../../shared/audit/resolve.ts";
import { secondTable } from "../../../shared/audit/secondTable.ts";
import { support } from "../../../shared/audit/support.ts";

/** Every combination of one value from each list, one after the other in the same array. */
function* grid(lists: readonly (readonly number[])[]): Generator<readonly number[]> {
  const at = lists.map(() => 0), chosen = lists.map((values) => values[0]);
  for (let k = 0; k >= 0;) {
    yield chosen;
    for (k = lists.length - 1; k >= 0; k--) {
      at[k] = (at[k] + 1) % lists[k].length;
      chosen[k] = lists[k][at[k]];
      if (at[k] > 0) break;
    }
  }
}
const span = (low: number, high: number): number[] => Array.from({ length: Math.max(0, high - low + 1) }, (_, k) => low + k);
const dot = (row: readonly number[], z: readonly number[]): number => row.reduce((sum, value, k) => sum + value * z[k], 0);

/** Rows of coefficients −1, 0 and 1 over some unknowns, a solution, and bounds around it: how far each unknown can sink and rise. */
interface Small {
  readonly rows: readonly (readonly number[])[];
  readonly point: readonly number[];
  readonly below: readonly number[];
  readonly above: readonly number[];
}

const UNKNOWNS = 5;
const list = (of: fc.Arbitrary<number>, length = UNKNOWNS) => fc.array(of, { minLength: length, maxLength: length });
const smallWith = (...above: readonly number[]): fc.Arbitrary<Small> => fc.record({
  rows: fc.array(list(fc.constantFrom(-1, 0, 0, 1, 1)), { minLength: 1, maxLength: 4 }), point: list(fc.integer({ min: 0, max: 4 })),
  below: list(fc.integer({ min: 0, max: 2 })), above: list(fc.constantFrom(...above)),
});
/** A search among whole numbers may climb for ever where nothing bounds them from above; then it gives up. */
const bounded = smallWith(0, 1, 2, 3), open = smallWith(0, 1, 2, Infinity);
/** How far an unknown without an upper bound is followed; what moves at all moves by less in systems this small. */
const FAR = 4;

function componentOf({ rows, point, below, above }: Small, integral = true): Component {
  const sparse = rows.map((row) => {
    const unknowns = [...row.keys()].filter((k) => row[k] !== 0);
    return { unknowns, signs: unknowns.map((k) => row[k]), sum: dot(row, point) };
  });
  return {
    variables: Int32Array.from(point.keys()), integral, rows: sparse, rowsOf: point.map((_, k) => [...sparse.keys()].filter((r) => sparse[r].unknowns.includes(k))),
    lower: Float64Array.from(point, (value, k) => value - below[k]), upper: Float64Array.from(point, (value, k) => value + above[k]),
  };
}

/** Changes from the point to every other solution. */
function* movements({ rows, below, above }: Small): Generator<readonly number[]> {
  for (const z of grid(below.map((low, k) => span(-low, Math.min(FAR, above[k]))))) if (rows.every((row) => dot(row, z) === 0)) yield z;
}

function movable(of: Small): readonly boolean[] {
  const moved = of.point.map(() => false);
  for (const z of movements(of)) z.forEach((change, k) => { if (change !== 0) moved[k] = true; });
  return moved;
}

const keeps = ({ rows, below, above }: Small, z: readonly number[]): boolean => rows.every((row) => dot(row, z) === 0) && z.every((change, k) => change >= -below[k] && change <= above[k]);
const dense = (cells: ArrayLike<number>, changes: ArrayLike<number>): number[] => span(0, UNKNOWNS - 1).map((unknown) => { const at = Array.from(cells).indexOf(unknown); return at < 0 ? 0 : changes[at]; });

test("a second table is found where there is one, within bounds and rows, and otherwise ruled out", () => {
  let found = 0;
  fc.assert(fc.property(bounded, (of) => {
    const component = componentOf(of), point = Float64Array.from(of.point);
    movable(of).forEach((moves, unknown) => {
      const second = secondTable(component, point, unknown, 100_000);
      expect([second.status, second.steps >= 0, second.steps < 100_000]).toEqual([moves ? "found" : "none", true, true]);
      if (second.status !== "found") return;
      const z = dense(second.cells, second.changes);
      expect([z[unknown] !== 0, keeps(of, z), second.changes.every((change) => change !== 0)]).toEqual([true, true, true]);
      found++;
    });
  }), { seed: 12, numRuns: 150 });
  expect(found).toBeGreaterThan(200);
});

test("the limit of the search is kept: nothing is said before it is reached, the same after", () => {
  const of: Small = { rows: [[1, 1, 1, 0, 0], [0, 1, 0, 1, 0], [1, 0, 1, 0, 1]], point: [1, 2, 0, 3, 2], below: [1, 1, 0, 1, 1], above: [1, 1, 0, 1, 1] };
  const component = componentOf(of), point = Float64Array.from(of.point), { steps, status } = secondTable(component, point, 0, 1000);
  expect([status, steps]).toEqual(["found", expect.any(Number) as number]);
  const found = span(1, steps + 5).map((limit) => ({ limit, ...secondTable(component, point, 0, limit) })), gaveUp = found.filter((one) => one.status === "gaveUp");
  expect([gaveUp.length > 5, gaveUp.every((one, k) => one.limit === k + 1 && one.steps >= one.limit && one.steps < one.limit + 10)]).toEqual([true, true]);
  expect(found.slice(gaveUp.length).every((one) => one.status === "found" && one.steps === steps)).toBe(true);
});

test("a search that climbs for ever gives up", () => {
  // The difference of the rows says e = -c; a and b may rise together without end.
  const rows = [[-1, 1, -1, -1, -1], [1, -1, -1, 1, -1]], zero = [0, 0, 0, 0, 0], above = [Infinity, Infinity, 0, 0, 2];
  expect(secondTable(componentOf({ rows, point: zero, below: zero, above }), new Float64Array(5), 4, 500)).toMatchObject({ status: "gaveUp" });
});

describe("nothing is taken for another table that is none, whatever a search says", () => {
  // a + b = 10, c + d = 20 and a + c = 12: 4 + 6, 8 + 12; e is by itself.
  const of: Small = { rows: [[1, 1, 0, 0, 0], [0, 0, 1, 1, 0], [1, 0, 1, 0, 0]], point: [4, 6, 8, 12, 5], below: [4, 6, 8, 12, 5], above: [Infinity, Infinity, Infinity, Infinity, 0] };
  const said = (changes: readonly number[], { integral = true, below = of.below }: { readonly integral?: boolean; readonly below?: readonly number[] } = {}) => {
    const cells = [...changes.keys()].filter((k) => changes[k] !== 99), witness = { cells, changes: cells.map((k) => changes[k]) };
    const none = jest.spyOn(Movements.prototype, "through").mockReturnValue([]), found = jest.spyOn(Detour.prototype, "of").mockReturnValue(witness);
    const { witnesses, witnessWithout } = resolve(componentOf({ ...of, below }, integral), Float64Array.from(of.point), new Int32Array(5).fill(-1), 0);
    const result = [witnesses.includes(witness), witnessWithout(0, 3) === witness];
    none.mockRestore();
    found.mockRestore();
    return result;
  };
  const yes = [true, true], no = [false, false];

  test.each([
    ["all rows hold", [1, -1, -1, 1, 99], yes], ["and by more", [-4, 4, 4, -4, 99], yes],
    ["4 - 5 is less than none", [-5, 5, 5, -5, 99], no], ["one row does not hold: 5 + 6 and 8 + 12", [1, 99, 99, 99, 99], no], ["only one row holds", [1, -1, 99, 99, 99], no],
    ["two rows hold", [1, -1, -1, 99, 99], no], ["halves of persons", [0.5, -0.5, -0.5, 0.5, 99], no], ["a change that is none", [1, -1, -1, 1, 0], no],
  ] as const)("%s", (_, changes, taken) => { expect(said(changes)).toEqual(taken); });

  test("of real numbers a small part of the movement is enough, but none is less than its bound", () => {
    expect([said([-9, 9, 9, -9, 99], { integral: false }), said([-1, 1, 1, -1, 99], { integral: false, below: [0, 6, 8, 12, 5] }), said([1, -1, -1, 1, 99], { integral: false, below: [0, 6, 8, 12, 5] })]).toEqual([yes, no, yes]);
  });
});

test("one row alone narrows its unknowns to just what they can be", () => {
  fc.assert(fc.property(list(fc.constantFrom(-1, 1), 4), list(fc.integer({ min: 0, max: 3 }), 4), list(fc.constantFrom(0, 1, 3, Infinity), 4), list(fc.integer({ min: 0, max: 3 }), 4), (row, lower, width, point) => {
    const sum = dot(row, point), upper = lower.map((low, k) => low + width[k]);
    const solutions = Array.from(grid(lower.map((low, k) => span(low, Math.min(upper[k], 12)))), (z) => [...z]).filter((z) => dot(row, z) === sum);
    const bounds = new Bounds({ ...componentOf({ rows: [row], point: lower, below: [0, 0, 0, 0], above: width }), rows: [{ unknowns: [0, 1, 2, 3], signs: row, sum }] });
    bounds.wait(0);
    const fits = bounds.propagate(10);
    expect(fits).toBe(solutions.length > 0);
    if (!fits) return;
    const ends = row.map((_, k) => solutions.map((z) => z[k])).map((values) => [Math.min(...values), Math.max(...values)]);
    expect([...bounds.lower]).toEqual(ends.map(([low]) => low));
    bounds.upper.forEach((high, k) => { expect(high === Infinity ? upper[k] : high).toBe(high === Infinity ? Infinity : ends[k][1]); });
  }), { seed: 4, numRuns: 80 });
});

test("what linear algebra and signs leave to move is what some direction moves", () => {
  fc.assert(fc.property(fc.array(list(fc.constantFrom(-1, 0, 0, 1)), { minLength: 1, maxLength: 3 }), list(fc.integer({ min: 0, max: 2 })), (rows, sides) => {
    const oneSided = Uint8Array.from(sides, (side) => (side === 0 ? 0 : 1)), of: Small = { rows, point: sides, below: sides.map((_, k) => (oneSided[k] === 1 ? 0 : FAR)), above: sides.map(() => FAR) };
    const { determined, undecided } = frozen(componentOf(of), oneSided);
    expect([[...determined].sort(), undecided]).toEqual([[...movable(of).entries()].flatMap(([k, moves]) => (moves ? [] : [k])), []]);
  }), { seed: 6, numRuns: 150 });
});

test("signs of up to 600 unknowns are sorted out together, of more they are left undecided", () => {
  const still = (unknowns: number) => frozen(componentOf({ rows: [new Array<number>(unknowns).fill(1)], point: new Array<number>(unknowns).fill(0), below: new Array<number>(unknowns).fill(0), above: new Array<number>(unknowns).fill(1) }), new Uint8Array(unknowns).fill(1));
  expect([still(600), still(601)]).toEqual([{ determined: span(0, 599), undecided: [] }, { determined: [], undecided: span(0, 600) }]);
});

describe("everything together", () => {
  const owner = Int32Array.of(0, 1, 1, -1, 2);

  test("whole numbers: determined is what has one value in all tables; each witness is another table", () => {
    let without = 0, missed = 0;
    fc.assert(fc.property(bounded, (of) => {
      const point = Float64Array.from(of.point), { determined, unresolved, witnesses, witnessWithout } = resolve(componentOf(of), point, owner), moves = movable(of);
      expect([determined, unresolved]).toEqual([[...moves.keys()].filter((k) => !moves[k]), []]);
      for (const { cells, changes } of witnesses) expect([keeps(of, dense(cells, changes)), Array.from(changes).some((change) => change !== 0)]).toEqual([true, true]);
      expect(moves.map((_, k) => witnesses.some(({ cells }) => Array.from(cells).includes(k)))).toEqual(moves);
      for (const unknown of [0, 3, 4]) {
        const witness = witnessWithout(unknown, 1), z = witness === null ? null : dense(witness.cells, witness.changes);
        if (z !== null) expect([z[unknown] !== 0, z[1], z[2], keeps(of, z)]).toEqual([true, 0, 0, true]);
        const exists = movable({ ...of, below: of.below.map((low, k) => (owner[k] === 1 ? 0 : low)), above: of.above.map((high, k) => (owner[k] === 1 ? 0 : high)) })[unknown];
        if (exists) { without++; if (z === null) missed++; }
      }
    }), { seed: 21, numRuns: 120 });
    expect(without).toBeGreaterThan(100);
    expect(missed / without).toBeLessThan(0.05);
  });

  test("real numbers: what is above its bound can sink a little, what is at it only rise", () => {
    fc.assert(fc.property(open, (of) => {
      // Half of the least step stays within every bound that is not reached.
      const wide: Small = { ...of, below: of.below.map((low) => (low > 0 ? FAR : 0)), above: of.above.map((high) => (high > 0 ? FAR : 0)) };
      const { determined, unresolved, witnesses } = resolve(componentOf(of, false), Float64Array.from(of.point), owner), moves = movable(wide);
      expect([determined, unresolved]).toEqual([[...moves.keys()].filter((k) => !moves[k]), []]);
      for (const { cells, changes } of witnesses) expect(keeps({ ...wide, below: wide.below.map((low) => (low > 0 ? Infinity : 0)), above: wide.above.map((high) => (high > 0 ? Infinity : 0)) }, dense(cells, changes))).toBe(true);
    }), { seed: 22, numRuns: 120 });
  });

  test("without steps for the search nothing is claimed that only it can tell", () => {
    // b = c and b + c + d = 9 with d at most 1: 4 + 4 + 1, or halves.
    const of: Small = { rows: [[0, 1, -1, 0, 0], [0, 1, 1, 1, 0]], point: [0, 4, 4, 1, 0], below: [0, 4, 4, 1, 0], above: [1, Infinity, Infinity, 0, 0] }, point = Float64Array.from(of.point);
    expect([resolve(componentOf(of), point, owner), resolve(componentOf(of), point, owner, 0)]).toMatchObject([{ determined: [1, 2, 3, 4], unresolved: [] }, { determined: [4], unresolved: [1, 2, 3] }]);
  });
});

describe("the largest set that can be positive together is what some solution makes positive", () => {
  test.each([[2, 4, 2, 8], [3, 5, 1, 4]])("%d rows, %d unknowns, coefficients up to %d", (rows, columns, most, far) => {
    fc.assert(fc.property(fc.array(list(fc.integer({ min: -most, max: most }), columns), { minLength: 1, maxLength: rows }), (matrix) => {
      const positive = new Array<number>(columns).fill(0);
      for (const z of grid(positive.map(() => span(0, far)))) if (matrix.every((row) => dot(row, z) === 0)) z.forEach((value, k) => { if (value > 0) positive[k] = 1; });
      expect([...support(matrix, columns)!]).toEqual(positive);
    }), { seed: 9, numRuns: 60 });
  });
});
