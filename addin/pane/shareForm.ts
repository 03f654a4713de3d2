import { html, nothing, type TemplateResult } from "lit";
import * as icons from "./icons.ts";
import { notice } from "./messages.ts";
import type { PaneView, Share } from "./state.ts";

/** The way to a copy in a workbook of its own: what goes along, and who it is for where that makes a difference. */
export function shareForm(view: PaneView): TemplateResult | typeof nothing {
  const { state: { share, working, snapshot }, policy, speak, actions } = view;
  const readable = snapshot.book.status === "read" ? snapshot.book.readings.filter(({ status }) => status === "read").length : 0;
  if (readable === 0) return nothing;
  if (!policy.allow.export) return html`<p class="hint">${speak.text("share/forbidden")}</p>`;
  if (share === null) return html`<button type="button" class="quiet" ?disabled=${working} @click=${() => { actions.share({}); }}>${speak.text("share/open")}</button>`;
  const isLabelled = snapshot.book.status === "read" && snapshot.book.labelled;
  if (share.progress === "made") return notice("success", speak.text("share/made"), html`${share.leftOut === undefined || share.leftOut === 0 ? nothing : html`<p>${speak.text("result/leftOut", { n: share.leftOut })}</p>`}${policy.ledger === "off" ? nothing : html`<p>${speak.text("share/remembered")}</p>`}${isLabelled ? html`<p>${speak.text("share/label")}</p>` : nothing}`);
  const making = share.progress === "making";
  return html`
    <section class="card" aria-label=${speak.text("share/title")}>
      <h2>${speak.text("share/title")}</h2>
      ${questions(view, share, readable)}
      ${isLabelled ? html`<p class="hint">${speak.text("share/label")}</p>` : nothing}
      <div class="buttons">
        <button type="button" class="primary" ?disabled=${making} @click=${() => void actions.makeCopy()}>${making ? html`${icons.spinner}${speak.text("share/making")}` : speak.text("share/make")}</button>
        <button type="button" class="link" ?disabled=${making} @click=${() => { actions.share(null); }}>${speak.text("share/cancel")}</button>
      </div>
    </section>`;
}

function questions({ state, policy, speak, actions }: PaneView, share: Share, readable: number): TemplateResult {
  return html`
    ${readable < 2 || state.chosen === null ? nothing : radios("scope", speak.text("share/scope"), [
      ["one", speak.text("share/one", { pivot: state.chosen.name }), ""], ["all", speak.text("share/all", { n: readable }), ""],
    ], share.scope, (scope) => { actions.share({ scope }); })}
    ${policy.audience === "anyMunicipality" && state.snapshot.note.whole.length === 0 ? nothing : radios("readers", speak.text("share/readers"), [
      ["own", speak.text("share/own"), ""], ["others", speak.text("share/others"), speak.text("share/othersHint")],
    ], share.readers, (readers) => { actions.share({ readers }); })}`;
}

function radios<V extends string>(name: string, legend: string, choices: readonly (readonly [value: V, label: string, hint: string])[], chosen: V, choose: (value: V) => void): TemplateResult {
  return html`
    <fieldset class="radios"><legend>${legend}</legend>${choices.map(([value, label, hint]) => html`
      <label><input type="radio" name="diskret-${name}" .checked=${value === chosen} @change=${() => { choose(value); }}><span>${label}</span>${hint === "" ? nothing : html`<small>${hint}</small>`}</label>`)}
    </fieldset>`;
}
