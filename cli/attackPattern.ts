import type { Policy } from "../shared/policy/policy.ts";
import { isSmall } from "../shared/primary/smallCount.ts";
import type { Table } from "../shared/table/table.ts";
import type { Interval, Oracle } from "./linearSystem.ts";
import { Problem, REFUSED } from "./problem.ts";
import { knowledge, parts, rowsOf, type Knowledge } from "./published.ts";

/** What a recipient can work out about the hidden cells of one table; cells by index. */
export interface PatternAttack {
  readonly safe: boolean;
  readonly exact: ReadonlyMap<number, number>;
  readonly derived: readonly { readonly cells: readonly number[]; readonly sum: number }[];
  /** Feasible values; an unbounded upper end is null. Very large systems have only those that decide. */
  readonly intervals: ReadonlyMap<number, readonly [number, number | null]>;
  readonly narrow: ReadonlyMap<number, readonly [number, number]>;
}

/** Tables with the cells that are hidden in each (1 = hidden), and the least value a recipient knows a hidden cell to have. */
export interface Pattern {
  readonly tables: readonly Table[];
  readonly hidden: readonly Uint8Array[];
  readonly lower: 0 | 1;
  readonly policy: Policy;
}

/** Attacks a pattern without looking at what it hides. Tables of one source are one system; insiders are not searched. */
export function attackPattern(pattern: Pattern, oracle: Oracle): readonly PatternAttack[] {
  const groups = new Map<string, number[]>();
  pattern.tables.forEach(({ source }, t) => {
    const key = source ?? `table ${t}`;
    groups.set(key, [...(groups.get(key) ?? []), t]);
  });
  const found = new Map([...groups.values()].flatMap((members) => attackSystem(pattern, members, oracle).map((attack, k) => [members[k], attack] as const)));
  return pattern.tables.map((_, t) => found.get(t)!);
}

function attackSystem({ tables, hidden, lower, policy }: Pattern, members: readonly number[], oracle: Oracle): readonly PatternAttack[] {
  const known = knowledge(members.map((t) => tables[t]), members.map((t) => hidden[t]));
  const marked = new Uint8Array(known.system.variables);
  members.forEach((t, k) => known.variableOf[k].forEach((variable, cell) => { marked[variable] ||= hidden[t][cell]; }));
  const ranges = new Map<number, Interval>();
  for (const part of parts(known, (variable) => (marked[variable] === 1 ? lower : 0))) {
    const intervals = oracle(part.system);
    if (intervals === null) throw new Problem(REFUSED, "audit/contradiction");
    intervals.forEach((interval, k) => { if (interval !== undefined) ranges.set(part.variables[k], interval); });
  }
  known.shown.forEach((value, variable) => { if (marked[variable] === 1 && !Number.isNaN(value)) ranges.set(variable, { low: value, high: value }); });
  const sums = smallSums(known, ranges, policy);
  return members.map((t, k) => report(tables[t], hidden[t], known.variableOf[k], ranges, sums, { lower, policy }));
}

/** Relations that, without what is determined, leave a small sum of several hidden cells. */
function smallSums({ system, shown }: Knowledge, ranges: ReadonlyMap<number, Interval>, { maxN }: Policy) {
  const settled = shown.map((value, variable) => {
    const range = ranges.get(variable);
    return range !== undefined && range.low === range.high ? range.low : value;
  });
  return rowsOf(system, settled).flatMap(({ unknowns, signs, sum }) =>
    (unknowns.length > 1 && signs.every((sign) => sign === signs[0]) && Math.abs(sum) <= maxN ? [{ variables: unknowns, sum: Math.abs(sum) }] : []));
}

function report(
  table: Table, hidden: Uint8Array, variableOf: Int32Array, ranges: ReadonlyMap<number, Interval>,
  sums: readonly { readonly variables: readonly number[]; readonly sum: number }[], { lower, policy }: Pick<Pattern, "lower" | "policy">,
): PatternAttack {
  const exact = new Map<number, number>(), intervals = new Map<number, readonly [number, number | null]>(), narrow = new Map<number, readonly [number, number]>();
  const cellOf = new Map<number, number>();
  variableOf.forEach((variable, cell) => {
    if (hidden[cell] === 0) return;
    cellOf.set(variable, cell);
    const range = ranges.get(variable);
    if (range === undefined) return;
    const { low, high } = range, truth = table.measures[0].values[cell];
    intervals.set(cell, [low, Number.isFinite(high) ? high : null]);
    const small = Number.isNaN(truth) ? high <= policy.maxN : isSmall(truth, policy);
    if (low === high) exact.set(cell, low);
    else if (small && (low > lower || high < policy.maxN + 1)) narrow.set(cell, [low, high]);
  });
  const derived = sums.flatMap(({ variables, sum }) => (variables.every((variable) => cellOf.has(variable)) ? [{ cells: variables.map((variable) => cellOf.get(variable)!), sum }] : []));
  const level = policy.protection;
  const safe = exact.size === 0 && (level === "exact" || derived.length === 0) && (level !== "interval" || narrow.size === 0);
  return { safe, exact, derived, intervals, narrow };
}
