import { attack, type Attack, type Interval, type Oracle } from "../shared/audit/attack.ts";
import type { Policy } from "../shared/policy/policy.ts";
import { isSmall } from "../shared/primary/smallCount.ts";
import type { Published } from "./auditTables.ts";
import { inward } from "./highsOracle.ts";
import { Problem, REFUSED } from "./problem.ts";
import { publishedSystem, type PublishedSystem } from "./published.ts";

/** What recipients can work out about the hidden cells of one table; cells by index. */
export interface PatternAttack {
  readonly safe: boolean;
  readonly exact: ReadonlyMap<number, number>;
  readonly derived: readonly { readonly cells: readonly number[]; readonly sum: number }[];
  /** Feasible values; an unbounded upper end is null. Very large systems have only those that decide. */
  readonly intervals: ReadonlyMap<number, readonly [number, number | null]>;
  readonly narrow: ReadonlyMap<number, readonly [number, number]>;
  /** Cells that a municipality with its own cells known can work out, by municipality. */
  readonly insiders: ReadonlyMap<string, readonly number[]>;
  /** True where municipalities were asked for, but the hidden values that they know are not at hand. */
  readonly insidersLeftOut: boolean;
  /** Cells that could be proved neither open nor determined. */
  readonly unresolved: readonly number[];
}

export interface Rules {
  readonly policy: Policy;
  /** Least value a recipient knows a hidden cell to have. */
  readonly lower: 0 | 1;
}

/** Unknowns of a component up to which whole numbers are searched for intervals; beyond it bounds are rounded inward. */
const WHOLE_SEARCH = 200;
/** Unknowns of a component up to which intervals are computed at all. */
const INTERVALS = 2_500;

/** Attacks published tables; those of one source are one system. */
export function attackPattern(published: readonly Published[], rules: Rules, oracle: Oracle): readonly PatternAttack[] {
  const groups = new Map<string, Published[]>();
  published.forEach((one, t) => {
    const key = one.table.source ?? `table ${t}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  });
  const found = new Map([...groups.values()].flatMap((group) => attackSystem(group, rules, oracle).map((result, k) => [group[k], result] as const)));
  return published.map((one) => found.get(one)!);
}

function attackSystem(group: readonly Published[], rules: Rules, oracle: Oracle): readonly PatternAttack[] {
  const published = publishedSystem(group, rules.policy, rules.lower);
  const result = published === null ? null : attack(published.pattern, { lower: published.lower, oracle });
  if (published === null || result === null || result.contradiction) throw new Problem(REFUSED, "audit/contradiction");
  const ranges = intervals(result, oracle);
  for (const [variable, value] of result.exact) ranges.set(variable, inward({ low: value, high: value }, false));
  return group.map((one, t) => tableAttack(one, published, t, { result, ranges, rules }));
}

function intervals({ left }: Attack, oracle: Oracle): Map<number, Interval> {
  const ranges = new Map<number, Interval>();
  for (const component of left) {
    const { variables, integral } = component;
    if (variables.length > INTERVALS) continue;
    const found = oracle.intervals(component, [...variables.keys()], integral && variables.length <= WHOLE_SEARCH ? "integers" : "reals");
    found.forEach((interval, k) => ranges.set(variables[k], inward(interval, integral)));
  }
  return ranges;
}

interface Findings {
  readonly result: Attack;
  readonly ranges: ReadonlyMap<number, Interval>;
  readonly rules: Rules;
}

/** The findings of a system in the cells of one of its tables. A cell that another table shows is determined. */
function tableAttack({ table, hidden }: Published, { pattern, variableOf, municipalities, insidersLeftOut }: PublishedSystem, t: number, { result, ranges, rules }: Findings): PatternAttack {
  const cellOf = new Map<number, number>(), exact = new Map<number, number>();
  const spans = new Map<number, readonly [number, number | null]>(), narrow = new Map<number, readonly [number, number]>();
  variableOf[t].forEach((variable, cell) => {
    if (hidden[cell] === 0 && pattern.hidden[variable] === 0) return;
    cellOf.set(variable, cell);
    const range = pattern.hidden[variable] === 0 ? { low: pattern.values[variable], high: pattern.values[variable] } : ranges.get(variable);
    if (range === undefined) return;
    spans.set(cell, [range.low, Number.isFinite(range.high) ? range.high : null]);
    if (range.low === range.high) exact.set(cell, range.low);
    else if (isNarrow(range, table.measures[0].values[cell], rules)) narrow.set(cell, [range.low, range.high]);
  });
  const cells = (variables: Iterable<number>) => [...variables].flatMap((variable) => cellOf.get(variable) ?? []);
  const derived = result.derived.flatMap(({ cells: variables, sum }) => (variables.every((variable) => cellOf.has(variable)) ? [{ cells: cells(variables), sum }] : []));
  const insiders = new Map([...result.insiders].map(([insider, gain]) => [municipalities[insider], cells(gain.exact.keys())] as const).filter(([, gained]) => gained.length > 0));
  const unresolved = cells([...result.unresolved, ...[...result.insiders.values()].flatMap((gain) => gain.unresolved)]);
  const safe = exact.size === 0 && insiders.size === 0 && unresolved.length === 0 && derived.length === 0 && (rules.policy.protection !== "interval" || narrow.size === 0);
  return { safe, exact, derived, intervals: spans, narrow, insiders, insidersLeftOut, unresolved: [...new Set(unresolved)] };
}

/** Whether the table alone tells that a cell is small. Where the true value is not at hand, a cell that can only be small is. */
function isNarrow({ low, high }: Interval, truth: number, { policy, lower }: Rules): boolean {
  const small = Number.isNaN(truth) ? high <= policy.maxN : isSmall(truth, policy);
  return small && (low > lower || high < policy.maxN + 1);
}
