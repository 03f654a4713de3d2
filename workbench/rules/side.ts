import type { Message } from "../../shared/i18n/message.ts";
import { eachInTurn } from "../../shared/policy/audience.ts";
import { ownersOf } from "../../shared/policy/owners.ts";
import { BUILT_IN, type Policy, type Rules } from "../../shared/policy/policy.ts";
import { rulesOf, tighten } from "../../shared/policy/tighten.ts";
import { tellBlanks } from "../../shared/primary/blanks.ts";
import { isSmall } from "../../shared/primary/smallCount.ts";
import { protect } from "../../shared/protect.ts";
import { additivityOf } from "../../shared/table/additivity.ts";
import { relationsOf } from "../../shared/table/relations.ts";
import type { Table } from "../../shared/table/table.ts";
import { attackTable, type Attacked } from "../attackTable.ts";
import type { Contents, CountPlace } from "./readFile.ts";

/** The rules that can be tried. */
export type Choice = Pick<Rules, "maxN" | "zeros" | "protection" | "audience">;

/** Ways to hide: nothing, small counts and nothing else, as Diskret does by some rules. */
export type Hiding = "all" | "small" | "protected";

/** One count of a table with some of it hidden; cells by index. */
export interface Side {
  readonly table: Table;
  readonly values: Float64Array;
  /** 1 = hidden. */
  readonly hidden: Uint8Array;
  /** Small counts that can be read. */
  readonly small: ReadonlySet<number>;
  /** Hidden cells that anybody can work out, with their value. */
  readonly exact: ReadonlyMap<number, number>;
  /** Further hidden cells that a municipality can work out, with its name. */
  readonly insiders: ReadonlyMap<number, string>;
  /** Small groups of hidden cells whose sum can be worked out. */
  readonly sums: number;
}

export const BUILT_IN_CHOICE: Choice = { maxN: BUILT_IN.maxN, zeros: BUILT_IN.zeros, protection: BUILT_IN.protection, audience: BUILT_IN.audience };

/** How a choice stands to the built-in rules. */
export function comparedToBuiltIn(choice: Choice): "same" | "stricter" | "looser" | "mixed" {
  const own = rulesOf(BUILT_IN), chosen = rulesOf({ ...BUILT_IN, ...choice }), is = (rules: Rules): boolean => JSON.stringify(tighten(own, chosen)) === JSON.stringify(rules);
  if (is(own)) return is(chosen) ? "same" : "looser";
  return is(chosen) ? "stricter" : "mixed";
}

/** A count with what a way of hiding leaves of it; a message where Diskret would show none of it. */
export function sideOf({ tables }: Contents, { table: t, measure: m }: CountPlace, hiding: Hiding, choice: Choice): Side | Message {
  const policy: Policy = { ...BUILT_IN, ...choice }, table = single(tables[t], m), told = withoutBlanks(table, policy);
  if (told === null) return { code: "protect/blanks", params: { measure: table.measures[0].name } };
  const { values, withheld } = told, isBlank = (cell: number): boolean => Number.isNaN(table.measures[0].values[cell]);
  const isSmallAt = (cell: number): boolean => !isBlank(cell) && isSmall(values[cell], policy), cells = [...values.keys()];
  const side = (hidden: Uint8Array, found: Partial<Pick<Side, "exact" | "insiders" | "sums">> = {}): Side =>
    ({ table, values: table.measures[0].values, hidden, small: new Set(cells.filter((cell) => hidden[cell] === 0 && isSmallAt(cell))), exact: new Map(), insiders: new Map(), sums: 0, ...found });
  if (hiding === "all") return side(withheld);
  if (hiding === "small") {
    const hidden = withheld.map((is, cell) => (is !== 0 || isSmallAt(cell) ? 1 : 0));
    return side(hidden, attacked({ ...table, measures: [{ ...table.measures[0], values }] }, hidden, policy));
  }
  const outcome = protect(tables, policy, comparedToBuiltIn(choice) === "stricter" ? [BUILT_IN] : []);
  if (outcome.status === "refused") return outcome.findings[0];
  return side(outcome.tables[t].measures[m].hidden);
}

/** What gets through where small counts are hidden and nothing else. Whoever sees a hidden cell knows its limit then. */
function attacked(table: Table, hidden: Uint8Array, { maxN, zeros, audience, protection }: Policy): Pick<Side, "exact" | "insiders" | "sums"> {
  const readers = protection !== "exact" && eachInTurn(audience), owners = ownersOf(table);
  const found = attackTable(table, new Set([...hidden.keys()].filter((cell) => hidden[cell] !== 0)), {
    least: zeros === "show" ? 1 : 0, greatest: maxN, known: table.known ?? [], limit: protection === "exact" ? 0 : maxN,
    owners: readers ? owners : owners.map(() => null),
  });
  return { exact: found.exact, insiders: byOthers(found), sums: found.sums.length };
}

function byOthers({ insiders, exact }: Attacked): ReadonlyMap<number, string> {
  return new Map(insiders.flatMap(({ name, cells }) => cells.filter((cell) => !exact.has(cell)).map((cell) => [cell, name] as const)));
}

function single(table: Table, measure: number): Table {
  return { ...table, measures: [table.measures[measure]] };
}

/** Every value, blanks told apart as the policy tells them; null where none fit. `withheld`: blanks that hide a count. */
function withoutBlanks(table: Table, policy: Policy): { readonly values: Float64Array; readonly withheld: Uint8Array } | null {
  const { system, variableOf, axisOf } = relationsOf(table), raw = new Float64Array(system.variables);
  variableOf.forEach((variable, cell) => { raw[variable] = table.measures[0].values[cell]; });
  const told = tellBlanks(system, raw, table.blank ?? policy.blank, policy.maxN, additivityOf({ system, axisOf }, raw, false));
  return told === null ? null : { values: Float64Array.from(variableOf, (variable) => told.values[variable]), withheld: Uint8Array.from(variableOf, (variable) => told.suppressed[variable]) };
}
