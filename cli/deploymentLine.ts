import { parseArgs, type ParseArgsConfig } from "node:util";
import { optionProblem } from "./optionProblem.ts";
import { FAILED, Problem } from "./problem.ts";

const OPTIONS = {
  key: { type: "string", multiple: true }, out: { type: "string", short: "o" }, policy: { type: "string" }, host: { type: "string" }, check: { type: "string" },
  subscriptions: { type: "string" }, csv: { type: "string" }, measures: { type: "string" },
  json: { type: "boolean" }, lang: { type: "string" }, help: { type: "boolean", short: "h" },
} as const satisfies ParseArgsConfig["options"];

type Option = keyof typeof OPTIONS;

/** What each command takes beside --lang and --help: options, and how many files. */
const COMMANDS = {
  "policy check": { options: ["json"], files: 1 },
  "policy show": { options: ["json"], files: 1 },
  "policy classes": { options: ["csv", "out"], files: 1 },
  "policy dax": { options: ["measures", "out"], files: 1 },
  "policy schema": { options: [], files: 0 },
  "policy keygen": { options: ["out"], files: 0 },
  "policy sign": { options: ["key", "out"], files: 1 },
  "policy verify": { options: ["key", "out"], files: 1 },
  package: { options: ["policy", "key", "host", "out", "check"], files: 0 },
  "report-audit": { options: ["policy", "subscriptions", "json"], files: Infinity },
  inspect: { options: ["json"], files: Infinity },
  "catalogue check": { options: ["json"], files: 1 },
  "catalogue update": { options: [], files: 1 },
} as const satisfies Readonly<Record<string, { readonly options: readonly Option[]; readonly files: number }>>;

export type DeploymentCommand = keyof typeof COMMANDS;

export interface DeploymentOptions {
  readonly key?: readonly string[];
  readonly out?: string;
  readonly policy?: string;
  readonly host?: string;
  readonly check?: string;
  readonly subscriptions?: string;
  readonly csv?: string;
  readonly measures?: string;
  readonly json?: boolean;
}

export interface DeploymentLine {
  readonly command: DeploymentCommand | "help";
  readonly options: DeploymentOptions;
  readonly files: readonly string[];
}

/** Whether the arguments are for whoever deploys, not for whoever works with tables. */
export function isDeployment(args: readonly string[]): boolean {
  return ["policy", "package", "inspect", "catalogue", "report-audit"].includes(args[0] ?? "");
}

export function readDeploymentLine(args: readonly string[]): DeploymentLine {
  const { values, positionals } = parse(args);
  const { help, lang, ...options } = values;
  const [first = "", second = ""] = positionals;
  if (lang !== undefined && lang !== "da" && lang !== "en") throw new Problem(FAILED, "cli/choice", { option: "--lang", choices: "da | en" });
  if (help === true) return { command: "help", options, files: [] };
  const single = first in COMMANDS, command = single ? first : `${first} ${second}`.trim();
  if (!Object.hasOwn(COMMANDS, command)) throw new Problem(FAILED, "cli/unknownCommand", { command });
  const known = COMMANDS[command as DeploymentCommand], files = positionals.slice(single ? 1 : 2);
  const elsewhere = Object.keys(options).find((option) => !(known.options as readonly string[]).includes(option));
  if (elsewhere !== undefined) throw new Problem(FAILED, "cli/optionElsewhere", { option: `--${elsewhere}`, command });
  if (known.files > 0 && files.length === 0) throw new Problem(FAILED, "cli/noFile", { command });
  if (files.length > known.files) throw new Problem(FAILED, "policy/files", { command, files: known.files });
  return { command: command as DeploymentCommand, options, files };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw optionProblem(error);
  }
}
