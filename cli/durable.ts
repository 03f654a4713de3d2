import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, writeSync } from "node:fs";
import path from "node:path";

/** Writes a new file so that it is whole on the disk when this returns. */
export function writeDurably(file: string, bytes: Uint8Array | string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const descriptor = openSync(file, "w");
  try {
    const content = typeof bytes === "string" ? Buffer.from(bytes, "utf8") : bytes;
    for (let at = 0; at < content.length; ) at += writeSync(descriptor, content, at);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Gives a file its name: either the old or the new one is on the disk, never none. */
export function renameDurably(from: string, to: string): void {
  mkdirSync(path.dirname(to), { recursive: true });
  renameSync(from, to);
  try {
    const folder = openSync(path.dirname(to), "r");
    fsyncSync(folder);
    closeSync(folder);
  } catch {
    // Windows opens no folders; its file system keeps renames in order by itself.
  }
}
