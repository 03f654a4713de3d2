import type { Message } from "../i18n/message.ts";
import { openArchive } from "../workbook/archive.ts";
import type { UnreadPart } from "../workbook/packageParts.ts";
import { Unreadable } from "../workbook/unreadable.ts";
import { readWorkbookFile, type WorkbookFile } from "../workbook/workbookFile.ts";
import { signed, unscanned, type Unscanned } from "./fileFormat.ts";
import { findings, type Finding, type Scene } from "./rule.ts";
import { RULES } from "./rules.ts";

export type Scan =
  | { readonly status: "scanned"; readonly findings: readonly Finding[]; readonly unread: readonly UnreadPart[] }
  /** Nothing was looked into: never clean. */
  | ({ readonly status: "notScanned" } & Unscanned);

/** Workbooks inside a workbook that are looked into: how deep, how many, and how large each. */
const DEEPEST = 3, MOST = 20, LARGEST = 2 ** 25;

/** Every rule over the bytes of one workbook, and of those inside it. Findings come by rule, then by place; none carries a cell value. */
export function scanWorkbook(bytes: Uint8Array, context: Omit<Scene, "file">): Scan {
  return scanned(bytes, context, 0);
}

function scanned(bytes: Uint8Array, context: Omit<Scene, "file">, depth: number): Scan {
  const result = readWorkbookFile(bytes);
  if (result.status === "refused") return { status: "notScanned", ...unscanned(bytes, result.reason) };
  const { file } = result, signature = signed(file.parts);
  if (signature !== undefined) return { status: "notScanned", ...signature };
  const inside = depth < DEEPEST ? embedded(bytes, file, context, depth) : { findings: [], unread: [] };
  return { status: "scanned", findings: [...RULES.flatMap((rule) => findings(rule, { ...context, file })), ...inside.findings], unread: [...file.unread, ...inside.unread] };
}

/** What the workbooks inside carry, each place led by the part that holds it. Those that cannot be read are named: their own rule reports that they are there. */
function embedded(bytes: Uint8Array, { parts }: WorkbookFile, context: Omit<Scene, "file">, depth: number): { readonly findings: readonly Finding[]; readonly unread: readonly UnreadPart[] } {
  const books = parts.filter(({ name, kinds }) => kinds.includes("package") && /\.xl(sx|sm|tx|tm)$/i.test(name)), found: Finding[] = [], unread: UnreadPart[] = [];
  for (const [at, { name }] of books.entries()) {
    const scan = at < MOST ? scanInside(bytes, name, context, depth) : undefined;
    if (scan?.status !== "scanned") { unread.push({ part: name, reason: scan?.message ?? { code: "workbook/tooLarge", params: { part: name } } }); continue; }
    found.push(...scan.findings.map((finding) => ({ ...finding, where: { ...finding.where, part: `${name} › ${finding.where.part}` } })));
    unread.push(...scan.unread.map(({ part, reason }) => ({ part: `${name} › ${part}`, reason })));
  }
  return { findings: found, unread };
}

function scanInside(bytes: Uint8Array, part: string, context: Omit<Scene, "file">, depth: number): Scan | undefined {
  try {
    const inner = openArchive(bytes).bytes(part);
    return inner.length > LARGEST ? undefined : scanned(inner, context, depth + 1);
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

/** Nothing in it that must be stopped or looked at, and nothing that could not be read. */
export function isClean(scan: Scan): boolean {
  return scan.status === "scanned" && scan.unread.length === 0 && scan.findings.every(({ severity }) => severity === "info");
}

/** What no client can see, by rule: said in every report. */
export function notCheckable(): readonly Message[] {
  return RULES.filter(({ unseen }) => unseen === true).map(({ id }) => ({ code: `leak/${id}/unseen` }));
}
