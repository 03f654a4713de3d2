/** Powers of ten up to the decimals that are told apart. */
const TENS = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000];

/** The power of ten in whose fractions a measure is rounded. */
export function finest(values: Iterable<number>): number {
  let at = 0;
  for (const value of values)
    while (at + 1 < TENS.length && Math.abs(value * TENS[at] - Math.round(value * TENS[at])) > 1e-6) at++;
  return TENS[at];
}
