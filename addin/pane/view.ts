import { html, nothing, type TemplateResult } from "lit";
import { announcement } from "./announcement.ts";
import * as icons from "./icons.ts";
import { moreTab } from "./moreTab.ts";
import { scanTab } from "./scanTab.ts";
import { nameOf, TABS, type PaneView, type Tab } from "./state.ts";
import { tablesTab } from "./tablesTab.ts";
import { whyTab } from "./whyTab.ts";

/** The whole pane as a function of its state. */
export function paneView(view: PaneView): TemplateResult {
  const { state, speak, theme, actions } = view, { obstacle, snapshot: { book } } = state;
  const usable = obstacle === null && book.status === "read";
  return html`
    <div class="diskret" lang=${speak.locale} data-theme=${theme ?? "auto"} data-state=${nameOf(state)} data-tab=${state.tab}>
      <header class="top">
        ${icons.brand}
        <div><h1>${speak.text("pane/name")}</h1><p>${speak.text("pane/tagline")}</p></div>
        <button type="button" class="subtle" ?hidden=${!usable || state.working} title=${speak.text("pane/refresh")} aria-label=${speak.text("pane/refresh")} @click=${() => void actions.refresh()}>${icons.refresh}</button>
      </header>
      ${usable ? tabs(view) : nothing}
      <p class="announce" role="status">${announcement(state, speak)}</p>
      <div class="body" id="diskret-tab" role=${usable ? "tabpanel" : nothing} aria-labelledby=${usable ? `diskret-tab-${state.tab}` : nothing}>${body(view)}</div>
      <footer class="control">${icons.information}<p>${speak.text("pane/control")}</p></footer>
    </div>`;
}

function tabs({ state, speak, actions }: PaneView): TemplateResult {
  const move = (event: KeyboardEvent): void => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0, next = TABS[TABS.indexOf(state.tab) + step];
    if (step === 0 || next === undefined) return;
    event.preventDefault();
    actions.open(next);
    (event.currentTarget as Element).querySelector<HTMLElement>(`#diskret-tab-${next}`)?.focus();
  };
  const button = (tab: Tab): TemplateResult => html`<button type="button" role="tab" id="diskret-tab-${tab}" aria-controls="diskret-tab" aria-selected=${String(tab === state.tab)} tabindex=${tab === state.tab ? 0 : -1} @click=${() => { actions.open(tab); }}>${speak.text(`tab/${tab}`)}</button>`;
  return html`<div class="parts" role="tablist" aria-label=${speak.text("tab/all")} @keydown=${move}>${TABS.map(button)}</div>`;
}

function body(view: PaneView): TemplateResult {
  const { state, speak, actions } = view, { obstacle, snapshot: { book } } = state;
  const retry = (code: "pane/refresh" | "pane/retry"): TemplateResult => html`<button type="button" class="quiet" @click=${() => void actions.refresh()}>${speak.text(code)}</button>`;
  if (obstacle !== null) return html`<div class="blank">${icons.warning}<h2>${speak.text("pane/cannotRun")}</h2><p>${speak.message(obstacle)}</p></div>`;
  if (book.status === "loading") return html`<div class="blank">${icons.spinner}<p>${speak.text("pane/loading")}</p></div>`;
  if (book.status === "error") return html`<div class="blank">${icons.error}<h2>${speak.text("pane/error")}</h2><p>${speak.message(book.reason)}</p>${retry("pane/retry")}
    <button type="button" class="quiet" ?disabled=${state.working} @click=${() => void actions.protectSelection()}>${speak.text("keep/range")}</button>
    ${state.failed === null ? nothing : html`<p>${speak.message(state.failed)}</p>`}</div>`;
  switch (state.tab) {
    case "tables":
      if (book.readings.length > 0) return tablesTab(view);
      return html`<div class="blank">${icons.table}<h2>${speak.text("pane/noPivot")}</h2><p>${speak.text("pane/noPivot/text")}</p>${retry("pane/refresh")}
        <button type="button" class="quiet" @click=${() => void actions.protectSelection()}>${speak.text("keep/range")}</button></div>`;
    case "why":
      return whyTab(view);
    case "scan":
      return scanTab(view);
    case "more":
      return moreTab(view);
  }
}
