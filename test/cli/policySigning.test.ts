import { newKeys, sign } from "../../cli/policySigning.ts";
import { verify } from "../../shared/policy/signature.ts";

const POLICY = new TextEncoder().encode('{"version": 1, "maxN": 5}\n');
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

test("what was signed is given back, byte for byte, and the same text has one signature", async () => {
  const { privateKey, publicKey, id } = await newKeys(), signed = await sign(POLICY, privateKey);
  const verified = await verify(signed, [publicKey]);
  expect(verified).toMatchObject({ status: "verified", key: id });
  expect(verified.status === "verified" && text(verified.policy)).toBe(text(POLICY));
  expect(await sign(POLICY, privateKey)).toBe(signed);
  expect(publicKey.d).toBeUndefined();
  await expect(sign(POLICY, publicKey)).rejects.toThrow("public key");
});

test("every bit flip is refused", async () => {
  const { privateKey, publicKey } = await newKeys(), signed = Buffer.from(await sign(POLICY, privateKey), "latin1");
  const accepted: string[] = [];
  for (let byte = 0; byte < signed.length; byte++)
    for (let bit = 0; bit < 8; bit++) {
      const flipped = Buffer.from(signed);
      flipped[byte] ^= 1 << bit;
      if ((await verify(flipped.toString("latin1"), [publicKey])).status !== "refused") accepted.push(`${byte}.${bit}`);
    }
  expect(signed.length).toBeGreaterThan(200);
  expect(accepted).toEqual([]);
});

test("another way to write the same signature is refused", async () => {
  const { privateKey, publicKey } = await newKeys(), signed = await sign(POLICY, privateKey), [header, payload, signature] = signed.split(".");
  const spaced = Buffer.from(JSON.stringify(JSON.parse(Buffer.from(header, "base64url").toString()), null, 1)).toString("base64url");
  // 64 bytes are 86 letters whose last holds four bits that mean nothing.
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", last = letters.indexOf(signature.slice(-1));
  const variants = [`${signed}=`, `${signed}\n`, ` ${signed}`, `${signed}.`, `${header}.${payload}`, `${spaced}.${payload}.${signature}`, `${header}.${payload}.${signature.slice(0, -1)}${letters[last ^ 1]}`, "", ".."];
  expect(Buffer.from(variants[6].split(".")[2], "base64url")).toEqual(Buffer.from(signature, "base64url"));
  for (const variant of variants) expect([variant, (await verify(variant, [publicKey])).status]).toEqual([variant, "refused"]);
});

test("keys are exchanged: the next one is trusted beside the old until the old one goes", async () => {
  const old = await newKeys(), next = await newKeys(), before = await sign(POLICY, old.privateKey), after = await sign(POLICY, next.privateKey);
  expect(await verify(after, [old.publicKey])).toEqual({ status: "refused", code: "signature/key" });
  for (const signed of [before, after]) expect((await verify(signed, [old.publicKey, next.publicKey])).status).toBe("verified");
  expect(await verify(before, [next.publicKey])).toEqual({ status: "refused", code: "signature/key" });
});

test("no key, no trust; and an unsigned or symmetric token is none of ours", async () => {
  const { publicKey, privateKey } = await newKeys(), signed = await sign(POLICY, privateKey), [header, ...rest] = signed.split(".");
  expect((await verify(signed, [])).status).toBe("refused");
  for (const alg of ["none", "HS256", "Ed25519", "ES256"]) {
    const forged = Buffer.from(Buffer.from(header, "base64url").toString().replace("EdDSA", alg)).toString("base64url");
    expect(await verify([forged, ...rest].join("."), [publicKey])).toEqual({ status: "refused", code: "signature/key" });
  }
});
