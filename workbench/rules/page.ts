import { html, nothing, type TemplateResult } from "lit";
import * as icons from "../icons.ts";
import { chosenFile, pageHead } from "../pageHead.ts";
import { controls } from "./controls.ts";
import type { Contents } from "./readFile.ts";
import { heatKey } from "./heatMap.ts";
import { sideView } from "./sideView.ts";
import { sayMessage, speaker, type Speak } from "./speak.ts";
import type { Actions, State } from "./state.ts";

/** The whole page as a function of its state. */
export function page(state: State, actions: Actions): TemplateResult {
  const { locale, source, file, dragging } = state, say = speaker(locale);
  document.title = say("rules/title");
  return html`
    <div class="rules ${dragging ? "dragging" : ""}" @dragover=${(event: DragEvent) => { event.preventDefault(); actions.drag(true); }}
      @dragleave=${(event: DragEvent) => { if (event.relatedTarget === null) actions.drag(false); }} @drop=${(event: DragEvent) => { drop(event, actions); }}>
      ${pageHead("rules", locale, { headline: say("rules/headline"), lead: say("rules/lead") }, (language) => { actions.speak(language); })}
      <main>
        ${source.kind === "sample" ? html`<p class="fictive" role="note"><strong>${say("workbench/fictive")}</strong> ${say("workbench/fictive/text")}</p>` : nothing}
        ${sourceLine(state, actions, say)}
        ${file.status === "reading" ? html`<p class="reading" role="status">${icons.spinner}${say("workbench/reading")}</p>` : nothing}
        ${file.status === "refused" ? refused(sayMessage(file.reason, locale), source.kind === "file" ? source.name : "", say) : nothing}
        ${file.status === "read" ? html`${controls(state, actions, say)}${file.contents.counts.length === 0 ? nothing : comparison(state, actions, say)}${leftOut(file.contents, state, say)}` : nothing}
        <div class="foot">${icons.shield}<p>${say("rules/private")}</p></div>
      </main>
      <div class="veil" aria-hidden="true">${icons.sheet}<span>${say("rules/dropHere")}</span></div>
    </div>`;
}

function drop(event: DragEvent, actions: Actions): void {
  event.preventDefault();
  const file = event.dataTransfer?.files[0];
  if (file === undefined) actions.drag(false); else actions.open(file);
}

function sourceLine({ source, file, at }: State, actions: Actions, say: Speak): TemplateResult {
  const { tables, counts } = file.status === "read" ? file.contents : { tables: [], counts: [] };
  return html`
    <div class="source">
      ${counts.length === 0 ? nothing : html`<label class="table"><span>${say("rules/table")}</span>
        <select @change=${(event: Event) => { actions.take((event.currentTarget as HTMLSelectElement).selectedIndex); }}>
          ${counts.map(({ table, measure }, k) => html`<option .selected=${k === at}>${tables[table].name} – ${tables[table].measures[measure].name}</option>`)}
        </select></label>`}
      <label class="button">${icons.sheet}<span>${say("rules/choose")}</span><input type="file" accept=".xlsx,.xlsm,.xltx,.xltm,.csv,.txt" @change=${(event: Event) => { const file = chosenFile(event); if (file !== undefined) actions.open(file); }}></label>
      ${source.kind === "sample" ? html`<p class="hint">${say("workbench/drop")}</p>` : html`<button type="button" class="button" @click=${() => { actions.openSample(); }}>${say("workbench/sample")}</button><p class="hint">${source.name}</p>`}
    </div>`;
}

function refused(reason: string, file: string, say: Speak): TemplateResult {
  return html`<section class="refused" role="alert">${icons.warning}<div><h2>${say("workbench/refused")}</h2><p class="reason">${reason}</p><p>${say("workbench/refused/text", { file })}</p></div></section>`;
}

function comparison(state: State, actions: Actions, say: Speak): TemplateResult {
  const { beside, form, sides } = state;
  const choices = <V extends string>(name: string, values: readonly (readonly [V, string])[], chosen: V, take: (value: V) => void): TemplateResult =>
    html`<div class="choices" role="group" aria-label=${name}><span aria-hidden="true">${name}</span>${values.map(([value, text]) => html`<button type="button" aria-pressed=${String(value === chosen)} @click=${() => { take(value); }}>${text}</button>`)}</div>`;
  return html`
    <div class="bar">
      ${choices(say("rules/beside"), [["all", say("rules/side/all")], ["small", say("rules/side/small")], ["builtIn", say("rules/side/builtIn")]], beside, (value) => { actions.compareWith(value); })}
      ${choices(say("rules/form"), [["map", say("rules/form/map")], ["numbers", say("rules/form/numbers")]], form, (value) => { actions.look(value); })}
    </div>
    ${heatKey(say)}
    ${sides === null ? html`<p class="reading" role="status">${icons.spinner}${say("rules/working")}</p>` : html`<div class="sides">
      ${sideView({ side: sides.left, name: say(`rules/side/${beside}`), proved: beside === "builtIn" }, state, say)}
      ${sideView({ side: sides.right, name: say("rules/side/chosen"), proved: true }, state, say)}
    </div>`}`;
}

function leftOut({ leftOut: others }: Contents, { locale }: State, say: Speak): TemplateResult | typeof nothing {
  if (others.length === 0) return nothing;
  return html`<section class="left-out"><h2>${say("rules/leftOut")}</h2><ul>${others.map(({ table, reason }) => html`<li>${table}: ${sayMessage(reason, locale)}</li>`)}</ul></section>`;
}
