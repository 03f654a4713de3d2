import { html, nothing, type TemplateResult } from "lit";
import type { Locale } from "../../shared/i18n/message.ts";
import type { Case } from "../../test/cases/readCases.ts";
import * as icons from "../icons.ts";
import { pageHead } from "../pageHead.ts";
import { speaker, type Speak } from "./speak.ts";
import type { Actions, State } from "./state.ts";
import { tableView } from "./tableView.ts";
import { rangesView, verdictView } from "./verdictView.ts";

const VIEWS = ["all", "small", "test", "diskret"] as const;

/** The whole page as a function of its state. */
export function page(state: State, actions: Actions): TemplateResult {
  const { locale, cases, at } = state, say = speaker(locale), one = cases[at];
  document.title = say("gallery/title");
  return html`
    <div class="gallery">
      ${pageHead("gallery", locale, { headline: say("gallery/headline"), lead: say("gallery/lead") }, (language) => { actions.speak(language); })}
      <main>
        <div class="room">
          <nav class="cases" aria-label=${say("gallery/cases")} tabindex="0"><ol>${cases.map((other, n) => html`<li><button type="button" aria-current=${n === at ? "true" : nothing} @click=${() => { actions.open(n); }}><small>${n + 1}</small><span>${arithmetic(other, locale)}</span></button></li>`)}</ol></nav>
          <div class="stand">
            <p class="number">${say("gallery/case", { n: at + 1, count: cases.length })}</p>
            <h2>${arithmetic(one, locale)}</h2>
            <div class="views" role="group" aria-label=${say("gallery/views")}>
              ${VIEWS.map((view) => html`<button type="button" aria-pressed=${String(view === state.view)} @click=${() => { actions.look(view); }}>${say(`gallery/${view}`)}</button>`)}
              ${state.view === "own" ? html`<span class="own">${say("gallery/own")}</span>` : nothing}
            </div>
            ${tableView(state, actions, say)}
            ${knowledge(state, say)}
            ${verdictView(state, say)}
            ${rangesView(state, say)}
          </div>
        </div>
        <div class="foot">${icons.shield}<p>${say("gallery/private")}</p></div>
      </main>
    </div>`;
}

function arithmetic({ title, facts }: Case, locale: Locale): string {
  return locale === "da" ? (facts["da"] ?? title) : title;
}

/** What the reader brings along. */
function knowledge({ cases, at, finding: { greatest } }: State, say: Speak): TemplateResult {
  const { facts } = cases[at], told = [
    ...(Number.isFinite(greatest) ? [say("gallery/limit", { limit: greatest })] : []),
    ...(facts["lower"] === "1" ? [say("gallery/zeros")] : []),
    ...(facts["knows"] === undefined ? [] : [say("gallery/known", { cells: facts["knows"] })]),
    ...(facts["owners"] === undefined ? [] : [say("gallery/owners", { names: facts["owners"].split(" ").join(", ") })]),
  ];
  return html`<p class="knowledge">${told.join(" ")}</p>`;
}
