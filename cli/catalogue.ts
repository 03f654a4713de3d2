import { existsSync } from "node:fs";
import path from "node:path";
import { ageInDays, entriesOf, parseCatalogue, type Catalogue } from "../shared/policy/catalogue.ts";
import { FLIS_CATALOGUE } from "../shared/policy/flisCatalogue.ts";
import { today } from "./policyFile.ts";
import { DONE, FAILED, Problem, REFUSED, type ExitCode } from "./problem.ts";
import { readJson } from "./readFile.ts";
import { home } from "./program.ts";
import type { Terminal } from "./terminal.ts";
import { writeWhole } from "./writeFiles.ts";

/** Beside the command: a newer list of FLIS's data sets than the one built in. */
const UPDATE = "flis.catalogue.json";

/** The list in use: the newer of the one built in and the one that `catalogue update` has laid beside the command. */
export function catalogueInUse(): Catalogue {
  const file = path.join(home(), UPDATE);
  if (!existsSync(file)) return FLIS_CATALOGUE;
  const update = readCatalogue(file);
  return update.version > FLIS_CATALOGUE.version ? update : FLIS_CATALOGUE;
}

/** Compares a list with the one in use, data set by data set. */
export function checkCatalogue(file: string, { speak, print }: Terminal): ExitCode {
  const found = readCatalogue(file), inUse = catalogueInUse();
  print(speak({ code: "catalogue/age", params: { version: found.version, read: found.read, n: ageInDays(found, today()) } }));
  const before = lines(inUse), after = lines(found);
  for (const line of before.filter((line) => !after.includes(line))) print(`- ${line}`);
  for (const line of after.filter((line) => !before.includes(line))) print(`+ ${line}`);
  return DONE;
}

/** Takes a list into use; an older one than that in use is refused. */
export function updateCatalogue(file: string, { speak, print }: Terminal): ExitCode {
  const found = readCatalogue(file), { version } = catalogueInUse();
  if (found.version <= version) throw new Problem(REFUSED, "catalogue/notNewer", { file, version });
  writeWhole({ path: path.join(home(), UPDATE), bytes: `${JSON.stringify(found, null, 2)}\n` });
  print(speak({ code: "catalogue/updated", params: { version: found.version } }));
  return DONE;
}

function readCatalogue(file: string): Catalogue {
  const parsed = parseCatalogue(readJson(file));
  if (parsed.status === "parsed") return parsed.catalogue;
  const [finding] = parsed.findings;
  throw new Problem(FAILED, finding?.code ?? "catalogue/value", { file, path: "", ...finding?.params });
}

function lines(catalogue: Catalogue): readonly string[] {
  return entriesOf(catalogue).map(({ name, kind, package: data, cube, limit }) => `${name}: ${[kind, ...(data ? ["DM"] : []), ...(cube ? ["DAP"] : []), ...(limit === null ? [] : [`≤ ${limit}`])].join(", ")}`);
}
