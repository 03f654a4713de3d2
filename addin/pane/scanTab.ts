import { html, nothing, type TemplateResult } from "lit";
import type { Finding, Severity } from "../../shared/leaks/rule.ts";
import type { Scan } from "../../shared/leaks/scan.ts";
import type { Mend } from "../host.ts";
import * as icons from "./icons.ts";
import { listed, notice } from "./messages.ts";
import type { PaneView } from "./state.ts";

/** What travels with the workbook, most dangerous first, each with where and what to do. */
export function scanTab(view: PaneView): TemplateResult {
  const { state: { review }, speak, actions } = view, running = review.status === "running";
  return html`
    <p class="hint">${speak.text("review/intro")}</p>
    <button type="button" class="primary" ?disabled=${running} @click=${() => void actions.review()}>
      ${running ? html`${icons.spinner}${speak.text("review/running")}` : speak.text(review.status === "done" ? "review/again" : "review/start")}</button>
    ${review.status !== "done" ? nothing : html`
      ${review.mended ? notice("success", speak.text("review/mended")) : nothing}
      ${review.scan.status === "notScanned" ? notice("error", speak.text("review/notScanned"), listed([review.scan.message], speak)) : findings(review.scan, view)}`}`;
}

const ORDER: readonly Severity[] = ["block", "warn", "info"];
/** Places named before the list says only how many more there are. */
const NAMED = 4;

function findings({ findings: all, unread }: Extract<Scan, { status: "scanned" }>, view: PaneView): TemplateResult {
  const { speak } = view, worth = all.filter(({ severity }) => severity !== "info"), infos = all.filter(({ severity }) => severity === "info");
  const groups = (list: readonly Finding[]): readonly (readonly Finding[])[] =>
    ORDER.flatMap((severity) => [...new Set(list.filter((one) => one.severity === severity).map(({ rule }) => rule))].map((rule) => list.filter((one) => one.rule === rule && one.severity === severity)));
  return html`
    ${unread.length === 0 ? nothing : notice("warning", speak.text("review/unread", { n: unread.length }))}
    ${worth.length === 0 ? notice("success", speak.text("review/clean"), html`<p>${speak.text("review/cleanText")}</p>`)
      : html`<h2>${speak.text("review/found", { n: worth.length })}</h2><p class="hint">${speak.text("review/best")}</p>
        ${view.policy.allow.export ? html`<button type="button" class="quiet" @click=${() => { view.actions.open("tables"); view.actions.share({ scope: "all" }); }}>${speak.text("share/open")}</button>` : nothing}<ul class="findings">${groups(worth).map((group) => finding(group, view))}</ul>`}
    ${infos.length === 0 ? nothing : html`<details class="infos"><summary>${speak.text("review/infos", { n: infos.length })}</summary><ul class="findings">${groups(infos).map((group) => finding(group, view))}</ul></details>`}`;
}

function finding(group: readonly Finding[], { speak, actions }: PaneView): TemplateResult {
  const [{ rule, severity }] = group, mends = mendsOf(group);
  return html`
    <li class="finding ${severity}">
      <h3><span class="severity">${speak.text(`review/${severity}`)}</span> ${speak.message({ code: `leak/${rule}` })}</h3>
      <ul class="places">${group.slice(0, NAMED).map(({ message, where: { sheet, cell } }) => html`<li>${speak.message(message)}${sheet === undefined ? nothing : html` <span class="where">${sheet}${cell === undefined ? "" : `!${cell}`}</span>`}</li>`)}
        ${group.length > NAMED ? html`<li class="where">${speak.text("review/more", { n: group.length - NAMED })}</li>` : nothing}</ul>
      <p class="do">${speak.message({ code: `leak/${rule}/do` })}</p>
      ${mends.map(({ mend, text, sheet }) => html`<button type="button" class="quiet small" @click=${() => void actions.mend(mend, speak.text(text, { sheet }))}>${speak.text(text, { sheet })}</button>`)}
    </li>`;
}

interface Offer {
  readonly mend: Mend;
  readonly text: "review/showSheet" | "review/deleteSheet" | "review/clearProperties";
  readonly sheet: string;
}

/** Rules whose finding a whole sheet is; only these sheets are offered to be deleted. */
const SHEET_RULES: Readonly<Record<string, readonly ("showSheet" | "deleteSheet")[]>> = { R05: ["deleteSheet"], R15: ["showSheet", "deleteSheet"], R16: ["showSheet", "deleteSheet"] };

function mendsOf(group: readonly Finding[]): readonly Offer[] {
  const [{ rule }] = group;
  if (rule === "R25") return [{ mend: { kind: "clearProperties" }, text: "review/clearProperties", sheet: "" }];
  const sheets = [...new Set(group.flatMap(({ where: { sheet } }) => sheet ?? []))];
  return sheets.flatMap((sheet) => (SHEET_RULES[rule] ?? []).map((kind): Offer => ({ mend: { kind, sheet }, text: `review/${kind}`, sheet })));
}
