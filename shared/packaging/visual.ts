import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { bake, bakedLiteral, type BakedText } from "../policy/bake.ts";
import { versionOf } from "./manifest.ts";

/** The two files of a .pbiviz as the parts used here. */
interface Manifest {
  version: string;
  author: Author;
  readonly visual: Described;
  readonly resources: readonly { readonly file: string }[];
}
interface Resource {
  readonly visual: Described;
  author: Author;
  readonly content: { js: string };
}
interface Described {
  readonly guid: string;
  version: string;
  supportUrl: string;
}
interface Author {
  readonly name: string;
  readonly email: string;
}

/** Who publishes a package: what Power BI shows of it, in place of the build's own. Nobody's mailbox is in a policy, so none is named. */
export interface Publisher {
  readonly name: string;
  /** The municipality's site, https and without a slash at its end; its check page is where a user gets help. */
  readonly site: string;
  readonly revision: number;
}

export interface Visual {
  readonly guid: string;
  readonly version: string;
  /** The marked literal of its script; null where there is not exactly one. */
  readonly literal: string | null;
}

/** Reads a visual package; null for anything else. */
export function readVisual(bytes: Uint8Array): Visual | null {
  const opened = open(bytes);
  return opened === null ? null : { guid: opened.resource.visual.guid, version: opened.resource.visual.version, literal: bakedLiteral(opened.resource.content.js) };
}

/** The package with a policy and its publisher in it and its version raised: same content, same bytes. */
export function bakeVisual(bytes: Uint8Array, text: BakedText, { name, site, revision }: Publisher): { readonly name: string; readonly bytes: Uint8Array } | null {
  const opened = open(bytes);
  const script = opened === null ? null : bake(opened.resource.content.js, text);
  if (opened === null || script === null) return null;
  const { manifest, resource, file } = opened;
  const version = versionOf(resource.visual.version, revision);
  manifest.version = manifest.visual.version = resource.visual.version = version;
  manifest.visual.supportUrl = resource.visual.supportUrl = `${site}/selftest.html`;
  manifest.author = resource.author = { ...manifest.author, name };
  resource.content.js = script;
  const files = Object.fromEntries(Object.entries({ ...opened.files, "package.json": json(manifest), [file]: json(resource) }).sort(([a], [b]) => (a < b ? -1 : 1)));
  return { name: `${resource.visual.guid}.${version}.pbiviz`, bytes: zipSync(files, { level: 9, mtime: new Date(1980, 0, 1) }) };
}

function open(bytes: Uint8Array) {
  try {
    const files = Object.fromEntries(Object.entries(unzipSync(bytes)).filter(([name]) => !name.endsWith("/")));
    const manifest = JSON.parse(strFromU8(files["package.json"])) as Manifest;
    const file = manifest.resources[0].file;
    const resource = JSON.parse(strFromU8(files[file])) as Resource;
    return typeof resource.content.js === "string" && typeof resource.visual.guid === "string" ? { files, manifest, resource, file } : null;
  } catch {
    return null;
  }
}

const json = (value: object): Uint8Array => strToU8(JSON.stringify(value));
