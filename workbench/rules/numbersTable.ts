import { html, nothing, type TemplateResult } from "lit";
import { formatNumber, type Locale } from "../../shared/i18n/message.ts";
import { BUILT_IN } from "../../shared/policy/policy.ts";
import { heatOf, kindOf, linesOf } from "./cells.ts";
import type { Side } from "./side.ts";
import type { Speak } from "./speak.ts";

/** As much of a table as is drawn. */
const MOST = { rows: 300, columns: 40 };

/** The table in numbers, with the colours of the map. What can be worked out stands where it was hidden. */
export function numbersTable(side: Side, name: string, say: Speak, locale: Locale): TemplateResult {
  const [rows, columns] = linesOf(side, say), greatest = Math.max(...side.values.filter((value) => !Number.isNaN(value)));
  const cut = rows.length > MOST.rows || columns.length > MOST.columns;
  const cell = (at: number): TemplateResult => {
    const kind = kindOf(side, at);
    return html`<td class="${kind} heat-${kind === "shown" ? heatOf(side.values[at], greatest) : 0}">${text(side, at, locale)}</td>`;
  };
  return html`
    <div class="numbers" role="region" tabindex="0" aria-label=${say("rules/numbers", { side: name })}><table>
      <thead><tr><td></td>${columns.slice(0, MOST.columns).map(({ label, inner }) => html`<th scope="col" class=${inner ? "inner" : ""}>${label}</th>`)}</tr></thead>
      <tbody>${rows.slice(0, MOST.rows).map(({ label, inner, depth }, row) => html`<tr class=${inner ? "inner" : ""}><th scope="row" class="depth-${Math.min(depth, 3)}">${label}</th>
        ${columns.slice(0, MOST.columns).map((_, column) => cell(row * columns.length + column))}</tr>`)}</tbody>
    </table></div>
    ${cut ? html`<p class="cut">${say("rules/cut", MOST)}</p>` : nothing}`;
}

function text(side: Side, cell: number, locale: Locale): string {
  const kind = kindOf(side, cell), value = side.exact.get(cell) ?? side.values[cell];
  if (kind === "blank") return "";
  return kind === "hidden" || (kind === "found" && !side.exact.has(cell)) ? BUILT_IN.mark : formatNumber(value, locale);
}
