import type { AttackOptions } from "../../../shared/audit/attack.ts";
import type { Pattern } from "../../../shared/audit/audit.ts";
import { ownersOf } from "../../../shared/policy/owners.ts";
import { inheritOwners } from "../../../shared/table/inherit.ts";
import { link } from "../../../shared/table/link.ts";
import type { Table } from "../../../shared/table/table.ts";

/** What recipients know of a table whose cells in `hidden` are withheld. */
export interface Withheld {
  readonly hidden: Iterable<number>;
  readonly lower: 0 | 1;
  readonly known?: readonly number[];
  /** Inclusive upper bound of hidden cells that recipients know. */
  readonly upper?: number;
  readonly insiders?: boolean;
  readonly derivedLimit?: number;
}

/** A pattern for the attacker, with names of its municipalities and the variable of each cell. */
export interface Prepared {
  readonly pattern: Pattern;
  readonly options: AttackOptions;
  readonly municipalities: readonly string[];
  readonly variableOf: Int32Array;
}

export function prepare(table: Table, { hidden: cells, lower, known: told = [], upper, insiders = false, derivedLimit = 0 }: Withheld, owners = ownersOf(table)): Prepared {
  const { system, variableOf: [variableOf] } = link([table]);
  const values = new Float64Array(system.variables), hidden = new Uint8Array(system.variables), known = hidden.slice(), owner = new Int32Array(system.variables).fill(-1);
  const municipalities = [...new Set(owners)].filter((name) => name !== null).sort();
  variableOf.forEach((variable, cell) => {
    values[variable] = table.measures[0].values[cell];
    owner[variable] = owners[cell] === null ? -1 : municipalities.indexOf(owners[cell]);
  });
  for (const cell of cells) hidden[variableOf[cell]] = 1;
  for (const cell of told) known[variableOf[cell]] = 1;
  inheritOwners(system, owner, Uint8Array.from(values, (value, variable) => (value === 0 && hidden[variable] === 0 ? 1 : 0)));
  const options = upper === undefined ? {} : { upper: Float64Array.from(hidden, (is) => (is === 1 ? upper : Infinity)) };
  return { pattern: { system, values, hidden, known, lower, owner, insiders, derivedLimit }, options, municipalities, variableOf };
}
