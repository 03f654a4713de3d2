import type { Serving } from "../shared/policy/deployment.ts";
import { signedInForce } from "../shared/policy/signedInForce.ts";
import type { InForce } from "../shared/policy/validity.ts";
import { serving } from "./serving.ts";

/**
 * The municipality's policy file. A deployed site gets its own by replacing what stands between the marks, so
 * this text must occur once in the bundle and reach the parser whole; `{}` is the strict built-in policy.
 */
const BAKED = "@@DISKRET_POLICY@@{}@@END@@";

/** The policy of this site today; null where it cannot be read or verified: then no copy may be made. */
export function bakedPolicy(literal: string = BAKED, today: string = new Date().toISOString().slice(0, 10), site: Serving = serving): Promise<InForce> {
  return signedInForce(literal, site, today);
}
