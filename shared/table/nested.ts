import { choicesOf } from "./link.ts";
import type { Table } from "./table.ts";

/** Two cells of which one counts everything the other counts, and more: the same members under a wider filter. */
export interface NestedCells {
  readonly wide: { readonly table: number; readonly cell: number };
  readonly narrow: { readonly table: number; readonly cell: number };
}

/** All pairs of cells that differ only in the filters of their tables, narrower within wider. */
export function nestedCells(tables: readonly Table[]): NestedCells[] {
  const keys = tables.map((table) => choicesOf(table).map((choices) => choices.join("\u0001")));
  const found: NestedCells[] = [];
  tables.forEach((inner, n) => tables.forEach((outer, w) => {
    if (n === w || !isWithin(inner, outer)) return;
    const at = new Map(keys[w].map((key, cell) => [key, cell]));
    keys[n].forEach((key, cell) => {
      const wide = at.get(key);
      if (wide !== undefined) found.push({ wide: { table: w, cell: wide }, narrow: { table: n, cell } });
    });
  }));
  return found;
}

/** Whether one table's filters keep a real part of what the other's keep. */
function isWithin(inner: Table, outer: Table): boolean {
  const narrow = inner.context ?? {}, wide = outer.context ?? {};
  const allWithin = Object.entries(wide).every(([field, members]) => narrow[field]?.every((member) => members.includes(member)) ?? false);
  const same = Object.keys(narrow).length === Object.keys(wide).length && Object.entries(narrow).every(([field, members]) => wide[field]?.length === members.length);
  return allWithin && !same;
}
