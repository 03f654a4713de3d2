import { groupsOf, linesAlong } from "./averages.ts";
import { finest } from "./decimals.ts";
import type { Axis, Table } from "./table.ts";
import { announcesAverage } from "./toldTotal.ts";

/** Cells that show one mean of others: mean and all but one of them give the last. */
export interface GroupMean {
  /** One cell, or every cell of the group where the mean is repeated beside each. */
  readonly shown: readonly number[];
  /** What it is the mean of, in the cells of that measure (by place in the list). */
  readonly measures: readonly number[];
  readonly of: readonly number[];
  /** Cell that shows the whole group, where it has one. */
  readonly total: number | undefined;
}

/** Lines that must agree before a member that is not called an average is one of its neighbours. */
const ENOUGH = 3;

/** A group along an axis in one line. */
interface Line {
  readonly above: number;
  readonly cells: readonly number[];
  readonly start: number;
  readonly step: number;
  readonly axis: Axis;
}

function linesOf({ shape }: Table): readonly Line[][] {
  if (shape.kind !== "cross") return [];
  return shape.axes.flatMap((axis, at) => {
    const { starts, step } = linesAlong(shape, at);
    return groupsOf(axis).map(({ above, of }) => starts.map((start): Line => ({ above, start, step, axis, cells: of.map((member) => start + member * step) })));
  });
}

/**
 * Cells of a measure that are means of other cells of it, plain or by the weights of one of the others: a total's cell of its parts, or a
 * member that says so, or agrees in three lines, of its neighbours.
 */
export function meansAmong(table: Table, values: Float64Array, weights: readonly Float64Array[]): readonly Omit<GroupMean, "measures">[] {
  const slack = 1.01 / finest(values), isMean = (cell: number, of: readonly number[]): boolean => [undefined, ...weights].some((weight) => Math.abs(values[cell] - meanOf(values, of, weight)) <= slack);
  return linesOf(table).flatMap((lines) => {
    const { above, axis, step } = lines[0], inner = new Set(axis.hierarchies.flatMap(({ parent }) => parent));
    const rows = above >= 0 ? [above] : axis.members.flatMap((_, member) => (inner.has(member) ? [] : [member]));
    return rows.flatMap((row) => {
      const named = announcesAverage(axis.labels?.[row] ?? axis.members[row]), found: Omit<GroupMean, "measures">[] = [];
      for (const { start, cells } of lines) {
        // Blank neighbours are in nobody's mean; other averages in no mean of members.
        const own = start + row * step, of = cells.filter((cell) => cell !== own && !Number.isNaN(values[cell]) && (row === above || !announcesAverage(axis.members[(cell - start) / step])));
        if (Number.isNaN(values[own]) || of.length < 2) continue;
        if (isMean(own, of)) found.push({ shown: [own], of, total: undefined });
        else if (above < 0 && !named) return [];
      }
      return above < 0 && !named && found.length < ENOUGH ? [] : found;
    });
  });
}

/** Where a measure repeats beside each of a group the mean of another over the group, plain or weighted, or the share of all in it. */
export function repeatedMeans(table: Table, values: Float64Array, others: readonly Float64Array[]): readonly GroupMean[] {
  const slack = 1.01 / finest(values);
  return linesOf(table).flatMap((group): readonly GroupMean[] => {
    const lines = group.map(({ above, start, step, cells }) => {
      const means = cells.map((cell) => values[cell]).filter((value) => !Number.isNaN(value));
      return { mean: means.every((value) => value === means[0]) ? means[0] ?? NaN : Infinity, cells, total: above < 0 ? undefined : start + above * step };
    });
    if (lines.some(({ mean }) => mean === Infinity)) return [];
    const told = lines.filter(({ mean }) => mean > 0), all = (agrees: (cells: readonly number[]) => number) => {
      const known = told.map(({ mean, cells }) => Math.abs(mean - agrees(cells))).filter((off) => !Number.isNaN(off));
      return known.length > 0 && known.every((off) => off <= slack);
    };
    const give = (measures: readonly number[]): GroupMean[] => told.map(({ cells, total }) => ({ shown: cells, of: cells, measures, total }));
    return others.flatMap((other, x) => others.flatMap((weight, y) => {
      if (x === y) return all((cells) => meanOf(other, cells)) ? give([x]) : [];
      const sums = (cells: readonly number[]): number => sumOf(other, cells) / sumOf(weight, cells);
      return [...(all((cells) => meanOf(other, cells, weight)) ? give([x, y]) : []), ...([1, 100, 1000].some((scale) => all((cells) => scale * sums(cells))) ? give([x, y]) : [])];
    }));
  });
}

function sumOf(values: Float64Array, cells: readonly number[]): number {
  return cells.reduce((sum, cell) => sum + values[cell], 0);
}

function meanOf(values: Float64Array, cells: readonly number[], weights?: Float64Array): number {
  return weights === undefined ? sumOf(values, cells) / cells.length : cells.reduce((sum, cell) => sum + weights[cell] * values[cell], 0) / sumOf(weights, cells);
}
