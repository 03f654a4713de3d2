import type { Message } from "../shared/i18n/message.ts";
import type { Finding, Severity } from "../shared/leaks/rule.ts";
import { notCheckable } from "../shared/leaks/scan.ts";
import type { FileScan } from "./scanFile.ts";
import type { Speak } from "./speech.ts";

/** A report written file by file, so that it never has to be held whole. */
export interface ScanReport {
  readonly begin: () => string;
  readonly file: (scan: FileScan, first: boolean) => string;
  readonly end: (summary: ScanSummary) => string;
}

export interface ScanSummary {
  readonly files: number;
  readonly clean: number;
  readonly withFindings: number;
  readonly notScanned: number;
  readonly failed: number;
  /** Rules that found something. */
  readonly rules: readonly string[];
}

export const SEVERITIES: readonly Severity[] = ["block", "warn", "info"];

/** For people: what must be stopped or looked at, and at the end what each rule means. */
export function textReport(speak: Speak): ScanReport {
  return {
    begin: () => `${speak({ code: "scan/heading" })}\n`,
    file: (scan) => fileLines(scan, speak).join("\n"),
    end: (summary) => [
      "", ...summary.rules.flatMap((rule) => ruleLines(rule, speak)),
      ...notCheckable().map(speak), "", speak(summaryMessage(summary)),
    ].join("\n"),
  };
}

function fileLines({ file, status, findings, reason, unread = [] }: FileScan, speak: Speak): readonly string[] {
  const shown = findings.filter(({ severity }) => severity !== "info"), rest = findings.length - shown.length;
  if (status === "clean") return [speak({ code: "scan/clean", params: { file } })];
  if (reason !== undefined) return [`${file}: ${speak({ code: "scan/notScanned" })} ${speak(reason)}`];
  return [
    speak({ code: "scan/findings", params: { file, n: shown.length + unread.length } }),
    ...shown.map((finding) => `  ${speak({ code: `scan/${finding.severity}` }).padEnd(8)}${finding.rule}  ${placeText(finding)}: ${findingText(finding, speak)}`),
    ...unread.map(({ part, reason: why }) => `  ${speak({ code: "scan/unread", params: { part } })} ${speak(why)}`),
    ...(rest === 0 ? [] : [`  ${speak({ code: "scan/infos", params: { n: rest } })}`]),
  ];
}

/** Sheet and cell where there are such, else the part. */
export function placeText({ where }: Finding): string {
  if (where.sheet === undefined) return where.part;
  return where.cell === undefined ? `${where.sheet} (${where.part})` : `${where.sheet}!${where.cell} (${where.part})`;
}

export function findingText({ message, names }: Finding, speak: Speak): string {
  return `${speak(message)}${names === undefined ? "" : ` (${names.join(", ")})`}`;
}

function ruleLines(rule: string, speak: Speak): readonly string[] {
  const text = (word: string) => speak({ code: `leak/${rule}${word}` });
  return [`${rule} ${text("")}`, `     ${text("/why")}`, `     ${text("/do")}`];
}

export function summaryMessage({ files, clean, withFindings, notScanned, failed }: ScanSummary): Message {
  return { code: "scan/summary", params: { n: files, clean, withFindings, notScanned: notScanned + failed } };
}

/** One JSON object over several lines: a file a line. Every text is there in the reader's language. */
export function jsonReport(speak: Speak): ScanReport {
  return {
    begin: () => `{"fortrolig":true,"heading":${JSON.stringify(speak({ code: "scan/heading" }))},"files":[`,
    file: (scan, first) => `${first ? "" : ","}${JSON.stringify(fileRecord(scan, speak))}`,
    end: (summary) => `],"notCheckable":${JSON.stringify(notCheckable().map(speak))},"rules":${JSON.stringify(Object.fromEntries(summary.rules.map((rule) => [rule, ruleRecord(rule, speak)])))},"summary":${JSON.stringify(summary)}}`,
  };
}

function fileRecord({ file, status, findings, reason, rule, unread }: FileScan, speak: Speak) {
  return {
    file, status,
    ...(reason === undefined ? {} : { rule, code: reason.code, text: speak(reason) }),
    findings: findings.map(({ message, ...finding }) => ({ ...finding, code: message.code, text: speak(message) })),
    ...(unread === undefined ? {} : { unread: unread.map(({ part, reason: why }) => ({ part, code: why.code, text: speak(why) })) }),
  };
}

export function ruleRecord(rule: string, speak: Speak) {
  return { what: speak({ code: `leak/${rule}` }), why: speak({ code: `leak/${rule}/why` }), mend: speak({ code: `leak/${rule}/do` }) };
}
