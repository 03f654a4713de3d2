import { html, nothing, type TemplateResult } from "lit";
import type { Message } from "../../shared/i18n/message.ts";
import type { Speak } from "../speak.ts";
import * as icons from "./icons.ts";

/** A framed message with its icon; what it says stands in the text, not in the colour. */
export function notice(kind: "success" | "warning" | "error", title: string, content: TemplateResult | typeof nothing = nothing): TemplateResult {
  const icon = kind === "success" ? icons.done : icons[kind];
  return html`<section class="outcome message ${kind}">${icon}<div><h2>${title}</h2>${content}</div></section>`;
}

export function listed(messages: readonly Message[], speak: Speak): TemplateResult | typeof nothing {
  return messages.length === 0 ? nothing : html`<ul class="reasons">${messages.map((message) => html`<li>${speak.message(message)}</li>`)}</ul>`;
}

/** A switch with its label, and below it what it means. */
export function toggle(label: string, on: boolean, change: (on: boolean) => void, hint = ""): TemplateResult {
  return html`
    <label class="toggle"><input type="checkbox" role="switch" .checked=${on} @change=${(event: Event) => { change((event.target as HTMLInputElement).checked); }}>
      <span>${label}</span>${hint === "" ? nothing : html`<small>${hint}</small>`}</label>`;
}
