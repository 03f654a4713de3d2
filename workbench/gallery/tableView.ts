import { html, nothing, type TemplateResult } from "lit";
import { formatNumber } from "../../shared/i18n/message.ts";
import { BUILT_IN } from "../../shared/policy/policy.ts";
import type { Cross, Linear, Table } from "../../shared/table/table.ts";
import type { Speak } from "./speak.ts";
import type { Actions, State } from "./state.ts";

/** A cell's name as the cases write it: row/column, or its name in a linear structure. */
export function nameOf({ shape }: Table, cell: number): string {
  if (shape.kind === "linear") return shape.cells[cell];
  const [rows, columns] = shape.axes, width = columns.members.length;
  return `${rows.members[Math.floor(cell / width)]}/${columns.members[cell % width]}`;
}

/** The table with a button for every cell; each relation of a linear structure is a line. */
export function tableView(state: State, actions: Actions, say: Speak): TemplateResult {
  const { shape } = state.cases[state.at].table, button = (cell: number): TemplateResult => cellButton(cell, state, actions, say);
  return html`<div class="table" role="region" aria-label=${say("gallery/table")} tabindex="0">${shape.kind === "cross" ? cross(shape, button) : linear(shape, button)}</div>`;
}

function cross({ axes: [rows, columns] }: Cross, button: (cell: number) => TemplateResult): TemplateResult {
  const width = columns.members.length, last = rows.members.length - 1, { parent } = rows.hierarchies[0];
  const depth = (row: number): number => { const up = parent[row]; return up === null || up < 0 || up === last ? 0 : 1 + depth(up); };
  return html`<table>
    <thead><tr><td></td>${columns.members.map((name, c) => html`<th scope="col" class=${c === width - 1 ? "total" : ""}>${name}</th>`)}</tr></thead>
    <tbody>${rows.members.map((name, row) => html`<tr class=${row === last ? "total" : ""}><th scope="row" class="depth-${Math.min(depth(row), 2)}">${name}</th>
      ${columns.members.map((_, c) => html`<td class=${c === width - 1 ? "total" : ""}>${button(row * width + c)}</td>`)}</tr>`)}</tbody>
  </table>`;
}

function linear({ cells, relations }: Linear, button: (cell: number) => TemplateResult): TemplateResult {
  const named = (cell: number): TemplateResult => html`<span class="named"><span>${cells[cell]}</span>${button(cell)}</span>`;
  return html`<ul class="lines">${relations.map(({ total, parts }) => html`<li>${named(total)}<span class="sign">=</span>${parts.map((part, k) => html`${k === 0 ? nothing : html`<span class="sign">+</span>`}${named(part)}`)}</li>`)}</ul>`;
}

function cellButton(cell: number, { cases, at, hidden, finding, locale }: State, actions: Actions, say: Speak): TemplateResult {
  const { table } = cases[at], found = finding.exact.get(cell), isHidden = hidden.has(cell), value = found ?? table.measures[0].values[cell];
  const kind = found !== undefined ? "found" : isHidden ? "hidden" : finding.small.includes(cell) ? "small" : "shown";
  const label = say(kind === "found" ? "gallery/cell/found" : isHidden ? "gallery/cell/hidden" : "gallery/cell/shown", { cell: nameOf(table, cell), ...(kind === "hidden" ? {} : { value }) });
  return html`<button type="button" class="cell ${kind}" aria-pressed=${String(isHidden)} aria-label=${label} @click=${() => { actions.toggle(cell); }}>${kind === "hidden" ? BUILT_IN.mark : formatNumber(value, locale)}</button>`;
}
