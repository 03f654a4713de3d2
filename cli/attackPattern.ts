import { attack, type Attack, type Interval, type Oracle } from "../shared/audit/attack.ts";
import type { Policy } from "../shared/policy/policy.ts";
import { structuralFloor } from "../shared/table/floor.ts";
import { nestedCells } from "../shared/table/nested.ts";
import { isSmall } from "../shared/primary/smallCount.ts";
import type { Published } from "./auditTables.ts";
import { publishedSystem, type PublishedSystem } from "./published.ts";

/** What recipients can work out about the hidden cells of one table; cells by index. */
export interface PatternAttack {
  readonly safe: boolean;
  readonly exact: ReadonlyMap<number, number>;
  readonly derived: readonly { readonly cells: readonly number[]; readonly sum: number }[];
  /** Feasible values over real numbers; an unbounded upper end is null. Empty where intervals are not asked for. */
  readonly intervals: ReadonlyMap<number, readonly [number, number | null]>;
  readonly narrow: ReadonlyMap<number, readonly [number, number]>;
  /** Cells that count all but a small number of what a table under a wider filter counts, and that number. */
  readonly remainders: readonly { readonly cell: number; readonly sum: number }[];
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
  /** Linear programs for intervals and for what counted steps leave open; without it both are left out. */
  readonly oracle?: Oracle;
  /** Two linear programs per hidden cell, the slow part of an audit. */
  readonly intervals: boolean;
}

/** Intervals carry six decimals. */
const NOISE = 1e-6;

/** Attacks published tables; those of one source are one system. Null where shown numbers contradict each other. */
export function attackPattern(published: readonly Published[], rules: Rules): readonly (PatternAttack | null)[] {
  const groups = new Map<string, Published[]>();
  published.forEach((one, t) => {
    const key = one.table.source ?? `table ${t}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  });
  const found = new Map([...groups.values()].flatMap((group) => attackSystem(group, rules).map((result, k) => [group[k], result] as const)));
  return published.map((one) => found.get(one)!);
}

function attackSystem(group: readonly Published[], rules: Rules): readonly (PatternAttack | null)[] {
  const { oracle } = rules, published = publishedSystem(group, rules.policy, rules.lower);
  const result = published === null ? null : attack(published.pattern, { lower: published.lower, upper: published.upper, ...(oracle === undefined ? { search: 0 } : { oracle }) });
  if (published === null || result === null || result.contradiction) return group.map(() => null);
  const ranges = new Map<number, Interval>();
  for (const [variable, value] of result.exact) ranges.set(variable, { low: value, high: value });
  if (rules.intervals && oracle !== undefined)
    for (const component of result.left)
      oracle.intervals(component, [...component.variables.keys()]).forEach((interval, k) => ranges.set(component.variables[k], interval));
  return group.map((one, t) => {
    const found = tableAttack(one, published, t, { result, ranges, rules }), remainders = smallRemainders(group, published, t, { result, ranges, rules });
    return { ...found, remainders, safe: found.safe && remainders.length === 0 };
  });
}

/** Differences of two numbers that tables under different filters give away: whoever is in the one and not in the other. */
function smallRemainders(group: readonly Published[], { pattern, variableOf }: PublishedSystem, t: number, { result, rules }: Findings): PatternAttack["remainders"] {
  const told = (table: number, cell: number) => { const variable = variableOf[table][cell]; return pattern.hidden[variable] === 0 ? pattern.values[variable] : result.exact.get(variable) ?? NaN; };
  return nestedCells(group.map(({ table }) => table)).filter(({ narrow }) => narrow.table === t)
    .map(({ wide, narrow }) => ({ cell: narrow.cell, sum: told(wide.table, wide.cell) - told(t, narrow.cell) }))
    .filter(({ sum }) => sum > 0 && sum <= rules.policy.maxN);
}

interface Findings {
  readonly result: Attack;
  readonly ranges: ReadonlyMap<number, Interval>;
  readonly rules: Rules;
}

/** The findings of a system in the cells of one of its tables. A cell that another table shows is determined. */
function tableAttack({ table, hidden }: Published, { pattern, lower, variableOf, municipalities, insidersLeftOut }: PublishedSystem, t: number, { result, ranges, rules }: Findings): Omit<PatternAttack, "remainders"> {
  const cellOf = new Map<number, number>(), exact = new Map<number, number>(), floor = structuralFloor(pattern.system, pattern.hidden, pattern.values, lower);
  const spans = new Map<number, readonly [number, number | null]>(), narrow = new Map<number, readonly [number, number]>();
  variableOf[t].forEach((variable, cell) => {
    if (hidden[cell] === 0 && pattern.hidden[variable] === 0) return;
    cellOf.set(variable, cell);
    const shown = pattern.hidden[variable] === 0 ? pattern.values[variable] : result.exact.get(variable);
    const range = shown === undefined ? ranges.get(variable) : { low: shown, high: shown };
    if (shown !== undefined) exact.set(cell, shown);
    if (range === undefined) return;
    spans.set(cell, [range.low, Number.isFinite(range.high) ? range.high : null]);
    if (shown === undefined && isNarrow(range, table.measures[0].values[cell], floor[variable], rules.policy)) narrow.set(cell, [range.low, range.high]);
  });
  const cells = (variables: Iterable<number>) => [...variables].flatMap((variable) => cellOf.get(variable) ?? []);
  const derived = result.derived.flatMap(({ cells: variables, sum }) => (variables.every((variable) => cellOf.has(variable)) ? [{ cells: cells(variables), sum }] : []));
  const insiders = new Map([...result.insiders].map(([insider, gain]) => [municipalities[insider], cells(gain.exact.keys())] as const).filter(([, gained]) => gained.length > 0));
  const unresolved = cells([...result.unresolved, ...[...result.insiders.values()].flatMap((gain) => gain.unresolved)]);
  const safe = exact.size === 0 && insiders.size === 0 && unresolved.length === 0 && derived.length === 0 && (rules.policy.protection !== "interval" || narrow.size === 0);
  return { safe, exact, derived, intervals: rules.intervals ? spans : new Map(), narrow, insiders, insidersLeftOut, unresolved: [...new Set(unresolved)] };
}

/** Whether the table alone tells that a cell is small: `floor` is what its structure tells anyway. Where the true value is not at hand, a cell that can only be small is. */
function isNarrow({ low, high }: Interval, truth: number, floor: number, policy: Policy): boolean {
  const small = Number.isNaN(truth) ? high <= policy.maxN : isSmall(truth, policy);
  return small && (low > floor + NOISE || high < policy.maxN + 1 - NOISE);
}
