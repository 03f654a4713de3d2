import * as v from "valibot";
import type { Message } from "../i18n/message.ts";
import { bakedLiteral } from "./bake.ts";
import { readBaked } from "./baked.ts";

/** Beside the pages of a deployed site: what it must consist of. */
export const DEPLOYMENT_FILE = "deployment.json";

/** Beside them where the bundle carries public keys: the policy that holds, and may be replaced without the code. */
export const SIGNED_POLICY = "policy.jws";

const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const deploymentFile = v.strictObject({
  format: v.literal(1),
  municipality: v.strictObject({ name: v.string(), code: v.string() }),
  /** Four numbers, the same in manifest and visual apart from the program's own first three. */
  version: v.string(),
  policySha256: hash,
  /** Last day the policy holds. */
  validTo: v.nullable(v.string()),
  /** The server of `ownDataLog` where it is another one: the page may send notes there. */
  logOrigin: v.optional(v.string()),
  /** Path below the site → SHA-256. */
  files: v.record(v.string(), hash),
});

export type Deployment = Readonly<v.InferOutput<typeof deploymentFile>>;

export function parseDeployment(json: unknown): Deployment | null {
  const result = v.safeParse(deploymentFile, json);
  return result.success ? result.output : null;
}

/** The policy of the page itself. Office.js writes inline styles in Excel on the web, and Excel on the web frames the page. */
const contentSecurityPolicy = (logOrigin: string | undefined): string => [
  "default-src 'none'",
  "script-src 'self' https://appsforoffice.microsoft.com",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self'",
  `connect-src 'self'${logOrigin === undefined ? "" : ` ${logOrigin}`}`,
  "base-uri 'none'",
  "form-action 'none'",
  "object-src 'none'",
  "frame-ancestors https://*.officeapps.live.com https://*.sharepoint.com https://excel.cloud.microsoft https://*.excel.cloud.microsoft",
].join("; ");

/** Headers of every answer. */
export function headersOf({ logOrigin }: Pick<Deployment, "logOrigin">): Readonly<Record<string, string>> {
  return {
    "Content-Security-Policy": contentSecurityPolicy(logOrigin),
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
  };
}

/** Office refuses icons that may not be kept; everything else is asked for anew, so that a new policy holds at once. */
export function cacheControl(path: string): string {
  return path.endsWith(".png") ? "public, max-age=86400" : "no-cache";
}

/** How a check reads what is served: from the web with headers, from a folder without. Null: not there. */
export interface Serving {
  readonly read: (path: string) => Promise<Served | null>;
  /** Of bytes, or of a text in UTF-8. */
  readonly sha256: (content: Uint8Array | string) => Promise<string>;
  /** Text of bytes in UTF-8. */
  readonly text: (bytes: Uint8Array) => string;
}
export interface Served {
  readonly bytes: Uint8Array;
  /** Undefined where there are no headers to judge. */
  readonly header?: (name: string) => string | null;
}

/** What is wrong with a site as served; empty when nothing is. */
export async function deploymentFaults(deployment: Deployment, serving: Serving): Promise<readonly Message[]> {
  const { read, sha256, text } = serving;
  const faults: Message[] = [];
  for (const [path, expected] of Object.entries(deployment.files)) {
    const served = await read(path);
    if (served === null) { faults.push({ code: "package/missing", params: { path } }); continue; }
    if (await sha256(served.bytes) !== expected) faults.push({ code: "package/differs", params: { path } });
    faults.push(...headerFaults(path, served, deployment));
    if (path === "taskpane.js") faults.push(...await policyFaults(text(served.bytes), deployment, serving));
  }
  return faults;
}

function headerFaults(path: string, { header }: Served, deployment: Deployment): readonly Message[] {
  if (header === undefined) return [];
  const page = path.endsWith(".html") ? Object.entries(headersOf(deployment)) : [];
  return [...page, ["Cache-Control", cacheControl(path)] as const]
    .filter(([name, expected]) => header(name)?.trim() !== expected)
    .map(([name]) => ({ code: "package/header", params: { path, header: name } }));
}

/** The policy inside the script, its stated hash and the deployment's must be one and the same. */
async function policyFaults(script: string, deployment: Deployment, { read, sha256, text }: Serving): Promise<readonly Message[]> {
  const baked = readBaked(bakedLiteral(script) ?? ""), { policySha256 } = deployment;
  if (baked.status !== "baked" || baked.sha256 !== policySha256 || await sha256(baked.policy) !== policySha256) return [{ code: "package/policyDiffers", params: { path: "taskpane.js" } }];
  if (baked.keys === undefined) return [];
  const served = await read(SIGNED_POLICY);
  if (served === null) return [{ code: "package/missing", params: { path: SIGNED_POLICY } }];
  const { verify } = await import(/* webpackChunkName: "signature" */ "./signature.ts");
  const verified = await verify(text(served.bytes).replace(/\r?\n$/, ""), baked.keys);
  return [...headerFaults(SIGNED_POLICY, served, deployment), ...(verified.status === "verified" ? [] : [{ code: verified.code, params: { path: SIGNED_POLICY } }])];
}
