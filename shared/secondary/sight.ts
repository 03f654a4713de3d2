import { Dictionary } from "../algebra/dictionary.ts";
import type { System } from "../table/relations.ts";
import { growthOf } from "./growth.ts";
import { oneSidedOf, type Task } from "./task.ts";

/** The table as some readers see it: how the cells they do not know can move, and which of those may not become determined. */
export interface Sight {
  readonly dictionary: Dictionary;
  readonly keep: Uint8Array;
  /** One way for all cells at their bound to grow together, as far as it is known: it solves every row of such cells only, or has NaN in it. */
  readonly growing: Float64Array;
}

/** The sight of readers without figures of their own; where it is asked for, also that of each municipality in turn. */
export function sightsOf(task: Task, hidden: Uint8Array, ofEach: boolean): Sight[] {
  const { system, primary, owner } = task, oneSided = oneSidedOf(task);
  const anyone = { dictionary: movements(system, hidden, oneSided), keep: primary, growing: growthOf(system, hidden) };
  if (!ofEach) return [anyone];
  return [anyone, ...insidersOf(owner).map((insider) => {
    const unknown = hidden.map((is, cell) => (owner[cell] === insider ? 0 : is));
    const dictionary = movements(system, unknown, oneSided), keep = primary.map((is, cell) => (unknown[cell] !== 0 ? is : 0));
    dictionary.basic.forEach((cell, row) => {
      if (cell < 0 || dictionary.columns[row].length > 0) return;
      // No pattern keeps this one from that municipality.
      keep[cell] = 0;
      dictionary.removeRow(row);
    });
    return { dictionary, keep, growing: growthOf(system, unknown) };
  })];
}

/** Municipalities on the table. */
export function insidersOf(owner: Int32Array): number[] {
  return [...new Set(owner)].filter((one) => one >= 0).sort((a, b) => a - b);
}

/** The possible movements of the cells marked in `hidden`: a dictionary over the relations restricted to them. */
export function movements(system: System, hidden: Uint8Array, oneSided: Uint8Array): Dictionary {
  const dictionary = new Dictionary(system.variables, oneSided);
  for (let r = 0; r + 1 < system.start.length; r++) {
    const { columns, coefficients } = among(system, r, hidden);
    if (columns.length > 0) dictionary.addRelation(columns, coefficients);
  }
  return dictionary;
}

/** A relation restricted to the cells marked in `open`. */
function among({ start, cells }: System, relation: number, open: Uint8Array): { readonly columns: readonly number[]; readonly coefficients: readonly number[] } {
  const columns: number[] = [], coefficients: number[] = [];
  for (let k = start[relation]; k < start[relation + 1]; k++) {
    if (open[cells[k]] === 0) continue;
    columns.push(cells[k]);
    coefficients.push(k === start[relation] ? -1 : 1);
  }
  return { columns, coefficients };
}

/**
 * The possible movements of the cells marked in `open`, with hidden ones following wherever they can. Where a relation
 * leaves none to follow, a variable of its own, after those of the cells, stands for what it is out by.
 */
export function movementsAround(system: System, hidden: Uint8Array, open: Uint8Array, oneSided: Uint8Array): Dictionary {
  const relations = system.start.length - 1, variables = system.variables + relations;
  const dictionary = new Dictionary(variables, extended(oneSided, variables)), following = extended(hidden, variables);
  for (const r of fewestHiddenFirst(system, hidden)) {
    const { columns, coefficients } = among(system, r, open);
    if (columns.length > 0) dictionary.addRelation(columns, coefficients, following, system.variables + r);
  }
  return dictionary;
}

/** Relations in the order that fills the dictionary least. */
function fewestHiddenFirst({ start, cells }: System, hidden: Uint8Array): number[] {
  const hiddenIn = Int32Array.from({ length: start.length - 1 }, (_, r) => cells.subarray(start[r], start[r + 1]).reduce((count, cell) => count + hidden[cell], 0));
  return Array.from(hiddenIn.keys()).sort((a, b) => hiddenIn[a] - hiddenIn[b] || start[a + 1] - start[a] - (start[b + 1] - start[b]) || a - b);
}

function extended(marks: Uint8Array, length: number): Uint8Array {
  const longer = new Uint8Array(length);
  longer.set(marks);
  return longer;
}
