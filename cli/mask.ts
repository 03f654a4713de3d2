import type { Oracle } from "../shared/audit/attack.ts";
import type { Policy } from "../shared/policy/policy.ts";
import { bundledOracle } from "./bundledOracle.ts";
import type { Options } from "./commandLine.ts";
import { maskCsv } from "./maskCsv.ts";
import { maskPackage } from "./maskPackage.ts";
import { maskTableFile, type Masked } from "./maskTables.ts";
import { maskWorkbookFile } from "./maskWorkbook.ts";
import { DONE, Problem, REFUSED, about, type ExitCode } from "./problem.ts";
import { readInput, type InputFile } from "./readFile.ts";
import { refusalReport } from "./report.ts";
import { statedPolicy } from "./settings.ts";
import type { Terminal } from "./terminal.ts";
import { checkOutputs, copyPath, writeWhole } from "./writeFiles.ts";

/** Protects every file by itself and writes its copy; `--json` without `-o` only reports. A file that fails does not stop the others. */
export async function mask(files: readonly string[], options: Options, terminal: Terminal): Promise<ExitCode> {
  const { policy: stated, notices } = statedPolicy(options), targets = options.json !== true || options.out !== undefined ? files.map((file) => copyPath(file, options.out)) : null;
  if (targets !== null) checkOutputs(files, targets);
  notices.forEach(terminal.complain);
  const oracle = await bundledOracle();
  const results: { readonly report: unknown; readonly exitCode: ExitCode }[] = [];
  for (const [k, file] of files.entries()) {
    terminal.progress({ code: "cli/progress", params: { file, k: k + 1, of: files.length } });
    try {
      const masked = await maskFile(readInput(file), stated, options, terminal, oracle);
      results.push({ report: masked.report, exitCode: hand(file, masked, targets?.[k], options, terminal) });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const reasons = [...error.details, error.reason].map((reason) => about(file, reason));
      reasons.forEach(terminal.complain);
      results.push({ report: refusalReport(reasons), exitCode: error.exitCode });
    }
  }
  if (options.json === true) terminal.print(JSON.stringify(results.length === 1 ? results[0].report : results.map(({ report }) => report)));
  return Math.max(...results.map(({ exitCode }) => exitCode)) as ExitCode;
}

/** Protects one file by what it is. */
export function maskFile(file: InputFile, stated: Policy | null, options: Options, { speak, progress }: Pick<Terminal, "speak" | "progress">, oracle: Oracle): Masked | Promise<Masked> {
  switch (file.kind) {
    case "workbook": return maskWorkbookFile(file, stated, options, speak, oracle);
    case "csv": return maskCsv(file, stated, options, progress);
    case "package": return maskPackage(file, stated, options, progress);
    case "json": return maskTableFile(file, stated, options);
  }
}

/** Writes the copy and tells the user how much is hidden, as one number, and what could not be shown. */
function hand(file: string, { copy, summary, withheld, notes = [] }: Masked, target: string | undefined, options: Options, terminal: Terminal): ExitCode {
  if (target !== undefined) writeWhole({ path: target, bytes: copy });
  for (const reason of withheld) terminal.complain(about(file, reason));
  if (options.json !== true && target !== undefined) {
    const share = Math.round(summary.hiddenVolume * 1000) / 10;
    terminal.print(terminal.speak({ code: "mask/written", params: { file, copy: target, n: summary.hiddenCells, cells: summary.cells, share } }));
    for (const note of notes) terminal.print(`  ${terminal.speak(note)}`);
  }
  return withheld.length === 0 ? DONE : REFUSED;
}
