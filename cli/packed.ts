import path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { strToU8, zipSync, type Zippable } from "fflate";
import { openArchive } from "../shared/workbook/archive.ts";
import { Unreadable } from "../shared/workbook/unreadable.ts";
import { Problem, REFUSED } from "./problem.ts";

/** A file inside a package. */
export interface PackedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Files of a package, and how they are packed again. */
export interface Packed {
  readonly files: readonly PackedFile[];
  readonly pack: (files: readonly PackedFile[]) => Uint8Array;
}

/** Unpacked bytes that fit the memory this may use. */
const LARGEST = 512 * 1024 * 1024;

/** Opens `.gz` (one file) and `.zip`; `inner` is what the one file of a `.gz` is called. */
export function unpack(file: string, bytes: Uint8Array): Packed {
  try {
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
      const inner = path.basename(file).replace(/\.gz$/i, "");
      return { files: [{ name: inner, bytes: gunzipSync(bytes, { maxOutputLength: LARGEST }) }], pack: ([one]) => gzipSync(one.bytes) };
    }
    const archive = openArchive(bytes);
    if (archive.names.some(leadsOut)) throw new Problem(REFUSED, "packed/unreadable", { file });
    return { files: archive.names.map((name) => ({ name, bytes: archive.bytes(name) })), pack: zipped };
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem(REFUSED, error instanceof Unreadable ? "packed/unreadable" : (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE" ? "cli/tooLarge" : "packed/unreadable", { file });
  }
}

/** A name that a careless program would unpack somewhere else; the copy would carry it on. */
function leadsOut(name: string): boolean {
  return /^([/\\]|[a-z]:)/i.test(name) || name.split(/[/\\]/).includes("..");
}

/** The same bytes on every run: the earliest time that a zip can state. */
function zipped(files: readonly PackedFile[]): Uint8Array {
  const entries: Zippable = {};
  for (const { name, bytes } of files) entries[name] = [typeof bytes === "string" ? strToU8(bytes) : bytes, { mtime: new Date(1980, 0, 1), level: 6 }];
  return zipSync(entries);
}
