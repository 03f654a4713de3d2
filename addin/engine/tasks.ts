import { scanWorkbook, type Scan } from "../../shared/leaks/scan.ts";
import type { Policy } from "../../shared/policy/policy.ts";
import { policyOfUnknown } from "../../shared/policy/resolve.ts";
import { protectSources, type Sourced, type SourcesOutcome } from "../../shared/protectSources.ts";
import type { PivotName } from "../host.ts";
import { readPivots, type WorkbookReading } from "../readPivots.ts";

/** The long work: pure functions of plain data, the same on the pane's own thread and in a worker. */
export const TASKS = {
  read: (bytes: Uint8Array, listed: readonly PivotName[]): WorkbookReading => readPivots(bytes, listed),
  protect: (sources: readonly Sourced[], policy: Policy, floors: readonly Policy[]): SourcesOutcome => protectSources(sources, policy, floors),
  scan: (bytes: Uint8Array, policy: Policy): Scan => scanWorkbook(bytes, { policy: policyOfUnknown(policy) }),
};

export type Tasks = typeof TASKS;
export type TaskName = keyof Tasks;
