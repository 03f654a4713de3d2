import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";

const FOLDER = path.join(process.env["DISKRET_SHARED"] ?? path.join(process.cwd(), "../shared"), "xlsx-corpus");

/** Real workbooks with an independent reading of their pivots, where this machine has them. */
export const corpusFiles: readonly string[] = existsSync(FOLDER) ? readdirSync(path.join(FOLDER, "files")).sort() : [];

export function corpusBytes(file: string): Uint8Array {
  return new Uint8Array(readFileSync(path.join(FOLDER, "files", file)));
}

export interface KnownPivot {
  readonly sheet: string;
  readonly part: string;
  readonly ref: string;
  readonly olap: boolean;
  /** Null where the file does not tell. */
  readonly structure: { readonly rows: readonly unknown[]; readonly cols: readonly unknown[] } | null;
}

export function knownPivots(): Readonly<Record<string, readonly KnownPivot[]>> {
  const known = JSON.parse(gunzipSync(readFileSync(path.join(FOLDER, "structure.json.gz"))).toString()) as Record<string, { pivots: KnownPivot[] }>;
  return Object.fromEntries(Object.entries(known).map(([file, { pivots }]) => [file, pivots]));
}
