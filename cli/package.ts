import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { bake } from "../shared/policy/bake.ts";
import { DEPLOYMENT_FILE, parseDeployment, SIGNED_POLICY, type Deployment } from "../shared/policy/deployment.ts";
import { FLIS_CATALOGUE } from "../shared/policy/flisCatalogue.ts";
import type { Municipality } from "../shared/policy/policy.ts";
import { catalogueInUse } from "./catalogue.ts";
import type { DeploymentOptions } from "./deploymentLine.ts";
import { manifestFor } from "./packageManifest.ts";
import { nginxConf, staticWebApp, webConfig } from "./packageServers.ts";
import { bakeVisual } from "./packageVisual.ts";
import { isPrivate, publicKey, signedPolicy } from "./policy.ts";
import { missingForDeployment, readPolicy, sha256, type ReadPolicy } from "./policyFile.ts";
import { DONE, FAILED, Problem, REFUSED, type ExitCode } from "./problem.ts";
import { home } from "./program.ts";
import type { Terminal } from "./terminal.ts";
import { writeWhole } from "./writeFiles.ts";

type Files = Map<string, Uint8Array | string>;

/** What the command was built with, beside it: the add-in's site in `addin`, the visual in `visual`. */
const SITE = "addin", VISUAL = "visual", SBOM = "sbom.cdx.json";
/** Makes everything that IT deploys from one policy. The same policy, program and host give the same bytes. */
export async function makePackage({ policy: file, key = [], host, out }: DeploymentOptions, { speak, print, complain }: Terminal): Promise<ExitCode> {
  if (file === undefined || host === undefined || out === undefined) throw new Problem(FAILED, "package/needs");
  const read = readPolicy(file, catalogueInUse()), [missing] = missingForDeployment(read.policy), { municipality } = read.policy;
  if (missing !== undefined || municipality === null) throw new Problem(REFUSED, "policy/notForDeployment", { file, ...missing?.params });
  const files = packageFiles(read, municipality, address(host), key);
  const [signer, ...others] = key.filter(isPrivate);
  if (key.length > 0 && (signer === undefined || others.length > 0)) throw new Problem(FAILED, "signature/oneKey");
  files.set(SBOM, fileBeside(SBOM));
  if (signer !== undefined) files.set(`site/${SIGNED_POLICY}`, `${await signedPolicy(read.text, signer)}\n`);
  const sums = [...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, content]) => `${sha256(content)}  ${name}\n`).join("");
  refuseUnraised(out, sums, read.policy.revision);
  for (const [name, content] of [...files, ["SHA256SUMS", sums] as const]) writeWhole({ path: path.join(out, name), bytes: content });
  for (const warning of read.warnings) complain(warning);
  print(speak({ code: "package/made", params: { folder: out, n: files.size + 1, sha256: read.sha256 } }));
  return DONE;
}

function packageFiles(read: ReadPolicy, municipality: Municipality, host: string, keys: readonly string[]): Files {
  const { revision, valid } = read.policy, catalogue = catalogueInUse();
  const baking = { policy: read.text, sha256: read.sha256, ...(catalogue.version > FLIS_CATALOGUE.version ? { catalogue } : {}), ...(keys.length > 0 ? { keys: keys.map(publicKey) } : {}) };
  const site = siteFiles(path.join(home(), SITE)), visual = bakeVisual(visualBytes(), baking, revision);
  const script = bake(textOf(site, "taskpane.js"), baking), manifest = manifestFor(textOf(site, "manifest.xml"), { host, code: municipality.code, revision });
  if (script === null || visual === null) throw new Problem(FAILED, "package/noPlace");
  site.set("taskpane.js", script);
  site.delete("manifest.xml");
  const version = /<Version>([^<]*)</.exec(manifest)?.[1] ?? "";
  const deployment: Deployment = { format: 1, municipality, version, policySha256: read.sha256, validTo: valid.to, files: Object.fromEntries([...site].map(([name, content]) => [name, sha256(content)])) };
  site.set(DEPLOYMENT_FILE, `${JSON.stringify(deployment, null, 2)}\n`).set("web.config", webConfig()).set("staticwebapp.config.json", staticWebApp());
  return new Map<string, Uint8Array | string>([
    ...[...site].map(([name, content]) => [`site/${name}`, content] as const),
    ["manifest.xml", manifest], [`visual/${visual.name}`, visual.bytes], ["policy/policy.json", read.text], ["server/nginx.conf", nginxConf()],
  ]);
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

function textOf(files: Files, name: string): string {
  const content = files.get(name);
  if (content === undefined) throw new Problem(FAILED, "package/incomplete", { name: `${SITE}/${name}` });
  return typeof content === "string" ? content : new TextDecoder().decode(content);
}

function fileBeside(name: string): Uint8Array {
  const file = path.join(home(), name);
  if (!existsSync(file)) throw new Problem(FAILED, "package/incomplete", { name });
  return readFileSync(file);
}

function visualBytes(): Uint8Array {
  const folder = path.join(home(), VISUAL), name = existsSync(folder) ? readdirSync(folder).find((file) => file.endsWith(".pbiviz")) : undefined;
  if (name === undefined) throw new Problem(FAILED, "package/incomplete", { name: `${VISUAL}/*.pbiviz` });
  return readFileSync(path.join(folder, name));
}

/** The site's address without a slash at its end: https, and nothing after the path. */
function address(host: string): string {
  const url = URL.canParse(host) ? new URL(host) : null;
  if (url === null || url.protocol !== "https:" || url.search !== "" || url.hash !== "" || url.username !== "" || url.hostname === "") throw new Problem(FAILED, "package/host", { host });
  return `${url.origin}${url.pathname}`.replace(/\/+$/, "");
}
