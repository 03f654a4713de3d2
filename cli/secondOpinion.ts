import type { Policy } from "../shared/policy/policy.ts";
import type { ProtectedTable } from "../shared/protect.ts";
import { attackPattern, type PatternAttack } from "./attackPattern.ts";

const NOTHING: PatternAttack = { safe: true, exact: new Map(), derived: [], intervals: new Map(), narrow: new Map(), insiders: new Map(), remainders: [], insidersLeftOut: false, unresolved: [] };

/** Cells up to which a table is attacked once more: elimination takes long in larger ones, and `audit` does it when asked. */
const MOST_CELLS = 25_000;

/**
 * The attacker of the audit command on what is about to be handed out, without its solver and its municipalities. What
 * counted steps leave open, and large tables, are no finding here: the engine's own audit has proved them. Null where it
 * finds anything.
 */
export function secondOpinion(tables: readonly ProtectedTable[], policy: Policy): readonly PatternAttack[] | null {
  const attackers = { policy: { ...policy, audience: "none" as const }, lower: policy.zeros === "show" ? 1 as const : 0 as const, intervals: false };
  const counts = tables.filter(({ table, measures: [measure] }) => measure.hidden.includes(1) && table.measures[0].values.length <= MOST_CELLS);
  // A blank has no number to attack; the attacker tells by the sums which of them hide one.
  const published = counts.map(({ table, measures: [measure] }) => ({ table, hidden: measure.hidden.map((is, cell) => (Number.isNaN(table.measures[0].values[cell]) ? 0 : is)), name: (cell: number) => cell, settings: {} }));
  const attacks = attackPattern(published, attackers);
  if (attacks.some((attack) => attack !== null && (attack.exact.size > 0 || attack.derived.length > 0 || attack.remainders.length > 0))) return null;
  return tables.map((table) => attacks[counts.indexOf(table)] ?? NOTHING);
}
