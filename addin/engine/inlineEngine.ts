import type { Engine } from "./engine.ts";
import { TASKS, type Tasks } from "./tasks.ts";

/** On the caller's own thread, for hosts without workers: nothing can be cancelled there. */
export const inlineEngine: Engine = {
  async run(name, ...args) {
    await new Promise((painted) => { setTimeout(painted); });
    return (TASKS[name] as unknown as (...given: typeof args) => ReturnType<Tasks[typeof name]>)(...args);
  },
  cancel: () => undefined,
  stop: () => undefined,
};
