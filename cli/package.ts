import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { DEPLOYMENT_FILE, parseDeployment } from "../shared/policy/deployment.ts";
import { packageFiles, type Base, type Digests, type Files } from "../shared/packaging/packageFiles.ts";
import { catalogueInUse } from "./catalogue.ts";
import type { DeploymentOptions } from "./deploymentLine.ts";
import { isPrivate, publicKey, signedPolicy } from "./policy.ts";
import { readPolicy, sha256 } from "./policyFile.ts";
import { DONE, FAILED, Problem, REFUSED, type ExitCode } from "./problem.ts";
import { home } from "./program.ts";
import type { Terminal } from "./terminal.ts";
import { writeWhole } from "./writeFiles.ts";

/** What the command was built with, beside it. */
const SITE = "addin", VISUAL = "visual", SBOM = "sbom.cdx.json";

/** Makes everything that IT deploys from one policy. */
export async function makePackage({ policy: file, key = [], host, out }: DeploymentOptions, { speak, print, complain }: Terminal): Promise<ExitCode> {
  if (file === undefined || host === undefined || out === undefined) throw new Problem(FAILED, "package/needs");
  const catalogue = catalogueInUse(), { text, policy, sha256: hash, warnings } = readPolicy(file, catalogue), [signer, ...others] = key.filter(isPrivate);
  if (key.length > 0 && (signer === undefined || others.length > 0)) throw new Problem(FAILED, "signature/oneKey");
  const signed = signer === undefined ? {} : { keys: key.map(publicKey), signed: await signedPolicy(text, signer) };
  const files = await packageFiles(base(), { text, policy, host, catalogue, ...signed }, DIGESTS);
  if ("code" in files) throw new Problem(files.code === "policy/notForDeployment" ? REFUSED : FAILED, files.code, { file, ...files.params });
  refuseUnraised(out, String(files.get("SHA256SUMS")), policy.revision);
  for (const [name, content] of files) writeWhole({ path: path.join(out, name), bytes: content });
  for (const warning of warnings) complain(warning);
  print(speak({ code: "package/made", params: { folder: out, n: files.size, sha256: hash } }));
  return DONE;
}

const DIGESTS: Digests = {
  sha256: (content) => Promise.resolve(sha256(content)),
  sha1: (bytes) => Promise.resolve(createHash("sha1").update(bytes).digest()),
};

function base(): Base {
  const folder = path.join(home(), VISUAL), visual = existsSync(folder) ? readdirSync(folder).find((file) => file.endsWith(".pbiviz")) : undefined;
  if (visual === undefined) throw new Problem(FAILED, "package/incomplete", { name: `${VISUAL}/*.pbiviz` });
  if (!existsSync(path.join(home(), SBOM))) throw new Problem(FAILED, "package/incomplete", { name: SBOM });
  return { site: siteFiles(path.join(home(), SITE)), visual: readFileSync(path.join(folder, visual)), sbom: readFileSync(path.join(home(), SBOM)) };
}

/** A package of other content must have a higher version, or Office and Power BI keep the one they have. */
function refuseUnraised(out: string, sums: string, revision: number): void {
  const earlier = path.join(out, "SHA256SUMS");
  if (!existsSync(earlier) || readFileSync(earlier, "utf8") === sums) return;
  const deployment = path.join(out, "site", DEPLOYMENT_FILE);
  const before = existsSync(deployment) ? parseDeployment(JSON.parse(readFileSync(deployment, "utf8"))) : null;
  throw new Problem(REFUSED, before !== null && Number(before.version.split(".")[3]) < revision ? "package/folderTaken" : "package/raiseRevision", { file: out });
}

function siteFiles(folder: string, below = ""): Files {
  const files: Files = new Map();
  const names = existsSync(path.join(folder, below)) ? readdirSync(path.join(folder, below)).sort() : [];
  for (const name of names) {
    const place = path.posix.join(below, name);
    if (statSync(path.join(folder, place)).isDirectory()) for (const [inside, content] of siteFiles(folder, place)) files.set(inside, content);
    else files.set(place, readFileSync(path.join(folder, place)));
  }
  return files;
}
