import type { TaskName, Tasks } from "./tasks.ts";

/** Runs the long work somewhere. */
export interface Engine {
  run<N extends TaskName>(name: N, ...args: Parameters<Tasks[N]>): Promise<ReturnType<Tasks[N]>>;
  /** Gives up what runs now: its promise rejects with `Cancelled`. */
  cancel(): void;
  stop(): void;
}

/** The user gave the work up. */
export class Cancelled extends Error {}
