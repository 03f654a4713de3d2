import type { Pattern } from "./audit.ts";
import type { Knowledge, Row } from "./component.ts";

/** Bounds that a recipient knows, per variable. */
export interface Limits {
  /** Least value a recipient gives an unknown, where it is not the pattern's `lower`. */
  readonly lower?: Float64Array;
  /** Greatest value, inclusive; Infinity where there is none. Absent: none anywhere. */
  readonly upper?: Float64Array;
}

/** What rows say beyond the variables (the rests of distinct counts) nobody knows, but that it cannot be negative. */
export function knowledgeOf({ values, hidden, known, lower }: Pattern, options: Limits, rows: readonly Row[]): Knowledge {
  const unknowns = rows.reduce((most, row) => Math.max(most, row.unknowns[row.unknowns.length - 1] + 1), values.length);
  const extended = (cells: ArrayLike<number>, rest: number): Float64Array => { const all = new Float64Array(unknowns).fill(rest); all.set(cells); return all; };
  return {
    given: extended(values.map((value, variable) => (hidden[variable] !== 0 && known[variable] === 0 ? NaN : value)), NaN),
    lower: extended(values.map((value, variable) => Math.min(options.lower?.[variable] ?? lower, Number.isNaN(value) ? Infinity : value)), 0),
    upper: extended(options.upper ?? [], Infinity),
    integral: values.every((value) => Number.isNaN(value) || Number.isInteger(value)),
  };
}

/** The true values of cells, and of the rests of distinct counts: the last of a row that has one. */
export function withRests(values: Float64Array, rows: readonly Row[], unknowns: number): Float64Array {
  const truth = new Float64Array(unknowns);
  truth.set(values);
  for (const { unknowns: row, signs, sum } of rows) {
    const last = row.length - 1;
    if (row[last] >= values.length) truth[row[last]] = signs[last] * (sum - row.slice(0, last).reduce((all, unknown, k) => all + signs[k] * truth[unknown], 0));
  }
  return truth;
}
