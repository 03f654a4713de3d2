import type { Card } from "../host.ts";
import type { Speak } from "../speak.ts";

/** The test card's answers as lines of text: members of Excel's interface and error codes, nothing of the workbook. */
export function systemReport(cards: readonly Card[], speak: Speak): readonly string[] {
  const said = (code: string, params: Readonly<Record<string, string>> = {}): string => speak.message({ code: `check/${code}`, params });
  return cards.flatMap(({ id, answers, left }) => [
    `${id}  ${said(id)}`,
    ...answers.map(({ asks, outcome, code = "" }) => `      ${asks}: ${said(outcome, { code })}`),
    ...(left === null ? [] : [`      ${said(left)}`]),
  ]);
}
