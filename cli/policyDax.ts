import { daxMeasures as written } from "../shared/policy/dax.ts";
import { policyOfUnknown } from "../shared/policy/resolve.ts";
import { catalogueInUse } from "./catalogue.ts";
import type { DeploymentOptions } from "./deploymentLine.ts";
import { readPolicy } from "./policyFile.ts";
import { DONE, FAILED, Problem, REFUSED, about, type ExitCode } from "./problem.ts";
import { decodeText } from "./decodeText.ts";
import { readBytes } from "./readFile.ts";
import type { Terminal } from "./terminal.ts";
import { writeWhole } from "./writeFiles.ts";

/** Writes DAX for the measures of a model, under the strictest rules that the policy has for any data set. */
export function daxMeasures(file: string, { measures, out }: DeploymentOptions, { speak, print, complain }: Terminal): ExitCode {
  if (measures === undefined) throw new Problem(FAILED, "dax/needs");
  const { policy } = readPolicy(file, catalogueInUse()), names = measureNames(measures);
  if (names.length === 0) throw new Problem(FAILED, "dax/noMeasures", { file: measures });
  const found = written(names, policyOfUnknown(policy)), made = found.flatMap((one) => (one.status === "written" ? [one.definition] : []));
  for (const one of found) if (one.status !== "written") complain(about(measures, { code: `dax/${one.status}`, params: { measure: one.name } }));
  const comment = speak({ code: "dax/limits" }).split("\n").map((line) => `// ${line}`).join("\n");
  const text = made.length === 0 ? "" : `${comment}\nDEFINE\n${made.join("\n\n")}\n\nEVALUATE { 1 }\n`;
  if (made.length > 0 && out !== undefined) writeWhole({ path: out, bytes: text });
  else if (made.length > 0) print(text.trimEnd());
  return made.length > 0 && found.every(({ status }) => status === "written" || status === "whole") ? DONE : REFUSED;
}

/** One name per line; of a model's own file (.tmdl) its measures. */
function measureNames(file: string): readonly string[] {
  const text = decodeText(readBytes(file)).replace(/^\ufeff/, "");
  if (!/\.tmdl$/i.test(file)) return [...new Set(text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== ""))];
  return [...text.matchAll(/^\s*measure\s+('(?:[^'\n]|'')+'|[^\s=']+)\s*=/gm)].map(([, name]) => (name.startsWith("'") ? name.slice(1, -1).replaceAll("''", "'") : name));
}
