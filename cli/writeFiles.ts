import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { FAILED, Problem } from "./problem.ts";

export interface OutputFile {
  readonly path: string;
  readonly bytes: Uint8Array | string;
}

/** Where the protected copy of a file goes: NAME.diskret.EXT in the chosen folder, else beside the original; NAME.csv.gz keeps both. */
export function copyPath(original: string, folder: string | undefined): string {
  const extension = /(?:\.(?:csv|tsv|txt))?\.(?:gz|zip)$/i.exec(original)?.[0] ?? path.extname(original), kept = extension.toLowerCase().startsWith(".xl") ? ".xlsx" : extension;
  return path.join(folder ?? path.dirname(original), `${path.basename(original, extension)}.diskret${kept}`);
}

/** Two inputs must not share one output, and no output may replace an input. */
export function checkOutputs(inputs: readonly string[], outputs: readonly string[]): void {
  const taken = new Set(inputs.map((input) => path.resolve(input)));
  for (const output of outputs) {
    const place = path.resolve(output);
    if (taken.has(place)) throw new Problem(FAILED, "cli/outputTaken", { file: output });
    taken.add(place);
  }
}

/** Writes beside the target and renames: the target is either the whole new file or what was there before. */
export function writeWhole({ path: target, bytes }: OutputFile): void {
  const temporary = `${target}.${process.pid}.tmp`;
  try {
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(temporary, bytes, { flag: "wx" });
    renameSync(temporary, target);
  } catch (error) {
    discard(temporary);
    throw new Problem(FAILED, "cli/unwritable", { file: target, reason: (error as NodeJS.ErrnoException).code ?? "" });
  }
}

function discard(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // The folder itself is missing or closed: then there is no such file either.
  }
}
