import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import type { Message } from "../shared/i18n/message.ts";
import { policyOfUnknown } from "../shared/policy/resolve.ts";
import { reportFindings, type ReportFinding } from "../shared/projects/findings.ts";
import { fromLegacy } from "../shared/projects/legacy.ts";
import { readReport, type ProjectFiles } from "../shared/projects/project.ts";
import type { DeploymentOptions } from "./deploymentLine.ts";
import { DONE, FAILED, Problem, REFUSED, type ExitCode } from "./problem.ts";
import { readJson } from "./readFile.ts";
import { settle, statedPolicy } from "./settings.ts";
import type { Terminal } from "./terminal.ts";

/** Looks through Power BI projects for what leads around the protection. */
export function reportAudit(places: readonly string[], options: DeploymentOptions, { speak, print, complain }: Terminal): ExitCode {
  const { policy: stated, notices } = statedPolicy(options), policy = policyOfUnknown(settle(stated, {}, []));
  notices.forEach(complain);
  const folders = places.flatMap(reportFolders);
  if (folders.length === 0) throw new Problem(FAILED, "project/none", { file: places.join(", ") });
  const reports = folders.map((report) => ({ report, findings: auditReport(report, policy) }));
  const subscriptions = options.subscriptions === undefined ? [] : subscribed(options.subscriptions);
  if (options.json === true) print(JSON.stringify({ reports, subscriptions }, null, 2));
  else for (const { report, findings } of [...reports, ...(options.subscriptions === undefined ? [] : [{ report: options.subscriptions, findings: subscriptions }])]) {
    print(speak({ code: "project/read", params: { report, n: findings.filter(isFault).length } }));
    for (const { severity, message } of findings) print(`  ${severity.toUpperCase().padEnd(6)} ${speak(message)}`);
  }
  return [...reports.flatMap(({ findings }) => findings), ...subscriptions].some(isFault) ? REFUSED : DONE;
}

function isFault({ severity }: ReportFinding): boolean {
  return severity !== "info";
}

/** A report that cannot be read whole is a finding: nothing can be said of it. */
function auditReport(folder: string, policy: Parameters<typeof reportFindings>[1]): readonly ReportFinding[] {
  try {
    const files = projectFiles(folder), report = readReport(files) ?? readReport(fromLegacy(files) ?? new Map());
    return report === null ? [unread({ code: "project/unread", params: { path: folder } })] : reportFindings(report, policy);
  } catch (error) {
    if (error instanceof Problem) return [unread({ code: "project/unread", params: { path: String(error.reason.params?.["file"] ?? folder) } })];
    throw error;
  }
}

function unread(message: Message): ReportFinding {
  return { severity: "block", message };
}

/** Folders with a `definition.pbir`, the file that makes a folder a report. */
function reportFolders(place: string): readonly string[] {
  const state = statSync(place, { throwIfNoEntry: false });
  if (state === undefined) throw new Problem(FAILED, "cli/missing", { file: place });
  if (!state.isDirectory()) throw new Problem(FAILED, "project/noFolder", { file: place });
  return readdirSync(place, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && entry.name === "definition.pbir").map((entry) => entry.parentPath).sort();
}

function projectFiles(folder: string): ProjectFiles {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && entry.name.endsWith(".json")).map((entry) => path.join(entry.parentPath, entry.name));
  const wanted = files.map((file) => [path.relative(folder, file).split(path.sep).join("/"), file] as const).filter(([name]) => name === "report.json" || name.startsWith("definition/"));
  return new Map(wanted.map(([name, file]) => [name, readJson(file)]));
}

/** Answer of the administrators' service "Reports GetReportSubscriptionsAsAdmin": what the project's files do not say. */
function subscribed(file: string): readonly ReportFinding[] {
  const { value } = (readJson(file) ?? {}) as { readonly value?: unknown };
  if (!Array.isArray(value)) throw new Problem(FAILED, "project/subscriptions", { file });
  return (value as readonly { readonly title?: unknown; readonly isEnabled?: unknown; readonly attachmentFormat?: unknown }[])
    .filter(({ isEnabled }) => isEnabled !== false)
    .map(({ title, attachmentFormat }) => ({ severity: "warn", message: { code: "project/subscribed", params: { title: typeof title === "string" ? title : "–", format: typeof attachmentFormat === "string" ? attachmentFormat : "–" } } }));
}
