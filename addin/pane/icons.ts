import { html, svg, type SVGTemplateResult, type TemplateResult } from "lit";

/** Pictures beside a text that says the same: hidden from screen readers, coloured by the text around them. */
const icon = (shape: SVGTemplateResult, size = 20): TemplateResult =>
  html`<svg class="icon" width=${size} height=${size} viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">${shape}</svg>`;

/** The mark of the product: a table with one cell held back. */
export const brand = html`<svg class="brand-mark" width="32" height="32" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
  <rect class="brand-ground" width="32" height="32" rx="7"/>
  <g class="brand-cells"><rect x="6" y="6" width="9" height="9" rx="1.5"/><rect x="6" y="17" width="9" height="9" rx="1.5"/><rect x="17" y="6" width="9" height="9" rx="1.5"/></g>
  <g class="brand-dots"><circle cx="19.4" cy="21.5" r="1.9"/><circle cx="24.4" cy="21.5" r="1.9"/></g>
</svg>`;

export const refresh = icon(svg`<path d="M16 10a6 6 0 1 1-1.8-4.3M16 3v3.4h-3.4"/>`);
export const done = icon(svg`<circle cx="10" cy="10" r="7.25"/><path d="m6.8 10.2 2.2 2.2 4.3-4.6"/>`);
export const warning = icon(svg`<path d="M10 3.2 17.2 16H2.8zM10 8v3.6M10 13.6v.1"/>`);
export const error = icon(svg`<circle cx="10" cy="10" r="7.25"/><path d="M10 6.2v4.6M10 13.4v.1"/>`);
export const information = icon(svg`<circle cx="10" cy="10" r="7.25"/><path d="M10 9.2v4.4M10 6.5v.1"/>`);
export const table = icon(svg`<rect x="2.75" y="3.75" width="14.5" height="12.5" rx="1.5"/><path d="M2.75 8h14.5M7.5 8v8.25"/>`, 40);
export const spinner = html`<span class="spinner" aria-hidden="true"></span>`;
export const covered = icon(svg`<rect x="2.75" y="4.75" width="14.5" height="10.5" rx="1.5"/><circle cx="8" cy="10" r=".9" fill="currentColor"/><circle cx="12" cy="10" r=".9" fill="currentColor"/>`);
