import { html, svg, type SVGTemplateResult, type TemplateResult } from "lit";

export { brand } from "../addin/pane/icons.ts";

/** Pictures beside a text that says the same. */
const icon = (shape: SVGTemplateResult, kind = ""): TemplateResult =>
  html`<svg class="icon ${kind}" viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${shape}</svg>`;

export const sheet = icon(svg`<path d="M6 3h8l4 4v14H6z M14 3v4h4 M9 12h6 M9 16h6"/>`);
export const grid = icon(svg`<path d="M4 5h16v14H4z M4 10h16 M4 15h16 M10 5v14"/>`);
export const bars = icon(svg`<path d="M4 20v-6h4v6z M10 20V9h4v11z M16 20V4h4v16z"/>`);
export const shield = icon(svg`<path d="M12 3l7 3v5c0 4.6-2.9 8.2-7 10-4.1-1.8-7-5.4-7-10V6z M9 12l2.2 2.2 4-4.2"/>`);
export const done = icon(svg`<circle cx="12" cy="12" r="9"/><path d="M8 12.3l2.7 2.7 5.3-5.5"/>`);
export const warning = icon(svg`<path d="M12 4l9 16H3z M12 10v4.5 M12 17.3v.1"/>`);
export const spinner = icon(svg`<path d="M12 3a9 9 0 1 0 9 9"/>`, "spinner");
