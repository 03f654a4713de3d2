import { attack, type Attack, type Interval, type Oracle } from "../shared/audit/attack.ts";
import { eachInTurn, knownTogether } from "../shared/policy/audience.ts";
import type { Policy } from "../shared/policy/policy.ts";
import { structuralFloor } from "../shared/table/floor.ts";
import { nestedCells } from "../shared/table/nested.ts";
import { smallRests } from "../shared/primary/smallRest.ts";
import { isSmall } from "../shared/primary/smallCount.ts";
import { measuresOf, type AttackedTable } from "./attackedMeasures.ts";
import type { Published } from "./auditTables.ts";
import { publishedSystem, type PublishedMeasure, type PublishedSystem } from "./published.ts";

/** What recipients can work out about the hidden cells of one table; cells by index, those of further measures after those of the first. */
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

/** What municipalities put together besides is attacked by itself: nobody knows more than one of the two. */
function audiences({ audience }: Policy): readonly Policy["audience"][] {
  return eachInTurn(audience) && knownTogether(audience).length > 0 ? ["anyMunicipality", knownTogether(audience)] : [audience];
}

/** Attacks published tables, every measure of them; those of one source are one system. Null where shown numbers contradict each other. */
export function attackPattern(published: readonly Published[], rules: Rules): readonly (PatternAttack | null)[] {
  const groups = new Map<string, number[]>();
  published.forEach(({ table }, t) => {
    const key = table.source ?? `table ${t}`;
    groups.set(key, [...(groups.get(key) ?? []), t]);
  });
  const found: (PatternAttack | null)[] = published.map(() => null);
  for (const tables of groups.values()) {
    const readings = audiences(rules.policy).map((audience) => attackSource(tables.map((t) => published[t]), { ...rules, policy: { ...rules.policy, audience } }));
    tables.forEach((t, k) => { found[t] = merged(readings.map((reading) => reading[k])); });
  }
  return found;
}

/** Rounds in which what was worked out of one measure tells another. */
const MOST_ROUNDS = 4;

/** Tables of one source: counts that are sums of each other jointly, amounts by themselves, and what shares and averages tell of their counts. */
function attackSource(group: readonly Published[], rules: Rules): readonly (PatternAttack | null)[] {
  const measures = measuresOf(group, rules.policy);
  for (let round = 0; ; round++) {
    const sets = measures.sets().map((set) => ({ set, attacks: attackSystem(set, rules) }));
    const results = sets.flatMap(({ set, attacks }) => set.map(({ place }, k) => ({ place, attack: attacks[k] })));
    const learned = results.flatMap(({ place, attack }) => [...(attack?.exact ?? [])].map(([cell, value]) => ({ at: place(cell), value })));
    if (round < MOST_ROUNDS && results.every(({ attack }) => attack !== null) && measures.learn(learned)) continue;
    return group.map((_, t) => merged(results.map(({ place, attack }) => (attack === null ? null : placed(attack, t, place)))));
  }
}

/** What an attack on one table of measures found in the cells of a published one. */
function placed(attack: PatternAttack, table: number, place: AttackedTable["place"]): PatternAttack {
  const cellOf = (cell: number): readonly number[] => { const at = place(cell); return at?.table === table ? [at.cell] : []; };
  const cells = (list: Iterable<number>) => [...list].flatMap(cellOf), byCell = <T>(map: ReadonlyMap<number, T>) => new Map([...map].flatMap(([cell, value]) => cellOf(cell).map((at) => [at, value] as const)));
  const exact = byCell(attack.exact), narrow = byCell(attack.narrow), unresolved = cells(attack.unresolved);
  const derived = attack.derived.map((found) => ({ ...found, cells: cells(found.cells) })).filter((found) => found.cells.length > 0);
  const remainders = attack.remainders.flatMap(({ cell, sum }) => cellOf(cell).map((at) => ({ cell: at, sum })));
  const insiders = new Map([...attack.insiders].map(([name, gained]) => [name, cells(gained)] as const).filter(([, gained]) => gained.length > 0));
  const safe = attack.safe || exact.size + narrow.size + unresolved.length + derived.length + remainders.length + insiders.size === 0;
  return { ...attack, exact, narrow, unresolved, derived, remainders, insiders, intervals: byCell(attack.intervals), safe };
}

const NOTHING: PatternAttack = { safe: true, exact: new Map(), derived: [], intervals: new Map(), narrow: new Map(), insiders: new Map(), remainders: [], insidersLeftOut: false, unresolved: [] };

/** All that several attacks found; null where one met a contradiction. */
function merged(attacks: readonly (PatternAttack | null)[]): PatternAttack | null {
  return attacks.reduce<PatternAttack | null>((a, b) => a === null || b === null ? null : {
    safe: a.safe && b.safe, exact: new Map([...a.exact, ...b.exact]), derived: distinct([...a.derived, ...b.derived]), intervals: new Map([...b.intervals, ...a.intervals]),
    narrow: new Map([...a.narrow, ...b.narrow]), remainders: distinct([...a.remainders, ...b.remainders]),
    insiders: new Map([...new Set([...a.insiders.keys(), ...b.insiders.keys()])].map((name) => [name, [...new Set([...(a.insiders.get(name) ?? []), ...(b.insiders.get(name) ?? [])])]])),
    insidersLeftOut: a.insidersLeftOut || b.insidersLeftOut, unresolved: [...new Set([...a.unresolved, ...b.unresolved])],
  }, NOTHING);
}

function distinct<T>(found: readonly T[]): readonly T[] {
  return [...new Map(found.map((one) => [JSON.stringify(one), one])).values()];
}

/** What is no count may be nothing, and less than that where others are. */
function leastAmount(group: readonly PublishedMeasure[]): number {
  return group.some(({ table: { measures: [{ values }] } }) => values.some((value) => value < 0)) ? -1e9 : 0;
}

function attackSystem(group: readonly PublishedMeasure[], rules: Rules): readonly (PatternAttack | null)[] {
  const { oracle } = rules, published = publishedSystem(group, rules.policy, group.some(({ isAmount }) => isAmount) ? leastAmount(group) : rules.lower);
  const result = published === null ? null : attack(published.pattern, { lower: published.lower, upper: published.upper, ...(oracle === undefined ? { search: 0 } : { oracle }) });
  if (published === null || result === null || result.contradiction) return group.map(() => null);
  const ranges = new Map<number, Interval>();
  for (const [variable, value] of result.exact) ranges.set(variable, { low: value, high: value });
  if (rules.intervals && oracle !== undefined)
    for (const component of result.left)
      oracle.intervals(component, [...component.variables.keys()]).forEach((interval, k) => ranges.set(component.variables[k], interval));
  return group.map((one, t) => {
    const found = tableAttack(one, published, t, { result, ranges, rules }), remainders = one.isAmount ? [] : smallRemainders(group, published, t, { result, ranges, rules });
    return { ...found, remainders, safe: found.safe && remainders.length === 0 };
  });
}

/** Differences of two numbers that give away who is in the one and not in the other: under different filters, or of a distinct count and a part of it. */
function smallRemainders(group: readonly PublishedMeasure[], { pattern, variableOf }: PublishedSystem, t: number, { result, rules }: Findings): PatternAttack["remainders"] {
  const told = (table: number, cell: number) => { const variable = variableOf[table][cell]; return pattern.hidden[variable] === 0 ? pattern.values[variable] : result.exact.get(variable) ?? NaN; };
  const ofTables = nestedCells(group.map(({ table }) => table)).filter(({ narrow }) => narrow.table === t)
    .map(({ wide, narrow }) => ({ cell: narrow.cell, sum: told(wide.table, wide.cell) - told(t, narrow.cell) }))
    .filter(({ sum }) => sum > 0 && sum <= rules.policy.maxN);
  const values = pattern.values.map((value, variable) => (pattern.hidden[variable] === 0 ? value : result.exact.get(variable) ?? NaN)), cellOf = new Map(Array.from(variableOf[t], (variable, cell) => [variable, cell]));
  const ofTotals = smallRests(pattern.system, values, pattern.distinct ?? new Uint8Array(0), rules.policy.maxN).flatMap(({ cell: variable, rest }) => { const cell = cellOf.get(variable); return cell === undefined ? [] : [{ cell, sum: rest }]; });
  return [...ofTables, ...ofTotals];
}

interface Findings {
  readonly result: Attack;
  readonly ranges: ReadonlyMap<number, Interval>;
  readonly rules: Rules;
}

/** The findings of a system in the cells of one of its tables. A cell that another table shows is determined. */
function tableAttack({ table, hidden, isAmount }: PublishedMeasure, { pattern, lower, variableOf, municipalities, insidersLeftOut }: PublishedSystem, t: number, { result, ranges, rules }: Findings): Omit<PatternAttack, "remainders"> {
  const cellOf = new Map<number, number>(), exact = new Map<number, number>(), floor = structuralFloor(pattern.system, pattern.hidden, pattern.values, lower, pattern.distinct);
  const spans = new Map<number, readonly [number, number | null]>(), narrow = new Map<number, readonly [number, number]>();
  variableOf[t].forEach((variable, cell) => {
    if (hidden[cell] === 0 && pattern.hidden[variable] === 0) return;
    cellOf.set(variable, cell);
    const shown = pattern.hidden[variable] === 0 ? pattern.values[variable] : result.exact.get(variable);
    const range = shown === undefined ? ranges.get(variable) : { low: shown, high: shown };
    // That an amount is nothing at all says no more than the shown nothing that it is part of.
    if (shown !== undefined && !(isAmount && shown === 0)) exact.set(cell, shown);
    if (range === undefined) return;
    spans.set(cell, [range.low, Number.isFinite(range.high) ? range.high : null]);
    if (shown === undefined && !isAmount && isNarrow(range, table.measures[0].values[cell], floor[variable], rules.policy)) narrow.set(cell, [range.low, range.high]);
  });
  const cells = (variables: Iterable<number>) => [...variables].flatMap((variable) => cellOf.get(variable) ?? []);
  const derived = result.derived.flatMap(({ cells: variables, sum }) => (variables.some((variable) => cellOf.has(variable)) ? [{ cells: cells(variables), sum }] : []));
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
