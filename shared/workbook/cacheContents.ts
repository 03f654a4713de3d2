import type { Archive } from "./archive.ts";
import { isSet } from "./elements.ts";
import { relationships } from "./relationships.ts";
import { XmlScanner } from "./xmlScanner.ts";

/** What a pivot cache holds that no pivot need show (ECMA-376-1 §18.10.1.67, §18.10.1.78). */
export interface CacheContents {
  readonly part: string;
  readonly olap: boolean;
  /** Type of the source: "worksheet", "external", "consolidation", "scenario". */
  readonly kind: string;
  readonly sheet: string | undefined;
  readonly range: string | undefined;
  /** Table or name that is the source. */
  readonly name: string | undefined;
  readonly recordsPart: string | undefined;
  /** Source rows kept in the records part. */
  readonly records: number;
  readonly fields: readonly CacheFieldContents[];
  /** Values of cube functions kept in the cache (§18.10.1.97). */
  readonly tupleValues: number;
  readonly refreshedBy: string | undefined;
}

export interface CacheFieldContents {
  readonly name: string;
  readonly members: number;
  /** Members that no kept row has: categories since deleted or renamed. NaN where no rows are kept. */
  readonly unusedMembers: number;
  /** Smallest number of the field over all rows, as the cache states it. */
  readonly smallest: number | undefined;
  readonly integers: boolean;
}

interface Field {
  readonly name: string;
  readonly inRecords: boolean;
  members: number;
  smallest: number | undefined;
  integers: boolean;
}

interface Definition {
  readonly fields: Field[];
  olap: boolean;
  kind: string;
  sheet: string | undefined;
  range: string | undefined;
  name: string | undefined;
  tupleValues: number;
  refreshedBy: string | undefined;
}

const MEMBERS = new Set(["s", "n", "d", "b", "e", "m", "x"]);

export function readCacheContents(archive: Archive, part: string): CacheContents {
  const definition = readDefinition(archive.text(part), part);
  const recordsPart = relationships(archive, part).find((link) => link.type === "pivotCacheRecords")?.target;
  const stored = definition.fields.filter((field) => field.inRecords);
  const { records, used } = recordsPart === undefined ? { records: 0, used: [] } : readRecords(archive.text(recordsPart), recordsPart, stored.length);
  const { olap, kind, sheet, range, name, tupleValues, refreshedBy } = definition;
  return {
    part, olap, kind, sheet, range, name, recordsPart, records, tupleValues, refreshedBy,
    fields: definition.fields.map((field) => {
      const at = stored.indexOf(field), shown = at < 0 ? undefined : used[at];
      return {
        name: field.name, members: field.members, smallest: field.smallest, integers: field.integers,
        unusedMembers: records === 0 || shown === undefined ? NaN : Math.max(0, field.members - shown.size),
      };
    }),
  };
}

function readDefinition(source: string, part: string): Definition {
  const scanner = new XmlScanner(source, part);
  const found: Definition = { fields: [], olap: false, kind: "unknown", sheet: undefined, range: undefined, name: undefined, tupleValues: 0, refreshedBy: undefined };
  let listDepth = 0, tupleDepth = 0;
  for (let token = scanner.next(); token !== "end"; token = scanner.next()) {
    if (token === "close") {
      if (scanner.depth < listDepth) listDepth = 0;
      if (scanner.depth < tupleDepth) tupleDepth = 0;
    }
    if (token !== "open") continue;
    if (scanner.name === "sharedItems") { readSharedItems(scanner, found.fields); listDepth = scanner.depth; }
    else if (listDepth > 0 && scanner.depth === listDepth + 1 && MEMBERS.has(scanner.name)) count(found.fields);
    else if (scanner.name === "entries") tupleDepth = scanner.depth;
    else if (tupleDepth > 0 && scanner.depth === tupleDepth + 1 && scanner.name === "n") found.tupleValues++;
    else readElement(scanner, found);
  }
  return found;
}

function readElement(scanner: XmlScanner, found: Definition): void {
  switch (scanner.name) {
    case "pivotCacheDefinition": found.refreshedBy = scanner.attribute("refreshedBy"); return;
    case "cacheSource": found.kind = scanner.attribute("type") ?? "unknown"; return;
    case "worksheetSource": found.sheet = scanner.attribute("sheet"); found.range = scanner.attribute("ref"); found.name = scanner.attribute("name"); return;
    case "cacheHierarchies": found.olap = found.kind === "external"; return;
    case "cacheField": {
      const inRecords = !/^(0|false|off)$/.test(scanner.attribute("databaseField") ?? "1");
      found.fields.push({ name: scanner.attribute("name") ?? "", inRecords, members: 0, smallest: undefined, integers: false });
    }
  }
}

function readSharedItems(scanner: XmlScanner, fields: readonly Field[]): void {
  const field = fields[fields.length - 1], least = Number(scanner.attribute("minValue") ?? NaN);
  if (field === undefined) return;
  field.smallest = Number.isNaN(least) ? undefined : least;
  field.integers = isSet(scanner, "containsInteger");
}

function count(fields: readonly Field[]): void {
  const field = fields[fields.length - 1];
  if (field !== undefined) field.members++;
}

/** Counts rows, and which shared members each field of them uses. */
function readRecords(source: string, part: string, fields: number): { readonly records: number; readonly used: readonly Set<number>[] } {
  const scanner = new XmlScanner(source, part), used = Array.from({ length: fields }, () => new Set<number>());
  let records = 0, field = 0;
  for (let token = scanner.next(); token !== "end"; token = scanner.next()) {
    if (token !== "open") continue;
    if (scanner.name === "r" && scanner.depth === 2) { records++; field = 0; }
    else if (scanner.depth === 3) {
      if (scanner.name === "x") used[field]?.add(Number(scanner.attribute("v") ?? NaN));
      field++;
    }
  }
  return { records, used };
}
