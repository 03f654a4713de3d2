import type { Pattern } from "../shared/audit/audit.ts";
import { agree, rowsFrom, substitute } from "../shared/audit/component.ts";
import { ownersOf } from "../shared/policy/owners.ts";
import type { Policy } from "../shared/policy/policy.ts";
import { inheritOwners } from "../shared/table/inherit.ts";
import { link } from "../shared/table/link.ts";
import type { Table } from "../shared/table/table.ts";
import type { Published } from "./auditTables.ts";

/** Tables of one source as an attacker sees them: one variable per cell, whichever of them shows it. */
export interface PublishedSystem {
  readonly pattern: Pattern;
  /** Least value of every variable: a blank may hide a zero even where the rule hides none. */
  readonly lower: Float64Array;
  /** Per table: variable of each cell. */
  readonly variableOf: readonly Int32Array[];
  /** What a municipality learns depends on its own values: where they are not at hand, it is not searched. */
  readonly insidersLeftOut: boolean;
  /** Municipalities by their number in `pattern.owner`. */
  readonly municipalities: readonly string[];
}

/** Null where two tables show different numbers for one cell. */
export function publishedSystem(published: readonly Published[], policy: Policy, lower: 0 | 1): PublishedSystem | null {
  const tables = published.map(({ table }) => table), { system, variableOf } = link(tables);
  const shown = new Float64Array(system.variables).fill(NaN), truth = shown.slice(), open = new Uint8Array(system.variables), known = open.slice();
  for (const [t, { table, hidden }] of published.entries())
    for (const [cell, variable] of variableOf[t].entries()) {
      const value = table.measures[0].values[cell], target = hidden[cell] === 1 ? truth : shown;
      if (!Number.isNaN(target[variable]) && !Number.isNaN(value) && !agree(target[variable], value)) return null;
      if (!Number.isNaN(value)) target[variable] = value;
      if (hidden[cell] === 1) open[variable] = 1;
    }
  const blank = blanks(published, variableOf, shown, open), zeros = shown.map((value, variable) => (blank[variable] === 1 ? 0 : value));
  const relations = substitute(rowsFrom(system), zeros), settled = relations.every(({ unknowns, sum }) => unknowns.length > 0 || agree(sum, 0));
  const values = (settled ? zeros : shown).map((value, variable) => (Number.isNaN(value) ? truth[variable] : value));
  const hidden = Uint8Array.from(settled ? zeros : shown, (value) => (Number.isNaN(value) ? 1 : 0));
  tables.forEach((table, t) => { for (const cell of table.known ?? []) known[variableOf[t][cell]] = 1; });
  const shownZeros = Uint8Array.from(values, (value, variable) => (value === 0 && hidden[variable] === 0 ? 1 : 0));
  const wanted = policy.protection !== "exact" && policy.audience === "anyMunicipality", atHand = !values.some(Number.isNaN);
  const { owner, municipalities } = ownership(tables, variableOf, policy, known, { system, shownZeros });
  return {
    variableOf, municipalities, insidersLeftOut: wanted && !atHand && municipalities.length > 0, lower: Float64Array.from(open, (is) => (is === 1 ? lower : 0)),
    pattern: {
      system, values, hidden, known, owner, lower,
      insiders: wanted && atHand,
      derivedLimit: policy.protection === "exact" ? 0 : policy.maxN,
    },
  };
}

/** Blank cells that nothing says are withheld. They count as zero, unless shown numbers then contradict each other: FLIS hides by leaving blank. */
function blanks(published: readonly Published[], variableOf: readonly Int32Array[], shown: Float64Array, open: Uint8Array): Uint8Array {
  const blank = new Uint8Array(shown.length);
  published.forEach(({ table }, t) => variableOf[t].forEach((variable) => {
    if (Number.isNaN(shown[variable]) && open[variable] === 0 && table.blank !== "suppressed") blank[variable] = 1;
  }));
  return blank;
}

/** Who knows which cells: every municipality its own, and the listed audience all of theirs together. */
function ownership(tables: readonly Table[], variableOf: readonly Int32Array[], { audience }: Policy, known: Uint8Array, { system, shownZeros }: { readonly system: Pattern["system"]; readonly shownZeros: Uint8Array }) {
  const owners = tables.map(ownersOf), municipalities = [...new Set(owners.flat())].filter((name) => name !== null).sort();
  const owner = new Int32Array(system.variables).fill(-1);
  owners.forEach((names, t) => names.forEach((name, cell) => { if (name !== null) owner[variableOf[t][cell]] = municipalities.indexOf(name); }));
  inheritOwners(system, owner, shownZeros);
  if (typeof audience !== "string") owner.forEach((own, variable) => { if (own >= 0 && audience.includes(municipalities[own])) known[variable] = 1; });
  return { owner, municipalities };
}
