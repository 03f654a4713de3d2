import { finest } from "./decimals.ts";
import type { Measure, Table } from "./table.ts";

/** Labels that announce an average, also as part of a name such as "meanR1". "Middelfart" and "Afsnit A" do not. */
const AVERAGE_WORDS = /gennemsnit|average|(^|[^a-zæøå])(gns|snit|middelværdi|middeltal|avg|mean)($|[^a-zæøå])/i, IN_NAMES = /(^(mean|avg|gns|snit)(?=[A-Z0-9]))|([a-zæøå0-9](Mean|Avg|Gns|Snit)(?![a-zæøå]))/;

export function announcesAverage(label: string): boolean {
  return AVERAGE_WORDS.test(label) || IN_NAMES.test(label);
}

/** A count with averages of its members as what they tell: totals. */
export interface Totalled {
  readonly table: Table;
  readonly measure: Measure;
  /** Cells whose value was the average of others. */
  readonly averages: ReadonlySet<number>;
}

/** Marks the total behind an average; cannot be part of a name or a field. */
export const TOTAL = "\u0000total";

/** Sums that means times their number must be before means that are rounded off are taken for exact. */
const ENOUGH = 3;

/** A mean beside the sum of what it is the mean of, NaN where that cannot be seen. */
export type MeanAndSum = readonly [mean: number, sum: number];

/** Whether means of `n` counts, beside their sums as far as these can be seen, tell sums that cannot be seen to the last person. */
export function leavesOne(pairs: readonly MeanAndSum[], n: number): boolean {
  if (n * 0.5 / finest(pairs.map(([mean]) => mean)) < 0.5) return true;
  const complete = pairs.filter(([mean, sum]) => !Number.isNaN(mean + sum) && sum > 0);
  return complete.length >= ENOUGH && complete.every(([mean, sum]) => Math.abs(mean * n - sum) <= 1e-9 * sum);
}
