import type { Pattern } from "../shared/audit/audit.ts";
import { agree, rowsFrom, substitute } from "../shared/audit/component.ts";
import { eachInTurn } from "../shared/policy/audience.ts";
import { ownersOf } from "../shared/policy/owners.ts";
import type { Policy } from "../shared/policy/policy.ts";
import { tellBlanks } from "../shared/primary/blanks.ts";
import { inheritKnown, inheritOwners } from "../shared/table/inherit.ts";
import { additivityOf, fitting } from "../shared/table/additivity.ts";
import { link, type LinkedSystem } from "../shared/table/link.ts";
import type { Table } from "../shared/table/table.ts";
import type { CellName } from "./cellName.ts";
import { FAILED, Problem } from "./problem.ts";

/** One measure of a table as an attacker finds it, or several as one table. */
export interface PublishedMeasure {
  /** With that measure alone. */
  readonly table: Table;
  /** 1 = hidden. */
  readonly hidden: Uint8Array;
  /** Hidden cells that other measures tell, and their values. */
  readonly told: ReadonlyMap<number, number>;
  readonly name: CellName;
  /** No count: a small value of it is nobody's small group. */
  readonly isAmount: boolean;
}

/** Tables of one source as an attacker sees them: one variable per cell, whichever of them shows it. */
export interface PublishedSystem {
  readonly pattern: Pattern;
  /** Bounds of every variable: a blank may hide a zero even where the rule hides none, and no more than the source's own limit. */
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** Per table: variable of each cell. */
  readonly variableOf: readonly Int32Array[];
  /** What a municipality learns depends on its own values: where they are not at hand, it is not searched. */
  readonly insidersLeftOut: boolean;
  /** Municipalities by their number in `pattern.owner`. */
  readonly municipalities: readonly string[];
}

/** Null where two tables show different numbers for one cell, or no values fit the blanks. */
export function publishedSystem(published: readonly PublishedMeasure[], policy: Policy, lower: number): PublishedSystem | null {
  const tables = published.map(({ table }) => table), { system, variableOf, axisOf } = link(tables);
  const marks = marked(published, variableOf, system.variables), told = marks === null ? null : withBlanks(published, { system, axisOf }, marks, policy);
  if (marks === null || told === null) return null;
  const { values, hidden, upper, distinct } = told, known = new Uint8Array(system.variables);
  published.forEach(({ table, name }, t) => {
    for (const cell of table.known ?? []) {
      if (Number.isNaN(values[variableOf[t][cell]])) throw new Problem(FAILED, "audit/knownValue", { cell: String(name(cell)) });
      known[variableOf[t][cell]] = 1;
    }
  });
  const shownZeros = Uint8Array.from(values, (value, variable) => (value === 0 && hidden[variable] === 0 ? 1 : 0));
  const wanted = policy.protection !== "exact" && eachInTurn(policy.audience), atHand = !values.some(Number.isNaN);
  const { owner, municipalities } = ownership(tables, variableOf, policy, known, { system, shownZeros, distinct });
  return {
    variableOf, municipalities, insidersLeftOut: wanted && !atHand && municipalities.length > 0, lower: Float64Array.from(marks.hidden, (is) => (is === 1 ? lower : 0)), upper,
    pattern: {
      system, values, hidden, known, owner, lower, distinct,
      insiders: wanted && atHand,
      derivedLimit: policy.protection === "exact" || published.some(({ isAmount }) => isAmount) ? 0 : policy.maxN,
    },
  };
}

/** Per variable what some table shows, what the true table says of a hidden cell (NaN where nothing does), and which cells a mark hides. */
interface Marks {
  readonly shown: Float64Array;
  readonly truth: Float64Array;
  readonly hidden: Uint8Array;
}

function marked(published: readonly PublishedMeasure[], variableOf: readonly Int32Array[], variables: number): Marks | null {
  const shown = new Float64Array(variables).fill(NaN), truth = shown.slice(), hidden = new Uint8Array(variables);
  for (const [t, { table, hidden: cells, told }] of published.entries())
    for (const [cell, variable] of variableOf[t].entries()) {
      const isHidden = cells[cell] === 1 && !told.has(cell), value = told.get(cell) ?? table.measures[0].values[cell], target = isHidden ? truth : shown;
      if (!Number.isNaN(target[variable]) && !Number.isNaN(value) && !agree(target[variable], value)) return null;
      if (!Number.isNaN(value)) target[variable] = value;
      if (isHidden) hidden[variable] = 1;
    }
  return { shown, truth, hidden };
}

/**
 * Blank cells told apart. Where the true table is at hand, by its sums; else they count as zero unless shown numbers then
 * contradict each other, for FLIS hides by leaving blank.
 */
function withBlanks(published: readonly PublishedMeasure[], { system, axisOf }: Pick<LinkedSystem, "system" | "axisOf">, { shown, truth, hidden }: Marks, policy: Policy) {
  const values = shown.map((value, variable) => (Number.isNaN(value) ? truth[variable] : value)), upper = new Float64Array(values.length).fill(Infinity);
  const mode = published[0].table.blank ?? policy.blank, seen = (given: Float64Array) => Uint8Array.from(given, (value) => (Number.isNaN(value) ? 1 : 0));
  const isStated = published.some(({ table: { measures: [{ additive, aggregation }] } }) => additive === false || aggregation === "other");
  const additivity = additivityOf({ system, axisOf }, values, isStated), { distinct } = additivity;
  if (values.every((value, variable) => hidden[variable] === 0 || !Number.isNaN(value))) {
    const told = tellBlanks(system, values, mode, policy.maxN, additivity);
    if (told === null) return null;
    return { distinct: fitting(system, told.values, distinct), values: told.values, hidden: seen(shown.map((value, variable) => (Number.isNaN(value) && hidden[variable] === 0 && told.suppressed[variable] === 0 ? 0 : value))), upper: upper.map((end, variable) => (told.suppressed[variable] === 1 ? policy.maxN : end)) };
  }
  const zeros = shown.map((value, variable) => (Number.isNaN(value) && hidden[variable] === 0 && mode !== "suppressed" ? 0 : value));
  const settled = substitute(rowsFrom(system, distinct), zeros).every(({ unknowns, sum }) => unknowns.length > 0 || agree(sum, 0)), given = settled ? zeros : shown;
  return { distinct, values: given.map((value, variable) => (Number.isNaN(value) ? truth[variable] : value)), hidden: seen(given), upper };
}

/** Who knows which cells: every municipality its own, and the listed audience all of theirs together. */
function ownership(tables: readonly Table[], variableOf: readonly Int32Array[], { audience }: Policy, known: Uint8Array, { system, shownZeros, distinct }: { readonly system: Pattern["system"]; readonly shownZeros: Uint8Array; readonly distinct: Uint8Array }) {
  const owners = tables.map(ownersOf), municipalities = [...new Set(owners.flat())].filter((name) => name !== null).sort();
  const owner = new Int32Array(system.variables).fill(-1);
  owners.forEach((names, t) => names.forEach((name, cell) => { if (name !== null) owner[variableOf[t][cell]] = municipalities.indexOf(name); }));
  inheritOwners(system, owner, shownZeros);
  if (typeof audience !== "string") owner.forEach((own, variable) => { if (own >= 0 && audience.includes(municipalities[own])) known[variable] = 1; });
  inheritKnown(system, known, shownZeros, distinct);
  return { owner, municipalities };
}
