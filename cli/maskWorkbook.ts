import type { Message } from "../shared/i18n/message.ts";
import { safeCopy, type CopiedPivot, type CopyTexts } from "../shared/sources/copy.ts";
import type { Policy } from "../shared/policy/policy.ts";
import type { Options } from "./commandLine.ts";
import type { Masked } from "./maskTables.ts";
import { Problem, REFUSED } from "./problem.ts";
import type { InputFile } from "./readFile.ts";
import { settle } from "./settings.ts";
import type { Speak } from "./speech.ts";

export function maskWorkbookFile(file: InputFile, stated: Policy | null, options: Options, speak: Speak): Masked {
  const policy = settle(stated, options, []);
  if (!policy.allow.export) throw new Problem(REFUSED, "mask/exportNotAllowed", { file: file.path });
  const start = performance.now(), copy = safeCopy(file.bytes, policy, copyTexts(speak));
  const ms = Math.round((performance.now() - start) * 1000) / 1000;
  if (copy.status === "refused") throw new Problem(REFUSED, copy.reasons[0].code, { ...copy.reasons[0].params, file: file.path }, copy.pivots.flatMap((pivot) => reasonsOf(file, pivot, copy.reasons)));
  const { hiddenCells, cells, hiddenVolume } = copy.summary;
  return {
    report: { fortrolig: true, pivots: copy.pivots, hiddenCells, cells, hiddenVolume, ms },
    copy: copy.bytes,
    summary: copy.summary,
    withheld: copy.pivots.flatMap((pivot) => reasonsOf(file, pivot)),
  };
}

/** Why a pivot, or a measure of it, is not in the copy; each line begins with its place. */
function reasonsOf(file: InputFile, { sheet, ref, reasons }: CopiedPivot, saidAnyway: readonly Message[] = []): readonly Message[] {
  return reasons.filter((reason) => !saidAnyway.includes(reason)).map(({ code, params }) => ({ code, params: { ...params, file: `${file.path}: ${sheet}!${ref}` } }));
}

function copyTexts(speak: Speak): CopyTexts {
  return {
    sheetName: (pivot: string) => speak({ code: "copy/sheetName", params: { pivot } }),
    notes: ({ mark, maxN }) => [
      speak({ code: "copy/mark", params: { mark, explanation: speak({ code: "policy/explanation", params: { maxN } }) } }),
      speak({ code: "copy/totals" }),
      speak({ code: "copy/sharing" }),
    ],
  };
}
