import type { Message } from "../i18n/message.ts";
import type { UnreadPart } from "../workbook/packageParts.ts";
import { readWorkbookFile } from "../workbook/workbookFile.ts";
import { signed, unscanned, type Unscanned } from "./fileFormat.ts";
import { findings, type Finding, type Scene } from "./rule.ts";
import { RULES } from "./rules.ts";

export type Scan =
  | { readonly status: "scanned"; readonly findings: readonly Finding[]; readonly unread: readonly UnreadPart[] }
  /** Nothing was looked into: never clean. */
  | ({ readonly status: "notScanned" } & Unscanned);

/** Every rule over the bytes of one workbook. Findings come by rule, then by place; none carries a cell value. */
export function scanWorkbook(bytes: Uint8Array, context: Omit<Scene, "file">): Scan {
  const result = readWorkbookFile(bytes);
  if (result.status === "refused") return { status: "notScanned", ...unscanned(bytes, result.reason) };
  const { file } = result, signature = signed(file.parts);
  if (signature !== undefined) return { status: "notScanned", ...signature };
  return { status: "scanned", findings: RULES.flatMap((rule) => findings(rule, { ...context, file })), unread: file.unread };
}

/** Nothing in it that must be stopped or looked at, and nothing that could not be read. */
export function isClean(scan: Scan): boolean {
  return scan.status === "scanned" && scan.unread.length === 0 && scan.findings.every(({ severity }) => severity === "info");
}

/** What no client can see, by rule: said in every report. */
export function notCheckable(): readonly Message[] {
  return RULES.filter(({ unseen }) => unseen === true).map(({ id }) => ({ code: `leak/${id}/unseen` }));
}
