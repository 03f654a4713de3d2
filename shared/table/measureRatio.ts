/** What a share is a share of: as it is, in hundred, in thousand, and so on. */
const SCALES = [1, 100, 1_000, 10_000, 100_000];
/** Cells that must agree before a measure is called a ratio of two others. */
const ENOUGH = 3;
const MOST_DECIMALS = 6;

/** Whether a measure is one count divided by another, or that upside down, in all cells up to its own rounding: two of the three give the third. */
export function isRatio(ratio: Float64Array, a: Float64Array, b: Float64Array): boolean {
  const rounding = 0.51 * 10 ** -decimals(ratio);
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

function decimals(values: Float64Array): number {
  let most = 0;
  for (const value of values)
    while (most < MOST_DECIMALS && Math.abs(value * 10 ** most - Math.round(value * 10 ** most)) > 1e-6) most++;
  return most;
}
