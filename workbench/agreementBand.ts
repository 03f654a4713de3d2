import { html, nothing, type TemplateResult } from "lit";
import type { Agreement } from "./agreement.ts";
import * as icons from "./icons.ts";
import type { Speak } from "./speak.ts";
import type { MatrixState } from "./state.ts";

/** How many cells each side hides, and whether they are the same ones. */
export function agreementBand(matrix: MatrixState, say: Speak): TemplateResult {
  return html`<section class="agreement ${kind(matrix)}" role="status">${content(matrix, say)}</section>`;
}

function kind(matrix: MatrixState): string {
  if (matrix.status !== "compared") return "quiet";
  return matrix.agreement.differing === 0 ? "same" : "differs";
}

function content(matrix: MatrixState, say: Speak): TemplateResult {
  switch (matrix.status) {
    case "none": return html`<p>${say("agreement/none")}</p>`;
    case "pending": return html`<p>${say("agreement/pending")}</p>`;
    case "unread": return html`<p>${say("agreement/unread")}</p>`;
    case "compared": return compared(matrix.agreement, say);
  }
}

function compared({ excel, powerbi, differing, unseen }: Agreement, say: Speak): TemplateResult {
  const same = excel + powerbi === 0 ? "agreement/sameNone" : unseen > 0 ? "agreement/sameCommon" : "agreement/same";
  const verdict = differing > 0 ? say("agreement/differs", { n: differing }) : say(same);
  return html`
    <p class="side"><strong>${excel}</strong> ${say("agreement/excel", { n: excel })}</p>
    <p class="verdict">${differing === 0 ? icons.done : icons.warning}<span>${verdict}</span></p>
    <p class="side right"><strong>${powerbi}</strong> ${say("agreement/powerbi", { n: powerbi })}</p>
    ${differing > 0 ? html`<p class="note">${say("agreement/differs/text")}</p>` : nothing}
    ${unseen > 0 ? html`<p class="note">${say("agreement/unseen", { n: unseen })}</p>` : nothing}`;
}
