import type { Archive } from "./archive.ts";
import { attribute, readTree } from "./xmlTree.ts";

/** A link from one part to another (ECMA-376-2 §9). Links to outside the package are left out. */
export interface Relationship {
  readonly id: string;
  /** Last segment of the type URI: the same in transitional and strict files. */
  readonly type: string;
  /** Stored name of the target part; undefined where the package lacks it. */
  readonly target: string | undefined;
}

/** Relationships of a part, or of the package itself for `""`. */
export function relationships(archive: Archive, part: string): readonly Relationship[] {
  const slash = part.lastIndexOf("/");
  const folder = part.slice(0, slash + 1);
  const stored = archive.find(`${folder}_rels/${part.slice(slash + 1)}.rels`);
  if (stored === undefined) return [];
  return readTree(archive.text(stored), stored).children
    .filter((link) => link.name === "Relationship" && attribute(link, "TargetMode") !== "External")
    .map((link) => ({
      id: attribute(link, "Id") ?? "",
      type: (attribute(link, "Type") ?? "").replace(/^.*\//, ""),
      target: archive.find(resolve(folder, attribute(link, "Target") ?? "")),
    }));
}

function resolve(folder: string, target: string): string {
  const steps = target.startsWith("/") ? [] : folder.split("/").filter((step) => step !== "");
  for (const step of target.replaceAll("\\", "/").split("/")) {
    if (step === "..") steps.pop();
    else if (step !== "" && step !== ".") steps.push(step);
  }
  return steps.join("/");
}
