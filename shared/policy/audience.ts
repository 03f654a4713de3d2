import type { Audience } from "./policy.ts";

const EACH = "anyMunicipality";

/** Whether every municipality is a reader in turn, with its own numbers. */
export function eachInTurn(audience: Audience): boolean {
  return audience === EACH || (typeof audience !== "string" && audience.includes(EACH));
}

/** Municipalities whose numbers one reader knows together. */
export function knownTogether(audience: Audience): readonly string[] {
  return typeof audience === "string" ? [] : audience.filter((code) => code !== EACH);
}

/** The readers of both. Each in turn and several together are different knowledge, so neither covers the other. */
export function joinAudiences(a: Audience, b: Audience): Audience {
  const together = [...new Set([...knownTogether(a), ...knownTogether(b)])].sort();
  const each = eachInTurn(a) || eachInTurn(b);
  if (together.length === 0) return each ? EACH : "none";
  return each ? [EACH, ...together] : together;
}
