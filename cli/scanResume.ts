import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { FAILED, Problem } from "./problem.ts";
import type { FileScan, ScanSettings } from "./scanFile.ts";
import type { ScanFile } from "./scanFiles.ts";

/** Results of files already scanned: one JSON line each, appended as they come, so that a stopped run loses nothing. */
export interface Resume {
  readonly known: (file: ScanFile) => FileScan | undefined;
  readonly note: (file: ScanFile, scan: FileScan) => void;
}

interface Line {
  readonly key: string;
  readonly scan: FileScan;
}

export function openResume(journal: string | undefined, settings: ScanSettings, version: string): Resume {
  if (journal === undefined) return { known: () => undefined, note: () => undefined };
  const found = new Map<string, FileScan>();
  try {
    for (const line of existsSync(journal) ? readFileSync(journal, "utf8").split("\n") : []) {
      const read = parse(line);
      if (read !== undefined) found.set(read.key, read.scan);
    }
    appendFileSync(journal, "\n");
  } catch (error) {
    throw new Problem(FAILED, "cli/unwritable", { file: journal, reason: (error as NodeJS.ErrnoException).code ?? "" });
  }
  // A file that changed, other rules or another program: then it is scanned again.
  const keyOf = ({ path, size, modified }: ScanFile) => JSON.stringify([path, size, modified, settings, version]);
  return {
    known: (file) => found.get(keyOf(file)),
    note: (file, scan) => { if (scan.status !== "failed") appendFileSync(journal, `${JSON.stringify({ key: keyOf(file), scan } satisfies Line)}\n`); },
  };
}

/** A line that a stopped run left half written is no line. */
function parse(line: string): Line | undefined {
  try {
    const value = JSON.parse(line) as Partial<Line> | null;
    return typeof value?.key === "string" && value.scan !== undefined ? { key: value.key, scan: value.scan } : undefined;
  } catch {
    return undefined;
  }
}
