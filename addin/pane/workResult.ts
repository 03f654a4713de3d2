import { html, nothing, type TemplateResult } from "lit";
import type { Message } from "../../shared/i18n/message.ts";
import type { Summary } from "../../shared/protect.ts";
import type { Speak } from "../speak.ts";
import * as icons from "./icons.ts";
import type { PaneState, PaneView, Protected, Work } from "./state.ts";

/** What became of the wish for a copy. */
export function workResult(work: Work, view: PaneView): TemplateResult | typeof nothing {
  const { speak } = view;
  switch (work.kind) {
    case "none":
    case "protecting":
      return nothing;
    case "refused":
      return trouble("warning", `${speak.text("result/refused")}. ${speak.text("result/noCopy")}`, work.findings, speak);
    case "failed":
      return trouble("error", speak.text("result/failed"), [work.reason], speak);
    case "protected":
      return copied(work, view);
  }
}

/** One sentence for a screen reader whenever the state changes. */
export function announcement(state: PaneState, speak: Speak): string {
  if (state.status === "loading") return speak.text("pane/loading");
  if (state.status !== "ready") return "";
  const { work } = state;
  if (work.kind === "protecting") return speak.text("pane/protecting");
  if (work.kind === "refused") return `${speak.text("result/refused")}. ${speak.text("result/noCopy")}`;
  if (work.kind === "failed") return `${speak.text("result/failed")}. ${speak.message(work.reason)}`;
  if (work.kind !== "protected") return "";
  if (work.opening.kind === "opened") return speak.text("result/opened");
  return `${speak.text("result/copied")}. ${hiddenSentence(work.report.summary, speak)}`;
}

function trouble(kind: "warning" | "error", title: string, findings: readonly Message[], speak: Speak): TemplateResult {
  return html`
    <section class="outcome message ${kind}">${icons[kind]}
      <div><h2>${title}</h2>${listed(findings, speak)}</div>
    </section>`;
}

function copied(work: Protected, { speak, actions }: PaneView): TemplateResult {
  const { report, opening } = work;
  return html`
    <section class="outcome result">
      <div class="message success">${icons.done}<div><h2>${speak.text("result/copied")}</h2><p>${speak.text("result/sheet", { sheet: work.sheetName })}</p></div></div>
      ${work.changed ? html`<div class="message warning">${icons.warning}<p>${speak.text("pane/changed")}</p></div>` : nothing}
      ${figures(report.summary, speak)}
      ${report.withheld.length === 0 ? nothing : html`<div class="message warning">${icons.warning}<div><h3>${speak.text("result/withheld")}</h3>${listed(report.withheld, speak)}</div></div>`}
      ${listed(report.notices, speak)}
      <ul class="facts">
        ${report.together === 0 ? nothing : html`<li>${speak.text("result/together", { n: report.together })}</li>`}
        ${report.leftOut === 0 ? nothing : html`<li>${speak.text("result/leftOut", { n: report.leftOut })}</li>`}
      </ul>
      <button type="button" class="quiet" ?disabled=${opening.kind === "opening"} @click=${() => void actions.openWorkbook()}>
        ${opening.kind === "opening" ? html`${icons.spinner}${speak.text("pane/opening")}` : speak.text("pane/openWorkbook")}
      </button>
      ${opening.kind === "opened" ? html`<p class="done">${icons.done}<span>${speak.text("result/opened")}</span></p>` : nothing}
      ${opening.kind === "failed" ? html`<div class="message error">${icons.error}<p>${speak.message(opening.reason)}</p></div>` : nothing}
    </section>`;
}

/** The number of hidden cells and what share of cells and volume they are. */
function figures({ hiddenCells, cells, hiddenVolume }: Summary, speak: Speak): TemplateResult {
  if (hiddenCells === 0) return html`<p class="figure">${speak.text("result/nothingHidden")}</p>`;
  return html`
    <p class="figure"><strong>${speak.number(hiddenCells)}</strong> <span>${speak.text("result/hiddenCells", { n: hiddenCells })}</span></p>
    <ul class="shares">
      ${share(hiddenCells / cells, speak.text("result/shareOfCells"), speak)}
      ${share(hiddenVolume, speak.text("result/shareOfVolume"), speak)}
    </ul>`;
}

function share(part: number, of: string, speak: Speak): TemplateResult {
  return html`
    <li><span class="bar" aria-hidden="true"><span .style=${`width: ${100 * Math.min(1, Math.max(0, part))}%`}></span></span>
      <span><strong>${percent(part, speak)}</strong> ${of}</span></li>`;
}

function hiddenSentence({ hiddenCells }: Summary, speak: Speak): string {
  if (hiddenCells === 0) return speak.text("result/nothingHidden");
  return `${speak.number(hiddenCells)} ${speak.text("result/hiddenCells", { n: hiddenCells })}.`;
}

function percent(part: number, speak: Speak): string {
  return speak.text("result/percent", { share: speak.number(100 * part, 1) });
}

function listed(messages: readonly Message[], speak: Speak): TemplateResult | typeof nothing {
  return messages.length === 0 ? nothing : html`<ul class="reasons">${messages.map((message) => html`<li>${speak.message(message)}</li>`)}</ul>`;
}
