import { calculateJwkThumbprint, CompactSign, compactVerify, exportJWK, generateKeyPair, importJWK, type JWK } from "jose";

/** Kind of what is signed, so that no other signed text of the same key can pass for a policy. */
const TYPE = "diskret-policy+jws";
/** Ed25519 (RFC 8037): the same key and text always give the same signature, so packages stay reproducible. */
const ALGORITHM = "EdDSA";

export interface KeyPair {
  readonly id: string;
  readonly privateKey: JWK;
  readonly publicKey: JWK;
}

/** A new pair; its id is the thumbprint of the public key (RFC 7638). */
export async function newKeys(): Promise<KeyPair> {
  const { privateKey, publicKey } = await generateKeyPair(ALGORITHM, { crv: "Ed25519", extractable: true });
  const open = await exportJWK(publicKey), id = await calculateJwkThumbprint(open);
  return { id, privateKey: { ...await exportJWK(privateKey), kid: id, alg: ALGORITHM }, publicKey: { ...open, kid: id, alg: ALGORITHM } };
}

/** JWS in compact form over the bytes of a policy file. */
export async function sign(policy: Uint8Array, key: JWK): Promise<string> {
  if (key.d === undefined) throw new RangeError("a public key cannot sign");
  return new CompactSign(policy).setProtectedHeader({ alg: ALGORITHM, typ: TYPE, kid: await calculateJwkThumbprint(key) }).sign(await importJWK(key, ALGORITHM));
}

export type Verified =
  | { readonly status: "verified"; readonly policy: Uint8Array; readonly key: string }
  | { readonly status: "refused"; readonly code: "signature/form" | "signature/key" | "signature/tampered" };

/** Checks a signed policy against the keys trusted at the moment: one, or while keys are exchanged the old and the new. */
export async function verify(signed: string, keys: readonly JWK[]): Promise<Verified> {
  const header = headerOf(signed);
  if (header === null) return { status: "refused", code: "signature/form" };
  for (const key of keys) {
    if (header.kid !== await calculateJwkThumbprint(key)) continue;
    try {
      const { payload } = await compactVerify(signed, await importJWK(open(key), ALGORITHM), { algorithms: [ALGORITHM] });
      return { status: "verified", policy: payload, key: header.kid };
    } catch {
      return { status: "refused", code: "signature/tampered" };
    }
  }
  return { status: "refused", code: "signature/key" };
}

/** Only the public part takes part in a check. */
function open({ kty, crv, x }: JWK): JWK {
  return Object.fromEntries(Object.entries({ kty, crv, x }).filter(([, value]) => value !== undefined));
}

/**
 * The header of a signed policy in the one form that `sign` writes. Base64 decoders pass over unused bits and other letters, so
 * several texts would stand for the same bytes; each part must be what encoding it again gives.
 */
function headerOf(signed: string): { readonly kid: string } | null {
  const parts = signed.split(".");
  if (parts.length !== 3 || parts.some((part) => part === "" || Buffer.from(part, "base64url").toString("base64url") !== part)) return null;
  try {
    const header = JSON.parse(Buffer.from(parts[0], "base64url").toString("utf8")) as { readonly kid?: unknown };
    const { kid } = header;
    const expected = JSON.stringify({ alg: ALGORITHM, typ: TYPE, kid });
    return typeof kid === "string" && Buffer.from(expected).toString("base64url") === parts[0] ? { kid } : null;
  } catch {
    return null;
  }
}
