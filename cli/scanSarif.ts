import path from "node:path";
import { pathToFileURL } from "node:url";
import { RULES } from "../shared/leaks/rules.ts";
import { notCheckable } from "../shared/leaks/scan.ts";
import type { Finding } from "../shared/leaks/rule.ts";
import type { FileScan } from "./scanFile.ts";
import { findingText, placeText, ruleRecord, type ScanReport } from "./scanReport.ts";
import type { Speak } from "./speech.ts";

const LEVELS = { block: "error", warn: "warning", info: "note" } as const;
/** Rules about files that cannot be looked into. */
const FILE_RULES = ["R36", "R37"];

/** SARIF 2.1.0 (OASIS), as code-scanning tools read it. */
export function sarifReport(speak: Speak, version: string): ScanReport {
  const rules = [...RULES.map(({ id }) => id), ...FILE_RULES].map((id) => {
    const { what, why, mend } = ruleRecord(id, speak);
    return { id, shortDescription: { text: what }, fullDescription: { text: why }, help: { text: mend } };
  });
  const tool = { driver: { name: "diskret", version, rules } }, properties = { heading: speak({ code: "scan/heading" }), notCheckable: notCheckable().map(speak) };
  let started = false;
  return {
    begin: () => `{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{"tool":${JSON.stringify(tool)},"properties":${JSON.stringify(properties)},"results":[`,
    file: (scan) => resultsOf(scan, speak).map((result) => {
      const comma = started ? "," : "";
      started = true;
      return `${comma}${JSON.stringify(result)}`;
    }).join(""),
    end: () => "]}]}",
  };
}

function resultsOf({ file, status, findings, reason, rule, unread = [] }: FileScan, speak: Speak): readonly object[] {
  const result = (id: string, level: string, text: string, place?: string) => ({
    ruleId: id, level, message: { text },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(file) } }, ...(place === undefined ? {} : { logicalLocations: [{ fullyQualifiedName: place }] }) }],
  });
  if (reason !== undefined) return [result(rule ?? "R36", status === "failed" ? "error" : "warning", speak(reason))];
  return [
    ...findings.map((finding: Finding) => result(finding.rule, LEVELS[finding.severity], findingText(finding, speak), placeText(finding))),
    ...unread.map(({ part, reason: why }) => result("R36", "warning", speak(why), part)),
  ];
}

/** Relative where the file was named so: the report then holds no path of the machine. */
function uriOf(file: string): string {
  if (path.isAbsolute(file)) return pathToFileURL(file).href;
  return file.split(path.sep).map(encodeURIComponent).join("/");
}
