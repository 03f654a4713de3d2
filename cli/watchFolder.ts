import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, statSync, writeSync } from "node:fs";
import path from "node:path";
import { FAILED, Problem } from "./problem.ts";

/** A file that has arrived, and what tells it from a later one of the same name. */
export interface Arrival {
  readonly path: string;
  readonly name: string;
  readonly key: string;
}

/** Folder for journal, reports and quarantine, inside the one that is watched. */
export const OWN = ".diskret";
const KINDS = /\.(csv|tsv|txt|gz|zip|xlsx|xlsm|xltx|xltm|json)$/i;
/** Names that transfer programs give a file until it is whole. */
const PARTIAL = /^(\.|~\$)|\.(part|filepart|partial|tmp|temp|crdownload)$/i;

/** Files that nobody has written to for `settle` seconds, by name. Other kinds of files are left alone. */
export function arrivals(folder: string, settle: number): readonly Arrival[] {
  return readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile() && KINDS.test(entry.name) && !PARTIAL.test(entry.name)).map(({ name }) => name).sort().flatMap((name) => {
    const file = path.join(folder, name), state = statSync(file, { throwIfNoEntry: false });
    if (state === undefined || Date.now() - Math.max(state.mtimeMs, state.ctimeMs) < settle * 1000) return [];
    return [{ path: file, name, key: JSON.stringify([name, state.size, state.mtimeMs]) }];
  });
}

/** Only one program watches a folder. Returns what gives it free; a lock whose program is gone is taken over. */
export function lock(folder: string): () => void {
  const file = path.join(folder, "lock");
  mkdirSync(folder, { recursive: true });
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      const descriptor = openSync(file, "wx");
      writeSync(descriptor, String(process.pid));
      closeSync(descriptor);
      return () => { rmSync(file, { force: true }); };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw new Problem(FAILED, "cli/unwritable", { file, reason: (error as NodeJS.ErrnoException).code ?? "" });
      if (isAlive(Number(readFileSync(file, "utf8")))) throw new Problem(FAILED, "watch/locked", { file: folder });
      rmSync(file, { force: true });
    }
  }
  throw new Problem(FAILED, "watch/locked", { file: folder });
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
