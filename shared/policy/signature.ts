import { calculateJwkThumbprint, compactVerify, importJWK, type JWK } from "jose";

/** Kind of what is signed, so that no other signed text of the same key can pass for a policy. */
export const TYPE = "diskret-policy+jws";
/** Ed25519 (RFC 8037): the same key and text always give the same signature, so packages stay reproducible. */
export const ALGORITHM = "EdDSA";

export type Verified =
  | { readonly status: "verified"; readonly policy: Uint8Array; readonly key: string }
  | { readonly status: "refused"; readonly code: "signature/form" | "signature/key" | "signature/tampered" };

/** Checks a signed policy (JWS, compact form) against the keys trusted at the moment: one, or while keys are exchanged the old and the new. */
export async function verify(signed: string, keys: readonly JWK[]): Promise<Verified> {
  if (!CANONICAL.test(signed)) return { status: "refused", code: "signature/form" };
  const header = signed.slice(0, signed.indexOf("."));
  for (const key of keys) {
    const kid = await calculateJwkThumbprint(publicPart(key));
    if (header !== encode(headerOf(kid))) continue;
    try {
      const { payload } = await compactVerify(signed, await importJWK(publicPart(key), ALGORITHM), { algorithms: [ALGORITHM] });
      return { status: "verified", policy: payload, key: kid };
    } catch {
      return { status: "refused", code: "signature/tampered" };
    }
  }
  return { status: "refused", code: "signature/key" };
}

/** The header that `sign` writes, in its one form; anything else is of no key that is trusted. */
export function headerOf(kid: string): string {
  return JSON.stringify({ alg: ALGORITHM, typ: TYPE, kid });
}

/** Only the public part takes part in a check. */
function publicPart({ kty, crv, x }: JWK): JWK {
  return Object.fromEntries(Object.entries({ kty, crv, x }).filter(([, value]) => value !== undefined));
}

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
/** A part in base64url whose unused last bits are zero: decoders pass over them, so several texts would stand for the same bytes. */
const PART = "(?:[\\w-]{4})*(?:[\\w-]{4}|[\\w-][AQgw]|[\\w-]{2}[AEIMQUYcgkosw048])";
const CANONICAL = new RegExp(`^${PART}\\.${PART}\\.${PART}$`);

/** Base64url of a text in ASCII. */
function encode(ascii: string): string {
  let bits = "";
  for (const sign of ascii) bits += sign.charCodeAt(0).toString(2).padStart(8, "0");
  return (bits.match(/.{1,6}/g) ?? []).map((six) => LETTERS[parseInt(six.padEnd(6, "0"), 2)]).join("");
}
