import fc from "fast-check";
import { fraction, multiply, invert, negate } from "../../../shared/algebra/modular.ts";
import { Bounds } from "../../../shared/audit/bounds.ts";
import { agree, components, rowsFrom, substitute, type Component } from "../../../shared/audit/component.ts";
import { structuralFloor } from "../../../shared/table/floor.ts";
import { secondTable } from "../../../shared/audit/secondTable.ts";
import { support } from "../../../shared/audit/support.ts";
import { relationsOf } from "../../../shared/table/relations.ts";

/** A component of its own: rows as `[coefficients, sum]` over all unknowns. */
function component(rows: readonly (readonly [readonly number[], number])[], { lower = 0, upper = Infinity, integral = true } = {}): Component {
  const unknowns = rows[0][0].length;
  const sparse = rows.map(([coefficients, sum]) => {
    const used = [...coefficients.keys()].filter((k) => coefficients[k] !== 0);
    return { unknowns: used, signs: used.map((k) => coefficients[k]), sum };
  });
  return {
    variables: Int32Array.from({ length: unknowns }, (_, k) => k), lower: new Float64Array(unknowns).fill(lower), upper: new Float64Array(unknowns).fill(upper), integral, rows: sparse,
    rowsOf: Array.from({ length: unknowns }, (_, k) => [...sparse.keys()].filter((r) => sparse[r].unknowns.includes(k))),
  };
}

function narrowed(of: Component): { readonly fits: boolean; readonly lower: number[]; readonly upper: number[] } {
  const bounds = new Bounds(of);
  of.rows.forEach((_, row) => { bounds.wait(row); });
  return { fits: bounds.propagate(1000), lower: [...bounds.lower], upper: [...bounds.upper] };
}

describe("bounds", () => {
  test("a + b = 7 with both at least 1: neither is more than 6", () => { expect(narrowed(component([[[1, 1], 7]], { lower: 1 }))).toEqual({ fits: true, lower: [1, 1], upper: [6, 6] }); });
  test("a − b = 3 with a at most 5: b is at most 2 and a at least 3", () => { expect(narrowed(component([[[1, -1], 3]], { upper: 5 }))).toEqual({ fits: true, lower: [3, 0], upper: [5, 2] }); });
  test("a − b = 3 without an upper bound: only the lower end moves", () => { expect(narrowed(component([[[1, -1], 3]]))).toEqual({ fits: true, lower: [3, 0], upper: [Infinity, Infinity] }); });
  test("a + b = 1 with both at least 1 has no solution", () => { expect(narrowed(component([[[1, 1], 1]], { lower: 1 })).fits).toBe(false); });
  test("consequences go from row to row: a + b = 2, b + c = 9, c at most 7, so b is 2", () => {
    expect(narrowed(component([[[1, 1, 0], 2], [[0, 1, 1], 9]], { upper: 7 }))).toEqual({ fits: true, lower: [0, 2, 7], upper: [0, 2, 7] });
  });
  test("are taken back to a mark", () => {
    const bounds = new Bounds(component([[[1, 1], 7]])), mark = bounds.mark();
    expect(bounds.set(0, 4, 4) && bounds.propagate(10)).toBe(true);
    expect([bounds.lower[1], bounds.upper[1], [...bounds.changedRows()]]).toEqual([3, 3, [0]]);
    bounds.undo(mark);
    expect([[...bounds.lower], [...bounds.upper], [...bounds.changedRows()]]).toEqual([[0, 0], [Infinity, Infinity], []]);
  });
  test("stop at the counted limit without a verdict", () => {
    const bounds = new Bounds(component([[[1, 1], 1]], { lower: 1 }));
    bounds.wait(0);
    expect(bounds.propagate(0)).toBe(true);
  });
});

describe("a second table", () => {
  const square = component([[[1, 1, 0, 0], 10], [[0, 0, 1, 1], 50], [[1, 0, 1, 0], 23], [[0, 1, 0, 1], 37]]);
  const point = Float64Array.of(3, 7, 20, 30);

  test("moves one unit round a square", () => {
    expect(secondTable(square, point, 0, 1000)).toMatchObject({ status: "found", cells: [0, 1, 2, 3], changes: [1, -1, -1, 1] });
  });
  test("goes down where it cannot go up", () => { expect(secondTable(component([[[1, 1], 4]], { upper: 3 }), Float64Array.of(3, 1), 0, 1000)).toMatchObject({ status: "found", cells: [0, 1], changes: [-1, 1] }); });
  test("does not exist where bounds leave none, and that is proved", () => { expect(secondTable(component([[[1, 1], 2]], { lower: 1 }), Float64Array.of(1, 1), 0, 1000)).toMatchObject({ status: "none" }); });
  test("is not looked for beyond the limit, and that proves nothing", () => { expect(secondTable(square, point, 0, 1)).toMatchObject({ status: "gaveUp" }); });
});

describe("the largest set that can be positive together", () => {
  const positive = (rows: readonly (readonly number[])[], columns: number) => [...support(rows, columns)!];

  test("a + b = 0 leaves none", () => { expect(positive([[1, 1]], 2)).toEqual([0, 0]); });
  test("a = b leaves both", () => { expect(positive([[1, -1]], 2)).toEqual([1, 1]); });
  test("a = b and b + c = 0: a follows b to zero", () => { expect(positive([[1, -1, 0], [0, 1, 1]], 3)).toEqual([0, 0, 0]); });
  test("a = b + c while c = −d: c and d are zero, a and b are free", () => { expect(positive([[1, -1, -1, 0], [0, 0, 1, 1]], 4)).toEqual([1, 1, 0, 0]); });
  test("no row leaves all", () => { expect(positive([], 3)).toEqual([1, 1, 1]); });

  test("is what some small solution makes positive", () => {
    const matrix = fc.array(fc.array(fc.integer({ min: -1, max: 1 }), { minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 2 });
    fc.assert(fc.property(matrix, (rows) => {
      const range = [0, 1, 2, 3, 4], grid = range.flatMap((a) => range.flatMap((b) => range.flatMap((c) => range.map((d) => [a, b, c, d]))));
      const solutions = grid.filter((z) => rows.every((row) => row.reduce((sum, value, k) => sum + value * z[k], 0) === 0));
      expect(positive(rows, 4)).toEqual([0, 1, 2, 3].map((k) => (solutions.some((z) => z[k] > 0) ? 1 : 0)));
    }), { seed: 7, numRuns: 150 });
  });
});

test("fractions come back from their residues, and large ones are refused", () => {
  fc.assert(fc.property(fc.integer({ min: -400, max: 400 }), fc.integer({ min: 1, max: 400 }), (numerator, denominator) => {
    const residue = multiply(numerator < 0 ? negate(-numerator) : numerator, invert(denominator));
    expect(fraction(residue)).toBeCloseTo(numerator / denominator, 12);
  }), { seed: 3, numRuns: 500 });
  expect(fraction(7_654_321)).toBeNaN();
});

test("numbers agree up to the rounding of sums, and infinity only with itself", () => {
  expect([agree(0.1 + 0.2, 0.3), agree(1e9, 1e9 + 1), agree(Infinity, 5), agree(Infinity, Infinity), agree(0, 1e-6)]).toEqual([true, false, false, true, false]);
});

test("what is left of decimals by rounding is nothing, and a whole number is never rounding", () => {
  const left = (values: readonly number[]) => substitute([{ unknowns: [0, 1, 2, 3], signs: [-1, 1, 1, 1], sum: 0 }], Float64Array.from(values))[0].sum;
  expect([left([7856.986, 7558.546, 298.4, 0.04]), left([0.6, 0.1, 0.2, 0.3]), left([7856.987, 7558.546, 298.4, 0.04]) > 9e-4, left([2e15 + 4, 1e15, 1e15, 3])]).toEqual([0, 0, true, 1]);
  expect(left([7856.986, 7558.546, 298.44, NaN])).toBe(0);
});

describe("rows and components", () => {
  // T = A + B, A = a + b
  const { system } = relationsOf({ name: "t", measures: [], shape: { kind: "linear", cells: ["A", "B", "T", "a", "b"], relations: [{ total: 2, parts: [0, 1] }, { total: 0, parts: [3, 4] }] } });

  test("what is given goes to the right-hand side", () => {
    expect(substitute(rowsFrom(system), Float64Array.of(NaN, 7, 10, 1, NaN))).toEqual([{ unknowns: [0, 4], signs: [-1, 1], sum: -1 }, { unknowns: [0], signs: [1], sum: 3 }]);
  });
  test("unknowns that share no row are apart", () => {
    const given = Float64Array.of(3, NaN, NaN, NaN, NaN), ends = { lower: new Float64Array(5), upper: new Float64Array(5).fill(Infinity) };
    expect(components({ given, ...ends, integral: true }, substitute(rowsFrom(system), given)).map(({ variables }) => [...variables])).toEqual([[1, 2], [3, 4]]);
  });
  test("a hidden total is at least what its parts come to: 1 + 1 and 4 make 6", () => {
    const lower = new Float64Array(5).fill(1);
    expect([...structuralFloor(system, Uint8Array.of(1, 0, 1, 1, 1), Float64Array.of(5, 4, 9, 2, 3), lower)]).toEqual([2, 4, 6, 1, 1]);
  });
});
