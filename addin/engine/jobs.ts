import type { TaskName } from "./tasks.ts";

/** What goes to the worker, and what comes back. */
export interface Job {
  readonly id: number;
  readonly name: TaskName;
  readonly args: readonly unknown[];
}
export type Answer = { readonly id: number; readonly result: unknown } | { readonly id: number; readonly failed: true };
