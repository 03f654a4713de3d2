import { TASKS, type TaskName, type Tasks } from "./tasks.ts";

/** Runs the long work somewhere. */
export interface Engine {
  run<N extends TaskName>(name: N, ...args: Parameters<Tasks[N]>): Promise<ReturnType<Tasks[N]>>;
  /** Gives up what runs now: its promise rejects with `Cancelled`. */
  cancel(): void;
  stop(): void;
}

/** The user gave the work up. */
export class Cancelled extends Error {}

/** On the caller's own thread, for hosts without workers: nothing can be cancelled there. */
export const inlineEngine: Engine = {
  async run(name, ...args) {
    await new Promise((painted) => { setTimeout(painted); });
    return (TASKS[name] as unknown as (...given: typeof args) => ReturnType<Tasks[typeof name]>)(...args);
  },
  cancel: () => undefined,
  stop: () => undefined,
};
