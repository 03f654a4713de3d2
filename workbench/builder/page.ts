import { html, nothing, type TemplateResult } from "lit";
import daBuilder from "../../shared/i18n/da/builder.ts";
import daCore from "../../shared/i18n/da/core.ts";
import daPolicy from "../../shared/i18n/da/policy.ts";
import enBuilder from "../../shared/i18n/en/builder.ts";
import enCore from "../../shared/i18n/en/core.ts";
import enPolicy from "../../shared/i18n/en/policy.ts";
import { say, type Locale, type Message } from "../../shared/i18n/message.ts";
import * as icons from "../icons.ts";
import { chosenFile, pageHead } from "../pageHead.ts";
import type { Chosen } from "./build.ts";

export interface State {
  readonly locale: Locale;
  readonly chosen: Chosen | null;
  readonly host: string;
  readonly result: { readonly status: "none" } | { readonly status: "made"; readonly name: string; readonly href: string } | { readonly status: "refused"; readonly reason: Message };
}

export interface Actions {
  speak(locale: Locale): void;
  choose(file: File): void;
  host(address: string): void;
  build(): void;
}

type Word = keyof typeof daBuilder;
const DICTIONARIES = { da: { ...daCore, ...daPolicy, ...daBuilder }, en: { ...enCore, ...enPolicy, ...enBuilder } };

export function page(state: State, actions: Actions): TemplateResult {
  const { locale, chosen, host, result } = state, speak = (message: Message): string => say(DICTIONARIES[locale], message, locale);
  const word = (code: Word, params: Message["params"] = {}): string => speak({ code, params });
  document.title = word("builder/title");
  return html`
    <div class="builder">
      ${pageHead("builder", locale, { headline: word("builder/headline"), lead: word("builder/lead") }, (language) => { actions.speak(language); })}
      <main>
        <ol class="steps">
          <li><h2>${word("builder/policy")}</h2><p>${word("builder/policy/text")}</p>
            <label class="button">${icons.sheet}<span>${word("builder/choose")}</span><input type="file" accept=".json" @change=${(event: Event) => { const file = chosenFile(event); if (file !== undefined) actions.choose(file); }}></label>
            ${chosen === null ? nothing : about(chosen, locale, speak, word)}</li>
          <li><h2>${word("builder/host")}</h2>
            <label class="field"><span>${word("builder/host/text")}</span><input type="url" placeholder="https://diskret.kommune.dk" .value=${host} @input=${(event: Event) => { actions.host((event.currentTarget as HTMLInputElement).value.trim()); }}></label></li>
          <li><h2>${word("builder/make")}</h2><p>${word("builder/make/text")}</p>
            <button type="button" class="button primary" ?disabled=${chosen?.status !== "read" || host === ""} @click=${() => { actions.build(); }}>${word("builder/make")}</button>
            <div role="status">${result.status === "refused" ? html`<p class="fault">${icons.warning}<span>${speak(result.reason)}</span></p>` : nothing}
              ${result.status === "made" ? html`<p class="ready">${icons.done}<a href=${result.href} download=${result.name}>${word("builder/save", { name: result.name })}</a></p><p>${word("builder/next")}</p>` : nothing}</div></li>
        </ol>
        <div class="foot">${icons.shield}<p>${word("builder/private")} ${word("builder/signing")}</p></div>
      </main>
    </div>`;
}

/** A date of the policy as people write it. */
function dated(iso: string | null, locale: Locale): string {
  return iso === null ? "–" : new Intl.DateTimeFormat(locale === "da" ? "da-DK" : "en-GB", { dateStyle: "long", timeZone: "UTC" }).format(new Date(iso));
}

function about(chosen: Chosen, locale: Locale, speak: (message: Message) => string, word: (code: Word, params?: Message["params"]) => string): TemplateResult {
  if (chosen.status === "faulty") return html`<div role="alert" class="fault">${icons.warning}<ul><li>${word("builder/faulty", { name: chosen.name })}</li>${chosen.findings.map((finding) => html`<li>${speak(finding)}</li>`)}</ul></div>`;
  const { policy: { municipality, decided, valid, maxN, revision }, sha256 } = chosen;
  const facts: readonly (readonly [Word, string])[] = [
    ["builder/municipality", municipality === null ? "–" : `${municipality.name} (${municipality.code})`], ["builder/decided", decided === null ? "–" : `${decided.by}, ${dated(decided.date, locale)}`],
    ["builder/valid", `${dated(valid.from, locale)} – ${dated(valid.to, locale)}`], ["builder/limit", String(maxN)], ["builder/revision", String(revision)], ["builder/hash", sha256.slice(0, 8)],
  ];
  return html`<dl>${facts.map(([name, value]) => html`<div><dt>${word(name)}</dt><dd>${value}</dd></div>`)}</dl>`;
}
