import { html, nothing, type TemplateResult } from "lit";
import type { Message } from "../../shared/i18n/message.ts";
import * as icons from "../icons.ts";
import { linesOf } from "./cells.ts";
import { heatMap } from "./heatMap.ts";
import { numbersTable } from "./numbersTable.ts";
import type { Side } from "./side.ts";
import { sayMessage, type Speak } from "./speak.ts";
import type { State } from "./state.ts";

/** One of the two tables. `proved`: Diskret hid it, so every hidden number carries a proof. */
interface Shown {
  readonly side: Side | Message;
  readonly name: string;
  readonly proved: boolean;
}

/** A table with what is hidden in it and what of that can be worked out. */
export function sideView({ side, name, proved }: Shown, { form, locale }: State, say: Speak): TemplateResult {
  if ("code" in side) return html`<section class="side open"><h2>${name}</h2><p class="verdict">${icons.warning}<span>${sayMessage(side, locale)}</span></p></section>`;
  const open = side.small.size + side.exact.size + side.insiders.size + side.sums > 0;
  return html`
    <section class="side ${open ? "open" : "safe"}" aria-label=${name}>
      <h2>${name}</h2>
      <ul class="facts">${facts(side, proved, say).map((fact) => html`<li>${fact}</li>`)}</ul>
      <p class="example">${example(side, say)}</p>
      <div>${form === "map" ? heatMap(side, say, locale) : numbersTable(side, name, say, locale)}</div>
    </section>`;
}

function facts({ hidden, values, small, exact, insiders, sums }: Side, proved: boolean, say: Speak): readonly (TemplateResult | string)[] {
  const cells = values.filter((value) => !Number.isNaN(value)).length, n = hidden.reduce((sum, is) => sum + is, 0);
  const bad = (text: string): TemplateResult => html`<span class="bad">${icons.warning}${text}</span>`;
  return [
    say("rules/fact/hidden", { n, share: cells === 0 ? 0 : Math.round((1000 * n) / cells) / 10 }),
    ...(small.size === 0 ? [] : [bad(say("rules/fact/small", { n: small.size }))]),
    ...(exact.size === 0 ? [] : [bad(say("rules/fact/exact", { n: exact.size }))]),
    ...(insiders.size === 0 ? [] : [bad(say("rules/fact/insider", { n: insiders.size }))]),
    ...(sums === 0 ? [] : [bad(say("rules/fact/sums", { n: sums }))]),
    ...(proved && n > 0 ? [html`<span class="good">${icons.done}${say("rules/fact/safe")}</span>`] : []),
  ];
}

/** The first number that can be worked out, by name. */
function example(side: Side, say: Speak): string | typeof nothing {
  const [first] = [...side.exact].sort(([a], [b]) => a - b), [rows, columns] = linesOf(side, say);
  if (first === undefined || columns.length === 0) return nothing;
  const [cell, value] = first;
  return say("rules/example", { cell: `${rows[Math.floor(cell / columns.length)].label} · ${columns[cell % columns.length].label}`, value });
}
