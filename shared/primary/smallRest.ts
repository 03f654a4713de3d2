import type { System } from "../table/relations.ts";

/**
 * Cells that are all but a small number of a total above them that counts once who is in several parts: total − cell are the persons
 * in no such part, however large the other parts are. Where totals are sums, these persons are cells of their own.
 */
export function smallRests(system: System, values: Float64Array, distinct: Uint8Array, maxN: number): readonly number[] {
  return distinct.includes(1) ? Array.from(values.keys()).filter((cell) => values[cell] > 0 && leavesFew(system, values, distinct, maxN, cell, cell, false)) : [];
}

/** Whether a total above `at`, reached through a distinct count, is more than `cell` by no more than the limit. */
function leavesFew(system: System, values: Float64Array, distinct: Uint8Array, maxN: number, cell: number, at: number, isDistinct: boolean): boolean {
  const { start, cells, first, relationsOf } = system;
  return relationsOf.subarray(first[at], first[at + 1]).some((relation) => {
    const total = cells[start[relation]], rest = values[total] - values[cell], counted = isDistinct || distinct[relation] === 1;
    if (total === at || !(rest <= maxN)) return false;
    return (counted && rest > 0) || leavesFew(system, values, distinct, maxN, cell, total, counted);
  });
}
