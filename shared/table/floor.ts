import type { System } from "./relations.ts";

/**
 * The least value that the structure alone allows each hidden cell: its bound, or what its parts come to at least where
 * that is more (a hidden total of three parts that cannot be zero is 3 or more; a distinct count of them 1 or more). No pattern can
 * hide more than this.
 */
export function structuralFloor({ start, cells }: System, hidden: Uint8Array, values: Float64Array, lower: Float64Array, distinct?: Uint8Array): Float64Array {
  const floor = Float64Array.from(lower, (least, cell) => (hidden[cell] !== 0 ? least : values[cell]));
  for (let again = true; again;) {
    again = false;
    for (let relation = 0; relation + 1 < start.length; relation++) {
      const total = cells[start[relation]];
      if (hidden[total] === 0) continue;
      let least = 0;
      for (let k = start[relation] + 1; k < start[relation + 1]; k++) least = distinct?.[relation] === 1 ? Math.max(least, floor[cells[k]]) : least + floor[cells[k]];
      if (least > floor[total]) { floor[total] = least; again = true; }
    }
  }
  return floor;
}
