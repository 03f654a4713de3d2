import { openArchive, type Archive } from "./archive.ts";
import { NO_CELLS, readCells, type Cells } from "./cells.ts";
import { readPivotCache, type ConnectionName, type PivotCache } from "./pivotCache.ts";
import { readPivotDefinition } from "./pivotDefinition.ts";
import type { PivotRecord } from "./pivotRecord.ts";
import { relationships } from "./relationships.ts";
import { readSharedStrings } from "./sharedStrings.ts";
import { NO_STYLES, readStyles, type Styles } from "./styles.ts";
import { Unreadable, type Reason } from "./unreadable.ts";
import { attribute, child, integer, items, readTree, type XmlElement } from "./xmlTree.ts";

/** A workbook as plain records. */
export interface Workbook {
  readonly sheets: readonly Sheet[];
  /** In the order of their sheets. */
  readonly pivots: readonly ReadPivot[];
  readonly styles: Styles;
}

export interface Sheet {
  readonly name: string;
  readonly state: "visible" | "hidden" | "veryHidden";
  /** Undefined for chart sheets and for sheets without a part. */
  readonly part: string | undefined;
  readonly cells: Cells;
}

export type ReadPivot =
  | { readonly status: "read"; readonly pivot: PivotRecord }
  | RefusedPivot;

/** Coordinates of a pivot that is not read; `name` and `ref` are empty where its part does not give them. */
export interface RefusedPivot {
  readonly status: "refused";
  readonly sheet: string;
  readonly name: string;
  readonly part: string;
  readonly ref: string;
  readonly reason: Reason;
}

export type WorkbookResult =
  | { readonly status: "read"; readonly workbook: Workbook }
  | { readonly status: "refused"; readonly reason: Reason };

/** `cells`: "pivotSheets" leaves the cells of all other sheets unread, which keeps large data sheets out of memory. */
export interface ReadOptions {
  readonly cells?: "all" | "pivotSheets";
}

/** Reads .xlsx, .xlsm and .xltx bytes. Anything that is not a sound workbook is refused with one reason. */
export function readWorkbook(bytes: Uint8Array, options: ReadOptions = {}): WorkbookResult {
  try {
    return { status: "read", workbook: read(openArchive(bytes), options.cells ?? "all") };
  } catch (error) {
    if (error instanceof Unreadable) return { status: "refused", reason: error.reason };
    throw error;
  }
}

function read(archive: Archive, wanted: "all" | "pivotSheets"): Workbook {
  const main = relationships(archive, "").find((link) => link.type === "officeDocument")?.target;
  if (main === undefined) throw new Unreadable("workbook/notWorkbook");
  if (main.toLowerCase().endsWith(".bin")) throw new Unreadable("workbook/binary");
  const root = readTree(archive.text(main), main);
  if (root.name !== "workbook") throw new Unreadable("workbook/notWorkbook");
  const links = relationships(archive, main);
  const target = (type: string) => links.find((link) => link.type === type)?.target;
  const stringPart = target("sharedStrings"), stylePart = target("styles"), connectionPart = target("connections");
  const strings = stringPart === undefined ? [] : readSharedStrings(archive, stringPart);
  const styles = stylePart === undefined ? NO_STYLES : readStyles(archive, stylePart);
  const caches = cacheReader(archive, connectionPart === undefined ? new Map() : readConnections(archive, connectionPart));
  const sheets: Sheet[] = [], pivots: ReadPivot[] = [];
  for (const element of items(root, "sheets", "sheet")) {
    const name = attribute(element, "name") ?? "";
    const link = links.find((candidate) => candidate.id === attribute(element, "id"));
    const part = link?.type === "worksheet" ? link.target : undefined;
    const parts = part === undefined ? [] : relationships(archive, part).filter((to) => to.type === "pivotTable").map((to) => to.target);
    const filled = part !== undefined && (wanted === "all" || parts.length > 0);
    sheets.push({ name, state: sheetState(element), part, cells: filled ? readCells(archive.text(part), part, strings) : NO_CELLS });
    pivots.push(...parts.map((pivotPart) => readPivot(archive, name, pivotPart, caches)));
  }
  return { sheets, pivots, styles };
}

function sheetState(sheet: XmlElement): Sheet["state"] {
  const state = attribute(sheet, "state");
  return state === "hidden" || state === "veryHidden" ? state : "visible";
}

function cacheReader(archive: Archive, connections: ReadonlyMap<number, ConnectionName>): (part: string) => PivotCache {
  const read = new Map<string, PivotCache>();
  return (part) => {
    const cache = read.get(part) ?? readPivotCache(archive, part, connections);
    read.set(part, cache);
    return cache;
  };
}

/** A pivot that cannot be read is refused alone: the others of the workbook still stand for themselves. */
function readPivot(archive: Archive, sheet: string, part: string | undefined, cacheOf: (part: string) => PivotCache): ReadPivot {
  let ref = "", name = "";
  try {
    if (part === undefined) throw new Unreadable("workbook/missingPart", { part: "pivotTable" });
    const definition = readTree(archive.text(part), part);
    name = attribute(definition, "name") ?? "";
    ref = attribute(child(definition, "location"), "ref") ?? "";
    const cache = relationships(archive, part).find((link) => link.type === "pivotCacheDefinition")?.target;
    if (cache === undefined) throw new Unreadable("pivot/noCache");
    return { status: "read", pivot: readPivotDefinition(definition, sheet, part, cacheOf(cache)) };
  } catch (error) {
    if (error instanceof Unreadable) return { status: "refused", sheet, name, part: part ?? "", ref, reason: error.reason };
    throw error;
  }
}

/** Connections by their id. */
function readConnections(archive: Archive, part: string): ReadonlyMap<number, ConnectionName> {
  const connections = readTree(archive.text(part), part).children.filter((element) => element.name === "connection");
  return new Map(connections.map((connection) => [integer(connection, "id", 0), { name: attribute(connection, "name") ?? "", cube: attribute(child(connection, "dbPr"), "command") ?? "" }]));
}
