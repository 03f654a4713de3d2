import { realpathSync } from "node:fs";
import path from "node:path";
import { getAsset, isSea } from "node:sea";
import { Worker, type WorkerOptions } from "node:worker_threads";

/** In the executable for Windows the script is no file: its threads get it from inside the program. */
const SCRIPT = "diskret.cjs";

/** The folder of this program: what it packages lies beside it. */
export const home = (): string => path.dirname(realpathSync(isSea() ? process.execPath : process.argv[1]));

/** A thread that runs this same program. */
export function thread(options: WorkerOptions): Worker {
  return isSea() ? new Worker(getAsset(SCRIPT, "utf8"), { ...options, eval: true }) : new Worker(process.argv[1], options);
}
