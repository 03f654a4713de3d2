import { audit } from "../shared/audit/audit.ts";
import { link } from "../shared/table/link.ts";
import type { Policy } from "../shared/policy/policy.ts";
import type { Table } from "../shared/table/table.ts";

/** What a recipient can work out about the hidden cells of one table; cells by index. */
export interface PatternAttack {
  readonly safe: boolean;
  readonly exact: ReadonlyMap<number, number>;
  readonly derived: readonly { readonly cells: readonly number[]; readonly sum: number }[];
  /** Feasible values of every hidden cell; an unbounded upper end is null. */
  readonly intervals: ReadonlyMap<number, readonly [number, number | null]>;
  readonly narrow: ReadonlyMap<number, readonly [number, number]>;
}

/** Tables of one system with the cells that are hidden in each, and the least value a hidden cell can have. */
export interface Pattern {
  readonly tables: readonly Table[];
  /** Per table: 1 = hidden. */
  readonly hidden: readonly Uint8Array[];
  readonly lower: 0 | 1;
  readonly policy: Policy;
}

export function attackPattern({ tables, hidden, lower }: Pattern): readonly PatternAttack[] {
  const { system, variableOf } = link(tables);
  const values = new Float64Array(system.variables), masked = new Uint8Array(system.variables);
  tables.forEach(({ measures: [measure] }, t) => variableOf[t].forEach((variable, cell) => {
    values[variable] = measure.values[cell] || 0;
    masked[variable] = hidden[t][cell]!;
  }));
  const open = new Set(audit({ system, hidden: masked, values, lower }).unproven);
  return tables.map((_, t) => {
    const exact = new Map([...variableOf[t].entries()].filter(([, variable]) => open.has(variable)).map(([cell, variable]) => [cell, values[variable]]));
    return { safe: exact.size === 0, exact, derived: [], intervals: new Map(), narrow: new Map() };
  });
}
