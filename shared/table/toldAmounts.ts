import { relationsOf, type System } from "./relations.ts";
import type { Measure, Table } from "./table.ts";

/** Sums of decimals agree to about this share of what is summed. */
const ROUNDING = 1e-9;

/**
 * Whether shown amounts give a hidden one away that is not nothing. Amounts are hidden with their counts, which leave a second table
 * open; but amounts can be nothing where counts are not: where a line has nothing left for its hidden amounts each of them is 0, and
 * what else is hidden may follow from that. Only of a measure without negative values whose totals are sums.
 */
export function tellsAmount(table: Table, measure: Measure, hidden: Uint8Array): boolean {
  if (!hidden.includes(1) || measure.values.some((value) => value < 0)) return false;
  const { system, variableOf } = relationsOf(table), truth = valuesOf(system, variableOf, measure), open = new Uint8Array(system.variables);
  if (!holds(system, truth)) return false;
  variableOf.forEach((variable, cell) => { open[variable] = hidden[cell] !== 0 && !Number.isNaN(measure.values[cell]) ? 1 : 0; });
  const all = Array.from({ length: system.start.length - 1 }, (_, relation) => relation);
  for (const queue = new Set(all); queue.size > 0;) {
    const [relation] = queue;
    queue.delete(relation);
    for (const cell of followsFrom(system, truth, open, relation)) {
      if (truth[cell] !== 0) return true;
      open[cell] = 0;
      for (let e = system.first[cell]; e < system.first[cell + 1]; e++) queue.add(system.relationsOf[e]);
    }
  }
  return false;
}

/** Whether the table has totals, and those of a measure are the sums of their parts. */
export function addsUp(table: Table, measure: Measure): boolean {
  const { system, variableOf } = relationsOf(table);
  return system.start.length > 1 && holds(system, valuesOf(system, variableOf, measure));
}

function valuesOf(system: System, variableOf: Int32Array, { values }: Measure): Float64Array {
  const truth = new Float64Array(system.variables);
  variableOf.forEach((variable, cell) => { truth[variable] = values[cell] || 0; });
  return truth;
}

function holds(system: System, values: Float64Array): boolean {
  for (let r = 0; r + 1 < system.start.length; r++) if (Math.abs(left(system, values, r)) > ROUNDING * Math.max(1, values[system.cells[system.start[r]]])) return false;
  return true;
}

/** The total of a relation less its parts, as far as these are not among the open cells. */
function left({ start, cells }: System, values: Float64Array, relation: number, open?: Uint8Array): number {
  let rest = open?.[cells[start[relation]]] === 1 ? 0 : values[cells[start[relation]]];
  for (let k = start[relation] + 1; k < start[relation + 1]; k++) if (open?.[cells[k]] !== 1) rest -= values[cells[k]];
  return rest;
}

/** Open cells of a relation that it leaves one value: its only one, or its parts where nothing is left for them. */
function followsFrom(system: System, values: Float64Array, open: Uint8Array, relation: number): readonly number[] {
  const [total, ...parts] = system.cells.subarray(system.start[relation], system.start[relation + 1]), hidden = parts.filter((part) => open[part] === 1);
  if (open[total] === 1) return hidden.length === 0 ? [total] : [];
  return hidden.length === 1 || left(system, values, relation, open) <= ROUNDING * values[total] ? hidden : [];
}
