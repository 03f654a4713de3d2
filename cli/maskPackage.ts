import path from "node:path";
import type { Message } from "../shared/i18n/message.ts";
import type { Policy } from "../shared/policy/policy.ts";
import type { Summary } from "../shared/protect.ts";
import type { Options } from "./commandLine.ts";
import { maskList } from "./maskList.ts";
import type { Masked } from "./maskTables.ts";
import { unpack } from "./packed.ts";
import { about, Problem, REFUSED } from "./problem.ts";
import type { InputFile } from "./readFile.ts";

const LISTS = new Set([".csv", ".tsv", ".txt"]);

/**
 * Protects every list of a package and packs the copies in the same way. What is no list does not come along, and neither does a
 * list that is refused; both are told.
 */
export async function maskPackage(file: InputFile, stated: Policy | null, options: Options, progress?: (message: Message) => void): Promise<Masked> {
  const { files, pack } = unpack(file.path, file.bytes), copies: { name: string; bytes: Uint8Array }[] = [], reports: Record<string, unknown> = {}, withheld: Message[] = [];
  const summaries: Summary[] = [];
  for (const { name, bytes } of files) {
    const place = files.length === 1 ? file.path : `${file.path}: ${name}`;
    if (!LISTS.has(path.extname(name).toLowerCase())) { withheld.push({ code: "packed/leftOut", params: { file: place } }); continue; }
    try {
      const masked = await maskList({ path: place, name: path.basename(name, path.extname(name)) }, bytes, stated, options, progress);
      copies.push({ name, bytes: typeof masked.copy === "string" ? Buffer.from(masked.copy, "utf8") : masked.copy });
      reports[name] = masked.report;
      summaries.push(masked.summary);
      withheld.push(...masked.withheld.map((reason) => about(place, reason)));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      withheld.push(about(place, error.reason));
    }
  }
  if (copies.length > 1) withheld.push({ code: "packed/several", params: { file: file.path } });
  if (copies.length === 0) throw new Problem(REFUSED, withheld[0]?.code ?? "packed/empty", { file: file.path, ...withheld[0]?.params });
  return { report: { fortrolig: true, files: reports }, copy: pack(copies), withheld, summary: added(summaries) };
}

function added(summaries: readonly Summary[]): Summary {
  const sum = (of: (summary: Summary) => number) => summaries.reduce((all, summary) => all + of(summary), 0), cells = sum((summary) => summary.cells);
  return { hiddenCells: sum((summary) => summary.hiddenCells), cells, hiddenVolume: cells === 0 ? 0 : sum((summary) => summary.hiddenVolume * summary.cells) / cells };
}
