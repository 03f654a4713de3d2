import type { Archive } from "./archive.ts";
import { attribute, readTree, type XmlElement } from "./xmlTree.ts";

/** A link from one part to another (ECMA-376-2 §9). Links to outside the package are left out. */
export interface Relationship {
  readonly id: string;
  /** Last segment of the type URI: the same in transitional and strict files. */
  readonly type: string;
  /** Stored name of the target part; undefined where the package lacks it. */
  readonly target: string | undefined;
}

/** A link to outside the package: another file, a server, an address. */
export interface OutsideLink {
  readonly id: string;
  readonly type: string;
  readonly address: string;
}

/** Relationships of a part, or of the package itself for `""`. */
export function relationships(archive: Archive, part: string): readonly Relationship[] {
  const { folder, links } = linksOf(archive, part);
  return links.filter((link) => !isOutside(link)).map((link) => ({ ...named(link), target: archive.find(resolve(folder, attribute(link, "Target") ?? "")) }));
}

/** Links of a part, or of the package itself for `""`, to what is not in the package. */
export function outsideLinks(archive: Archive, part: string): readonly OutsideLink[] {
  return linksOf(archive, part).links.filter(isOutside).map((link) => ({ ...named(link), address: attribute(link, "Target") ?? "" }));
}

function linksOf(archive: Archive, part: string): { readonly folder: string; readonly links: readonly XmlElement[] } {
  const slash = part.lastIndexOf("/"), folder = part.slice(0, slash + 1);
  const stored = archive.find(`${folder}_rels/${part.slice(slash + 1)}.rels`);
  return { folder, links: stored === undefined ? [] : readTree(archive.text(stored), stored).children.filter((link) => link.name === "Relationship") };
}

function isOutside(link: XmlElement): boolean {
  return attribute(link, "TargetMode") === "External";
}

function named(link: XmlElement): Pick<Relationship, "id" | "type"> {
  return { id: attribute(link, "Id") ?? "", type: (attribute(link, "Type") ?? "").replace(/^.*\//, "") };
}

function resolve(folder: string, target: string): string {
  const steps = target.startsWith("/") ? [] : folder.split("/").filter((step) => step !== "");
  for (const step of target.replaceAll("\\", "/").split("/")) {
    if (step === "..") steps.pop();
    else if (step !== "" && step !== ".") steps.push(step);
  }
  return steps.join("/");
}
