import { html, nothing, svg, type TemplateResult } from "lit";
import type { Interval } from "../../shared/audit/attack.ts";
import * as icons from "../icons.ts";
import { leaks } from "./finding.ts";
import type { Speak } from "./speak.ts";
import type { State } from "./state.ts";
import { nameOf } from "./tableView.ts";

/** What the attack found, in sentences. */
export function verdictView({ cases, at, hidden, finding }: State, say: Speak): TemplateResult {
  const { exact, insiders, sums, unresolved, small } = finding, { table } = cases[at];
  const names = (cells: readonly number[], by: string): string => cells.map((cell) => nameOf(table, cell)).join(by);
  const worked = new Set([...exact.keys(), ...insiders.flatMap(({ cells }) => cells), ...unresolved]).size;
  const sentences = [
    ...[...exact].map(([cell, value]) => say("gallery/exact", { cell: nameOf(table, cell), value })),
    ...insiders.map(({ name, cells }) => say("gallery/insider", { name, cells: names(cells, ", ") })),
    ...sums.map(({ cells, sum }) => say("gallery/sum", { cells: names(cells, " + "), sum })),
    ...(unresolved.length === 0 ? [] : [say("gallery/unresolved", { cells: names(unresolved, ", ") })]),
    ...(small.length === 0 ? [] : [say("gallery/shown", { n: small.length })]),
  ];
  const open = leaks(finding) || small.length > 0;
  const headline = worked > 0 ? say("gallery/verdict/leak", { n: worked }) : sums.length > 0 ? say("gallery/verdict/sum") : say(hidden.size === 0 ? "gallery/verdict/nothing" : "gallery/verdict/safe");
  return html`<div class="verdict ${open ? "open" : "safe"}" role="status">${open ? icons.warning : icons.done}
    <div><strong>${headline}</strong>${sentences.length === 0 ? nothing : html`<ul>${sentences.map((sentence) => html`<li>${sentence}</li>`)}</ul>`}</div></div>`;
}

/** A bar per hidden cell on one scale: from the least to the greatest number that it can be. */
export function rangesView({ cases, at, finding: { exact, ranges } }: State, say: Speak): TemplateResult | typeof nothing {
  const { table } = cases[at], all = [...exact].map(([cell, value]): [number, Interval] => [cell, { low: value, high: value }]).concat([...ranges]).sort(([a], [b]) => a - b);
  if (all.length === 0) return nothing;
  const most = Math.max(1, ...all.flatMap(([, { low, high }]) => (Number.isFinite(high) ? [low, high] : [2 * low])));
  return html`<h3>${say("gallery/ranges")}</h3>
    <ul class="ranges">${all.map(([cell, range]) => html`<li class=${range.low === range.high ? "one" : ""}><span class="name">${nameOf(table, cell)}</span>${bar(range, most)}<span>${words(range, say)}</span></li>`)}</ul>`;
}

function words({ low, high }: Interval, say: Speak): string {
  if (low === high) return say("gallery/range/one", { low });
  return Number.isFinite(high) ? say("gallery/range", { low, high }) : say("gallery/range/open", { low });
}

/** Width and place are attributes: the page's policy allows no style of its own. */
function bar({ low, high }: Interval, most: number): TemplateResult {
  const from = (100 * low) / most, to = (100 * Math.min(high, most)) / most, width = Math.max(1.2, to - from);
  return html`<svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">${svg`<rect class="rail" x="0" y="3" width="100" height="2"/><rect class="span" x=${Math.min(from, 98.8)} y="0" width=${width} height="8"/>`}</svg>`;
}
