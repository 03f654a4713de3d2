import { Cancelled, type Engine } from "./engine.ts";
import type { Answer, Job } from "./jobs.ts";
import type { TaskName, Tasks } from "./tasks.ts";

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (reason: Error) => void;
}

/** A worker of the page's own origin. Giving work up ends the worker; the next work starts another. */
export class WorkerEngine implements Engine {
  private worker: Worker | null = null;
  private next = 1;
  private readonly waiting = new Map<number, Waiting>();

  run<N extends TaskName>(name: N, ...args: Parameters<Tasks[N]>): Promise<ReturnType<Tasks[N]>> {
    const id = this.next++, job: Job = { id, name, args };
    return new Promise<unknown>((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.started().postMessage(job);
    }) as Promise<ReturnType<Tasks[N]>>;
  }

  cancel(): void {
    this.end(new Cancelled());
  }

  stop(): void {
    this.end(new Cancelled());
  }

  private end(reason: Error): void {
    this.worker?.terminate();
    this.worker = null;
    for (const { reject } of this.waiting.values()) reject(reason);
    this.waiting.clear();
  }

  private started(): Worker {
    if (this.worker !== null) return this.worker;
    const worker = new Worker(new URL("./worker.ts", import.meta.url), { name: "diskret" });
    worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      const waiting = this.waiting.get(data.id);
      this.waiting.delete(data.id);
      if ("failed" in data) waiting?.reject(new Error("the worker failed"));
      else waiting?.resolve(data.result);
    };
    // A worker that cannot be loaded answers nothing: everything that waits fails.
    worker.onerror = () => { this.end(new Error("the worker could not run")); };
    this.worker = worker;
    return worker;
  }
}
