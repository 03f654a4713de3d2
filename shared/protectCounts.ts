import { audit, type Pattern } from "./audit/audit.ts";
import { countedOnce } from "./audit/countedOnce.ts";
import type { Message } from "./i18n/message.ts";
import { eachInTurn, knownTogether } from "./policy/audience.ts";
import { ownersOf } from "./policy/owners.ts";
import type { Policy } from "./policy/policy.ts";
import { strictestBlank } from "./policy/tighten.ts";
import { tellBlanks, type Blanks } from "./primary/blanks.ts";
import { isSmall } from "./primary/smallCount.ts";
import { smallRests } from "./primary/smallRest.ts";
import { choose } from "./secondary/choose.ts";
import type { Task } from "./secondary/task.ts";
import { additivityOf, fitting } from "./table/additivity.ts";
import { averagesAsTotals } from "./table/averages.ts";
import { boxesOf } from "./table/boxes.ts";
import { inheritKnown, inheritOwners } from "./table/inherit.ts";
import { link, type LinkedSystem } from "./table/link.ts";
import { compareText } from "./table/relations.ts";
import type { Measure, Table } from "./table/table.ts";

/** A count as one table shows it. */
export interface Count {
  readonly table: Table;
  readonly measure: Measure;
  /** Cells that have to be hidden although they are not small, because of what another table shows. */
  readonly telling?: ReadonlySet<number>;
}

/** A count whose averages have become totals. */
interface Totals extends Count {
  /** Their cells, and what is shown there. */
  readonly averages: readonly (readonly [cell: number, shown: number])[];
}

/** Per cell of one table: 1 = hidden, 1 = hidden by itself. */
export interface HiddenCounts {
  readonly hidden: Uint8Array;
  readonly primary: Uint8Array;
}

/** Blanks → primary → secondary → audit for one count in all its tables; a message where nothing of it may be shown. Averages among its members are protected as the totals they give away. */
export function protectCounts(given: readonly Count[], policy: Policy): readonly HiddenCounts[] | Message {
  const counts = given.map((count): Totals => { const { averages, ...totalled } = averagesAsTotals(count.table, count.measure); return { ...count, ...totalled, averages: [...averages].map((cell) => [cell, count.measure.values[cell]]) }; });
  const together = knownTogether(policy.audience);
  if (!eachInTurn(policy.audience) || together.length === 0) return protectFor(counts, policy);
  // Two kinds of readers: what is hidden from each municipality in turn stays hidden from those that put their figures together.
  const forEach = protectFor(counts, { ...policy, audience: "anyMunicipality" });
  if ("code" in forEach) return forEach;
  const further = counts.map((count, t) => ({ ...count, telling: new Set([...(count.telling ?? []), ...cellsOf(forEach[t].hidden)]) }));
  return protectFor(further, { ...policy, audience: together });
}

function cellsOf(hidden: Uint8Array): number[] {
  return Array.from(hidden.keys()).filter((cell) => hidden[cell] !== 0);
}

function protectFor(counts: readonly Totals[], policy: Policy): readonly HiddenCounts[] | Message {
  const linked = link(counts.map(({ table }) => table));
  const where = { measure: counts[0].measure.name };
  const raw = joined(counts, linked);
  if (raw === null) return { code: "protect/contradicts", params: where };
  if (raw.some((value) => value < 0)) return { code: "protect/negative", params: where };
  const byNumbers = additivityOf(linked, raw, false), stated = additivityOf(linked, raw, true), isStated = counts.some(({ measure: { additive, aggregation } }) => additive === false || aggregation === "other");
  const additivity = isStated ? stated : byNumbers, mode = strictestBlank(policy.blank, counts.map(({ table }) => table.blank));
  // What a source states of its totals is asked of blanks only where no sums fit: it is not to make fewer of them hidden counts.
  const blanks = tellBlanks(linked.system, raw, mode, policy.maxN, byNumbers) ?? (isStated || !byNumbers.additive ? tellBlanks(linked.system, raw, mode, policy.maxN, stated) : null);
  if (blanks === null) return { code: "protect/blanks", params: where };
  const distinct = fitting(linked.system, blanks.values, additivity.distinct), small = smallIn(counts, linked, blanks, policy), task = taskOf(counts, linked, blanks, { small, policy, distinct });
  if (task.intervalTo > 0 && !task.integral) return { code: "protect/interval", params: where };
  const hidden = safePattern(task, distinct);
  if (hidden === null) return { code: "protect/noSafePattern", params: where };
  return linked.variableOf.map((variables) => ({
    hidden: Uint8Array.from(variables, (variable) => hidden[variable]),
    primary: Uint8Array.from(variables, (variable) => small[variable]),
  }));
}

/** Times that the lines around what is left open are hidden whole. */
const MOST_ROUNDS = 3;

/** A pattern in which the audit finds nothing; null where there is none. What second tables of distinct counts leave open is hidden with all of its lines. */
function safePattern(task: Task, distinct: Uint8Array): Uint8Array | null {
  for (let round = 0, wide = task; round <= MOST_ROUNDS; round++) {
    const { hidden: chosen, witnesses } = choose(wide), hidden = chosen.map((is, cell) => (is !== 0 || wide.primary[cell] !== 0 ? 1 : 0));
    const pattern: Pattern = { ...wide, hidden, distinct, ...(task.intervalTo > 0 ? { intervals: { of: task.primary, to: task.intervalTo } } : {}) };
    const first = audit(pattern, witnesses);
    if (first.safe) return hidden;
    if (!distinct.includes(1) || first.derived.length > 0) return null;
    const found = audit(pattern, [...witnesses, ...countedOnce(pattern, first)]);
    if (found.safe) return hidden;
    wide = { ...wide, primary: withLines(wide, [...found.unproved, ...found.narrow]) };
  }
  return null;
}

/** Cells to hide, and those of every relation that some cells are in, as far as they may be hidden. */
function withLines({ system: { start, cells, first, relationsOf }, primary, forced, known }: Task, open: readonly number[]): Uint8Array {
  const hidden = primary.slice();
  for (const cell of open) for (const relation of relationsOf.subarray(first[cell], first[cell + 1])) for (const near of cells.subarray(start[relation], start[relation + 1])) if (forced[near] === 0 && known[near] === 0) hidden[near] = 1;
  return hidden;
}

/** One value per variable, NaN = blank; null where two tables show different numbers for the same cell. */
function joined(counts: readonly Count[], { system, variableOf }: LinkedSystem): Float64Array | null {
  const values = new Float64Array(system.variables).fill(NaN);
  for (const [t, { measure }] of counts.entries())
    for (const [cell, variable] of variableOf[t].entries()) {
      const value = measure.values[cell], before = values[variable];
      if (Number.isNaN(value)) continue;
      if (!Number.isNaN(before) && before !== value) return null;
      values[variable] = value;
    }
  return values;
}

/** 1 = hidden by itself: a small count, or a blank that hides one. */
function smallIn(counts: readonly Totals[], { system, variableOf }: LinkedSystem, { values, suppressed }: Blanks, policy: Policy): Uint8Array {
  const blank = new Uint8Array(system.variables).fill(1);
  counts.forEach(({ measure }, t) => measure.values.forEach((value, cell) => { if (!Number.isNaN(value)) blank[variableOf[t][cell]] = 0; }));
  const small = Uint8Array.from(values, (value, cell) => (suppressed[cell] !== 0 || (blank[cell] === 0 && isSmall(value, policy)) ? 1 : 0));
  counts.forEach(({ averages }, t) => { for (const [cell, shown] of averages) if (isSmall(shown, policy)) small[variableOf[t][cell]] = 1; });
  return small;
}

/** Everything the later stages need, as plain numbers: no policy goes further than this. */
function taskOf(counts: readonly Count[], { system, variableOf }: LinkedSystem, { values, suppressed }: Blanks, { small, policy, distinct }: { readonly small: Uint8Array; readonly policy: Policy; readonly distinct: Uint8Array }): Task {
  const primary = small.slice();
  counts.forEach(({ measure, telling }, t) => { for (const cell of [...(telling ?? []), ...(measure.withheld ?? [])]) primary[variableOf[t][cell]] = 1; });
  for (const { cell } of smallRests(system, values, distinct, policy.maxN)) primary[cell] = 1;
  const forced = Uint8Array.from(values, (value, cell) => (value === 0 && suppressed[cell] === 0 ? 1 : 0));
  const { owner, known } = readers(counts, variableOf, system.variables);
  const shownZeros = forced.map((is, cell) => (is !== 0 && primary[cell] === 0 ? 1 : 0));
  inheritOwners(system, owner.of, shownZeros);
  const listed = knownTogether(policy.audience);
  owner.of.forEach((own, cell) => { if (own >= 0 && listed.includes(owner.names[own])) known[cell] = 1; });
  inheritKnown(system, known, shownZeros, distinct);
  return {
    system, values, primary, known, owner: owner.of, forced,
    headroom: Float64Array.from(values, (value, cell) => (suppressed[cell] !== 0 ? policy.maxN - value : Infinity)),
    lower: policy.zeros === "show" ? 1 : 0,
    insiders: policy.protection !== "exact" && eachInTurn(policy.audience),
    derivedLimit: policy.protection === "exact" ? 0 : policy.maxN,
    intervalTo: policy.protection === "interval" ? policy.maxN + 1 : 0,
    integral: values.every(Number.isInteger),
    boxes: counts.length === 1 && counts[0].table.shape.kind === "cross" ? boxesOf(counts[0].table.shape) : null,
  };
}

/** Who owns each cell, as numbers that do not depend on the order of tables, and what the tables state as known. */
function readers(counts: readonly Count[], variableOf: readonly Int32Array[], variables: number): { owner: { of: Int32Array; names: readonly string[] }; known: Uint8Array } {
  const of = new Int32Array(variables).fill(-1), known = new Uint8Array(variables);
  const owners = counts.map(({ table }) => ownersOf(table));
  const names = [...new Set(owners.flat())].filter((name) => name !== null).sort(compareText);
  const number = new Map(names.map((name, at) => [name, at]));
  counts.forEach(({ table }, t) => {
    owners[t].forEach((name, cell) => { if (name !== null) of[variableOf[t][cell]] = number.get(name)!; });
    for (const cell of table.known ?? []) known[variableOf[t][cell]] = 1;
  });
  return { owner: { of, names }, known };
}
