import { html, nothing, type TemplateResult } from "lit";
import { samePivot, type PivotReading, type ReadPivot, type RefusedPivot } from "../pivotReading.ts";
import * as icons from "./icons.ts";
import type { PaneView } from "./state.ts";

/** The workbook's tables: those to choose among, and below them those refused, each with its reason. */
export function pivotList(view: PaneView): TemplateResult {
  const { state, speak } = view, { book } = state.snapshot, readings = book.status === "read" ? book.readings : [];
  const readable = readings.filter((pivot) => pivot.status === "read");
  const refused = readings.filter((pivot) => pivot.status === "refused");
  return html`
    ${readable.length === 0
      ? html`<div class="message warning">${icons.warning}<p>${speak.text("pane/noneReadable")}</p></div>`
      : html`<fieldset class="pivots" ?disabled=${state.working}>
          <legend>${speak.text("pane/choose")}</legend>
          ${readable.map((pivot) => choice(pivot, view))}
        </fieldset>`}
    ${refused.length === 0 ? nothing : refusals(refused, readable.length === 0, view)}
    ${gone(readings, view)}`;
}

/** Protected sheets whose table is gone: they can be followed no longer. */
function gone(readings: readonly PivotReading[], { state: { working, snapshot: { kept } }, speak, actions }: PaneView): readonly TemplateResult[] {
  return kept.filter(({ of }) => !readings.some((reading) => samePivot(reading, of))).map(({ of, ref }) => html`
    <div class="message warning">${icons.warning}<div><p>${speak.text("keep/gone", { sheet: ref.name, pivot: of.name })}</p>
      <button type="button" class="link" ?disabled=${working} @click=${() => void actions.letGo(of)}>${speak.text("keep/stop")}</button></div></div>`);
}

function choice(pivot: ReadPivot, { state, speak, actions }: PaneView): TemplateResult {
  const chosen = state.chosen !== null && samePivot(state.chosen, pivot), kept = state.snapshot.kept.find(({ of }) => samePivot(of, pivot));
  const isRefused = kept === undefined && state.snapshot.laid.some(({ of, status }) => status === "refused" && samePivot(of, pivot));
  const inStep = kept !== undefined && kept.refused.length === 0 && state.snapshot.trouble === null;
  return html`
    <label class="pivot">
      <input type="radio" name="diskret-pivot" .checked=${chosen} @change=${() => { actions.choose(pivot); }}>
      <span class="name">${pivot.name}</span>
      ${pivot.olap ? html`<span class="badge">${speak.text("pane/cube")}</span>` : nothing}
      <span class="where">${speak.text("pane/sheet", { sheet: pivot.sheet })}${isRefused ? html` · <span class="step out">${speak.text("result/refused")}</span>` : kept === undefined ? nothing : html` · <span class="step ${inStep ? "in" : "out"}">${speak.text(inStep ? "keep/inStep" : "keep/outOfStep")}</span>`}</span>
    </label>`;
}

function refusals(refused: readonly RefusedPivot[], open: boolean, { speak }: PaneView): TemplateResult {
  return html`
    <details class="refusals" ?open=${open}>
      <summary>${icons.warning}<span>${speak.text("pane/refused")}</span><span class="count">${speak.number(refused.length)}</span></summary>
      <ul>${refused.map((pivot) => html`
        <li><span class="name">${pivot.name === "" ? speak.text("pane/unnamed", { ref: pivot.ref }) : pivot.name}</span><span class="where">${speak.text("pane/sheet", { sheet: pivot.sheet })}</span><p>${speak.message(pivot.reason)}</p></li>`)}
      </ul>
    </details>`;
}
