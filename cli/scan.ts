import { policyOfUnknown } from "../shared/policy/resolve.ts";
import type { Options } from "./commandLine.ts";
import { DONE, FAILED, Problem, REFUSED, type ExitCode } from "./problem.ts";
import type { FileScan, ScanSettings } from "./scanFile.ts";
import { scanFiles, type ScanFile } from "./scanFiles.ts";
import { htmlReport } from "./scanHtml.ts";
import { scanPool } from "./scanPool.ts";
import { jsonReport, textReport, type ScanReport, type ScanSummary } from "./scanReport.ts";
import { openResume, type Resume } from "./scanResume.ts";
import { sarifReport } from "./scanSarif.ts";
import { settle, statedPolicy } from "./settings.ts";
import type { Speak } from "./speech.ts";
import type { Terminal } from "./terminal.ts";

/** Looks for what travels with files beside the numbers they show, and writes one report as it goes. Nothing is changed. */
export async function scan(places: readonly string[], options: Options, terminal: Terminal, version: string): Promise<ExitCode> {
  const { policy, notices } = statedPolicy(options), files = scanFiles(places);
  const settings = { policy: policyOfUnknown(settle(policy, options, [])), names: options.names === true };
  notices.forEach(terminal.complain);
  if (files.length === 0) throw new Problem(FAILED, "scan/noFiles", { file: places.join(", ") });
  const resume = openResume(options.resume, settings, version), report = reportOf(options, terminal.speak, version);
  const tally = { files: 0, clean: 0, withFindings: 0, notScanned: 0, failed: 0 }, rules = new Set<string>();
  terminal.print(report.begin());
  for await (const result of scans(files, settings, resume)) {
    terminal.print(report.file(result, tally.files === 0));
    tally.files++;
    tally[({ clean: "clean", findings: "withFindings", notScanned: "notScanned", failed: "failed" } as const)[result.status]]++;
    for (const rule of [...result.findings.map((finding) => finding.rule), ...(result.rule === undefined ? [] : [result.rule])]) rules.add(rule);
    const next = files[tally.files];
    if (next !== undefined) terminal.progress({ code: "cli/progress", params: { file: next.path, k: tally.files + 1, of: files.length } });
  }
  const summary: ScanSummary = { ...tally, rules: [...rules].sort() };
  terminal.print(report.end(summary));
  return summary.failed > 0 ? FAILED : summary.clean === summary.files ? DONE : REFUSED;
}

function reportOf({ json, sarif, html }: Options, speak: Speak, version: string): ScanReport {
  if ([json, sarif, html].filter((chosen) => chosen === true).length > 1) throw new Problem(FAILED, "scan/oneFormat");
  return sarif === true ? sarifReport(speak, version) : html === true ? htmlReport(speak) : json === true ? jsonReport(speak) : textReport(speak);
}

/** Results in the order of the files, those of an earlier run among them. */
async function* scans(files: readonly ScanFile[], settings: ScanSettings, resume: Resume): AsyncGenerator<FileScan> {
  const fresh = scanPool(files.filter((file) => resume.known(file) === undefined), settings);
  for (const file of files) {
    const known = resume.known(file), next = known === undefined ? await fresh.next() : undefined;
    const result = known ?? (next?.done === false ? next.value : undefined);
    if (result === undefined) throw new RangeError("a file without a result");
    if (known === undefined) resume.note(file, result);
    yield result;
  }
  await fresh.return(undefined);
}
