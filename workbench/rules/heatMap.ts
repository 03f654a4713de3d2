import { html, svg, type SVGTemplateResult, type TemplateResult } from "lit";
import type { Locale } from "../../shared/i18n/message.ts";
import { heatOf, kindOf, linesOf, wordsOf, type Line } from "./cells.ts";
import type { Side } from "./side.ts";
import type { Speak } from "./speak.ts";

/** Size of the drawing in its own units. */
const WIDTH = 480, LABELS = 150, HEAD = 18;
const HEIGHT = { inner: 12, leaf: 5 };
/** Rows up to this many are all captioned. */
const FEW = 40;

/** The whole table as one picture: rows in their hierarchy, darker for larger numbers. */
export function heatMap(side: Side, say: Speak, locale: Locale): TemplateResult {
  const [rows, columns] = linesOf(side, say), greatest = Math.max(...side.values.filter((value) => !Number.isNaN(value))), width = (WIDTH - LABELS) / columns.length;
  const heights = rows.map(({ inner }) => (inner || rows.length <= FEW ? HEIGHT.inner : HEIGHT.leaf)), tops = heights.map((_, row) => HEAD + heights.slice(0, row).reduce((sum, height) => sum + height, 0));
  const bottom = HEAD + heights.reduce((sum, height) => sum + height, 0);
  const cell = (row: number, column: number): SVGTemplateResult => {
    const at = row * columns.length + column, kind = kindOf(side, at), name = `${rows[row].label} · ${columns[column].label}`;
    return svg`<rect class="${kind} heat-${kind === "shown" ? heatOf(side.values[at], greatest) : 0}" x=${LABELS + column * width} y=${tops[row]} width=${width - 1} height=${heights[row] - 1}><title>${wordsOf(side, at, name, say, locale)}</title></rect>`;
  };
  return html`
    <svg class="map" viewBox="0 0 ${WIDTH} ${bottom}" role="img" aria-label=${summary(side, rows, columns, say)}>
      ${columns.map(({ label }, column) => svg`<text x=${LABELS + (column + 0.5) * width} y=${HEAD - 6} text-anchor="middle">${shortened(label, width / 5.2)}</text>`)}
      ${rows.map(({ label, inner, depth }, row) => svg`${inner || rows.length <= FEW ? svg`<text class=${inner ? "inner" : ""} x=${Math.min(depth, 3) * 8} y=${tops[row] + heights[row] - 4}>${shortened(label, (LABELS - depth * 8) / 5.4)}</text>` : ""}${columns.map((_, column) => cell(row, column))}`)}
    </svg>`;
}

/** What the colours mean. */
export function heatKey(say: Speak): TemplateResult {
  return html`<ul class="key" aria-label=${say("rules/key")}>
    <li><svg viewBox="0 0 60 10" aria-hidden="true">${[0, 2, 4, 6].map((heat, k) => svg`<rect class="shown heat-${heat}" x=${15 * k} y="0" width="14" height="10"/>`)}</svg>${say("rules/key/shown")}</li>
    ${(["small", "hidden", "found"] as const).map((kind) => html`<li><svg viewBox="0 0 15 10" aria-hidden="true">${svg`<rect class=${kind} x="0.5" y="0.5" width="14" height="9"/>`}</svg>${say(`rules/key/${kind}`)}</li>`)}
  </ul>`;
}

function summary(side: Side, rows: readonly Line[], columns: readonly Line[], say: Speak): string {
  const kinds = [...side.values.keys()].map((cell) => kindOf(side, cell)), count = (...wanted: readonly string[]): number => kinds.filter((kind) => wanted.includes(kind)).length;
  return say("rules/map", { rows: rows.length, columns: columns.length, shown: count("shown", "small"), hidden: count("hidden", "found"), found: count("found"), small: count("small") });
}

function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, Math.max(1, Math.floor(most) - 1))}…`;
}
