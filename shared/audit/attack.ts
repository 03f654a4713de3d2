import { derivedSum, type DerivedSum } from "../algebra/derived.ts";
import { without } from "../table/additivity.ts";
import type { Pattern } from "./audit.ts";
import { Bounds } from "./bounds.ts";
import { agree, components, rowsFrom, substitute, type Component, type Knowledge, type Row } from "./component.ts";
import { knowledgeOf, withRests, type Limits } from "./knowledge.ts";
import { insidersIn, type Decide, type Learned } from "./insiders.ts";
import { resolve, type Verdict } from "./resolve.ts";

/** What a recipient may know beyond the pattern itself, and what helps to find out; per variable. */
export interface AttackOptions extends Limits {
  readonly oracle?: Oracle;
  /** Counted steps of the exhaustive search per connected part; 0 leaves it out. */
  readonly search?: number;
}

/** What unknowns can be: both ends belong to it, `high` may be Infinity. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Linear and whole-number programming that a host may lend; no pattern is chosen by it. */
export interface Oracle {
  /** Some solution of a component, in whole numbers where it is integral; null where there is none. */
  readonly solution: (component: Component) => Float64Array | null;
  /** What each of these unknowns can be, over real numbers. */
  readonly intervals: (component: Component, unknowns: readonly number[]) => readonly Interval[];
}

/** What recipients can work out. Cells are variables of the system. */
export interface Attack {
  /** Shown numbers that no table can have: nothing is said about any cell. */
  readonly contradiction: boolean;
  /** Hidden cells with only one possible value. */
  readonly exact: ReadonlyMap<number, number>;
  /** Hidden cells that could be neither proved open nor proved determined. */
  readonly unresolved: readonly number[];
  /** Per municipality that reads with its own cells known: what it learns beyond `exact`, and what stays unresolved for it. */
  readonly insiders: ReadonlyMap<number, InsiderGain>;
  readonly derived: readonly DerivedSum[];
  /** Components that are left, for whoever wants intervals of their unknowns. */
  readonly left: readonly Component[];
}

export interface InsiderGain {
  readonly exact: ReadonlyMap<number, number>;
  readonly unresolved: readonly number[];
}

/** Digits that sums of decimals keep. */
const DIGITS = 12;

/** Counted rows followed per row of a component before bounds are left as they are. */
const ROUNDS = 8;

/**
 * Attacks a pattern, whoever made it: whatever recipients can work out about the hidden cells, each municipality with its
 * own cells known where `pattern.insiders` says so. Hidden values that are not at hand are NaN; a solution then comes
 * from the oracle, and without one nothing but simple deduction is resolved.
 */
export function attack(pattern: Pattern, options: AttackOptions = {}): Attack {
  const everything = rowsFrom(pattern.system, pattern.distinct), knowledge = knowledgeOf(pattern, options, everything), { given } = knowledge;
  const exact = new Map<number, number>(), unresolved: number[] = [], cells = pattern.system.variables;
  const learn = (variable: number, value: number) => { given[variable] = value; if (variable < cells) exact.set(variable, value); };
  if (!deduce(knowledge, substitute(everything, given), learn)) return contradicted();
  const truth = withRests(pattern.values, everything, given.length), gains = new Map<number, Gain>();
  for (const component of components(knowledge, substitute(everything, given))) {
    const point = solution(component, truth, options.oracle);
    if (point === null) return contradicted();
    if (point === undefined) { unresolved.push(...component.variables); continue; }
    component.variables.forEach((variable, k) => { truth[variable] = point[k]; });
    const owner = Int32Array.from(component.variables, (variable) => pattern.owner[variable] ?? -1);
    const decide: Decide = (part, at, verdict) => decideBy(options.oracle, part, at, verdict);
    const verdict = resolve({ ...component, variables: component.variables.map((variable) => (variable < cells ? variable : -1)) }, point, pattern.owner, options.search), decided = decide(component, point, verdict);
    for (const k of decided.determined) learn(component.variables[k], point[k]);
    unresolved.push(...decided.unresolved.map((k) => component.variables[k]));
    if (pattern.insiders) for (const learned of insidersIn({ component, point, verdict, owner }, decide)) note(gains, learned, component, point, cells);
  }
  return {
    contradiction: false, exact, unresolved: unresolved.filter((variable) => variable < cells).sort((a, b) => a - b), insiders: gains,
    derived: derivedSums(pattern, truth, given), left: components(knowledge, substitute(everything, given)),
  };
}

interface Gain { readonly exact: Map<number, number>; readonly unresolved: number[] }

function contradicted(): Attack {
  return { contradiction: true, exact: new Map(), unresolved: [], insiders: new Map(), derived: [], left: [] };
}

/** Follows bounds from row to row; false where shown numbers contradict each other. */
function deduce(knowledge: Knowledge, rows: readonly Row[], learn: (variable: number, value: number) => void): boolean {
  if (rows.some(({ unknowns, sum }) => unknowns.length === 0 && !agree(sum, 0))) return false;
  for (const component of components(knowledge, rows)) {
    const bounds = new Bounds(component);
    component.rows.forEach((_, row) => bounds.wait(row));
    if (!bounds.propagate(ROUNDS * component.rows.length)) return false;
    component.variables.forEach((variable, k) => { if (agree(bounds.lower[k], bounds.upper[k])) learn(variable, Number(bounds.lower[k].toPrecision(DIGITS))); });
  }
  return true;
}

/** The true values where all are at hand, else the oracle's; null where there is no solution, undefined where none is at hand. */
function solution(component: Component, truth: Float64Array, oracle: Oracle | undefined): Float64Array | null | undefined {
  const point = Float64Array.from(component.variables, (variable) => truth[variable]);
  if (point.some(Number.isNaN)) return oracle?.solution(component);
  return component.rows.every(({ unknowns, signs, sum }) => agree(unknowns.reduce((total, unknown, k) => total + signs[k] * point[unknown], 0), sum)) ? point : null;
}

/**
 * What the counted search left open is decided by the oracle, where there is one: by the real interval, which settles a
 * whole number where it holds no second one, then by another solution.
 */
function decideBy(oracle: Oracle | undefined, component: Component, point: Float64Array, { determined, unresolved }: Verdict): ReturnType<Decide> {
  if (oracle === undefined || unresolved.length === 0) return { determined, unresolved };
  const ends = oracle.intervals(component, unresolved), fixed = [...determined], open = new Set<number>();
  unresolved.forEach((unknown, k) => {
    if (isSingle(ends[k], component.integral)) fixed.push(unknown);
    else if (component.integral && !open.has(unknown)) {
      const other = otherSolution(oracle, component, point, unknown);
      if (other === null) fixed.push(unknown);
      else for (const one of unresolved) if (other[one] !== point[one]) open.add(one);
    }
  });
  return { determined: fixed, unresolved: [] };
}

function isSingle({ low, high }: Interval, integral: boolean): boolean {
  return integral ? Math.floor(high + 1e-5) <= Math.ceil(low - 1e-5) : high - low <= 1e-5 * Math.max(1, Math.abs(low));
}

/** A solution with another value of one unknown; null where there is none. */
function otherSolution({ solution }: Oracle, component: Component, point: Float64Array, unknown: number): Float64Array | null {
  const { lower, upper } = component, value = point[unknown];
  const above = value + 1 > upper[unknown] ? null : solution({ ...component, lower: lower.map((end, k) => (k === unknown ? value + 1 : end)) });
  return above ?? (value - 1 < lower[unknown] ? null : solution({ ...component, upper: upper.map((end, k) => (k === unknown ? value - 1 : end)) }));
}

function note(gains: Map<number, Gain>, { insider, determined, unresolved }: Learned, { variables }: Component, point: Float64Array, cells: number): void {
  const gain = gains.get(insider) ?? { exact: new Map<number, number>(), unresolved: [] }, isCell = (k: number): boolean => variables[k] < cells;
  for (const k of determined.filter(isCell)) gain.exact.set(variables[k], point[k]);
  gain.unresolved.push(...unresolved.filter(isCell).map((k) => variables[k]));
  if (gain.exact.size + gain.unresolved.length > 0) gains.set(insider, gain);
}

/** Small sums of what is still unknown. What a distinct count leaves of its shown parts is no sum. */
function derivedSums({ system, distinct, owner, insiders, derivedLimit }: Pattern, values: Float64Array, given: Float64Array): readonly DerivedSum[] {
  if (derivedLimit === 0) return [];
  const sums = distinct === undefined ? system : without(system, distinct), hidden = Uint8Array.from(given.subarray(0, values.length), (value) => (Number.isNaN(value) ? 1 : 0));
  const published = { system: sums, values, hidden, owner, insiders, limit: derivedLimit };
  return Array.from({ length: sums.start.length - 1 }, (_, relation) => derivedSum(published, relation)).filter((found) => found !== null);
}
