import { parsePolicy } from "../shared/policy/parse.ts";
import type { Policy } from "../shared/policy/policy.ts";

/**
 * The municipality's policy file. A finished package gets its own by replacing what stands between the marks, so
 * this text must occur once in the bundle and reach the parser whole; `{}` is the strict built-in policy.
 */
const BAKED = "@@DISKRET_POLICY@@{}@@END@@";

/** The policy of this package, or null where it cannot be read: then nothing may be shown. */
export function bakedPolicy(literal: string = BAKED): Policy | null {
  const json = /^@@[A-Z_]+@@(.*)@@END@@$/s.exec(literal)?.[1];
  if (json === undefined) return null;
  try {
    const parsed = parsePolicy(JSON.parse(json));
    return parsed.status === "parsed" ? parsed.policy : null;
  } catch {
    return null;
  }
}
