import type { Archive } from "./archive.ts";
import { outsideLinks, relationships } from "./relationships.ts";
import { Unreadable, type Reason } from "./unreadable.ts";
import { attribute, readTree } from "./xmlTree.ts";

/** A part and how the package leads to it. */
export interface PackagePart {
  readonly name: string;
  /** Types of the relationships that lead to it; none where nothing does. */
  readonly kinds: readonly string[];
  /** Parts that link to it; "" is the package itself. */
  readonly owners: readonly string[];
  /** [Content_Types].xml knows what it is (ECMA-376-2 §7.2.3). */
  readonly typed: boolean;
}

export interface PackageLink {
  readonly part: string;
  readonly type: string;
  readonly address: string;
}

export interface UnreadPart {
  readonly part: string;
  readonly reason: Reason;
}

export interface PackageParts {
  readonly parts: readonly PackagePart[];
  /** Links to outside the package. */
  readonly outside: readonly PackageLink[];
  readonly unread: readonly UnreadPart[];
}

const CONTENT_TYPES = "[Content_Types].xml";

/** Follows every relationship from the package's own; what is not reached is an orphan. */
export function readPackageParts(archive: Archive): PackageParts {
  const kinds = new Map<string, Set<string>>(), owners = new Map<string, Set<string>>();
  const outside: PackageLink[] = [], unread: UnreadPart[] = [];
  const seen = new Set([""]);
  for (const part of seen) {
    try {
      for (const { type, target } of relationships(archive, part)) {
        if (target === undefined) continue;
        add(kinds, target, type);
        add(owners, target, part);
        seen.add(target);
      }
      outside.push(...outsideLinks(archive, part).map(({ type, address }) => ({ part, type, address })));
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      unread.push({ part, reason: error.reason });
    }
  }
  const typed = contentTypes(archive);
  const parts = archive.names.filter((name) => name !== CONTENT_TYPES && !/(^|\/)_rels\/[^/]*\.rels$/i.test(name))
    .map((name) => ({ name, kinds: [...kinds.get(name) ?? []], owners: [...owners.get(name) ?? []], typed: typed(name) }));
  return { parts, outside, unread };
}

function add(sets: Map<string, Set<string>>, key: string, value: string): void {
  const set = sets.get(key);
  if (set === undefined) sets.set(key, new Set([value]));
  else set.add(value);
}

function contentTypes(archive: Archive): (part: string) => boolean {
  const stored = archive.find(CONTENT_TYPES);
  const entries = stored === undefined ? [] : readTree(archive.text(stored), stored).children;
  const list = (element: string, name: string) => new Set(entries.filter((entry) => entry.name === element).map((entry) => (attribute(entry, name) ?? "").toLowerCase()));
  const extensions = list("Default", "Extension"), overrides = list("Override", "PartName");
  return (part) => overrides.has(`/${part.toLowerCase()}`) || extensions.has(part.slice(part.lastIndexOf(".") + 1).toLowerCase());
}
