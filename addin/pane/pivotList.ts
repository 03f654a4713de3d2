import { html, nothing, type TemplateResult } from "lit";
import { samePivot, type ReadPivot, type RefusedPivot } from "../readPivots.ts";
import * as icons from "./icons.ts";
import type { PaneView, Ready } from "./state.ts";

/** The workbook's PivotTables: those to choose among, and below them those refused, each with its reason. */
export function pivotList(state: Ready, view: PaneView): TemplateResult {
  const { speak } = view;
  const readable = state.pivots.filter((pivot) => pivot.status === "read");
  const refused = state.pivots.filter((pivot) => pivot.status === "refused");
  return html`
    ${readable.length === 0
      ? html`<div class="message warning">${icons.warning}<p>${speak.text("pane/noneReadable")}</p></div>`
      : html`<fieldset class="pivots" ?disabled=${state.work.kind === "protecting"}>
          <legend>${speak.text("pane/choose")}</legend>
          ${readable.map((pivot) => choice(pivot, state, view))}
        </fieldset>`}
    ${refused.length === 0 ? nothing : refusals(refused, readable.length === 0, view)}`;
}

function choice(pivot: ReadPivot, state: Ready, { speak, actions }: PaneView): TemplateResult {
  const chosen = state.chosen !== null && samePivot(state.chosen, pivot);
  return html`
    <label class="pivot">
      <input type="radio" name="diskret-pivot" .checked=${chosen} @change=${() => actions.choose(pivot)}>
      <span class="name">${pivot.name}</span>
      ${pivot.olap ? html`<span class="badge">${speak.text("pane/cube")}</span>` : nothing}
      <span class="where">${speak.text("pane/sheet", { sheet: pivot.sheet })}</span>
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
