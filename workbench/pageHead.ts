import { html, nothing, type TemplateResult } from "lit";
import da from "../shared/i18n/da/pages.ts";
import en from "../shared/i18n/en/pages.ts";
import { say, type Locale } from "../shared/i18n/message.ts";
import * as icons from "./icons.ts";

/** The pages of the workbench in the order of their links; each is a file of this name. */
const PAGES = ["index", "rules", "gallery", "builder"] as const;
export type PageName = (typeof PAGES)[number];

const LANGUAGES: Readonly<Record<Locale, string>> = { da: "Dansk", en: "English" };

const word = (locale: Locale, code: keyof typeof da): string => say({ da, en }[locale], { code }, locale);

/** Brand and the way to the other pages. */
export function brand(here: PageName, locale: Locale): TemplateResult {
  return html`
    <div class="brand">${icons.brand}<span>Diskret</span>
      <nav class="pages" aria-label=${word(locale, "pages/nav")}>
        ${PAGES.map((page) => html`<a href="${page}.html" aria-current=${page === here ? "page" : nothing}>${word(locale, `pages/${page}`)}</a>`)}
      </nav>
    </div>`;
}

export function languages(locale: Locale, speak: (locale: Locale) => void): TemplateResult {
  return html`
    <div class="languages" role="group" aria-label=${word(locale, "pages/language")}>
      ${(["da", "en"] as const).map((one) => html`<button type="button" lang=${one} aria-pressed=${String(one === locale)} @click=${() => { speak(one); }}>${LANGUAGES[one]}</button>`)}
    </div>`;
}

/** The top of a page that needs no more than a headline. */
export function pageHead(here: PageName, locale: Locale, text: { readonly headline: string; readonly lead: string }, speak: (locale: Locale) => void): TemplateResult {
  return html`
    <header class="head">
      ${brand(here, locale)}
      <div class="intro"><h1>${text.headline}</h1><p>${text.lead}</p></div>
      ${languages(locale, speak)}
    </header>`;
}

/** A file that was chosen; the same one can be chosen again. */
export function chosenFile(event: Event): File | undefined {
  const input = event.currentTarget as HTMLInputElement, file = input.files?.[0];
  input.value = "";
  return file;
}
