import { html, nothing, type TemplateResult } from "lit";
import { agreementBand } from "./agreementBand.ts";
import { excelWindow } from "./excelWindow.ts";
import * as icons from "./icons.ts";
import { brand, chosenFile, languages } from "./pageHead.ts";
import { sayMessage, speaker, type Speak } from "./speak.ts";
import type { Actions, State } from "./state.ts";

/** The whole page as a function of its state. The windows stay in place while another workbook is read: the pane and the matrix live in them. */
export function page(state: State, actions: Actions): TemplateResult {
  const say = speaker(state.locale), { book } = state;
  document.title = say("workbench/title");
  return html`
    <div class="page-body ${state.dragging ? "dragging" : ""}" @dragover=${(event: DragEvent) => { event.preventDefault(); actions.drag(true); }}
      @dragleave=${(event: DragEvent) => { if (event.relatedTarget === null) actions.drag(false); }} @drop=${(event: DragEvent) => { drop(event, actions); }}>
      ${top(state, actions, say)}
      <main>
        ${state.source.kind === "sample" ? html`<p class="fictive" role="note"><strong>${say("workbench/fictive")}</strong> ${say("workbench/fictive/text")}</p>` : nothing}
        ${book.status === "reading" ? html`<p class="reading" role="status">${icons.spinner}${say("workbench/reading")}</p>` : nothing}
        ${book.status === "refused" ? refused(state, say) : nothing}
        ${book.status === "open" ? agreementBand(book.matrix, say) : nothing}
        <div class="windows" ?hidden=${book.status !== "open"}>
          ${excelWindow(book.status === "open" ? book : null, actions, say)}
          ${powerbiWindow(state, say)}
        </div>
        <div class="foot">${icons.shield}<p>${say("workbench/private")} ${say("workbench/control")}</p></div>
      </main>
      <div class="veil" aria-hidden="true">${icons.sheet}<span>${say("workbench/dropHere")}</span></div>
    </div>`;
}

function top(state: State, actions: Actions, say: Speak): TemplateResult {
  const { source } = state;
  return html`
    <header class="head">
      ${brand("index", state.locale)}
      <div class="intro"><h1>${say("workbench/headline")}</h1><p>${say("workbench/lead")}</p></div>
      <div class="source">
        ${languages(state.locale, (locale) => { actions.speak(locale); })}
        <div class="choose">
          <label class="button">${icons.sheet}<span>${say("workbench/choose")}</span><input type="file" accept=".xlsx,.xlsm,.xltx,.xltm" @change=${(event: Event) => { const file = chosenFile(event); if (file !== undefined) actions.open(file); }}></label>
          ${source.kind === "sample" ? nothing : html`<button type="button" class="button" @click=${() => { actions.openSample(); }}>${say("workbench/sample")}</button>`}
        </div>
        <p class="hint">${source.kind === "file" ? source.name : say("workbench/drop")}</p>
      </div>
    </header>`;
}

function drop(event: DragEvent, actions: Actions): void {
  event.preventDefault();
  const file = event.dataTransfer?.files[0];
  if (file === undefined) actions.drag(false); else actions.open(file);
}

function refused({ book, source, locale }: State, say: Speak): TemplateResult {
  return html`
    <section class="refused" role="alert">${icons.warning}
      <div>
        <h2>${say("workbench/refused")}</h2>
        ${book.status === "refused" ? html`<p class="reason">${sayMessage(book.reason, locale)}</p>` : nothing}
        ${source.kind === "file" ? html`<p>${say("workbench/refused/text", { file: source.name })}</p>` : nothing}
      </div>
    </section>`;
}

function powerbiWindow({ book }: State, say: Speak): TemplateResult {
  const matrix = book.status === "open" ? book.matrix : { status: "none" as const };
  return html`
    <section class="window powerbi" aria-label=${say("powerbi/window")}>
      <div class="bar">${icons.bars}<h2>${say("powerbi/name")}</h2><span class="document">${matrix.status === "none" ? "" : say("powerbi/table", { pivot: matrix.pivot })}</span></div>
      <div class="canvas">
        ${matrix.status === "none" ? html`<p class="waiting">${say("powerbi/waiting")}</p>` : nothing}
        <div class="tile" ?hidden=${matrix.status === "none"}><iframe id="matrix" sandbox="allow-scripts" title=${say("powerbi/frame")}></iframe></div>
      </div>
    </section>`;
}
