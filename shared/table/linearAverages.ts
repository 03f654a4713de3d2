import { announcesAverage, leavesOne, TOTAL, type Totalled } from "./toldTotal.ts";
import { finest } from "./decimals.ts";
import type { Linear, LinearRelation, Measure, Table } from "./table.ts";

/** Cells up to which one that does not call itself an average is taken for the mean of three or more others: among many, some are by chance. */
const FEW = 60;

/**
 * Averages in a table of cells and relations: the total of a relation that is the mean of its parts, and a cell of no relation that is the
 * mean of a relation's parts, or of all cells that are no totals. Each becomes the total that it gives away.
 */
export function linearAverages(table: Table, shape: Linear, measure: Measure, uniquely: boolean): Totalled {
  const means = meansOf(shape, measure.values);
  if (means.length === 0) return { table, measure, averages: new Set() };
  const values = measure.values.slice(), cells = [...shape.cells], detached = new Set(means.map(({ total }) => total)), told: LinearRelation[] = [];
  for (const mean of means) {
    const sum = sumOf(values, mean.parts), n = mean.parts.length;
    cells[mean.total] = `${shape.cells[mean.total]}${TOTAL}`;
    if (uniquely && !leavesOne([[measure.values[mean.total], sum]], n)) continue;
    told.push({ ...mean, isSum: true });
    values[mean.total] = Number.isNaN(sum) ? Math.round(measure.values[mean.total] * n) : sum;
  }
  const relations = [...shape.relations.filter(({ total, parts }) => ![total, ...parts].some((cell) => detached.has(cell))), ...told];
  return { table: { ...table, shape: { ...shape, cells, relations } }, measure: { ...measure, values }, averages: detached };
}

/** Every cell that is a mean, with what it is the mean of. */
function meansOf(shape: Linear, values: Float64Array): readonly LinearRelation[] {
  const { cells, relations } = shape;
  const inner = new Map(relations.map((relation) => [relation.total, relation.parts])), within = new Set(relations.flatMap(({ total, parts }) => [total, ...parts]));
  const isNamed = cells.map(announcesAverage), leaves = cells.flatMap((_, cell) => (inner.has(cell) || isNamed[cell] ? [] : [cell]));
  // Relations of a file may share parts, and go in circles: each cell is passed once.
  const leavesOf = (top: number): readonly number[] => {
    const below = new Set([top]);
    for (const cell of below) for (const part of inner.get(cell) ?? []) below.add(part);
    return [...below].filter((cell) => !inner.has(cell));
  };
  const above = relations.flatMap(({ total, parts }) => [parts, leavesOf(total)].filter((of) => of.length > 1 && agrees(values, total, of, isNamed[total] || values[total] % 1 !== 0)).slice(0, 1).map((of) => ({ total, parts: of })));
  const beside = cells.flatMap((_, cell) => {
    const fraction = values[cell] % 1 !== 0;
    if (within.has(cell) || Number.isNaN(values[cell]) || (!isNamed[cell] && cells.length > FEW)) return [];
    const groups = [...relations.flatMap(({ total, parts }) => [parts, leavesOf(total)]), leaves, leaves.filter((leaf) => !within.has(leaf))].map((of) => of.filter((one) => one !== cell));
    const of = groups.find((group) => group.length > (isNamed[cell] || fraction ? 1 : 2) && agrees(values, cell, group, isNamed[cell] || (fraction && group.every((one) => !(values[one] % 1)))));
    return of === undefined ? [] : [{ total: cell, parts: of }];
  });
  // What a mean is taken of is none itself.
  const taken = new Set<number>();
  return [...above, ...beside].sort((a, b) => Number(isNamed[b.total]) - Number(isNamed[a.total])).filter(({ total, parts }) => {
    if (taken.has(total) || isPart(shape, total, values)) return false;
    for (const part of parts) taken.add(part);
    return true;
  });
}

/** Whether a total counts the cell among its parts, each person once or not: then it is no average of its own parts, whatever its numbers. */
function isPart({ relations }: Linear, cell: number, values: Float64Array): boolean {
  const own = values[cell], fits = relations.every(({ total, parts }) => total !== cell || parts.every((part) => !(values[part] > own)));
  return relations.some(({ total, parts, isSum }) => {
    const whole = values[total];
    if (isSum === true || !(whole > 0) || !parts.includes(cell)) return false;
    const sum = sumOf(values, parts);
    return Math.abs(whole - sum) <= 1e-9 * whole || (fits && whole <= sum && whole > sum - own);
  });
}

/** Whether a cell is the mean of others: rounded, or exactly. */
function agrees(values: Float64Array, cell: number, of: readonly number[], rounded: boolean): boolean {
  const sum = sumOf(values, of);
  return sum > 0 && Math.abs(values[cell] - sum / of.length) <= (rounded ? 0.51 / finest([values[cell]]) : 1e-9);
}

function sumOf(values: Float64Array, cells: readonly number[]): number {
  return cells.reduce((sum, cell) => sum + values[cell], 0);
}
