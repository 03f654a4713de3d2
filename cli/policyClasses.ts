import type { DeploymentOptions } from "./deploymentLine.ts";
import { parsePolicy } from "../shared/policy/parse.ts";
import { DONE, FAILED, Problem, type ExitCode } from "./problem.ts";
import { decodeText } from "./decodeText.ts";
import { readBytes, readJson } from "./readFile.ts";
import { splitCsv } from "./splitCsv.ts";
import type { Terminal } from "./terminal.ts";
import { writeWhole } from "./writeFiles.ts";

/** Columns by what they are called, in either language. */
const COLUMNS = { name: /^(mål|navn|measure|name)$/i, class: /^(klasse|class)$/i, base: /^(antal|base|count)$/i, reason: /^(begrundelse|reason)$/i };
/** Classes as somebody who reads documentation writes them. */
const CLASSES: readonly (readonly [RegExp, string])[] = [
  [/^(persons|personer|antal personer)$/i, "persons"], [/^(basedOn|bygger på|andel|beløb|gennemsnit)$/i, "basedOn"],
  [/^(notPersons|ikke personer)$/i, "notPersons"], [/^(unknown|ukendt)$/i, "unknown"],
];

/**
 * Puts classes of measures, listed in a CSV made from FLIS's documentation packages, before those a policy has. Names are
 * taken letter by letter. A line that says nothing certain stops everything: a guess would be somebody's weaker rule.
 */
export function importClasses(file: string, { csv, out }: DeploymentOptions, { speak, print }: Terminal): ExitCode {
  if (csv === undefined || out === undefined) throw new Problem(FAILED, "classes/needs");
  const [head = [], ...rows] = csvRows(csv), at = columns(csv, head);
  const rules = rows.filter((row) => row.some((cell) => cell.trim() !== "")).map((row, line) => rule(csv, row, at, line + 2));
  const policy = readJson(file) as { readonly measures?: readonly unknown[] };
  const extended = { ...policy, measures: [...rules, ...(policy.measures ?? [])] }, parsed = parsePolicy(extended);
  if (parsed.status === "refused") throw new Problem(FAILED, parsed.findings[0]?.code ?? "policy/value", { file, ...parsed.findings[0]?.params });
  writeWhole({ path: out, bytes: `${JSON.stringify(extended, null, 2)}\n` });
  print(speak({ code: "classes/imported", params: { file: out, n: rules.length } }));
  return DONE;
}

function csvRows(file: string): readonly (readonly string[])[] {
  const text = decodeText(readBytes(file)).replace(/^\ufeff/, ""), [first = ""] = text.split(/\r?\n/);
  const delimiter = [";", "\t", ","].find((one) => first.includes(one)), rows = delimiter === undefined ? null : splitCsv(text, delimiter);
  if (rows === null) throw new Problem(FAILED, "classes/columns", { file });
  return rows;
}

type Columns = Readonly<Record<keyof typeof COLUMNS, number>>;

function columns(file: string, head: readonly string[]): Columns {
  const find = (pattern: RegExp): number => head.findIndex((title) => pattern.test(title.trim()));
  const found: Columns = { name: find(COLUMNS.name), class: find(COLUMNS.class), base: find(COLUMNS.base), reason: find(COLUMNS.reason) };
  if (found.name < 0 || found.class < 0) throw new Problem(FAILED, "classes/columns", { file });
  return found;
}

function rule(file: string, row: readonly string[], at: Columns, line: number): object {
  const cell = (column: number): string => (row[column] ?? "").trim(), name = cell(at.name), kind = CLASSES.find(([pattern]) => pattern.test(cell(at.class)))?.[1];
  const base = cell(at.base), reason = cell(at.reason);
  if (name === "" || kind === undefined || (kind === "basedOn" && base === "") || (kind === "notPersons" && reason === "")) throw new Problem(FAILED, "classes/line", { file, line });
  const pattern = `^${name.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")}$`;
  return { pattern, class: kind, ...(kind === "basedOn" ? { base } : {}), ...(kind === "notPersons" ? { reason } : {}) };
}
