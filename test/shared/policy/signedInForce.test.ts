import { createHash } from "node:crypto";
import { newKeys, sign, type KeyPair } from "../../../cli/policySigning.ts";
import da from "../../../shared/i18n/da/core.ts";
import en from "../../../shared/i18n/en/core.ts";
import { say } from "../../../shared/i18n/message.ts";
import type { Serving } from "../../../shared/policy/deployment.ts";
import { signedInForce } from "../../../shared/policy/signedInForce.ts";
import type { InForce } from "../../../shared/policy/validity.ts";

const TODAY = "2026-12-24", sha256 = (text: Uint8Array | string): string => createHash("sha256").update(text).digest("hex");
const ODENSE = { municipality: { name: "Odense", code: "461" }, revision: 3, maxN: 5 };

function literal(policy: object, ...keys: readonly KeyPair[]): string {
  const text = JSON.stringify(policy);
  return `@@DISKRET_POLICY@@${JSON.stringify({ policy: text, sha256: sha256(text), keys: keys.map(({ publicKey: { kty, crv, x } }) => ({ kty, crv, x })) })}@@END@@`;
}
const site = (signed: string | null): Serving => ({
  read: () => Promise.resolve(signed === null ? null : { bytes: Buffer.from(signed, "latin1") }),
  text: (bytes) => new TextDecoder().decode(bytes),
  sha256: (content) => Promise.resolve(sha256(content)),
});
const signed = (policy: unknown, { privateKey }: KeyPair): Promise<string> => sign(new TextEncoder().encode(typeof policy === "string" ? policy : JSON.stringify(policy)), privateKey);
const code = ({ policy, notices }: InForce): string => `${policy === null ? "refused" : "holds"} ${notices.map(({ code }) => code).join()}`.trim();

test("the signed policy replaces the one in the bundle, without a new bundle", async () => {
  const keys = await newKeys(), text = JSON.stringify({ ...ODENSE, revision: 4, maxN: 9 });
  const { policy, notices } = await signedInForce(literal(ODENSE, keys), site(`${await signed(text, keys)}\n`), TODAY);
  expect(policy).toMatchObject({ maxN: 9, revision: 4, label: `Odense · ${sha256(text).slice(0, 8)}` });
  expect(notices).toEqual([]);
});

test("each kind of wrong policy is told apart, in both languages", async () => {
  const keys = await newKeys(), other = await newKeys(), floor = literal(ODENSE, keys);
  const cases: readonly (readonly [string | null, string])[] = [
    [null, "refused policy/signatureMissing"],
    ["no token", "refused policy/tampered"],
    [await signed(ODENSE, other), "refused policy/foreignKey"],
    [await signed({ ...ODENSE, municipality: { name: "Aarhus", code: "751" } }, keys), "refused policy/foreign"],
    [await signed({ maxN: 5, revision: 9 }, keys), "refused policy/foreign"],
    [await signed({ ...ODENSE, revision: 2 }, keys), "refused policy/older"],
    [await signed({ ...ODENSE, version: 2 }, keys), "refused policy/unreadable"],
    [await signed("{", keys), "refused policy/unreadable"],
    [await signed({ ...ODENSE, valid: { to: "2026-12-23" } }, keys), "holds policy/expired"],
    [await signed({ ...ODENSE, valid: { from: "2026-12-25" } }, keys), "holds policy/notYetValid"],
    [await signed({ ...ODENSE, valid: { to: "2027-01-01" } }, keys), "holds policy/endsSoon"],
    [await signed(ODENSE, keys), "holds"],
  ];
  for (const [text, expected] of cases) {
    const now = await signedInForce(floor, site(text), TODAY);
    expect(code(now)).toBe(expected);
    for (const notice of now.notices) expect([say(da, notice, "da"), say(en, notice, "en")].every((said) => said !== notice.code && !/\{\w+\}/.test(said))).toBe(true);
  }
});

test("an expired signed policy holds with the built-in rules", async () => {
  const keys = await newKeys();
  expect((await signedInForce(literal(ODENSE, keys), site(await signed({ ...ODENSE, maxN: 3, zeros: "show", valid: { to: "2026-12-23" } }, keys)), TODAY)).policy).toMatchObject({ maxN: 5, zeros: "hide" });
});

test("every bit flip is refused", async () => {
  const keys = await newKeys(), floor = literal(ODENSE, keys), bytes = Buffer.from(await signed(ODENSE, keys), "latin1"), shown: string[] = [];
  for (let byte = 0; byte < bytes.length; byte++)
    for (let bit = 0; bit < 8; bit++) {
      const flipped = Buffer.from(bytes);
      flipped[byte] ^= 1 << bit;
      if ((await signedInForce(floor, site(flipped.toString("latin1")), TODAY)).policy !== null) shown.push(`${byte}.${bit}`);
    }
  expect(shown).toEqual([]);
});

test("keys are exchanged: a bundle that trusts both takes either, one that trusts the next takes no policy of the old", async () => {
  const old = await newKeys(), next = await newKeys(), before = site(await signed(ODENSE, old)), after = site(await signed(ODENSE, next));
  for (const served of [before, after]) expect(code(await signedInForce(literal(ODENSE, old, next), served, TODAY))).toBe("holds");
  expect(code(await signedInForce(literal(ODENSE, next), before, TODAY))).toBe("refused policy/foreignKey");
});

test("a site that does not answer shows nothing; a bundle without keys asks for nothing", async () => {
  const keys = await newKeys(), silent: Serving = { ...site(null), read: () => Promise.reject(new Error("offline")) };
  expect(code(await signedInForce(literal(ODENSE, keys), silent, TODAY))).toBe("refused policy/signatureMissing");
  expect(code(await signedInForce("@@DISKRET_POLICY@@{}@@END@@", silent, TODAY))).toBe("holds policy/none");
});
