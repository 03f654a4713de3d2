import * as v from "valibot";
import { catalogueFile, type Catalogue } from "./catalogue.ts";
import type { PublicKey } from "./bake.ts";
import { parsePolicy, type ParsedPolicy } from "./parse.ts";
import { inForce, UNREADABLE, type InForce } from "./validity.ts";

/**
 * A bundle carries its policy in one string literal between marks: `{}` where nothing was baked, else the text of the
 * policy file with its SHA-256. The hash is recomputed by `inspect` and by the check page; here it names the policy.
 */
const bakedFile = v.union([v.strictObject({}), v.strictObject({
  policy: v.string(),
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  catalogue: v.optional(catalogueFile),
  /** Public keys of the signed policy that lies beside the bundle (JWK, RFC 8037); none: the policy here holds. */
  keys: v.optional(v.pipe(v.array(v.strictObject({ kty: v.literal("OKP"), crv: v.literal("Ed25519"), x: v.pipe(v.string(), v.regex(/^[\w-]{43}$/)) })), v.minLength(1))),
})]);

export type Baked =
  | { readonly status: "none" }
  | { readonly status: "baked"; readonly policy: string; readonly sha256: string; readonly catalogue?: Catalogue | undefined; readonly keys?: readonly PublicKey[] | undefined }
  | { readonly status: "unreadable" };

export function readBaked(literal: string): Baked {
  const json = parseJson(/^@@[A-Z_]+@@(.*)@@END@@$/s.exec(literal)?.[1] ?? "");
  const result = v.safeParse(bakedFile, json);
  if (!result.success || Array.isArray(json)) return { status: "unreadable" };
  return "policy" in result.output ? { status: "baked", ...result.output } : { status: "none" };
}

/** What a bundle lets its readers see on a day (ISO date); which data set a table is of, its host resolves. */
export function bakedInForce(literal: string, today: string): InForce {
  const baked = readBaked(literal);
  const { policy, notices } = inForce(parsed(baked), today);
  if (policy === null) return { policy, notices };
  if (baked.status !== "baked") return { policy, notices };
  return { policy: { ...policy, catalogue: baked.catalogue ?? policy.catalogue, label: `${policy.label} · ${baked.sha256.slice(0, 8)}` }, notices, sha256: baked.sha256 };
}

function parsed(baked: Baked): ParsedPolicy | null {
  if (baked.status === "none") return null;
  if (baked.status === "unreadable") return { status: "refused", findings: [UNREADABLE] };
  return parsePolicy(parseJson(baked.policy));
}

/** Undefined, which no policy is, where the text is no JSON. */
export function parseJson(text: string): unknown {
  try { return JSON.parse(text); } catch { return undefined; }
}
