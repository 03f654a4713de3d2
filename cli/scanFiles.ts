import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import { FAILED, Problem } from "./problem.ts";

/** Workbooks that are looked into, and files with numbers that cannot be: those are named, never left out in silence. */
const SCANNED = new Set([".xlsx", ".xlsm", ".xltx", ".xltm"]);
const UNREADABLE = new Set([".xls", ".xlsb", ".xlt", ".xla", ".xlam", ".ods", ".ots", ".csv", ".tsv", ".pbix", ".pbit", ".odc", ".oqy", ".cub", ".mdb", ".accdb"]);

/** A file to scan as the report names it. */
export interface ScanFile {
  readonly path: string;
  readonly size: number;
  readonly modified: number;
  /** False for formats that no rule can read. */
  readonly readable: boolean;
}

/** Files of the places named, folders with all below them, in order of name. Other kinds of files in a folder are not listed. */
export function scanFiles(places: readonly string[]): readonly ScanFile[] {
  return places.flatMap((place) => {
    const state = stateOf(place);
    if (!state.isDirectory()) return [fileOf(place, state)];
    return readdirSync(place, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && isWorkbook(entry.name))
      .map((entry) => path.join(entry.parentPath, entry.name)).sort()
      .map((file) => fileOf(file, stateOf(file)));
  });
}

/** Excel's lock files (~$name) hold a user name and nothing else. */
function isWorkbook(name: string): boolean {
  const extension = path.extname(name).toLowerCase();
  return !name.startsWith("~$") && (SCANNED.has(extension) || UNREADABLE.has(extension));
}

function stateOf(place: string) {
  try {
    return statSync(place);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Problem(FAILED, code === "ENOENT" ? "cli/missing" : "cli/unreadable", { file: place, reason: code ?? "" });
  }
}

function fileOf(file: string, { size, mtimeMs }: { readonly size: number; readonly mtimeMs: number }): ScanFile {
  return { path: file, size, modified: mtimeMs, readable: SCANNED.has(path.extname(file).toLowerCase()) };
}
