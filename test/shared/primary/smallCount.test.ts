import { isSmall } from "../../../shared/primary/smallCount.ts";

test.each([
  // Inclusive: 5 is small where "5 eller derunder" is; fractions are compared as they are.
  [0, "show", false], [0, "hide", true], [0.5, "show", true], [1, "show", true], [5, "show", true], [5, "hide", true], [5.1, "hide", false], [6, "show", false], [-1, "hide", false], [NaN, "hide", false],
] as const)("%d with up to 5 small and zeros to %s: %s", (value, zeros, small) => {
  expect(isSmall(value, { maxN: 5, zeros })).toBe(small);
});
