import { attribute, child, flag, readTree, type XmlElement } from "./xmlTree.ts";

/** A data connection (ECMA-376-1 §18.13.1) by what it gives away; its own text is not kept. */
export interface Connection {
  readonly id: string;
  readonly password: boolean;
  readonly user: boolean;
  /** Names a server, a file or a folder. */
  readonly place: boolean;
  readonly refreshOnLoad: boolean;
  /** Fetches the single rows behind a cell of a cube. */
  readonly drillThrough: boolean;
}

export function readConnections(source: string, part: string): readonly Connection[] {
  return readTree(source, part).children.filter((element) => element.name === "connection").map(readConnection);
}

function readConnection(connection: XmlElement): Connection {
  const database = child(connection, "dbPr"), text = attribute(database, "connection") ?? "";
  return {
    id: attribute(connection, "id") ?? "",
    password: flag(connection, "savePassword", false) || /(^|;)\s*(password|pwd)\s*=\s*[^;\s]/i.test(text),
    user: /(^|;)\s*(user id|uid|user)\s*=\s*[^;\s]/i.test(text),
    place: /(data source|server|location|dbq|url)\s*=/i.test(text) || attribute(connection, "odcFile") !== undefined || attribute(connection, "sourceFile") !== undefined,
    refreshOnLoad: flag(connection, "refreshOnLoad", false),
    drillThrough: /^\s*DRILLTHROUGH\b/i.test(attribute(database, "command") ?? ""),
  };
}
