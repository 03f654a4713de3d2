import { parentPort, workerData } from "node:worker_threads";
import type { Oracle } from "../shared/audit/attack.ts";
import type { Message } from "../shared/i18n/message.ts";
import { isClean, scanWorkbook } from "../shared/leaks/scan.ts";
import type { Finding } from "../shared/leaks/rule.ts";
import type { Policy } from "../shared/policy/policy.ts";
import { bundledOracle } from "./bundledOracle.ts";
import { Problem } from "./problem.ts";
import { readBytes } from "./readFile.ts";
import type { ScanFile } from "./scanFiles.ts";

/** What is known of one file. "notScanned" is never clean; "failed" could not even be opened. */
export interface FileScan {
  readonly file: string;
  readonly status: "clean" | "findings" | "notScanned" | "failed";
  readonly findings: readonly Finding[];
  /** Why it was not scanned, and under which rule. */
  readonly reason?: Message;
  readonly rule?: string;
  /** Parts that could not be read. */
  readonly unread?: readonly { readonly part: string; readonly reason: Message }[];
}

/** What every file is scanned by; user names stay out unless asked for. */
export interface ScanSettings {
  readonly policy: Policy;
  readonly names: boolean;
}

export function scanFile(file: ScanFile, { policy, names }: ScanSettings, oracle: Oracle): FileScan {
  if (!file.readable) return notScanned(file, "R36", { code: "leak/R36/kind" });
  try {
    const scan = scanWorkbook(readBytes(file.path), { policy, oracle });
    if (scan.status === "notScanned") return notScanned(file, scan.rule, scan.message);
    const findings = names ? scan.findings : scan.findings.map(withoutNames);
    return { file: file.path, status: isClean(scan) ? "clean" : "findings", findings, ...(scan.unread.length === 0 ? {} : { unread: scan.unread }) };
  } catch (error) {
    if (error instanceof Problem) return { file: file.path, status: "failed", findings: [], reason: error.reason };
    // Our own fault, told without the error's text: it could repeat a number of the file.
    return notScanned(file, "R36", { code: "scan/internal", params: { error: error instanceof Error ? error.name : typeof error } });
  }
}

function withoutNames({ rule, severity, where, count, message }: Finding): Finding {
  return { rule, severity, where, count, message };
}

export function notScanned({ path }: ScanFile, rule: string, reason: Message): FileScan {
  return { file: path, status: "notScanned", findings: [], rule, reason };
}

/** Scans, in a thread of its own, every file that the main thread names. */
export async function serveScans(): Promise<void> {
  const oracle = await bundledOracle(), settings = workerData as ScanSettings;
  parentPort?.on("message", (file: ScanFile) => { parentPort?.postMessage(scanFile(file, settings, oracle)); });
}
