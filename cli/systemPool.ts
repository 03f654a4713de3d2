import { availableParallelism } from "node:os";
import { parentPort, type Worker } from "node:worker_threads";
import type { ProtectSystems } from "../shared/list/protectList.ts";
import { protectSystem, type SystemResult } from "../shared/list/protectSystem.ts";
import type { Policy } from "../shared/policy/policy.ts";
import type { ProtectedTable } from "../shared/protect.ts";
import type { Table } from "../shared/table/table.ts";
import { thread } from "./program.ts";
import { secondOpinion } from "./secondOpinion.ts";

/** Systems up to which a thread costs more than it gains, and how many a thread takes at a time. */
const FEW = 64, SHARE = 16;
/** Cells of a system, and of all that one thread looks at, up to which the attacker is asked for a second opinion. */
const LARGEST = 1_000, MOST = 20_000;
const THREADS = 8;

/** What a thread of this kind is started with. */
export interface SystemWork {
  readonly systems: Policy;
}

export function isSystemWork(data: unknown): data is SystemWork {
  return typeof data === "object" && data !== null && "systems" in data;
}

/** Systems of one file, protected here or, where there are many, shared out among threads. */
export interface SystemPool {
  readonly protectSystems: ProtectSystems;
  readonly end: () => Promise<void>;
}

export function systemPool(policy: Policy): SystemPool {
  const protectHere = protecting(policy);
  let workers: readonly Worker[] = [];
  return {
    protectSystems: async (tables) => {
      if (tables.length <= FEW) return tables.map(protectHere);
      if (workers.length === 0) workers = Array.from({ length: Math.min(THREADS, availableParallelism()) }, () => thread({ workerData: { systems: policy } satisfies SystemWork }));
      const results = new Array<SystemResult>(tables.length);
      let next = 0;
      await Promise.all(workers.map(async (worker) => {
        for (let from = next; from < tables.length; from = next) {
          next += SHARE;
          (await ask(worker, tables.slice(from, from + SHARE))).forEach((result, k) => { results[from + k] = result; });
        }
      }));
      return results;
    },
    end: async () => { await Promise.all(workers.map((worker) => worker.terminate())); },
  };
}

function ask(worker: Worker, tables: readonly Table[]): Promise<readonly SystemResult[]> {
  return new Promise((resolve, reject) => {
    const settle = () => { worker.off("message", answered).off("error", failed); };
    const answered = (results: readonly SystemResult[]) => { settle(); resolve(results); };
    const failed = (error: Error) => { settle(); reject(error); };
    worker.on("message", answered).on("error", failed).postMessage(tables);
  });
}

/** The engine has proved every pattern; as far as it takes little time the attacker looks too. */
function protecting(policy: Policy): (table: Table) => SystemResult {
  let left = MOST;
  return (table) => protectSystem(table, policy, (tables: readonly ProtectedTable[]) => {
    const cells = table.measures[0].values.length;
    if (cells > LARGEST || cells > left) return true;
    left -= cells;
    return secondOpinion(tables, policy) !== null;
  });
}

/** Protects, in a thread of its own, what the main thread hands over. */
export function serveSystems({ systems }: SystemWork): void {
  const protectHere = protecting(systems);
  parentPort?.on("message", (tables: readonly Table[]) => { parentPort?.postMessage(tables.map(protectHere)); });
}
