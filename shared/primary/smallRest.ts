import type { System } from "../table/relations.ts";

/** A cell, and how many persons a total above it counts beside it. */
export interface SmallRest {
  readonly cell: number;
  readonly rest: number;
}

/**
 * Cells that are all but a small number of a total above them that counts once who is in several parts: total − cell are the persons
 * in no such part, however large the other parts are. Where totals are sums, these persons are cells of their own. `values`: NaN where
 * there is no number.
 */
export function smallRests(system: System, values: Float64Array, distinct: Uint8Array, maxN: number): readonly SmallRest[] {
  if (!distinct.includes(1)) return [];
  const { start, cells, first, relationsOf } = system;
  /** The rest that a total above leaves of `cell`, where one reached through a distinct count leaves few; else 0. Totals above are passed once each way, however many paths lead to them. */
  const restAbove = (cell: number): number => {
    const seen = new Set<number>([2 * cell]);
    for (const place of seen) {
      const at = place >> 1;
      for (const relation of relationsOf.subarray(first[at], first[at + 1])) {
        const total = cells[start[relation]], rest = values[total] - values[cell];
        if (total === at || rest > maxN) continue;
        const counted = (place & 1) === 1 || distinct[relation] === 1;
        if (counted && rest > 0) return rest;
        seen.add(2 * total + (counted ? 1 : 0));
      }
    }
    return 0;
  };
  return Array.from(values.keys()).filter((cell) => values[cell] > 0).map((cell) => ({ cell, rest: restAbove(cell) })).filter(({ rest }) => rest > 0);
}
