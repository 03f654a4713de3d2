import type { System } from "./relations.ts";

/**
 * Extends ownership to totals that say no more than their owner's cells: where all parts that are not fixed belong to
 * one owner, so does the total. Changes `owner` (−1 for none). Relations may come in any order.
 */
export function inheritOwners(system: System, owner: Int32Array, fixed: Uint8Array): void {
  for (let again = true; again;) {
    again = false;
    for (let r = 0; r + 1 < system.start.length; r++) {
      const total = system.cells[system.start[r]];
      if (owner[total] >= 0 || fixed[total] !== 0) continue;
      const sole = soleOwner(system, owner, fixed, r);
      if (sole < 0) continue;
      owner[total] = sole;
      again = true;
    }
  }
}

/** Extends what a reader knows to totals all of whose parts, but for fixed ones, that reader knows; to a distinct count only where that is one part. Changes `known`. */
export function inheritKnown(system: System, known: Uint8Array, fixed: Uint8Array, distinct: Uint8Array): void {
  if (!known.includes(1)) return;
  for (let again = true; again;) {
    again = false;
    for (let r = 0; r + 1 < system.start.length; r++) {
      const [total, ...parts] = system.cells.subarray(system.start[r], system.start[r + 1]), open = parts.filter((part) => fixed[part] === 0);
      if (known[total] !== 0 || open.length === 0 || (open.length > 1 && distinct[r] === 1) || open.some((part) => known[part] === 0)) continue;
      known[total] = 1;
      again = true;
    }
  }
}

function soleOwner(system: System, owner: Int32Array, fixed: Uint8Array, relation: number): number {
  let sole = -1;
  for (let k = system.start[relation] + 1; k < system.start[relation + 1]; k++) {
    const part = system.cells[k];
    if (fixed[part] !== 0) continue;
    if (owner[part] < 0 || (sole >= 0 && owner[part] !== sole)) return -1;
    sole = owner[part]!;
  }
  return sole;
}
