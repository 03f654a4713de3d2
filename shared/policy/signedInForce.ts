import type { Message } from "../i18n/message.ts";
import { bakedInForce, parseJson, readBaked } from "./baked.ts";
import { SIGNED_POLICY, type Serving } from "./deployment.ts";
import { parsePolicy } from "./parse.ts";
import { inForce, type InForce } from "./validity.ts";

/**
 * What holds on a day (ISO date) where a bundle carries public keys: the signed policy that lies beside it, which moves without
 * the code. One that is missing, tampered with, of another municipality, or older than the one in the bundle shows no table.
 */
export async function signedInForce(literal: string, serving: Serving, today: string): Promise<InForce> {
  const baked = readBaked(literal);
  if (baked.status !== "baked" || baked.keys === undefined) return bakedInForce(literal, today);
  const served = await serving.read(SIGNED_POLICY).catch(() => null);
  if (served === null) return refused({ code: "policy/signatureMissing" });
  // Only a site with signed policies loads what checks them.
  const { verify } = await import(/* webpackChunkName: "signature" */ "./signature.ts");
  const verified = await verify(serving.text(served.bytes).replace(/\r?\n$/, ""), baked.keys);
  if (verified.status === "refused") return refused({ code: verified.code === "signature/key" ? "policy/foreignKey" : "policy/tampered" });
  const text = serving.text(verified.policy), parsed = parsePolicy(parseJson(text)), floor = parsePolicy(parseJson(baked.policy));
  if (parsed.status === "refused" || floor.status === "refused") return refused({ code: "policy/unreadable" });
  if (parsed.policy.municipality?.code !== floor.policy.municipality?.code) return refused({ code: "policy/foreign" });
  if (parsed.policy.revision < floor.policy.revision) return refused({ code: "policy/older", params: { revision: parsed.policy.revision, floor: floor.policy.revision } });
  const { policy, notices } = inForce(parsed, today), sha256 = await serving.sha256(text);
  return policy === null ? { policy, notices } : { policy: { ...policy, catalogue: baked.catalogue ?? policy.catalogue, label: `${policy.label} · ${sha256.slice(0, 8)}` }, notices, sha256 };
}

function refused(notice: Message): InForce {
  return { policy: null, notices: [notice] };
}
