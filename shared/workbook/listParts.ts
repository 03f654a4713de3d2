import { eachElement } from "./elements.ts";
import { XmlScanner } from "./xmlScanner.ts";
import { attribute, child, items, readTree } from "./xmlTree.ts";

/** A table on a sheet (ECMA-376-1 §18.5.1.2). */
export interface TableRecord {
  readonly part: string;
  readonly name: string;
  readonly range: string;
  readonly columns: readonly string[];
  /** Filled by a query. */
  readonly query: boolean;
  /** Connection of its query, by id. */
  readonly filtered: boolean;
}

export function readTable(source: string, part: string): TableRecord {
  const table = readTree(source, part);
  return {
    part, name: attribute(table, "displayName") ?? attribute(table, "name") ?? "", range: attribute(table, "ref") ?? "",
    columns: items(table, "tableColumns", "tableColumn").map((column) => attribute(column, "name") ?? ""),
    query: attribute(table, "tableType") === "queryTable",
    filtered: items(table, "autoFilter", "filterColumn").some((column) => column.children.length > 0),
  };
}

/** Connection that a query table or its table fills from (§18.12.2), by id. */
export function queryConnection(source: string, part: string): string | undefined {
  return attribute(readTree(source, part), "connectionId");
}

/** Members that a slicer keeps ([MS-XLSX] 2.6.71), its own list or how many of its cache's it points at, or the ends of a timeline. */
export function countSlicerMembers(source: string, part: string): number {
  let members = 0;
  eachElement(source, part, (scanner) => {
    if (scanner.name === "i" || (scanner.name === "selection" && scanner.attribute("n") !== undefined)) members++;
    else if (scanner.name === "bounds") members += 2;
  });
  return members;
}

/** Cached values of another workbook's cells, of a DDE item or of a real-time function (ECMA-376-1 §18.14, §18.15). */
export function countCachedValues(source: string, part: string): number {
  let values = 0;
  eachElement(source, part, (scanner) => { if (scanner.name === "v" || scanner.name === "val" || scanner.name === "tp") values++; });
  return values;
}

/** Values of a pivot that stands on no sheet: they are kept in its definition ([MS-XLSX] 2.6.81). */
export function countPivotData(source: string, part: string): number {
  let values = 0, inside = 0;
  const scanner = new XmlScanner(source, part);
  for (let token = scanner.next(); token !== "end"; token = scanner.next()) {
    if (token === "close" && scanner.depth < inside) inside = 0;
    if (token !== "open") continue;
    if (scanner.name === "pivotTableData") inside = scanner.depth;
    else if (inside > 0 && scanner.name === "v") values++;
  }
  return values;
}

/** Whether double-clicking a value may fetch its rows; pivots allow it unless told otherwise (§18.10.1.73 `enableDrill`). */
export function drillsDown(source: string, part: string): boolean {
  const definition = readTree(source, part);
  return !/^(0|false|off)$/.test(attribute(definition, "enableDrill") ?? "1") && child(definition, "location") !== undefined;
}

/** Bytes of a custom part in which its outermost element is looked for. */
const HEAD = 4_096;

/**
 * Local name of the outermost element of a custom part, "" where it has none. Programs write such parts in any encoding;
 * names are ASCII, so leaving out zero bytes reads UTF-16 as well.
 */
export function customRoot(bytes: Uint8Array): string {
  const head = [...bytes.subarray(0, HEAD)].filter((byte) => byte !== 0).map((byte) => String.fromCharCode(byte)).join("");
  return /<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)[\s/>]/.exec(head.replace(/<!--[\s\S]*?-->/g, ""))?.[1] ?? "";
}
