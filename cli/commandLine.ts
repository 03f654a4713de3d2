import { parseArgs, type ParseArgsConfig } from "node:util";
import { optionProblem } from "./optionProblem.ts";
import { FAILED, Problem } from "./problem.ts";

const OPTIONS = {
  policy: { type: "string" }, out: { type: "string", short: "o" }, json: { type: "boolean" }, protection: { type: "string" },
  audience: { type: "string" }, zeros: { type: "string" }, suppressed: { type: "string" }, mark: { type: "string" }, lower: { type: "string" }, "no-intervals": { type: "boolean" },
  sarif: { type: "boolean" }, html: { type: "boolean" }, names: { type: "boolean" }, resume: { type: "string" }, dimensions: { type: "string" }, every: { type: "string" }, settle: { type: "string" }, once: { type: "boolean" },
  lang: { type: "string" }, help: { type: "boolean", short: "h" }, version: { type: "boolean" },
} as const satisfies ParseArgsConfig["options"];

type Option = keyof typeof OPTIONS;

/** What each command takes beside --lang, --help and --version. */
const COMMANDS = {
  mask: ["policy", "out", "json", "protection", "audience", "zeros", "dimensions"],
  audit: ["policy", "json", "protection", "audience", "zeros", "suppressed", "mark", "lower", "no-intervals"],
  pivots: ["json"],
  watch: ["policy", "out", "protection", "audience", "zeros", "dimensions", "every", "settle", "once"],
  scan: ["policy", "json", "sarif", "html", "names", "resume"],
} as const satisfies Readonly<Record<string, readonly Option[]>>;

/** Values an option may have; the others are free text. */
const CHOICES: Partial<Record<Option, readonly string[]>> = {
  protection: ["exact", "standard", "interval"], zeros: ["hide", "show"], lower: ["0", "1"], lang: ["da", "en"],
};

export interface Options {
  readonly policy?: string;
  readonly out?: string;
  readonly json?: boolean;
  readonly protection?: "exact" | "standard" | "interval";
  readonly audience?: string;
  readonly zeros?: "hide" | "show";
  readonly suppressed?: string;
  readonly mark?: string;
  readonly lower?: "0" | "1";
  readonly "no-intervals"?: boolean;
  readonly sarif?: boolean;
  readonly html?: boolean;
  readonly names?: boolean;
  readonly resume?: string;
  /** Columns of a list that say what a row counts, not how many. */
  readonly dimensions?: readonly string[];
  /** Seconds between looks at a watched folder, and for which a file must be left alone. */
  readonly every?: string;
  readonly settle?: string;
  /** Takes what is there and ends. */
  readonly once?: boolean;
  readonly lang?: "da" | "en";
}

export type CommandLine =
  | { readonly command: "help" | "version"; readonly options: Options; readonly files: readonly string[] }
  | { readonly command: keyof typeof COMMANDS; readonly options: Options; readonly files: readonly string[] };

/** Reads the arguments; throws a `Problem` for anything it does not know. */
export function readCommandLine(args: readonly string[]): CommandLine {
  const { values, positionals } = parse(args);
  const { help, version, dimensions, ...rest } = values as Omit<Options, "dimensions"> & { readonly help?: boolean; readonly version?: boolean; readonly dimensions?: string };
  const options: Options = dimensions === undefined ? rest : { ...rest, dimensions: dimensions.split(",").map((name) => name.trim()) };
  const [command, ...files] = positionals;
  if (version === true) return { command: "version", options, files };
  if (help === true || command === "help" || (command === undefined && args.length === 0)) return { command: "help", options, files };
  if (command === undefined || !(command in COMMANDS)) throw new Problem(FAILED, command === undefined ? "cli/noCommand" : "cli/unknownCommand", { command: command ?? "" });
  const known = command as keyof typeof COMMANDS, takes: readonly string[] = [...COMMANDS[known], "lang"];
  for (const [option, value] of Object.entries(options)) {
    if (!takes.includes(option)) throw new Problem(FAILED, "cli/optionElsewhere", { option: `--${option}`, command });
    const choices = CHOICES[option as Option];
    if (choices !== undefined && !choices.includes(String(value))) throw new Problem(FAILED, "cli/choice", { option: `--${option}`, choices: choices.join(" | ") });
  }
  if (files.length === 0) throw new Problem(FAILED, "cli/noFile", { command });
  if (known !== "mask" && known !== "scan" && files.length > 1) throw new Problem(FAILED, "cli/oneFile", { command });
  return { command: known, options, files };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw optionProblem(error);
  }
}
