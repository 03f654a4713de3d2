import { availableParallelism } from "node:os";
import type { Worker } from "node:worker_threads";
import type { Message } from "../shared/i18n/message.ts";
import { thread } from "./program.ts";
import { notScanned, type FileScan, type ScanSettings } from "./scanFile.ts";
import type { ScanFile } from "./scanFiles.ts";

/** Memory of one thread in MB: a file that needs more is not scanned, and the others go on. */
const MEMORY = 2_048;
/** A file that takes longer is not scanned. Milliseconds. */
const LONGEST = 5 * 60_000;
const THREADS = 4;

/** Scans files in several threads and gives the results in the order of the files. Only a few results wait at any time. */
export async function* scanPool(files: readonly ScanFile[], settings: ScanSettings): AsyncGenerator<FileScan> {
  const threads = Array.from({ length: Math.min(THREADS, availableParallelism(), files.length) }, () => new Thread(settings));
  const running: Promise<FileScan>[] = [];
  try {
    let next = 0;
    for (const file of files) {
      while (next < files.length && running.length < threads.length) { running.push(threads[next % threads.length].scan(files[next])); next++; }
      const first = running.shift();
      yield first === undefined ? notScanned(file, "R36", { code: "scan/internal", params: { error: "" } }) : await first;
    }
  } finally {
    await Promise.all(threads.map((thread) => thread.end()));
  }
}

/** One worker at a time, replaced where a file brings it down; files wait for each other. */
class Thread {
  private worker: Worker | undefined;
  private last: Promise<unknown> = Promise.resolve();
  /** Takes the result of the file at work. */
  private answer: (result: FileScan | Message) => void = () => undefined;

  constructor(private readonly settings: ScanSettings) {}

  scan(file: ScanFile): Promise<FileScan> {
    const result = this.last.then(() => this.run(file));
    this.last = result;
    return result;
  }

  async end(): Promise<void> {
    await this.worker?.terminate();
  }

  private run(file: ScanFile): Promise<FileScan> {
    const worker = this.worker ?? this.start();
    return new Promise((resolve) => {
      const timer = setTimeout(() => { this.answer({ code: "scan/tooLong" }); }, LONGEST);
      this.answer = (result) => {
        clearTimeout(timer);
        this.answer = () => undefined;
        if ("file" in result) return resolve(result);
        this.worker = undefined;
        void worker.terminate();
        resolve(notScanned(file, "R36", result));
      };
      worker.postMessage(file);
    });
  }

  private start(): Worker {
    const worker = thread({ workerData: this.settings, resourceLimits: { maxOldGenerationSizeMb: MEMORY } });
    const ended = (reason: Message) => { if (this.worker === worker) this.answer(reason); };
    worker.on("message", (result: FileScan) => { this.answer(result); });
    worker.on("error", (error: NodeJS.ErrnoException) => { ended(error.code === "ERR_WORKER_OUT_OF_MEMORY" ? { code: "workbook/tooLarge" } : { code: "scan/internal", params: { error: error.name } }); });
    worker.on("exit", () => { ended({ code: "scan/internal", params: { error: "exit" } }); });
    this.worker = worker;
    return worker;
  }
}
