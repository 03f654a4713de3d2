import type { System } from "../table/relations.ts";

/**
 * What a recipient is left with after moving every number it has to the other side: connected unknowns, rows
 * Σ sign·unknown = sum, and bounds. Unknowns are indexes; `variables` says which number each had before the split.
 */
export interface Component {
  readonly variables: Int32Array;
  readonly lower: Float64Array;
  /** Infinity where nothing bounds an unknown. */
  readonly upper: Float64Array;
  /** Whole numbers only: what lies between them is no table. */
  readonly integral: boolean;
  readonly rows: readonly Row[];
  /** Rows that contain each unknown. */
  readonly rowsOf: readonly (readonly number[])[];
}

export interface Row {
  readonly unknowns: readonly number[];
  /** +1 or −1 for each unknown. */
  readonly signs: readonly number[];
  readonly sum: number;
}

/** Unknowns and what is known of them, by number: NaN in `given` where a recipient has no number. */
export interface Knowledge {
  readonly given: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly integral: boolean;
}

/** Sums of decimals agree to about this share of what is summed. */
const ROUNDING = 1e-12;

export function agree(a: number, b: number): boolean {
  return a === b || Math.abs(a - b) <= ROUNDING * Math.max(1, Math.min(Math.abs(a), Math.abs(b)));
}

/**
 * The relations of a system as rows: total subtracted from its parts. A total that is a distinct count (1 in `distinct`) is no sum, but
 * part + rest = total for each part, and total + twice counted = sum of parts: one further unknown per row, numbered after the
 * variables, that cannot be negative.
 */
export function rowsFrom({ start, cells, variables }: System, distinct?: Uint8Array): Row[] {
  let next = variables;
  return Array.from({ length: start.length - 1 }, (_, relation): Row[] => {
    const [total, ...parts] = cells.subarray(start[relation], start[relation + 1]), signs = [-1, ...parts.map(() => 1)];
    if ((distinct?.[relation] ?? 0) === 0) return [{ unknowns: [total, ...parts], signs, sum: 0 }];
    return [...parts.map((part) => ({ unknowns: [total, part, next++], signs: [-1, 1, 1], sum: 0 })), { unknowns: [total, ...parts, next++], signs: [...signs, -1], sum: 0 }];
  }).flat();
}

/** Rows with what is given on the right-hand side; those left without unknowns stay in. What is left of decimals by rounding is nothing. */
export function substitute(rows: readonly Row[], given: Float64Array): Row[] {
  return rows.map(({ unknowns, signs, sum }) => {
    const open: number[] = [], openSigns: number[] = [];
    let rest = sum, summed = Math.abs(sum);
    unknowns.forEach((unknown, k) => {
      const value = given[unknown];
      if (Number.isNaN(value)) { open.push(unknown); openSigns.push(signs[k]); return; }
      rest -= signs[k] * value;
      summed += Math.abs(value);
    });
    return { unknowns: open, signs: openSigns, sum: !Number.isInteger(rest) && Math.abs(rest) <= ROUNDING * summed ? 0 : rest };
  });
}

/** Splits what is unknown into parts that share no row, in the order of their first unknown. */
export function components({ lower, upper, integral, given }: Knowledge, rows: readonly Row[]): readonly Component[] {
  const root = Int32Array.from(given.keys());
  const find = (variable: number): number => {
    while (root[variable] !== variable) { root[variable] = root[root[variable]]; variable = root[variable]; }
    return variable;
  };
  for (const { unknowns } of rows) for (const unknown of unknowns) root[find(unknown)] = find(unknowns[0]);
  const groups = new Map<number, { readonly variables: number[]; readonly rows: Row[] }>();
  given.forEach((value, variable) => {
    if (!Number.isNaN(value)) return;
    const group = groups.get(find(variable));
    if (group === undefined) groups.set(find(variable), { variables: [variable], rows: [] });
    else group.variables.push(variable);
  });
  for (const row of rows) if (row.unknowns.length > 0) groups.get(find(row.unknowns[0]))!.rows.push(row);
  const indexOf = new Int32Array(given.length);
  return [...groups.values()].map((group) => {
    group.variables.forEach((variable, k) => { indexOf[variable] = k; });
    const own = group.rows.map((row) => ({ ...row, unknowns: row.unknowns.map((variable) => indexOf[variable]) }));
    return {
      variables: Int32Array.from(group.variables), integral, rows: own, rowsOf: rowsOfEach(own, group.variables.length),
      lower: Float64Array.from(group.variables, (variable) => lower[variable]), upper: Float64Array.from(group.variables, (variable) => upper[variable]),
    };
  });
}

function rowsOfEach(rows: readonly Row[], unknowns: number): number[][] {
  const of: number[][] = Array.from({ length: unknowns }, () => []);
  rows.forEach((row, r) => { for (const unknown of row.unknowns) of[unknown].push(r); });
  return of;
}
