import { attack, type Attack } from "../shared/audit/attack.ts";
import type { Pattern } from "../shared/audit/audit.ts";
import { inheritOwners } from "../shared/table/inherit.ts";
import { relationsOf } from "../shared/table/relations.ts";
import type { Table } from "../shared/table/table.ts";

/** What a reader of a table knows beside the numbers it shows. */
export interface Reader {
  /** Least and greatest value that a hidden cell is known to have; Infinity where nothing is. */
  readonly least: 0 | 1;
  readonly greatest: number;
  /** Cells that the reader knows already. */
  readonly known: readonly number[];
  /** Municipality behind each cell where each reads with its own cells known, else null everywhere. */
  readonly owners: readonly (string | null)[];
  /** Inclusive limit of sums that are small. */
  readonly limit: number;
}

/** What can be worked out of a table; cells by index. */
export interface Attacked {
  /** Hidden cells with one possible value. */
  readonly exact: ReadonlyMap<number, number>;
  /** What a municipality learns beyond that by its own cells. */
  readonly insiders: readonly { readonly name: string; readonly cells: readonly number[] }[];
  /** Small sums of several hidden cells that follow from shown ones. */
  readonly sums: readonly { readonly cells: readonly number[]; readonly sum: number }[];
  readonly unresolved: readonly number[];
  /** What is left unknown, with the true values of its unknowns and the cell of each. */
  readonly open: readonly { readonly component: Attack["left"][number]; readonly point: Float64Array; readonly cells: readonly number[] }[];
}

/** Attacks the first measure of a table without blanks, with these cells hidden. Throws where the shown numbers contradict each other. */
export function attackTable(table: Table, hidden: ReadonlySet<number>, reader: Reader): Attacked {
  const { pattern, cellOf, municipalities } = patternOf(table, hidden, reader);
  const result = attack(pattern, { upper: Float64Array.from(pattern.hidden, (is) => (is === 0 ? Infinity : reader.greatest)) });
  if (result.contradiction) throw new RangeError(`no such table: ${table.name}`);
  const cells = (variables: Iterable<number>): number[] => Array.from(variables, (variable) => cellOf[variable]);
  return {
    exact: new Map([...result.exact].map(([variable, value]) => [cellOf[variable], value])),
    insiders: [...result.insiders].flatMap(([insider, { exact, unresolved }]) => (exact.size + unresolved.length === 0 ? [] : [{ name: municipalities[insider], cells: cells([...exact.keys(), ...unresolved]) }])),
    sums: result.derived.filter((found) => found.cells.length > 1).map((found) => ({ cells: cells(found.cells), sum: found.sum })), unresolved: cells(result.unresolved),
    open: result.left.map((component) => ({ component, point: Float64Array.from(component.variables, (variable) => pattern.values[variable]), cells: cells(component.variables) })),
  };
}

/** The table as the attacker sees it, and the way back from variables to cells. */
function patternOf(table: Table, hidden: ReadonlySet<number>, { least, known, owners, limit }: Reader): { readonly pattern: Pattern; readonly cellOf: Int32Array; readonly municipalities: readonly string[] } {
  const { system, variableOf } = relationsOf(table), truth = table.measures[0].values;
  const cellOf = new Int32Array(system.variables), municipalities = [...new Set(owners)].filter((name) => name !== null).sort();
  variableOf.forEach((variable, cell) => { cellOf[variable] = cell; });
  const isKnown = new Set(known), per = (is: (cell: number) => boolean): Uint8Array => Uint8Array.from(cellOf, (cell) => (is(cell) ? 1 : 0));
  const values = Float64Array.from(cellOf, (cell) => truth[cell]), owner = Int32Array.from(cellOf, (cell) => municipalities.indexOf(owners[cell] ?? ""));
  inheritOwners(system, owner, per((cell) => truth[cell] === 0 && !hidden.has(cell)));
  return {
    cellOf, municipalities,
    pattern: { system, values, owner, hidden: per((cell) => hidden.has(cell)), known: per((cell) => isKnown.has(cell)), lower: least, insiders: municipalities.length > 0, derivedLimit: limit },
  };
}
