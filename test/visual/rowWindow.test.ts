import fc from "fast-check";
import { rowWindow } from "../../visual/rowWindow.ts";

test("a short table is drawn whole; of a long one that is not measured yet only the beginning", () => {
  expect(rowWindow(120, 26, 0, 300, null)).toEqual({ first: 0, end: 120 });
  expect(rowWindow(5000, 0, 0, 0, null)).toEqual({ first: 0, end: 24 });
});

test("what is in view is always drawn, and no more than a few screens", () => {
  const natural = (max: number): fc.Arbitrary<number> => fc.nat(max);
  fc.assert(fc.property(fc.integer({ min: 121, max: 30_000 }), fc.integer({ min: 10, max: 60 }), natural(2_000_000), fc.integer({ min: 1, max: 2000 }), natural(2_000_000), (rows, rowHeight, scrolled, height, before) => {
    const { first, end } = rowWindow(rows, rowHeight, scrolled, height, rowWindow(rows, rowHeight, before, height, null));
    expect(first).toBeGreaterThanOrEqual(0);
    expect(end).toBeLessThanOrEqual(rows);
    expect(first).toBeLessThanOrEqual(Math.min(rows, Math.floor(scrolled / rowHeight)));
    expect(end).toBeGreaterThanOrEqual(Math.min(rows, Math.ceil((scrolled + height) / rowHeight)));
    expect(end - first).toBeLessThanOrEqual(Math.ceil(height / rowHeight) + 50);
  }), { seed: 7, numRuns: 300 });
});

test("a window that covers the view is kept, so that short scrolling draws nothing", () => {
  const present = rowWindow(1000, 26, 2600, 300, null);
  expect(rowWindow(1000, 26, 2700, 300, present)).toBe(present);
  expect(rowWindow(1000, 26, 9000, 300, present)).not.toBe(present);
});
