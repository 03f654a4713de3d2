import type { Oracle } from "../shared/audit/attack.ts";
import type { Message } from "../shared/i18n/message.ts";
import { isClean, scanWorkbook } from "../shared/leaks/scan.ts";
import type { LeftOut } from "../shared/sources/copiedSheets.ts";
import { safeCopy, type CopiedPivot, type CopyTexts } from "../shared/sources/copy.ts";
import type { Policy } from "../shared/policy/policy.ts";
import type { Options } from "./commandLine.ts";
import type { Masked } from "./maskTables.ts";
import { Problem, REFUSED } from "./problem.ts";
import type { InputFile } from "./readFile.ts";
import { floorsOf, settle } from "./settings.ts";
import type { Speak } from "./speech.ts";

export function maskWorkbookFile(file: InputFile, stated: Policy | null, options: Options, speak: Speak, oracle: Oracle): Masked {
  const policy = settle(stated, options, []);
  if (!policy.allow.export) throw new Problem(REFUSED, "mask/exportNotAllowed", { file: file.path });
  const start = performance.now(), copy = safeCopy(file.bytes, policy, copyTexts(speak), floorsOf(policy, stated, []));
  const ms = Math.round((performance.now() - start) * 1000) / 1000;
  if (copy.status === "refused") throw new Problem(REFUSED, copy.reasons[0].code, { ...copy.reasons[0].params, file: file.path }, copy.pivots.flatMap((pivot) => reasonsOf(file, pivot, copy.reasons)));
  const { hiddenCells, cells, hiddenVolume } = copy.summary, clean = scanWorkbook(copy.bytes, { policy, oracle }), travelled = scanWorkbook(file.bytes, { policy });
  // What is handed out is looked into like any file that leaves the house.
  if (clean.status !== "scanned" || clean.unread.length > 0 || clean.findings.some(({ severity }) => severity === "block")) throw new Problem(REFUSED, "mask/unsafe", { file: file.path });
  return {
    report: {
      fortrolig: true, pivots: copy.pivots, hiddenCells, cells, hiddenVolume, ms, left: copy.left,
      dropped: travelled.status === "scanned" ? travelled.findings.filter(({ severity }) => severity !== "info").map(({ rule, where, count, message }) => ({ rule, where, count, text: speak(message) })) : [],
      scan: { clean: isClean(clean), findings: clean.findings.map(({ rule, severity, where, message }) => ({ rule, severity, where, text: speak(message) })) },
    },
    copy: copy.bytes,
    summary: copy.summary,
    withheld: copy.pivots.flatMap((pivot) => reasonsOf(file, pivot)), notes: leftOut(file, copy.left),
  };
}

/** What did not come along in the sheets that did, in a line each. */
function leftOut({ path: file }: InputFile, { sheets, numbers, texts, charts }: LeftOut): readonly Message[] {
  const lines: readonly (readonly [code: string, n: number])[] = [["copy/leftNumbers", numbers], ["copy/leftTexts", texts], ["copy/leftCharts", charts]];
  return [...sheets.map(({ sheet, why }): Message => ({ code: `copy/left/${why}`, params: { file, sheet } })), ...lines.filter(([, n]) => n > 0).map(([code, n]): Message => ({ code, params: { file, n } }))];
}

/** Why a pivot, or a measure of it, is not in the copy; each line begins with its place. */
function reasonsOf(file: InputFile, { sheet, ref, reasons }: CopiedPivot, saidAnyway: readonly Message[] = []): readonly Message[] {
  return reasons.filter((reason) => !saidAnyway.includes(reason)).map(({ code, params }) => ({ code, params: { ...params, file: `${file.path}: ${sheet}!${ref}` } }));
}

function copyTexts(speak: Speak): CopyTexts {
  return {
    refused: (reason) => speak({ code: "copy/refused", params: { reason: speak(reason) } }),
    notes: ({ mark, maxN }) => [
      speak({ code: "copy/mark", params: { mark, explanation: speak({ code: "policy/explanation", params: { maxN } }) } }),
      speak({ code: "copy/totals" }),
      speak({ code: "copy/sharing" }),
    ],
  };
}
