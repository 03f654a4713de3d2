import { zipSync } from "fflate";
import type { Message } from "../../shared/i18n/message.ts";
import { missingForDeployment, packageFiles, type Base, type Digests } from "../../shared/packaging/packageFiles.ts";
import { isMunicipality } from "../../shared/policy/municipalities.ts";
import { parsePolicy } from "../../shared/policy/parse.ts";
import type { Policy } from "../../shared/policy/policy.ts";

/** A policy file as chosen: what stands in its way, or the policy. */
export type Chosen =
  | { readonly status: "read"; readonly name: string; readonly text: string; readonly policy: Policy; readonly sha256: string }
  | { readonly status: "faulty"; readonly name: string; readonly findings: readonly Message[] };

const encoder = new TextEncoder();

export const digests: Digests = {
  sha256: async (content) => hex(await crypto.subtle.digest("SHA-256", buffer(content))),
  sha1: async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-1", buffer(bytes))),
};

/** The same reading as the command's `policy check`. */
export async function readPolicyFile(name: string, bytes: Uint8Array): Promise<Chosen> {
  const faulty = (...findings: readonly Message[]): Chosen => ({ status: "faulty", name, findings });
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes), parsed = parsePolicy(JSON.parse(text));
    if (parsed.status === "refused") return faulty(...parsed.findings);
    const code = parsed.policy.municipality?.code, missing = missingForDeployment(parsed.policy);
    if (code !== undefined && !isMunicipality(code)) return faulty({ code: "policy/codeUnknown", params: { path: "municipality.code" } });
    return missing.length > 0 ? faulty(...missing) : { status: "read", name, text, policy: parsed.policy, sha256: await digests.sha256(text) };
  } catch {
    return faulty({ code: "builder/noJson" });
  }
}

/** The package as one zip with fixed times: the same bytes in it as the command writes into a folder. */
export async function zipped(base: Base, { text, policy }: Extract<Chosen, { status: "read" }>, host: string): Promise<Uint8Array | Message> {
  const files = await packageFiles(base, { text, policy, host, catalogue: policy.catalogue }, digests);
  if ("code" in files) return files;
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, content]) => [path, typeof content === "string" ? encoder.encode(content) : content] as const);
  return zipSync(Object.fromEntries(sorted), { level: 6, mtime: new Date(1980, 0, 1) });
}

/** Web Crypto wants bytes of its own. */
function buffer(content: Uint8Array | string): ArrayBuffer {
  return Uint8Array.from(typeof content === "string" ? encoder.encode(content) : content).buffer;
}

function hex(digest: ArrayBuffer): string {
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
