import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Oracle } from "../shared/audit/attack.ts";
import type { Message } from "../shared/i18n/message.ts";
import { bundledOracle } from "./bundledOracle.ts";
import type { Options } from "./commandLine.ts";
import { renameDurably, writeDurably } from "./durable.ts";
import { maskFile } from "./mask.ts";
import { about, DONE, FAILED, Problem, type ExitCode } from "./problem.ts";
import { readInput } from "./readFile.ts";
import { statedPolicy } from "./settings.ts";
import type { Terminal } from "./terminal.ts";
import { arrivals, lock, OWN, type Arrival } from "./watchFolder.ts";
import { openJournal, type Journal } from "./watchJournal.ts";
import { copyPath } from "./writeFiles.ts";

/** Seconds between looks at the folder, and for how long a file must be left alone before it counts as whole. */
const EVERY = 5, SETTLE = 10;
/** A file that brought the program down so often is set aside. */
const MOST_CRASHES = 3;
/** Reasons that would refuse every file. */
const NOT_THE_FILE = /^policy\/|^cli\/(unwritable|unreadable|loosens|choice)$|^mask\/exportNotAllowed$/;

/** A folder that is watched, and where everything about it is kept. */
interface Watch {
  readonly own: string;
  readonly out: string;
  readonly options: Options;
  readonly journal: Journal;
  readonly terminal: Terminal;
  readonly oracle: Oracle;
}

/** Masks every file that arrives in a folder, once; goes on where an earlier run was cut off. Ends by itself only with `--once`. */
export async function watch(folder: string, options: Options, terminal: Terminal): Promise<ExitCode> {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) throw new Problem(FAILED, "watch/noFolder", { file: folder });
  if (options.out === undefined || path.resolve(options.out) === path.resolve(folder)) throw new Problem(FAILED, "watch/out", { file: folder });
  const every = seconds(options, "every", EVERY), settle = seconds(options, "settle", SETTLE);
  statedPolicy(options).notices.forEach(terminal.complain);
  const own = path.join(folder, OWN), free = lock(own), stop = { asked: false }, ask = () => { stop.asked = true; };
  process.once("SIGINT", ask).once("SIGTERM", ask);
  try {
    const journal = openJournal(own), here: Watch = { own, out: options.out, options, journal, terminal, oracle: await bundledOracle() };
    mkdirSync(options.out, { recursive: true });
    finish(here);
    for (;;) {
      for (const arrival of arrivals(folder, settle)) {
        if (!stop.asked) await take(arrival, here);
      }
      if (stop.asked || options.once === true) break;
      await wait(every * 1000);
    }
    journal.close();
  } finally {
    free();
  }
  return DONE;
}

function seconds(options: Options, name: "every" | "settle", otherwise: number): number {
  const text = options[name], number = text === undefined ? otherwise : Number(text.replace(",", "."));
  if (!(number >= 0 && number <= 86_400) || text?.trim() === "") throw new Problem(FAILED, "cli/choice", { option: `--${name}`, choices: "0 … 86400" });
  return number;
}

/** Copies that were whole when an earlier run was cut off get their names. */
function finish({ journal }: Watch): void {
  for (const entry of journal.unfinished()) {
    if (entry.step !== "ready") continue;
    const { key, target, temporary, sha256 } = entry;
    if (hashOf(temporary) === sha256) renameDurably(temporary, target);
    if (hashOf(target) === sha256) journal.note({ step: "done", key });
  }
}

async function take(arrival: Arrival, here: Watch): Promise<void> {
  const { journal, terminal } = here, { last, begun } = journal.state(arrival.key);
  if (last?.step === "done" || last?.step === "quarantined") return;
  if (begun >= MOST_CRASHES) { quarantine(arrival, [{ code: "watch/crashed" }], here); return; }
  journal.note({ step: "begun", key: arrival.key });
  terminal.progress({ code: "cli/progress", params: { file: arrival.path, k: 1, of: 1 } });
  try {
    await maskArrival(arrival, here);
  } catch (error) {
    if (error instanceof Problem && error.reason.code === "cli/missing") return;
    // A full disk or a missing policy is not the file's fault: it stays where it is, for the next run.
    if (error instanceof Problem && NOT_THE_FILE.test(error.reason.code)) throw error;
    if (error instanceof Error && "syscall" in error) throw new Problem(FAILED, "cli/unwritable", { file: here.out, reason: (error as NodeJS.ErrnoException).code ?? "" });
    const reasons = error instanceof Problem ? [...error.details, error.reason] : [{ code: "cli/internal", params: { error: error instanceof Error ? error.name : typeof error } }];
    quarantine(arrival, reasons, here);
  }
}

/** Copy and report are whole on the disk before the copy has its name. */
async function maskArrival({ path: file, name, key }: Arrival, { own, out, options, journal, terminal, oracle }: Watch): Promise<void> {
  const masked = await maskFile(readInput(file), statedPolicy(options).policy, options, terminal, oracle), target = copyPath(path.join(out, name), undefined);
  const temporary = path.join(out, `.${path.basename(target)}.tmp`), bytes = typeof masked.copy === "string" ? Buffer.from(masked.copy, "utf8") : masked.copy;
  writeDurably(path.join(own, "reports", `${name}.json`), `${JSON.stringify({ ...(masked.report as object), withheld: masked.withheld.map(terminal.speak) })}\n`);
  writeDurably(temporary, bytes);
  journal.note({ step: "ready", key, target, temporary, sha256: createHash("sha256").update(bytes).digest("hex") });
  renameDurably(temporary, target);
  journal.note({ step: "done", key });
  for (const reason of masked.withheld) terminal.complain(about(file, reason));
  terminal.print(terminal.speak({ code: "watch/masked", params: { file, copy: target, n: masked.summary.hiddenCells, cells: masked.summary.cells } }));
}

/** The file is moved out of the way with the reason beside it. */
function quarantine({ path: file, name, key }: Arrival, reasons: readonly Message[], { own, journal, terminal }: Watch): void {
  const folder = path.join(own, "quarantine"), stamp = createHash("sha256").update(key).digest("hex").slice(0, 8), place = path.join(folder, `${stamp}-${name}`);
  writeDurably(`${place}.txt`, `${reasons.map(terminal.speak).join("\n")}\n`);
  if (existsSync(file)) renameDurably(file, place);
  journal.note({ step: "quarantined", key });
  for (const reason of reasons) terminal.complain(about(file, reason));
  terminal.complain({ code: "watch/quarantined", params: { file, place } });
}

function hashOf(file: string): string | undefined {
  try {
    return createHash("sha256").update(readFileSync(file)).digest("hex");
  } catch {
    return undefined;
  }
}
