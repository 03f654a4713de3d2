/** What a share is a share of: as it is, in hundred, in thousand, and so on. */
const SCALES = [1, 100, 1_000, 10_000, 100_000];
/** Cells that must agree before a measure is called a ratio of two others. */
const ENOUGH = 3;
/** Powers of ten up to the decimals that are told apart. */
const TENS = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000];

/** `scale` × one count divided by another, up to `rounding`. */
export interface Ratio {
  readonly scale: number;
  readonly rounding: number;
  /** Whether it is the first count that is divided. */
  readonly firstAbove: boolean;
}

/** How a measure is one count divided by another, in all cells up to its own rounding; null where it is not: two of the three give the third. */
export function ratioOf(ratio: Float64Array, a: Float64Array, b: Float64Array): Ratio | null {
  const rounding = 0.51 / finest(ratio);
  for (const scale of SCALES)
    for (const firstAbove of [true, false])
      if (agrees(ratio, firstAbove ? a : b, firstAbove ? b : a, scale, rounding)) return { scale, rounding, firstAbove };
  return null;
}

/** The count above (`of: "above"`) or below the line that a ratio leaves open, where only one whole number fits; NaN where several do. */
export function countFrom({ scale, rounding }: Ratio, of: "above" | "below", ratio: number, other: number): number {
  const [low, high] = [ratio - rounding, ratio + rounding].map((end) => (of === "above" ? (end * other) / scale : (scale * other) / end)).sort((x, y) => x - y);
  if (!Number.isFinite(low) || !Number.isFinite(high) || (of === "below" && ratio <= rounding)) return NaN;
  const least = Math.ceil(low - 1e-9);
  return least >= 0 && least === Math.floor(high + 1e-9) ? least : NaN;
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
export function finest(values: Iterable<number>): number {
  let at = 0;
  for (const value of values)
    while (at + 1 < TENS.length && Math.abs(value * TENS[at] - Math.round(value * TENS[at])) > 1e-6) at++;
  return TENS[at];
}
