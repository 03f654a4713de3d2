import { toJsonSchema } from "@valibot/to-json-schema";
import { policyFile } from "../shared/policy/policyFile.ts";

/** The JSON Schema of policy files, from the schema that reads them. What JSON Schema cannot say (dates that exist, patterns that compile) only `policy check` sees. */
export function policySchema(): string {
  const schema = toJsonSchema(policyFile, { errorMode: "ignore", typeMode: "input" });
  return `${JSON.stringify({ title: "Diskret policy", ...schema }, null, 2)}\n`;
}
