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
  /** The rest that a total above `at` leaves of `cell`, where one reached through a distinct count leaves few; else 0. */
  const restAbove = (cell: number, at: number, isDistinct: boolean): number => {
    for (const relation of relationsOf.subarray(first[at], first[at + 1])) {
      const total = cells[start[relation]], rest = values[total] - values[cell], counted = isDistinct || distinct[relation] === 1;
      if (total === at || rest > maxN) continue;
      const found = counted && rest > 0 ? rest : restAbove(cell, total, counted);
      if (found > 0) return found;
    }
    return 0;
  };
  return Array.from(values.keys()).filter((cell) => values[cell] > 0).map((cell) => ({ cell, rest: restAbove(cell, cell, false) })).filter(({ rest }) => rest > 0);
}
