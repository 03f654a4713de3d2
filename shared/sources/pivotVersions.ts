import { cellKeys } from "../table/link.ts";
import type { Table } from "../table/table.ts";

/** Sums of the same numbers in another order differ in the last digits. */
const RELATIVE_ERROR = 1e-9;

/**
 * Tables that contradict each other: one source and measure, the same cell, two numbers. Their pivots were refreshed
 * at different times, so the relations between them do not hold and one could show what the other hides.
 */
export function contradictory(tables: readonly Table[]): ReadonlySet<Table> {
  const sources = new Map<string, Table[]>();
  for (const table of tables) sources.set(table.source ?? "", [...(sources.get(table.source ?? "") ?? []), table]);
  const found = new Set<Table>();
  for (const group of sources.values()) if (group.length > 1) compareAll(group, found);
  return found;
}

function compareAll(tables: readonly Table[], found: Set<Table>): void {
  const first = new Map<string, { readonly table: Table; readonly value: number }>();
  for (const table of tables) {
    const keys = cellKeys(table);
    // Shares and averages may differ under one name; they are no counts and stay hidden.
    for (const { name, values } of table.measures.filter(({ aggregation }) => aggregation !== "other")) {
      values.forEach((value, cell) => {
        const key = `${name}\u0000${keys[cell]}`, before = first.get(key);
        if (before === undefined) first.set(key, { table, value });
        else if (differ(before.value, value)) found.add(table).add(before.table);
      });
    }
  }
}

/** An empty cell and a zero both say that nothing was counted. */
function differ(a: number, b: number): boolean {
  const x = a || 0, y = b || 0;
  return Math.abs(x - y) > RELATIVE_ERROR * Math.max(Math.abs(x), Math.abs(y));
}
