import { html, nothing, type TemplateResult } from "lit";
import { systemReport } from "../report/systemReport.ts";
import { notice, toggle } from "./messages.ts";
import type { PaneView } from "./state.ts";

/** Control report, numbers handed out before, settings, system check. */
export function moreTab(view: PaneView): TemplateResult {
  return html`${report(view)}${ledger(view)}${settings(view)}${system(view)}`;
}

function report({ state: { report: { caseNumber, madeOn }, working }, speak, actions }: PaneView): TemplateResult {
  return html`
    <section class="card"><h2>${speak.text("report/title")}</h2><p class="hint">${speak.text("report/intro")}</p>
      <label class="field"><span>${speak.text("report/case")}</span><input type="text" autocomplete="off" .value=${caseNumber} @input=${(event: Event) => { actions.setCase((event.target as HTMLInputElement).value); }}></label>
      <div class="buttons"><button type="button" class="quiet" ?disabled=${working} @click=${() => void actions.makeReport()}>${speak.text("report/makeSheet")}</button>
        <button type="button" class="quiet" ?disabled=${working} @click=${() => { actions.printReport(); }}>${speak.text("report/print")}</button></div>
      ${madeOn === null ? nothing : notice("success", speak.text("report/made", { sheet: madeOn }))}
    </section>`;
}

function ledger({ state: { snapshot: { note: { releases } } }, policy, speak, actions }: PaneView): TemplateResult {
  const views = releases.filter(({ kind }) => kind === "view").length;
  return html`
    <section class="card"><h2>${speak.text("ledger/title")}</h2>
      <p>${speak.text(policy.ledger === "off" ? "ledger/off" : releases.length === 0 ? "ledger/none" : "ledger/count", { n: releases.length })}</p>
      ${views === 0 ? nothing : html`<p>${speak.text("ledger/views", { n: views })}</p>`}
      <p class="hint">${speak.text("ledger/reminder")}</p>
      ${policy.ledger === "off" ? nothing : html`<p class="hint">${speak.text("ledger/days", { n: policy.ledgerDays })}</p>`}
      ${releases.length === 0 ? nothing : !policy.allow.forgetting ? html`<p class="hint">${speak.text("ledger/noForgetting")}</p>` : html`<button type="button" class="quiet" @click=${() => void actions.forget()}>${speak.text("ledger/forget")}</button>`}
    </section>`;
}

function system({ state: { check, working }, speak, actions }: PaneView): TemplateResult {
  return html`
    <section class="card"><h2>${speak.text("check/title")}</h2><p class="hint">${speak.text("check/intro")}</p>
      <button type="button" class="quiet" ?disabled=${working} @click=${() => void actions.checkSystem()}>${speak.text(check === "running" ? "check/running" : "check/run")}</button>
      ${check === null || check === "running" ? nothing : html`
        <pre class="report" tabindex="0" aria-label=${speak.text("check/title")}>${systemReport(check, speak).join("\n")}</pre>
        <p class="hint">${speak.text("check/shown")}</p>
        <button type="button" class="quiet" @click=${() => { actions.saveCheck(); }}>${speak.text("check/save")}</button>`}
    </section>`;
}

/** Highest limit a policy may have, and so the highest a user can choose. */
const MAX_LIMIT = 50;

function settings({ state: { snapshot: { note: { settings: chosen } } }, policy, speak, actions }: PaneView): TemplateResult {
  return html`
    <section class="card"><h2>${speak.text("settings/title")}</h2>
      <label class="field"><span>${speak.text("settings/limit")}</span>
        <input type="number" min=${policy.maxN} max=${MAX_LIMIT} .value=${String(Math.max(chosen.maxN ?? 0, policy.maxN))} @change=${(event: Event) => { void actions.change({ maxN: limit(event, policy.maxN) }); }}>
        <small>${speak.text("settings/limitTip", { maxN: policy.maxN })}</small></label>
      ${toggle(speak.text("settings/failing"), chosen.failing, (failing) => void actions.change({ failing }), speak.text("settings/failingTip"))}
      ${toggle(speak.text("settings/opens"), chosen.opens, (opens) => void actions.change({ opens }))}
      ${toggle(speak.text("settings/warns"), chosen.warns, (warns) => void actions.change({ warns }))}
    </section>`;
}

/** What was typed, held between the policy's limit and the highest; null where it is the policy's own. */
function limit(event: Event, floor: number): number | null {
  const input = event.target as HTMLInputElement, typed = Math.floor(Number(input.value));
  const held = Math.min(MAX_LIMIT, Math.max(floor, Number.isFinite(typed) ? typed : floor));
  input.value = String(held);
  return held === floor ? null : held;
}
