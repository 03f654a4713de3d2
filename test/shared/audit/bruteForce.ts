import type { Pattern } from "../../../shared/audit/audit.ts";

/** More tables than this are not enumerated. */
const MOST_STEPS = 4_000;

/**
 * Every table of whole numbers with the same published cells, one after the other: cells with a single value in all of
 * them, or null where there are too many. Written for its plainness: no bound is narrowed, no algebra is used.
 */
export function determinedByEnumeration(pattern: Pattern, upper?: number): ReadonlySet<number> | null {
  const { system, values, hidden, known, lower } = pattern;
  const open = (cell: number) => hidden[cell] !== 0 && known[cell] === 0;
  const unknowns = Array.from(hidden.keys()).filter(open);
  const relations = Array.from({ length: system.start.length - 1 }, (_, r) => Array.from(system.cells.subarray(system.start[r], system.start[r + 1])));
  const table = values.map((value, cell) => (open(cell) ? NaN : value)), most = upper ?? 2 * Math.max(0, ...values) + 3;
  const seen = new Map(unknowns.map((cell) => [cell, new Set<number>()]));
  let steps = 0;
  const extend = (): boolean => {
    if (++steps > MOST_STEPS) return false;
    const forced = force(relations, table, (cell) => Math.min(lower, values[cell]), most);
    if (forced === null) return true;
    const next = pick(relations, table, unknowns);
    let enough = true;
    if (next === undefined) for (const cell of unknowns) seen.get(cell)!.add(table[cell]);
    else for (let value = Math.min(lower, values[next]); value <= most && enough; value++) {
      table[next] = value;
      enough = extend();
      table[next] = NaN;
    }
    for (const cell of forced) table[cell] = NaN;
    return enough;
  };
  return extend() ? new Set(unknowns.filter((cell) => seen.get(cell)!.size === 1)) : null;
}

/** Fills in every cell that is alone in a relation; null, with nothing filled in, where a relation cannot hold. */
function force(relations: readonly (readonly number[])[], table: Float64Array, least: (cell: number) => number, most: number): number[] | null {
  const filled: number[] = [];
  for (let again = true; again;) {
    again = false;
    for (const [total, ...parts] of relations) {
      const cells = [total, ...parts].filter((cell) => Number.isNaN(table[cell]));
      if (cells.length > 1) continue;
      const sum = parts.reduce((all, part) => all + (part === cells[0] ? 0 : table[part]), 0);
      if (cells.length === 0 && sum === table[total]) continue;
      const value = cells[0] === total ? sum : table[total] - sum;
      if (cells.length === 0 || value < least(cells[0]) || value > most) {
        for (const cell of filled) table[cell] = NaN;
        return null;
      }
      table[cells[0]] = value;
      filled.push(cells[0]);
      again = true;
    }
  }
  return filled;
}

/** An open cell of the relation with the fewest of them. */
function pick(relations: readonly (readonly number[])[], table: Float64Array, unknowns: readonly number[]): number | undefined {
  const open = unknowns.filter((cell) => Number.isNaN(table[cell]));
  const counts = relations.map((cells) => cells.filter((cell) => Number.isNaN(table[cell]))).filter((cells) => cells.length > 0).sort((a, b) => a.length - b.length);
  return counts[0]?.at(-1) ?? open[0];
}
