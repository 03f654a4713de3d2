import type { Witness } from "../algebra/movement.ts";
import { structuralFloor } from "../table/floor.ts";
import type { Audit, Pattern } from "./audit.ts";
import { components, rowsFrom, substitute, type Component } from "./component.ts";
import { knowledgeOf, withRests } from "./knowledge.ts";
import { resolve, type Verdict } from "./resolve.ts";

/**
 * Second tables for what an audit of distinct counts holds against a pattern. The chooser takes every total for a sum, as if readers
 * knew how many are counted twice; where it moved a part beyond its total, or found no way, a total may change by itself as far as
 * max(part) ≤ total ≤ sum of parts leaves it free.
 */
export function countedOnce(pattern: Pattern, found: Pick<Audit, "unproved" | "narrow">): readonly Witness[] {
  const rows = rowsFrom(pattern.system, pattern.distinct), knowledge = knowledgeOf(pattern, { upper: ceilings(pattern) }, rows);
  const truth = withRests(pattern.values, rows, knowledge.given.length), cells = pattern.system.variables;
  return components(knowledge, substitute(rows, knowledge.given)).flatMap((part) => {
    const component = { ...part, variables: part.variables.map((variable) => (variable < cells ? variable : -1)) };
    const asked = wanted(component, pattern, found);
    if (asked.length === 0) return [];
    const verdict = resolve(component, Float64Array.from(part.variables, (variable) => truth[variable]), pattern.owner);
    return [...verdict.witnesses, ...asked.flatMap((ask) => ask(verdict) ?? [])].map((witness) => inCells(witness, component));
  });
}

function ceilings({ values, headroom }: Pattern): Float64Array {
  return values.map((value, cell) => (headroom === undefined ? Infinity : value + headroom[cell]));
}

type Ask = (verdict: Verdict) => Witness | null;

/** Second tables without each other municipality's cells, and those that take a small count to the ends of what it is to look like. */
function wanted({ variables }: Component, pattern: Pattern, { unproved, narrow }: Pick<Audit, "unproved" | "narrow">): readonly Ask[] {
  const { owner, insiders, values, intervals } = pattern, open = new Set(unproved), short = new Set(narrow);
  const floor = intervals === undefined ? values : floorOf(pattern), others = insiders ? [...new Set(Array.from(variables, (variable) => owner[variable] ?? -1))].filter((one) => one >= 0) : [];
  return Array.from(variables).flatMap((variable, unknown): readonly Ask[] => [
    ...(open.has(variable) ? [() => null, ...others.filter((one) => one !== owner[variable]).map((one) => (verdict: Verdict) => verdict.witnessWithout(unknown, one))] : []),
    ...(intervals !== undefined && short.has(variable) ? [intervals.to - values[variable], floor[variable] - values[variable]].filter((change) => change !== 0).map((change) => (verdict: Verdict) => verdict.witnessBy(unknown, change)) : []),
  ]);
}

/** The least value that the structure alone allows each hidden cell of a pattern. */
function floorOf({ system, hidden, values, lower, distinct }: Pattern): Float64Array {
  return structuralFloor(system, hidden, values, new Float64Array(values.length).fill(lower), distinct);
}

/** A movement of unknowns as one of cells: what the rests of distinct counts do follows from it. */
function inCells({ cells, changes }: Witness, { variables }: Component): Witness {
  const kept = Array.from(cells, (unknown, k) => [variables[unknown] ?? -1, changes[k]] as const).filter(([variable]) => variable >= 0);
  return { cells: kept.map(([variable]) => variable), changes: kept.map(([, change]) => change) };
}
