import { bakedInForce } from "../shared/policy/baked.ts";
import type { InForce } from "../shared/policy/validity.ts";

/**
 * The municipality's policy file. A deployed site gets its own by replacing what stands between the marks, so
 * this text must occur once in the bundle and reach the parser whole; `{}` is the strict built-in policy.
 */
const BAKED = "@@DISKRET_POLICY@@{}@@END@@";

/** The policy of this site today; null where it cannot be read: then no copy may be made. */
export function bakedPolicy(literal: string = BAKED, today: string = new Date().toISOString().slice(0, 10)): InForce {
  return bakedInForce(literal, today);
}
