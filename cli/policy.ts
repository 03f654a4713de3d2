import { chmodSync } from "node:fs";
import path from "node:path";
import type { JWK } from "jose";
import type { Message } from "../shared/i18n/message.ts";
import type { PublicKey } from "../shared/policy/bake.ts";
import { FLIS_CATALOGUE } from "../shared/policy/flisCatalogue.ts";
import { ageInDays, type Catalogue } from "../shared/policy/catalogue.ts";
import type { Policy } from "../shared/policy/policy.ts";
import { verify } from "../shared/policy/signature.ts";
import { timeNotice } from "../shared/policy/validity.ts";
import type { DeploymentOptions } from "./deploymentLine.ts";
import { readPolicy, sha256, today } from "./policyFile.ts";
import { newKeys, sign } from "./policySigning.ts";
import { DONE, FAILED, Problem, REFUSED, about, type ExitCode } from "./problem.ts";
import { decodeText } from "./decodeText.ts";
import { readBytes, readJson } from "./readFile.ts";
import type { Terminal } from "./terminal.ts";
import { writeWhole } from "./writeFiles.ts";

/** Says whether a policy can be read, and what stands in the way of deploying it. */
export function checkPolicy(file: string, options: DeploymentOptions, catalogue: Catalogue, { speak, print, complain }: Terminal): ExitCode {
  const { policy, sha256: hash, warnings } = readPolicy(file, catalogue), time = timeNotice(policy, today());
  const findings = [...warnings, ...(time === null ? [] : [time]), ...unfollowed(policy)];
  const { version, read } = catalogue;
  if (options.json === true) print(JSON.stringify({ sha256: hash, revision: policy.revision, findings }));
  else print([speak({ code: "policy/read", params: { file, sha256: hash } }), speak({ code: "catalogue/age", params: { version, read, n: ageInDays(catalogue, today()) } })].join("\n"));
  for (const finding of findings) complain(about(file, finding));
  return warnings.length === 0 && time?.code !== "policy/expired" ? DONE : REFUSED;
}

/** What no host follows yet: the stricter choice holds. */
function unfollowed({ explain }: Policy): readonly Message[] {
  return explain === "full" ? [{ code: "policy/unfollowed", params: { path: "explain" } }] : [];
}

/** The rules as they hold, defaults filled in. */
export function showPolicy(file: string, options: DeploymentOptions, { speak, print }: Terminal): ExitCode {
  const { policy, sha256: hash } = readPolicy(file, FLIS_CATALOGUE), { municipality, decided, valid, maxN } = policy;
  if (options.json === true) {
    print(JSON.stringify({ sha256: hash, ...policy }, null, 2));
    return DONE;
  }
  print(speak({ code: "policy/summary", params: {
    municipality: municipality === null ? "–" : `${municipality.name} (${municipality.code})`,
    decided: decided === null ? "–" : `${decided.by}, ${decided.date}: ${decided.reference}`,
    from: valid.from ?? "–", to: valid.to ?? "–", maxN, revision: policy.revision, mark: policy.mark,
    zeros: policy.zeros, blank: policy.blank, protection: policy.protection, audience: String(policy.audience), explain: policy.explain,
    ledger: policy.ledger, ledgerDays: policy.ledgerDays, filteredViews: policy.filteredViews, filteredMinimum: policy.filteredMinimum, ownCells: policy.ownCells,
    allowed: Object.entries(policy.allow).filter(([, allowed]) => allowed).map(([name]) => name).join(", ") || "–", sha256: hash,
  } }));
  for (const { pattern, class: kind, base, reason } of policy.measures) print(`  /${pattern}/i: ${kind}${base === undefined ? "" : ` (${base})`}${reason === undefined ? "" : ` – ${reason}`}`);
  for (const { name, kind, rules } of policy.dataSets) print(`  ${name} (${kind}): ${JSON.stringify(rules)}`);
  return DONE;
}

/** Two files whose names say which is which; only its owner can read the private one where the system knows owners. */
export async function keygen({ out = "." }: DeploymentOptions, { speak, print }: Terminal): Promise<ExitCode> {
  const { id, privateKey, publicKey } = await newKeys(), stem = path.join(out, `diskret-${id.slice(0, 8)}`);
  const files = { private: `${stem}.private.jwk.json`, public: `${stem}.public.jwk.json` };
  writeWhole({ path: files.private, bytes: `${JSON.stringify(privateKey, null, 2)}\n` });
  chmodSync(files.private, 0o600);
  writeWhole({ path: files.public, bytes: `${JSON.stringify(publicKey, null, 2)}\n` });
  print(speak({ code: "signature/keys", params: files }));
  return DONE;
}

export async function signPolicy(file: string, { key = [], out }: DeploymentOptions, { speak, print }: Terminal): Promise<ExitCode> {
  const [name, ...more] = key;
  if (name === undefined || more.length > 0) throw new Problem(FAILED, "signature/oneKey");
  const signed = await signedPolicy(readPolicy(file, FLIS_CATALOGUE).text, name), target = out ?? file.replace(/(\.json)?$/i, ".jws");
  writeWhole({ path: target, bytes: `${signed}\n` });
  print(speak({ code: "signature/signed", params: { file: target } }));
  return DONE;
}

/** The signed form of a policy, by the private key in a file. */
export async function signedPolicy(text: string, keyFile: string): Promise<string> {
  const key = readKey(keyFile);
  if (key.d === undefined) throw new Problem(FAILED, "signature/notPrivate", { file: keyFile });
  return sign(new TextEncoder().encode(text), key);
}

export function isPrivate(file: string): boolean {
  return readKey(file).d !== undefined;
}

/** What a bundle may carry of a key. */
export function publicKey(file: string): PublicKey {
  return { kty: "OKP", crv: "Ed25519", x: readKey(file).x ?? "" };
}

export async function verifyPolicy(file: string, { key = [], out }: DeploymentOptions, { speak, print }: Terminal): Promise<ExitCode> {
  if (key.length === 0) throw new Problem(FAILED, "signature/noKey");
  const verified = await verify(decodeText(readBytes(file)).replace(/\r?\n$/, ""), key.map(readKey));
  if (verified.status === "refused") throw new Problem(REFUSED, verified.code, { file });
  if (out !== undefined) writeWhole({ path: out, bytes: verified.policy });
  print(speak({ code: "signature/verified", params: { file, key: verified.key.slice(0, 8), sha256: sha256(verified.policy) } }));
  return DONE;
}

function readKey(file: string): JWK {
  const key = readJson(file) as JWK | null;
  if (key?.kty !== "OKP" || key.crv !== "Ed25519" || typeof key.x !== "string") throw new Problem(FAILED, "signature/noEdKey", { file });
  return key;
}
