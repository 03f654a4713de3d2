import type { Highs } from "highs";
import type { Cross, Table } from "../../shared/table/table.ts";

/** A total, its parts, and whether it is their sum; cells of the table. */
interface Line {
  readonly total: number;
  readonly parts: readonly number[];
  readonly isSum: boolean;
}

/** Every total of a table of two axes; those along an axis named in `sums` are sums, the others count persons once. */
export function linesOf(table: Table, sums: readonly string[]): readonly Line[] {
  const { axes } = table.shape as Cross, width = axes[1].members.length;
  return axes.flatMap(({ name, members, hierarchies: [{ parent }] }, a) => members.flatMap((_, member) => {
    const children = [...parent.keys()].filter((child) => parent[child] === member);
    const at = (one: number, across: number): number => (a === 0 ? one * width + across : across * width + one);
    return children.length === 0 ? [] : axes[1 - a].members.map((__, across) => ({ total: at(member, across), parts: children.map((child) => at(child, across)), isSum: sums.includes(name) }));
  }));
}

/** What readers are told: cells without a number, and the least that each can be. */
export interface Told {
  readonly values: Float64Array;
  readonly hidden: ReadonlySet<number>;
  readonly lower: number;
}

/** Real intervals of the hidden cells by linear programming: total ≥ part, total ≤ sum of parts, or both where it is a sum. */
export function intervalsByHighs(highs: Highs, lines: readonly Line[], { values, hidden, lower }: Told): ReadonlyMap<number, readonly [number, number]> {
  const n = values.length, rowLower: number[] = [], rowUpper: number[] = [], starts = [0], indices: number[] = [], coefficients: number[] = [];
  const row = (cells: readonly number[], signs: readonly number[], low: number, high: number): void => {
    indices.push(...cells); coefficients.push(...signs); rowLower.push(low); rowUpper.push(high); starts.push(indices.length);
  };
  for (const { total, parts, isSum } of lines) {
    row([total, ...parts], [-1, ...parts.map(() => 1)], 0, isSum ? 0 : highs.infinity);
    if (!isSum) for (const part of parts) row([total, part], [1, -1], 0, highs.infinity);
  }
  const least = values.map((value, cell) => (hidden.has(cell) ? Math.min(lower, value) : value)), most = values.map((value, cell) => (hidden.has(cell) ? highs.infinity : value));
  const data = {
    numCols: n, numRows: rowLower.length, colCost: new Float64Array(n), colLower: least, colUpper: most, rowLower, rowUpper,
    matrix: { format: "csr" as const, numRows: rowLower.length, numCols: n, starts, indices, values: coefficients },
  };
  return highs.withModel(data, (model) => {
    const { modelStatus, objectiveSense } = highs.constants;
    model.options.set({ output_flag: false });
    const end = (cell: number, sense: "minimize" | "maximize"): number => {
      model.changeObjectiveSense(objectiveSense[sense]);
      model.changeColCost(cell, 1);
      const status = model.run().modelStatus, value = status === modelStatus.optimal ? model.getSolution().colValue[cell] : sense === "maximize" ? Infinity : NaN;
      model.changeColCost(cell, 0);
      return value;
    };
    return new Map([...hidden].map((cell) => [cell, [end(cell, "minimize"), end(cell, "maximize")] as const]));
  });
}

/** More assignments than this are not tried. */
const MOST_STEPS = 200_000;

/**
 * Hidden cells with one value in every table of whole numbers that readers could be looking at, by trying them all; null where there
 * are too many. Written for its plainness.
 */
export function determinedByTrying(lines: readonly Line[], { values, hidden, lower }: Told): ReadonlySet<number> | null {
  const open = [...hidden], table = values.map((value, cell) => (hidden.has(cell) ? NaN : value)), most = Math.max(...values) + 2;
  const seen = new Map(open.map((cell) => [cell, new Set<number>()]));
  let steps = 0;
  const fits = ({ total, parts, isSum }: Line): boolean => {
    const sum = parts.reduce((all, part) => all + table[part], 0);
    if (parts.some((part) => table[part] > table[total])) return false;
    return Number.isNaN(sum - table[total]) || (isSum ? sum === table[total] : table[total] <= sum);
  };
  const around = new Map(open.map((cell) => [cell, lines.filter(({ total, parts }) => total === cell || parts.includes(cell))]));
  const extend = (k: number): boolean => {
    if (++steps > MOST_STEPS) return false;
    if (k === open.length) { for (const cell of open) seen.get(cell)!.add(table[cell]); return true; }
    if (open.every((cell) => seen.get(cell)!.size > 1)) return true;
    for (let value = Math.min(lower, values[open[k]]); value <= most; value++) {
      table[open[k]] = value;
      if (around.get(open[k])!.every(fits) && !extend(k + 1)) return false;
    }
    table[open[k]] = NaN;
    return true;
  };
  const all = extend(0), single = open.filter((cell) => seen.get(cell)!.size < 2);
  return all ? new Set(single) : single.length === 0 ? new Set() : null;
}
