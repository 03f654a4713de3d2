import { attack, type Interval } from "../../shared/audit/attack.ts";
import type { Pattern } from "../../shared/audit/audit.ts";
import { inheritOwners } from "../../shared/table/inherit.ts";
import { relationsOf } from "../../shared/table/relations.ts";
import type { Case } from "../../test/cases/readCases.ts";
import { knownIn, ownersIn, rulesOf, smallIn, upperIn, type View } from "./hiding.ts";
import { rangeOf } from "./range.ts";

/** What a reader can work out; cells by index in the table. */
export interface Finding {
  /** Hidden cells with one possible value. */
  readonly exact: ReadonlyMap<number, number>;
  /** What a municipality learns beyond that by its own cells. */
  readonly insiders: readonly { readonly name: string; readonly cells: readonly number[] }[];
  /** Small sums of several hidden cells that follow from shown ones. */
  readonly sums: readonly { readonly cells: readonly number[]; readonly sum: number }[];
  readonly unresolved: readonly number[];
  /** What each other hidden cell can be. */
  readonly ranges: ReadonlyMap<number, Interval>;
  /** Greatest value that the reader knows a hidden cell to have. */
  readonly greatest: number;
  /** Small counts that stand in the table for all to read. */
  readonly small: readonly number[];
}

/** Whether anything hidden can be worked out, or is not proved to be safe. */
export function leaks({ exact, insiders, sums, unresolved }: Finding): boolean {
  return exact.size + insiders.length + sums.length + unresolved.length > 0;
}

/** Attacks a case with these cells hidden. */
export function find(one: Case, view: View, hidden: ReadonlySet<number>): Finding {
  const { pattern, cellOf, municipalities } = patternOf(one, hidden);
  const greatest = upperIn(one, view, hidden), cells = (variables: Iterable<number>): number[] => Array.from(variables, (variable) => cellOf[variable]);
  const result = attack(pattern, { upper: Float64Array.from(pattern.hidden, (is) => (is === 0 ? Infinity : greatest)) });
  if (result.contradiction) throw new RangeError(`no such table: ${one.title}`);
  const ranges = new Map<number, Interval>();
  for (const component of result.left) {
    const point = Float64Array.from(component.variables, (variable) => pattern.values[variable]);
    component.variables.forEach((variable, unknown) => { ranges.set(cellOf[variable], rangeOf(component, point, unknown)); });
  }
  return {
    exact: new Map([...result.exact].map(([variable, value]) => [cellOf[variable], value])), ranges,
    insiders: [...result.insiders].flatMap(([insider, { exact, unresolved }]) => (exact.size + unresolved.length === 0 ? [] : [{ name: municipalities[insider], cells: cells([...exact.keys(), ...unresolved]) }])),
    sums: result.derived.filter((found) => found.cells.length > 1).map((found) => ({ cells: cells(found.cells), sum: found.sum })), unresolved: cells(result.unresolved),
    greatest, small: smallIn(one).filter((cell) => !hidden.has(cell)),
  };
}

/** The case as the attacker sees it, and the way back from variables to cells. */
function patternOf(one: Case, hidden: ReadonlySet<number>): { readonly pattern: Pattern; readonly cellOf: Int32Array; readonly municipalities: readonly string[] } {
  const { system, variableOf } = relationsOf(one.table), rules = rulesOf(one), owners = ownersIn(one);
  const cellOf = new Int32Array(system.variables), municipalities = [...new Set(owners)].filter((name) => name !== null).sort();
  variableOf.forEach((variable, cell) => { cellOf[variable] = cell; });
  const known = new Set(knownIn(one)), per = (is: (cell: number) => boolean): Uint8Array => Uint8Array.from(cellOf, (cell) => (is(cell) ? 1 : 0));
  const values = Float64Array.from(cellOf, (cell) => one.table.measures[0].values[cell]), owner = Int32Array.from(cellOf, (cell) => municipalities.indexOf(owners[cell] ?? ""));
  inheritOwners(system, owner, per((cell) => one.table.measures[0].values[cell] === 0 && !hidden.has(cell)));
  return {
    cellOf, municipalities,
    pattern: {
      system, values, owner, hidden: per((cell) => hidden.has(cell)), known: per((cell) => known.has(cell)), lower: rules.zeros === "show" ? 1 : 0,
      insiders: municipalities.length > 0, derivedLimit: rules.maxN,
    },
  };
}
