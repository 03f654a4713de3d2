import { createHash } from "node:crypto";
import type { Message } from "../shared/i18n/message.ts";
import { entriesOf, type Catalogue } from "../shared/policy/catalogue.ts";
import { missingForDeployment } from "../shared/packaging/packageFiles.ts";
import { isMunicipality } from "../shared/policy/municipalities.ts";
import { parsePolicy } from "../shared/policy/parse.ts";
import type { Policy } from "../shared/policy/policy.ts";
import { FAILED, Problem } from "./problem.ts";
import { readBytes, readJson } from "./readFile.ts";

export interface ReadPolicy {
  /** As in the file, without a byte order mark: what is hashed, signed and baked. */
  readonly text: string;
  readonly sha256: string;
  readonly policy: Policy;
  readonly warnings: readonly Message[];
}

export const sha256 = (content: Uint8Array | string): string => createHash("sha256").update(content).digest("hex");
export const today = (): string => new Date().toISOString().slice(0, 10);

/** Reads a policy file; every fault of it is one line. */
export function readPolicy(file: string, catalogue: Catalogue): ReadPolicy {
  const bytes = readBytes(file), parsed = parsePolicy(readJson(file, bytes));
  if (parsed.status === "refused") throw faulty(file, parsed.findings);
  const text = utf8(bytes);
  if (text === null) throw new Problem(FAILED, "policy/encoding", { file });
  const { policy } = parsed, code = policy.municipality?.code;
  if (code !== undefined && !isMunicipality(code)) throw new Problem(FAILED, "policy/codeUnknown", { file, path: "municipality.code" });
  return { text, sha256: sha256(text), policy, warnings: [...missingForDeployment(policy), ...unlisted(policy, catalogue)] };
}

function unlisted({ dataSets }: Policy, catalogue: Catalogue): readonly Message[] {
  const names = entriesOf(catalogue).map(({ name }) => name);
  return dataSets.flatMap(({ name, kind }, at) => (kind === "own" || names.includes(name) ? [] : [{ code: "policy/dataSetNotListed", params: { path: `dataSets.${at}.name`, name } }]));
}

function faulty(file: string, [first, ...more]: readonly Message[]): Problem {
  const { code, params } = first ?? { code: "policy/notObject" };
  return new Problem(FAILED, code, { file, ...params }, more);
}

function utf8(bytes: Uint8Array): string | null {
  try { return new TextDecoder("utf-8", { fatal: true }).decode(bytes); } catch { return null; }
}
