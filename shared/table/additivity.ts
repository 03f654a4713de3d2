import { averagesAsTotals } from "./averages.ts";
import type { LinkedSystem } from "./link.ts";
import { relationsOf, systemFrom, type System } from "./relations.ts";
import type { Measure, Table } from "./table.ts";

/** Whether the totals of a measure are sums. */
export interface Additivity {
  /** What is missing in a line is in its blanks. */
  readonly additive: boolean;
  /**
   * Per relation, 1 = a distinct count: who is in several parts is one in the total, so all that is known of it is
   * max(part) ≤ total ≤ sum of parts.
   */
  readonly distinct: Uint8Array;
}

/** Relations without blanks that have to hold before totals are called sums, or not. */
const ENOUGH = 3;
/** Sums of decimals agree to about this share of what is summed. */
const ROUNDING = 1e-9;

/** What the relations without blanks along one axis, or of the whole measure, say. */
class Evidence {
  whole = 0;
  exact = 0;
  /** None that is no distinct count either. */
  fits = true;
  /** What is shown of some line is more than its total already, so it is no sum, whatever is in its blanks. */
  exceeds = false;
}

/**
 * Judges a measure by its relations without blanks (`raw`: NaN = blank): additive if all of them hold, or if there are fewer than
 * three and nothing else is `stated`. Persons that are in several parts are so along an axis: one where nothing is seen not to hold
 * has sums, unless nothing is seen there at all and totals are stated to be none.
 */
export function additivityOf({ system, axisOf }: Pick<LinkedSystem, "system" | "axisOf">, raw: Float64Array, stated: boolean): Additivity {
  const measure = new Evidence(), axes = new Map<number, Evidence>(), distinct = new Uint8Array(axisOf.length);
  const isWhole = raw.every((value) => Number.isNaN(value) || Number.isInteger(value));
  for (let relation = 0; relation < axisOf.length; relation++) {
    const axis = axes.get(axisOf[relation]) ?? new Evidence();
    axes.set(axisOf[relation], axis);
    note(measure, system, raw, relation);
    note(axis, system, raw, relation);
  }
  const additive = !stated && (measure.whole < ENOUGH || measure.exact === measure.whole);
  const isDistinct = ({ fits, whole, exact, exceeds }: Evidence): boolean => fits && (exact < whole || exceeds || (stated && whole === 0));
  if (isWhole) axisOf.forEach((axis, relation) => { distinct[relation] = axis >= 0 && isDistinct(axes.get(axis)!) ? 1 : 0; });
  return { additive, distinct };
}

/** Of distinct counts, those that are none with these values: blanks were taken for zeros. All that is left of them is what differs. */
export function fitting({ start, cells }: System, values: Float64Array, distinct: Uint8Array): Uint8Array {
  return distinct.map((is, relation) => {
    if (is === 0) return 0;
    const [total, ...parts] = Array.from(cells.subarray(start[relation], start[relation + 1]), (cell) => values[cell]);
    return parts.some((part) => part > total) || total > parts.reduce((sum, part) => sum + part, 0) ? 0 : 1;
  });
}

/** Whether totals of a measure count persons once, by its own numbers (averages among them are none) or as it states. */
export function countsOnce(given: Table, { additive, aggregation, ...measure }: Measure): boolean {
  const { table, measure: { values } } = averagesAsTotals(given, measure);
  const { system, variableOf, axisOf } = relationsOf(table), raw = new Float64Array(system.variables);
  variableOf.forEach((variable, cell) => { raw[variable] = values[cell]; });
  return additivityOf({ system, axisOf }, raw, additive === false || aggregation === "other").distinct.includes(1);
}

/** Takes in one relation, unless one of its cells is blank. */
function note(evidence: Evidence, { start, cells }: System, raw: Float64Array, relation: number): void {
  const total = raw[cells[start[relation]]];
  let sum = 0, most = 0, blanks = 0;
  for (let k = start[relation] + 1; k < start[relation + 1]; k++) {
    const part = raw[cells[k]];
    if (Number.isNaN(part)) { blanks++; continue; }
    sum += part;
    most = Math.max(most, part);
  }
  if (total < most) evidence.fits = false;
  if (blanks > 0 && sum > total) evidence.exceeds = true;
  if (blanks > 0 || Number.isNaN(total)) return;
  evidence.whole++;
  if (Math.abs(total - sum) <= ROUNDING * Math.max(1, Math.abs(total))) evidence.exact++;
  else if (total > sum) evidence.fits = false;
}

/** The system with only the relations that are not marked. */
export function without(system: System, marked: Uint8Array): System {
  if (!marked.includes(1)) return system;
  const { variables, start, cells } = system;
  const kept = Array.from({ length: start.length - 1 }, (_, relation) => relation).filter((relation) => marked[relation] === 0), starts = new Int32Array(kept.length + 1);
  kept.forEach((relation, k) => { starts[k + 1] = starts[k] + start[relation + 1] - start[relation]; });
  const all = new Int32Array(starts[kept.length]);
  kept.forEach((relation, k) => { all.set(cells.subarray(start[relation], start[relation + 1]), starts[k]); });
  return systemFrom(variables, starts, all);
}
