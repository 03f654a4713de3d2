import { html, nothing, type TemplateResult } from "lit";
import { policyText } from "../policyText.ts";
import * as icons from "./icons.ts";
import { pivotList } from "./pivotList.ts";
import { announcement, workResult } from "./workResult.ts";
import type { PaneView, Ready } from "./state.ts";

/** The whole pane as a function of its state. */
export function paneView(view: PaneView): TemplateResult {
  const { state, speak, theme, actions } = view;
  const canRefresh = state.status === "ready" && state.work.kind !== "protecting";
  return html`
    <div class="diskret" lang=${speak.locale} data-theme=${theme ?? "auto"} data-state=${state.status === "ready" ? state.work.kind : state.status}>
      <header class="top">
        ${icons.brand}
        <div><h1>${speak.text("pane/name")}</h1><p>${speak.text("pane/tagline")}</p></div>
        <button type="button" class="subtle" ?hidden=${!canRefresh} title=${speak.text("pane/refresh")} aria-label=${speak.text("pane/refresh")} @click=${() => void actions.refresh()}>${icons.refresh}</button>
      </header>
      <p class="announce" role="status">${announcement(state, speak)}</p>
      <div class="body">${body(view)}</div>
      <footer class="control">${icons.information}<p>${speak.text("pane/control")}</p></footer>
    </div>`;
}

function body(view: PaneView): TemplateResult {
  const { state, speak, actions } = view;
  const retry = (code: "pane/refresh" | "pane/retry"): TemplateResult => html`<button type="button" class="quiet" @click=${() => void actions.refresh()}>${speak.text(code)}</button>`;
  switch (state.status) {
    case "loading":
      return html`<div class="blank">${icons.spinner}<p>${speak.text("pane/loading")}</p></div>`;
    case "noPivot":
      return html`<div class="blank">${icons.table}<h2>${speak.text("pane/noPivot")}</h2><p>${speak.text("pane/noPivot/text")}</p>${retry("pane/refresh")}</div>`;
    case "cannotRun":
      return html`<div class="blank">${icons.warning}<h2>${speak.text("pane/cannotRun")}</h2><p>${speak.message(state.reason)}</p></div>`;
    case "error":
      return html`<div class="blank">${icons.error}<h2>${speak.text("pane/error")}</h2><p>${speak.message(state.reason)}</p>${retry("pane/retry")}</div>`;
    case "ready":
      return ready(state, view);
  }
}

function ready(state: Ready, view: PaneView): TemplateResult {
  const { speak, actions } = view;
  const protecting = state.work.kind === "protecting";
  return html`
    ${pivotList(state, view)}
    ${policyCard(view)}
    ${state.chosen === null ? nothing : html`
      <button type="button" class="primary" ?disabled=${protecting} @click=${() => void actions.protect()}>
        ${protecting ? html`${icons.spinner}${speak.text("pane/protecting")}` : speak.text("pane/protect")}
      </button>`}
    ${workResult(state.work, view)}`;
}

function policyCard({ policy, notices, speak }: PaneView): TemplateResult {
  const { label, limit, zeros, explanation } = policyText(policy, speak);
  return html`
    <section class="policy" aria-label=${speak.text("pane/policy")}>
      <dl>
        <div><dt>${speak.text("pane/limit")}</dt><dd><strong>${limit}</strong> <span>${zeros}</span></dd></div>
        <div><dt>${speak.text("pane/policy")}</dt><dd>${label}</dd></div>
      </dl>
      ${notices.map((notice) => html`<p class="notice" role="note">${speak.message(notice)}</p>`)}
      <details><summary>${speak.text("pane/why")}</summary><p>${explanation}</p></details>
    </section>`;
}
