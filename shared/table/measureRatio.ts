/** What a share is a share of: as it is, in hundred, in thousand, and so on. */
const SCALES = [1, 100, 1_000, 10_000, 100_000];
/** Cells that must agree before a measure is called a ratio of two others. */
const ENOUGH = 3;
/** Powers of ten up to the decimals that are told apart. */
const TENS = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000];

/** Whether a measure is one count divided by another, or that upside down, in all cells up to its own rounding: two of the three give the third. */
export function isRatio(ratio: Float64Array, a: Float64Array, b: Float64Array): boolean {
  const rounding = 0.51 / finest(ratio);
  return SCALES.some((scale) => agrees(ratio, a, b, scale, rounding) || agrees(ratio, b, a, scale, rounding));
}

function agrees(ratio: Float64Array, above: Float64Array, below: Float64Array, scale: number, rounding: number): boolean {
  let telling = 0;
  for (let cell = 0; cell < ratio.length; cell++) {
    if (!(below[cell] > 0) || Number.isNaN(ratio[cell]) || Number.isNaN(above[cell])) continue;
    if (Math.abs(ratio[cell] - scale * above[cell] / below[cell]) > rounding) return false;
    if (above[cell] > 0) telling++;
  }
  return telling >= ENOUGH;
}

/** The power of ten in whose fractions a measure is rounded. */
function finest(values: Float64Array): number {
  let at = 0;
  for (const value of values)
    while (at + 1 < TENS.length && Math.abs(value * TENS[at] - Math.round(value * TENS[at])) > 1e-6) at++;
  return TENS[at];
}
