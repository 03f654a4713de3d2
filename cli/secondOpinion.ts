import { eachInTurn } from "../shared/policy/audience.ts";
import type { Policy } from "../shared/policy/policy.ts";
import type { ProtectedTable } from "../shared/protect.ts";
import { attackPattern, type PatternAttack } from "./attackPattern.ts";
import type { Published } from "./auditTables.ts";

const NOTHING: PatternAttack = { safe: true, exact: new Map(), derived: [], intervals: new Map(), narrow: new Map(), insiders: new Map(), remainders: [], insidersLeftOut: false, unresolved: [] };

/** Cells up to which a table is attacked once more: elimination takes long in larger ones, and `audit` does it when asked. */
const MOST_CELLS = 25_000;

/**
 * The attacker of the audit command on what is about to be handed out, without its solver and its municipalities. What
 * counted steps leave open, and large tables, are no finding here: the engine's own audit has proved them. Null where it
 * finds anything.
 */
export function secondOpinion(tables: readonly ProtectedTable[], policy: Policy): readonly PatternAttack[] | null {
  // What listed readers know by themselves stays hidden, but is nothing that they work out.
  const audience = eachInTurn(policy.audience) ? "none" as const : policy.audience;
  const attackers = { policy: { ...policy, audience }, lower: policy.zeros === "show" ? 1 as const : 0 as const, intervals: false };
  const attacked = tables.filter(({ table, measures }) => measures.some(({ status, hidden }) => status === "protected" && hidden.includes(1)) && table.measures[0].values.length <= MOST_CELLS);
  const attacks = attackPattern(attacked.map(published), attackers);
  if (attacks.some((attack) => attack !== null && (attack.exact.size > 0 || attack.derived.length > 0 || attack.remainders.length > 0))) return null;
  return tables.map((table) => attacks[attacked.indexOf(table)] ?? NOTHING);
}

/** What is handed out of a table: a measure that is withheld is not. A blank has no number to attack; the attacker tells by the sums which of them hide one. */
function published({ table, measures }: ProtectedTable): Published {
  const hidden = measures.map((measure, m) => measure.hidden.map((is, cell) => (Number.isNaN(table.measures[m].values[cell]) ? 0 : is)));
  const shown = measures.flatMap(({ status }, m) => (status === "protected" ? [m] : []));
  return { table: { ...table, measures: shown.map((m) => table.measures[m]) }, hidden: shown.map((m) => hidden[m]), name: (cell) => cell, settings: {} };
}
