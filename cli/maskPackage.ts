import path from "node:path";
import type { Message } from "../shared/i18n/message.ts";
import type { Policy } from "../shared/policy/policy.ts";
import type { Summary } from "../shared/protect.ts";
import type { Options } from "./commandLine.ts";
import { maskedList, protectedList, protectedTogether, readFile, relatedIn, type FoundList, type ReadFile } from "./maskList.ts";
import type { Masked } from "./maskTables.ts";
import { unpack } from "./packed.ts";
import { about, Problem, REFUSED } from "./problem.ts";
import type { InputFile } from "./readFile.ts";

const LISTS = new Set([".csv", ".tsv", ".txt"]);

/**
 * Protects the lists of a package, as one system where they are about the same, else each by itself, and packs the copies in the same
 * way. What is no list does not come along, and neither does a list that is refused; both are told.
 */
export async function maskPackage(file: InputFile, stated: Policy | null, options: Options, progress?: (message: Message) => void): Promise<Masked> {
  const { files, pack } = unpack(file.path, file.bytes), copies: { name: string; bytes: Uint8Array }[] = [], reports: Record<string, unknown> = {}, withheld: Message[] = [];
  const place = (name: string) => (files.length === 1 ? file.path : `${file.path}: ${name}`), summaries: Summary[] = [];
  const tried = async <T>(name: string, attempt: () => T | Promise<T>): Promise<T | undefined> => {
    try { return await attempt(); } catch (error) {
      if (!(error instanceof Problem)) throw error;
      withheld.push(about(place(name), error.reason));
      return undefined;
    }
  };
  const lists: (readonly [name: string, read: ReadFile])[] = [];
  for (const { name, bytes } of files) {
    if (!LISTS.has(path.extname(name).toLowerCase())) { withheld.push({ code: "packed/leftOut", params: { file: place(name) } }); continue; }
    const read = await tried(name, () => readFile({ path: place(name), name: path.basename(name, path.extname(name)) }, bytes));
    if (read !== undefined) lists.push([name, read]);
  }
  const reads = lists.map(([, read]) => read), groups = relatedIn(reads, stated, options), together = new Map<ReadFile, FoundList>();
  for (const group of groups) for (const [k, found] of (await protectedTogether(group, stated, options, progress) ?? []).entries()) together.set(group[k], found);
  for (const [name, read] of lists) {
    const masked = await tried(name, async () => maskedList(read, together.get(read) ?? await protectedList(read, stated, options, progress)));
    if (masked === undefined) continue;
    copies.push({ name, bytes: typeof masked.copy === "string" ? Buffer.from(masked.copy, "utf8") : masked.copy });
    reports[name] = masked.report;
    summaries.push(masked.summary);
    withheld.push(...masked.withheld.map((reason) => about(place(name), reason)));
  }
  if (copies.length > 1 && (groups.length > 1 || together.size === 0)) withheld.push({ code: "packed/several", params: { file: file.path } });
  if (copies.length === 0) throw new Problem(REFUSED, withheld[0]?.code ?? "packed/empty", { file: file.path, ...withheld[0]?.params });
  return { report: { fortrolig: true, files: reports }, copy: pack(copies), withheld, summary: added(summaries) };
}

function added(summaries: readonly Summary[]): Summary {
  const sum = (of: (summary: Summary) => number) => summaries.reduce((all, summary) => all + of(summary), 0), cells = sum((summary) => summary.cells);
  return { hiddenCells: sum((summary) => summary.hiddenCells), cells, hiddenVolume: cells === 0 ? 0 : sum((summary) => summary.hiddenVolume * summary.cells) / cells };
}
