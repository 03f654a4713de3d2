import type { Archive } from "./archive.ts";
import { relationships } from "./relationships.ts";
import { unescapeText } from "./sharedStrings.ts";
import { attribute, child, flag, integer, items, readTree, type XmlElement } from "./xmlTree.ts";

/** What a pivot draws on (ECMA-376-1 §18.10.1.67): its fields and their members, never its records. */
export interface PivotCache {
  readonly part: string;
  readonly source: CacheSource;
  readonly olap: boolean;
  readonly fields: readonly CacheField[];
  readonly hierarchies: readonly CacheHierarchy[];
  /** Has members computed from other members: totals are then not sums of what is counted. */
  readonly calculatedItems: boolean;
}

/** `key` tells one source from another: sheet and range, table name, connection, or the cache itself. */
export interface CacheSource {
  readonly kind: string;
  readonly key: string;
  /** The connection it comes through, where it is one. */
  readonly connection?: ConnectionName;
}

/** What tells one connection's cube from another's (ECMA-376-1 §18.13.1: `name`, and `command` of `dbPr`). */
export interface ConnectionName {
  readonly name: string;
  readonly cube: string;
}

export interface CacheField {
  readonly name: string;
  readonly caption: string | undefined;
  /** What an item's index points at: the group's members where the field is grouped, else its own. */
  readonly members: readonly Member[];
  readonly grouped: boolean;
  /** Field whose members this one gathers by hand into named groups, so that a member tells its group. */
  readonly groupsOf: number | undefined;
  readonly calculated: boolean;
  /** A property of another field's members (cubes only). */
  readonly property: boolean;
  /** Index into the cache's hierarchies (cubes only). */
  readonly hierarchy: number | undefined;
}

/** `text` is the stored value: a cube's unique name, a date in ISO form, a number as written. */
export interface Member {
  readonly kind: "text" | "number" | "date" | "boolean" | "error" | "missing";
  readonly text: string;
  readonly caption: string | undefined;
}

export interface CacheHierarchy {
  readonly uniqueName: string;
  /** Its "all" member: choosing that one filters nothing. */
  readonly allMember: string | undefined;
}

const KINDS: Readonly<Record<string, Member["kind"]>> = { s: "text", n: "number", d: "date", b: "boolean", e: "error", m: "missing" };

/** `connections` by their id. */
export function readPivotCache(archive: Archive, part: string, connections: ReadonlyMap<number, ConnectionName>): PivotCache {
  const definition = readTree(archive.text(part), part);
  const source = child(definition, "cacheSource");
  const hierarchies = items(definition, "cacheHierarchies", "cacheHierarchy");
  return {
    part,
    source: readSource(source, part, connections, externalSources(archive, part)),
    olap: attribute(source, "type") === "external" && hierarchies.length > 0,
    fields: items(definition, "cacheFields", "cacheField").map(readField),
    hierarchies: hierarchies.map((hierarchy) => ({ uniqueName: attribute(hierarchy, "uniqueName") ?? "", allMember: attribute(hierarchy, "allUniqueName") })),
    calculatedItems: items(definition, "calculatedItems", "calculatedItem").length > 0,
  };
}

function externalSources(archive: Archive, part: string): ReadonlySet<string> {
  return new Set(relationships(archive, part).filter((link) => link.type === "externalLinkPath").map((link) => link.id));
}

function readSource(source: XmlElement | undefined, part: string, connections: ReadonlyMap<number, ConnectionName>, external: ReadonlySet<string>): CacheSource {
  const kind = attribute(source, "type") ?? "unknown";
  const sheet = child(source, "worksheetSource");
  const link = attribute(sheet, "id");
  const own = { kind, key: `cache ${part}` };
  if (kind === "external" && source !== undefined) {
    const connection = connections.get(integer(source, "connectionId", 0));
    return connection === undefined ? { kind, key: `connection ${part}` } : { kind, key: `connection ${connection.name}/${connection.cube}`, connection };
  }
  if (kind !== "worksheet" || sheet === undefined || (link !== undefined && !external.has(link) && link !== "")) return own;
  const place = attribute(sheet, "name") ?? `${attribute(sheet, "sheet") ?? ""}!${attribute(sheet, "ref") ?? ""}`;
  return { kind, key: `worksheet ${place.toLowerCase()}` };
}

function readField(field: XmlElement): CacheField {
  const group = child(field, "fieldGroup"), groups = child(group, "groupItems");
  return {
    name: unescapeText(attribute(field, "name") ?? ""),
    caption: attribute(field, "caption"),
    members: ((groups ?? child(field, "sharedItems"))?.children ?? []).filter((item) => item.name in KINDS).map(readMember),
    grouped: groups !== undefined,
    groupsOf: group !== undefined && child(group, "discretePr") !== undefined ? optional(group, "base") : undefined,
    calculated: attribute(field, "formula") !== undefined,
    property: flag(field, "memberPropertyField", false),
    hierarchy: optional(field, "hierarchy"),
  };
}

function optional(element: XmlElement, name: string): number | undefined {
  return attribute(element, name) === undefined ? undefined : integer(element, name, 0);
}

function readMember(item: XmlElement): Member {
  return { kind: KINDS[item.name], text: unescapeText(attribute(item, "v") ?? ""), caption: attribute(item, "c") };
}
