import { html, nothing, type TemplateResult } from "lit";
import { policyText } from "../policyText.ts";
import { whyAt, type Why } from "../session/why.ts";
import * as icons from "./icons.ts";
import { listed, notice } from "./messages.ts";
import type { PaneView } from "./state.ts";

/** What the rule is, what it means for the table of the active cell, and what the user can do. */
export function whyTab(view: PaneView): TemplateResult {
  const { state: { place, snapshot }, policy, speak } = view, why: Why = place === null ? { kind: "outside" } : whyAt(snapshot, place);
  const { explanation, limit, zeros } = policyText("laid" in why ? why.laid.policy : policy, speak);
  return html`
    <h2>${speak.text("why/title")}</h2>
    ${answer(why, place === null, view)}
    <section class="card"><h2>${speak.text("why/rule")}</h2><p>${explanation}</p><p class="hint">${limit} (${zeros})</p></section>
    ${"laid" in why ? inTable(why.laid, view) : nothing}
    ${why.kind === "hidden" || why.kind === "withheld" || why.kind === "refused" ? ways(why, view) : nothing}`;
}

function answer(why: Why, unasked: boolean, { speak }: PaneView): TemplateResult {
  switch (why.kind) {
    case "outside":
      return html`<div class="ask">${icons.information}<p>${speak.text(unasked ? "why/intro" : "why/outside")}</p></div>`;
    case "refused":
      return notice("warning", speak.text("why/refused"), listed(why.findings, speak));
    case "withheld":
      return notice("warning", speak.text("why/withheld"), listed([why.reason], speak));
    case "label":
      return html`<div class="ask">${icons.information}<p>${speak.text("why/labelText")}</p></div>`;
    case "reordered":
      return html`<div class="ask">${icons.information}<p>${speak.text("why/reordered")}</p></div>`;
    case "shown":
      return notice("success", speak.text("why/shown"), html`<p>${speak.text("why/shownText")}</p>`);
    case "hidden":
      return html`<section class="outcome message neutral">${icons.covered}<div><h2>${speak.text("why/hidden")}</h2></div></section>`;
  }
}

function inTable(laid: Extract<Why, { laid: unknown }>["laid"], { state: { snapshot: { note } }, policy, speak }: PaneView): TemplateResult {
  const { summary, together } = laid.report;
  return html`
    <section class="card"><h2>${speak.text("why/table")}</h2>
      <p>${speak.text("why/tableHidden", { n: summary.hiddenCells, together })}</p>
      ${policy.ledger !== "off" && note.releases.length > 0 ? html`<p class="hint">${speak.text("why/ledger")}</p>` : nothing}
    </section>`;
}

function ways(why: Why, { speak }: PaneView): TemplateResult {
  const lines = why.kind === "withheld" ? (["why/doCount"] as const) : (["why/doGroups", "why/doPeriod", "why/doRegion", "why/doFields"] as const);
  return html`<section class="card"><h2>${speak.text("why/do")}</h2><ul class="ways">${lines.map((code) => html`<li>${speak.text(code)}</li>`)}</ul></section>`;
}
