import { FAILED, Problem } from "./problem.ts";

/** What Node's `parseArgs` says of an option it does not take. */
export function optionProblem(error: unknown): Problem {
  const { code, message } = error as NodeJS.ErrnoException, option = /'([^']+)'/.exec(message)?.[1]?.split(" ")[0] ?? "";
  return new Problem(FAILED, code === "ERR_PARSE_ARGS_UNKNOWN_OPTION" ? "cli/unknownOption" : "cli/optionValue", { option });
}
