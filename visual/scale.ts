/** Marks of an axis from 0 to at least `largest`, at most five steps of 1, 2 or 5 times a power of ten. */
export function scale(largest: number): readonly number[] {
  if (!(largest > 0) || !Number.isFinite(largest)) return [0, 1];
  const rough = largest / 4, power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough) ?? 10 * power;
  return Array.from({ length: Math.ceil(largest / step - 1e-9) + 1 }, (_, mark) => Number((mark * step).toPrecision(12)));
}
