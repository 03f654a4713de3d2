import { readBaked } from "../shared/policy/baked.ts";
import { bakedLiteral } from "../shared/policy/bake.ts";
import { parsePolicy } from "../shared/policy/parse.ts";
import type { DeploymentOptions } from "./deploymentLine.ts";
import { readVisual } from "../shared/packaging/visual.ts";
import { sha256 } from "./policyFile.ts";
import { DONE, REFUSED, type ExitCode } from "./problem.ts";
import { decodeText } from "./decodeText.ts";
import { readBytes } from "./readFile.ts";
import type { Terminal } from "./terminal.ts";

/** What a package or a task pane's script carries; `sha256` is of the policy found, null for the built-in rules. */
interface Inspected {
  readonly file: string;
  readonly version?: string;
  readonly sha256: string | null;
  readonly policy: unknown;
}

/** Shows the policy inside packages; several files must carry the same one. */
export function inspect(files: readonly string[], options: DeploymentOptions, { speak, print, complain }: Terminal): ExitCode {
  const found = files.map(inspected);
  for (const [at, inspection] of found.entries()) {
    if (inspection === null) complain({ code: "inspect/unreadable", params: { file: files[at] } });
    else if (options.json === true) print(JSON.stringify(inspection, null, 2));
    else print(speak({ code: inspection.sha256 === null ? "inspect/builtIn" : "inspect/policy", params: { file: inspection.file, version: inspection.version ?? "–", sha256: inspection.sha256 ?? "" } }) + (inspection.sha256 === null ? "" : `\n${JSON.stringify(inspection.policy, null, 2)}`));
  }
  const same = new Set(found.map((inspection) => inspection?.sha256)).size <= 1;
  if (!same) complain({ code: "inspect/different" });
  return same && !found.includes(null) ? DONE : REFUSED;
}

/** Null where the file holds no policy that can be read whole, or one that is not what its hash says. Whose signature a signed one has, only `policy verify` tells. */
function inspected(file: string): Inspected | null {
  const bytes = readBytes(file), visual = readVisual(bytes), signed = visual === null ? /^[\w-]+\.([\w-]+)\.[\w-]+\s*$/.exec(decodeText(bytes))?.[1] : undefined;
  if (signed !== undefined) return ofText(file, Buffer.from(signed, "base64url").toString("utf8"));
  const baked = readBaked((visual === null ? bakedLiteral(decodeText(bytes)) : visual.literal) ?? "");
  const version = visual === null ? {} : { version: visual.version };
  if (baked.status === "none") return { file, ...version, sha256: null, policy: null };
  if (baked.status === "unreadable" || sha256(baked.policy) !== baked.sha256) return null;
  const found = ofText(file, baked.policy);
  return found === null ? null : { ...found, ...version };
}

function ofText(file: string, text: string): Inspected | null {
  const policy = parsed(text);
  return policy === undefined || parsePolicy(policy).status === "refused" ? null : { file, sha256: sha256(text), policy };
}

function parsed(text: string): unknown {
  try { return JSON.parse(text); } catch { return undefined; }
}
