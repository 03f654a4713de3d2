import type { Answer, Job } from "./jobs.ts";
import { TASKS } from "./tasks.ts";

/** The worker's side: one job, one answer. An error's own words may quote cells, so only the failure is told. */
onmessage = ({ data: { id, name, args } }: MessageEvent<Job>): void => {
  let answer: Answer;
  try {
    answer = { id, result: (TASKS[name] as (...given: readonly unknown[]) => unknown)(...args) };
  } catch {
    answer = { id, failed: true };
  }
  postMessage(answer);
};
