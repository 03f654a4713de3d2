import { html, nothing, type TemplateResult } from "lit";
import { logFolder } from "../../shared/policy/ownDataLog.ts";
import type { LaidOut } from "../layOut.ts";
import { policyText } from "../policyText.ts";
import { keyOf } from "../session/snapshot.ts";
import { chosenTable } from "./chosenTable.ts";
import { figures } from "./figures.ts";
import * as icons from "./icons.ts";
import { listed, notice, toggle } from "./messages.ts";
import { pivotList } from "./pivotList.ts";
import { shareForm } from "./shareForm.ts";
import type { PaneView } from "./state.ts";

/** The tables to choose among, and what can be done with the chosen one. */
export function tablesTab(view: PaneView): TemplateResult {
  const { state, speak, actions } = view;
  return html`
    ${pivotList(view)}
    ${state.chosen === null ? nothing : chosenCard(view)}
    ${state.failed === null ? nothing : notice("error", speak.text("result/failed"), listed([state.failed], speak))}
    ${shareForm(view)}
    ${policyCard(view)}
    <div class="aside"><button type="button" class="link" ?disabled=${state.working} @click=${() => void actions.protectSelection()}>${speak.text("keep/range")}</button><small>${speak.text("keep/rangeTip")}</small></div>`;
}

function chosenCard(view: PaneView): TemplateResult {
  const { state, policy, speak, actions } = view, { reading, laid, kept } = chosenTable(state), { phase, trouble, notices, masks } = state.snapshot;
  if (state.working) {
    return html`<div class="progress">${icons.spinner}<p>${speak.text(phase === null ? "keep/making" : `phase/${phase}`)}</p>
      ${phase === "reading" || phase === "protecting" ? html`<button type="button" class="quiet" @click=${() => { actions.cancel(); }}>${speak.text("phase/cancel")}</button>` : nothing}</div>`;
  }
  const isMasked = reading !== undefined && masks.has(keyOf(reading));
  const refused = kept === undefined ? (laid?.status === "refused" ? laid.findings : []) : kept.refused;
  return html`
    ${refused.length > 0 ? notice("warning", speak.text("result/refused"), listed(refused, speak)) : nothing}
    ${kept !== undefined && trouble !== null ? notice("warning", speak.text("keep/trouble"), listed([trouble], speak)) : nothing}
    ${kept === undefined && trouble !== null && isMasked ? notice("warning", speak.text("mask/trouble"), listed([trouble], speak)) : nothing}
    ${kept !== undefined && refused.length === 0 && trouble === null ? notice("success", speak.text("keep/inStep"), html`<p>${speak.text("keep/sheet", { sheet: kept.ref.name })}</p>`) : nothing}
    ${kept !== undefined && laid?.status === "made" ? html`${laid.report.ownData === "whole" ? html`<p class="figure">${speak.text("own/whole")}</p>` : figures(laid.report.summary, speak)}${facts(laid, view)}` : nothing}
    ${listed(notices, speak)}
    <button type="button" class="primary" @click=${() => void actions.protect()}>${speak.text(kept === undefined ? "keep/make" : "keep/show")}</button>
    ${kept === undefined ? nothing : html`<div class="buttons">
      ${kept.refused.length > 0 ? nothing : html`<button type="button" class="link" title=${speak.text("settings/failingTip")} @click=${() => void actions.chart()}>${speak.text("keep/chart")}</button>`}
      <button type="button" class="link" @click=${() => void actions.letGo()}>${speak.text("keep/stop")}</button></div>`}
    ${laid?.status === "made" ? ownData(laid, view) : nothing}
    ${isMasked || (policy.allow.displayMasking && reading?.status === "read" && reading.kind === "pivot")
      ? toggle(speak.text("mask/label"), isMasked, (on) => void actions.mask(on), isMasked ? speak.text("mask/warning") : "") : nothing}`;
}

/** A choice only where the policy makes it one; it is noted, and the note can be filed where the policy says. */
function ownData({ report: { ownData: state } }: MadeTable, view: PaneView): TemplateResult | typeof nothing {
  const { state: { snapshot }, policy, speak, actions } = view;
  if (state === "no") return nothing;
  const choice = toggle(speak.text("own/label"), state === "whole", (whole) => void actions.showWhole(whole), speak.text("own/hint"));
  const { note: { journal } } = snapshot, due = journal.filter((entry) => entry.due !== undefined).length;
  const inFolder = logFolder(policy.ownDataLog) !== null;
  if (inFolder && due > 0) return html`${choice}${unfiledNotes(due, view)}`;
  if (state === "protected" || policy.ownDataLog === null) return choice;
  if (inFolder) return html`${choice}<p class="hint">${speak.text("own/filed", { folder: policy.ownDataLog })}</p>`;
  return html`${choice}<div class="aside"><button type="button" class="link" @click=${() => { actions.saveJournal(); }}>${speak.text("own/save")}</button><small>${speak.text("own/file", { folder: policy.ownDataLog })}</small></div>`;
}

/** Notes that the folder has not taken: why, and what to do. */
function unfiledNotes(due: number, { state: { snapshot: { unfiled }, working }, policy, speak, actions }: PaneView): TemplateResult {
  if (unfiled === null) return html`<p class="hint">${speak.text("own/filing")}</p>`;
  const why = unfiled === "" ? speak.text("own/noAnswer") : unfiled === "401" || unfiled === "403" ? speak.text("own/denied", { code: unfiled }) : speak.text("own/refused", { code: unfiled });
  return notice("warning", speak.text("own/unfiled", { n: due, folder: policy.ownDataLog ?? "" }), html`<p>${why} ${speak.text("own/kept")}</p>
    <button type="button" class="quiet" ?disabled=${working} @click=${() => void actions.fileNotes()}>${speak.text("own/again")}</button>
    <button type="button" class="link" @click=${() => { actions.saveJournal(); }}>${speak.text("own/save")}</button>`);
}

type MadeTable = Extract<LaidOut, { status: "made" }>;

function facts({ report, pivot, policy }: MadeTable, { speak, state, actions }: PaneView): TemplateResult {
  const fields = Object.keys(pivot.placed[0].table.context ?? {}), { leavesOut } = state.snapshot.note.settings;
  return html`
    ${report.withheld.length === 0 ? nothing : html`<div class="message warning">${icons.warning}<div><h3>${speak.text("result/withheld")}</h3>${listed(report.withheld, speak)}
      ${toggle(speak.text("settings/leavesOut"), leavesOut, (on) => void actions.change({ leavesOut: on }))}</div></div>`}
    ${report.apart ? html`<div class="message warning">${icons.warning}<p>${speak.text("keep/apart")}</p></div>` : nothing}
    <ul class="facts">
      ${fields.length > 0 && policy.filteredViews !== "show" ? html`<li>${speak.text("keep/filtered", { n: fields.length })}</li>` : nothing}
      ${report.joins === null ? nothing : html`<li>${speak.text("keep/joins", { pivot: report.joins })}</li>`}
      ${report.together === 0 || report.apart ? nothing : html`<li>${speak.text("result/together", { n: report.together })}</li>`}
      ${report.leftOut === 0 ? nothing : html`<li>${speak.text("result/leftOut", { n: report.leftOut })}</li>`}
    </ul>`;
}

function policyCard({ policy, notices, speak }: PaneView): TemplateResult {
  const { label, limit, zeros } = policyText(policy, speak);
  return html`
    <section class="policy" aria-label=${speak.text("pane/policy")}>
      <dl>
        <div><dt>${speak.text("pane/limit")}</dt><dd><strong>${limit}</strong> <span>${zeros}</span></dd></div>
        <div><dt>${speak.text("pane/policy")}</dt><dd>${label}</dd></div>
      </dl>
      ${notices.map((one) => html`<p class="notice" role="note">${speak.message(one)}</p>`)}
    </section>`;
}
