import { link } from "../shared/table/link.ts";
import type { System } from "../shared/table/relations.ts";
import type { Table } from "../shared/table/table.ts";
import type { LinearRow, LinearSystem } from "./linearSystem.ts";
import { Problem, REFUSED } from "./problem.ts";

/** Tables of one source as an attacker sees them: one variable per cell, whichever table shows it. */
export interface Knowledge {
  readonly system: System;
  /** Per table: variable of each cell. */
  readonly variableOf: readonly Int32Array[];
  /** Shown value of every variable, NaN where no table shows one. */
  readonly shown: Float64Array;
}

/** A connected part of the unknowns, and which variable each of them is. */
export interface Part {
  readonly variables: readonly number[];
  readonly system: LinearSystem;
}

/** Sums of shown decimals agree to about this. */
const TOLERANCE = 1e-6;

/** A blank counts as zero, unless relations without hidden cells then fail: FLIS hides by leaving blank. */
export function knowledge(tables: readonly Table[], hidden: readonly Uint8Array[]): Knowledge {
  const { system, variableOf } = link(tables), shown = new Float64Array(system.variables).fill(NaN), blank = new Uint8Array(system.variables);
  tables.forEach((table, t) => {
    const known = new Set(table.known ?? []);
    variableOf[t].forEach((variable, cell) => {
      const value = table.measures[0].values[cell];
      if (hidden[t][cell] === 1 && !known.has(cell)) return;
      if (Number.isNaN(value)) { if (hidden[t][cell] === 0 && table.blank !== "suppressed") blank[variable] = 1; }
      else if (Math.abs(shown[variable] - value) > TOLERANCE) throw new Problem(REFUSED, "audit/contradiction");
      else shown[variable] = value;
    });
  });
  const zeros = shown.map((value, variable) => (Number.isNaN(value) && blank[variable] === 1 ? 0 : value));
  const agree = rowsOf(system, zeros).every(({ unknowns, sum }) => unknowns.length > 0 || Math.abs(sum) <= TOLERANCE);
  return { system, variableOf, shown: agree ? zeros : shown };
}

/** Every relation with its shown cells moved to the right-hand side; unknowns are variables. */
export function rowsOf({ start, cells }: System, shown: Float64Array): LinearRow[] {
  return Array.from({ length: start.length - 1 }, (_, relation) => {
    const unknowns: number[] = [], signs: number[] = [];
    let sum = 0;
    for (let k = start[relation]; k < start[relation + 1]; k++) {
      const sign = k === start[relation] ? -1 : 1, value = shown[cells[k]];
      if (Number.isNaN(value)) { unknowns.push(cells[k]); signs.push(sign); } else sum -= sign * value;
    }
    return { unknowns, signs, sum };
  });
}

/** Splits the unknowns into parts that share no relation. Throws where shown numbers contradict each other. */
export function parts({ system, shown }: Knowledge, lowerOf: (variable: number) => number): readonly Part[] {
  const rows = rowsOf(system, shown);
  if (rows.some(({ unknowns, sum }) => unknowns.length === 0 && Math.abs(sum) > TOLERANCE)) throw new Problem(REFUSED, "audit/contradiction");
  const root = new Int32Array(system.variables).map((_, variable) => variable);
  const find = (variable: number): number => {
    while (root[variable] !== variable) variable = root[variable] = root[root[variable]];
    return variable;
  };
  for (const { unknowns } of rows) for (const unknown of unknowns) root[find(unknown)] = find(unknowns[0]);
  const groups = new Map<number, { readonly variables: number[]; readonly rows: LinearRow[] }>();
  shown.forEach((value, variable) => {
    if (!Number.isNaN(value)) return;
    const group = groups.get(find(variable)) ?? { variables: [], rows: [] };
    groups.set(find(variable), group);
    group.variables.push(variable);
  });
  for (const row of rows) if (row.unknowns.length > 0) groups.get(find(row.unknowns[0]))!.rows.push(row);
  const integer = shown.every((value) => Number.isNaN(value) || Number.isInteger(value));
  return [...groups.values()].map((group) => {
    const column = new Map(group.variables.map((variable, k) => [variable, k]));
    const own = group.rows.map((row) => ({ ...row, unknowns: row.unknowns.map((unknown) => column.get(unknown)!) }));
    return { variables: group.variables, system: { lower: group.variables.map(lowerOf), integer, rows: own } };
  });
}
