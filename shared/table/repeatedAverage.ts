import { groupsOf, linesAlong } from "./averages.ts";
import { finest } from "./decimals.ts";
import type { Measure, Table } from "./table.ts";
import { announcesAverage, leavesOne } from "./toldTotal.ts";

/** Lines that must agree before a measure that is not called an average is taken for one. */
const ENOUGH = 3;

/** A line across an axis in which a measure is, beside every member of a group, the mean of a count over the group. */
export interface RepeatedAverage {
  /** Cells of the group; the mean stands beside each. */
  readonly cells: readonly number[];
  /** Whether mean × number is the total to the last person. */
  readonly isExact: boolean;
  /** Cell of the group's total; undefined where it has none. */
  readonly total: number | undefined;
}

/** Where a measure repeats the mean of a count ("Gennemsnit i regionen" beside each municipality): mean × number, and all but one of them, give the last. */
export function repeatedAverages({ shape }: Table, measure: Measure, count: Measure): readonly RepeatedAverage[] {
  if (shape.kind !== "cross") return [];
  const rounding = 0.51 / finest(measure.values), enough = announcesAverage(measure.name) ? 1 : ENOUGH;
  return shape.axes.flatMap((axis, at) => {
    const { starts, step } = linesAlong(shape, at);
    return groupsOf(axis).flatMap(({ of, above }) => {
      const found: Omit<RepeatedAverage, "isExact">[] = [], pairs: [number, number][] = [];
      let telling = 0;
      for (const start of starts) {
        const cells = of.map((member) => start + member * step), sum = cells.reduce((all, cell) => all + count.values[cell], 0), means = cells.map((cell) => measure.values[cell]).filter((value) => !Number.isNaN(value));
        if (means.some((value) => value !== means[0])) return [];
        if (means.length === 0) continue;
        if (!Number.isNaN(sum)) {
          if (Math.abs(means[0] - sum / of.length) > rounding) return [];
          if (sum > 0) telling++;
        }
        pairs.push([means[0], sum]);
        found.push({ cells, total: above < 0 ? undefined : start + above * step });
      }
      return telling >= enough ? found.map((one) => ({ ...one, isExact: leavesOne(pairs, of.length) })) : [];
    });
  });
}
