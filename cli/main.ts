import { isMainThread, workerData } from "node:worker_threads";
import { audit } from "./audit.ts";
import { readCommandLine } from "./commandLine.ts";
import { deployment } from "./deployment.ts";
import { isDeployment } from "./deploymentLine.ts";
import { mask } from "./mask.ts";
import { pivots } from "./pivots.ts";
import { scan } from "./scan.ts";
import { serveScans } from "./scanFile.ts";
import { DONE, FAILED, Problem, type ExitCode } from "./problem.ts";
import { localeOf, speech } from "./speech.ts";
import { isSystemWork, serveSystems } from "./systemPool.ts";
import { watch } from "./watch.ts";
import { terminalOn, type Terminal } from "./terminal.ts";

/** Set by the build to the package's version. */
declare const VERSION: string;

async function run(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  if (isDeployment(args)) return deployment(args, terminal);
  const { command, options, files } = readCommandLine(args);
  switch (command) {
    case "help": terminal.print(terminal.speak({ code: "cli/help" })); return DONE;
    case "version": terminal.print(VERSION); return DONE;
    case "mask": return mask(files, options, terminal);
    case "watch": return watch(files[0], options, terminal);
    case "audit": return audit(files[0], options, terminal);
    case "pivots": return pivots(files[0], options, terminal);
    case "scan": return scan(files, options, terminal, VERSION);
  }
}

/** An unexpected error ends in one line too; its own text could repeat a number of the table. */
async function main(args: readonly string[]): Promise<ExitCode> {
  const stated = /^(?:--lang=)?(da|en)$/.exec(args.find((arg, k) => arg.startsWith("--lang=") || args[k - 1] === "--lang") ?? "")?.[1];
  const terminal = terminalOn(process.stdout, process.stderr, speech(localeOf(stated, process.env)));
  try {
    return await run(args, terminal);
  } catch (error) {
    terminal.complain(error instanceof Problem ? error.reason : { code: "cli/internal", params: { error: error instanceof Error ? error.name : typeof error } });
    return error instanceof Problem ? error.exitCode : FAILED;
  }
}

// A reader that closes early (`diskret … | head`) is no error of ours.
process.stdout.on("error", (error: NodeJS.ErrnoException) => { if (error.code !== "EPIPE") throw error; });
if (isMainThread) process.exitCode = await main(process.argv.slice(2));
else if (isSystemWork(workerData)) serveSystems(workerData);
else await serveScans();
