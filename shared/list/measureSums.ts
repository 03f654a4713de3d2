import type { MeasureColumn } from "./roles.ts";

/** A count that is the sum of other counts of its row, in every row; by place in the list of counts. */
export interface MeasureSum {
  readonly total: number;
  readonly parts: readonly number[];
}

/** Counts side by side up to which sums among them are looked for: all combinations are tried. */
const MOST = 12;
/** Rows with something in them that must agree before columns are called a sum. */
const ENOUGH = 3;
/** Rows looked at first: nearly every combination fails there. */
const FIRST = 64;

/** Columns that are sums of other columns ("Total" beside "Men" and "Women"), or repeat one. The smallest combination counts. */
export function measureSums(counts: readonly MeasureColumn[]): readonly MeasureSum[] {
  if (counts.length < 2 || counts.length > MOST) return [];
  const found: MeasureSum[] = [];
  counts.forEach((_, total) => {
    const others = counts.map((__, measure) => measure).filter((measure) => measure !== total);
    const sets = Array.from({ length: 2 ** others.length - 1 }, (__, mask) => others.filter((___, bit) => ((mask + 1) >> bit) % 2 === 1)).sort((a, b) => a.length - b.length);
    const parts = sets.find((set) => !repeats(found, total, set) && isSum(counts, total, set));
    if (parts !== undefined) found.push({ total, parts });
  });
  return found;
}

/** "A = B" once said is not said again as "B = A". */
function repeats(found: readonly MeasureSum[], total: number, parts: readonly number[]): boolean {
  return parts.length === 1 && found.some((one) => one.parts.length === 1 && one.total === parts[0] && one.parts[0] === total);
}

function isSum(counts: readonly MeasureColumn[], total: number, parts: readonly number[]): boolean {
  const { values } = counts[total];
  let telling = 0;
  const agrees = (row: number): boolean => {
    const sum = parts.reduce((all, part) => all + (counts[part].values[row] || 0), 0), whole = values[row] || 0;
    if (whole > 0) telling++;
    return Math.abs(sum - whole) <= 1e-9 * Math.max(1, whole);
  };
  for (let row = 0; row < Math.min(FIRST, values.length); row++) if (!agrees(row)) return false;
  for (let row = FIRST; row < values.length; row++) if (!agrees(row)) return false;
  return telling >= ENOUGH && parts.some((part) => counts[part].values.some((value) => value > 0));
}
