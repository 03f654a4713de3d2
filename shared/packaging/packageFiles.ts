import { strFromU8 } from "fflate";
import type { Message } from "../i18n/message.ts";
import { bake, type BakedText, type PublicKey } from "../policy/bake.ts";
import type { Catalogue } from "../policy/catalogue.ts";
import { DEPLOYMENT_FILE, SIGNED_POLICY, type Deployment } from "../policy/deployment.ts";
import { FLIS_CATALOGUE } from "../policy/flisCatalogue.ts";
import { logFolder } from "../policy/ownDataLog.ts";
import type { Policy } from "../policy/policy.ts";
import { addinId, manifestFor } from "./manifest.ts";
import { nginxConf, staticWebApp, webConfig } from "./servers.ts";
import { bakeVisual } from "./visual.ts";

/** Path in the package → content. */
export type Files = Map<string, Uint8Array | string>;

/** What a program was built with: the add-in's site with its manifest, the visual, and the list of what it is made of. */
export interface Base {
  readonly site: Files;
  readonly visual: Uint8Array;
  readonly sbom: Uint8Array | string;
}

export interface Wish {
  /** The policy file's text, byte for byte. */
  readonly text: string;
  readonly policy: Policy;
  /** Address of the site. */
  readonly host: string;
  readonly catalogue: Catalogue;
  /** Whoever may sign a newer policy, and this one as signed; none where the policy moves with the package only. */
  readonly keys?: readonly PublicKey[];
  readonly signed?: string;
}

/** Digests that the host lends. */
export interface Digests {
  readonly sha256: (content: Uint8Array | string) => Promise<string>;
  readonly sha1: (bytes: Uint8Array) => Promise<Uint8Array>;
}

/** Who, when and until when: a policy without them can be tried, but is nobody's decision. */
export function missingForDeployment({ municipality, decided, valid, revision }: Policy): readonly Message[] {
  const given: Readonly<Record<string, boolean>> = { municipality: municipality !== null, decided: decided !== null, "valid.to": valid.to !== null, revision: revision > 0 };
  return Object.keys(given).filter((path) => given[path] === false).map((path) => ({ code: "policy/notForDeployment", params: { path } }));
}

/** Everything that IT deploys, sums included, or why not. The same policy, program and address give the same bytes. */
export async function packageFiles({ site: built, visual: base, sbom }: Base, wish: Wish, digests: Digests): Promise<Files | Message> {
  const { policy: { revision, valid, municipality }, text, keys, signed } = wish, [missing] = missingForDeployment(wish.policy), host = address(wish.host);
  if (missing !== undefined || municipality === null) return missing ?? { code: "policy/notForDeployment", params: { path: "municipality" } };
  if (host === null) return { code: "package/host", params: { host: wish.host } };
  const policySha256 = await digests.sha256(text), site: Files = new Map(built), manifest = textOf(site, "manifest.xml"), program = textOf(site, "taskpane.js");
  if (manifest === null || program === null) return { code: "package/incomplete", params: { name: "addin" } };
  const baking: BakedText = { policy: text, sha256: policySha256, ...(wish.catalogue.version > FLIS_CATALOGUE.version ? { catalogue: wish.catalogue } : {}), ...(keys === undefined || keys.length === 0 ? {} : { keys }) };
  const script = bake(program, baking), visual = bakeVisual(base, baking, { name: municipality.name, site: host, revision });
  if (script === null || visual === null) return { code: "package/noPlace" };
  const log = logFolder(wish.policy.ownDataLog), logs = log === null || log.origin === /^[^/]*\/\/[^/]*/.exec(host)?.[0] ? {} : { logOrigin: log.origin };
  const own = manifestFor(manifest, { host, id: await addinId(municipality.code, digests.sha1), revision });
  site.set("taskpane.js", script);
  site.delete("manifest.xml");
  site.set(DEPLOYMENT_FILE, `${JSON.stringify(await deployment(site, { municipality, manifest: own, policySha256, validTo: valid.to, ...logs }, digests), null, 2)}\n`);
  site.set("web.config", webConfig(logs)).set("staticwebapp.config.json", staticWebApp(logs));
  if (signed !== undefined) site.set(SIGNED_POLICY, `${signed}\n`);
  const files: Files = new Map<string, Uint8Array | string>([
    ...[...site].map(([name, content]) => [`site/${name}`, content] as const),
    ["manifest.xml", own], [`visual/${visual.name}`, visual.bytes], ["policy/policy.json", text], ["server/nginx.conf", nginxConf(logs)], ["sbom.cdx.json", sbom],
  ]);
  return files.set("SHA256SUMS", await sums(files, digests));
}

async function deployment(site: Files, { manifest, ...facts }: Pick<Deployment, "municipality" | "policySha256" | "validTo" | "logOrigin"> & { readonly manifest: string }, { sha256 }: Digests): Promise<Deployment> {
  const files = Object.fromEntries(await Promise.all([...site].map(async ([name, content]) => [name, await sha256(content)] as const)));
  return { format: 1, ...facts, version: /<Version>([^<]*)</.exec(manifest)?.[1] ?? "", files };
}

async function sums(files: Files, { sha256 }: Digests): Promise<string> {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  return (await Promise.all(sorted.map(async ([name, content]) => `${await sha256(content)}  ${name}\n`))).join("");
}

function textOf(files: Files, name: string): string | null {
  const content = files.get(name);
  return content === undefined ? null : typeof content === "string" ? content : strFromU8(content);
}

/** The site's address without a slash at its end: https, and nothing after the path. */
function address(host: string): string | null {
  const [, name, path] = /^https:\/\/([^\s/?#@:]+(?::\d+)?)(\/[^\s?#]*)?$/i.exec(host) ?? [];
  return name === undefined ? null : `https://${name.toLowerCase()}${path ?? ""}`.replace(/\/+$/, "");
}
