import { calculateJwkThumbprint, CompactSign, exportJWK, generateKeyPair, importJWK, type JWK } from "jose";
import { ALGORITHM, headerOf } from "../shared/policy/signature.ts";

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
  const header = JSON.parse(headerOf(await calculateJwkThumbprint(key))) as { readonly alg: string };
  return new CompactSign(policy).setProtectedHeader(header).sign(await importJWK(key, ALGORITHM));
}
