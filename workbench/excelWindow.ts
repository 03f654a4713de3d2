import { html, nothing, type TemplateResult } from "lit";
import { ref } from "lit/directives/ref.js";
import { columnLetters } from "../shared/workbook/area.ts";
import * as icons from "./icons.ts";
import { MOST, type ScreenCell, type ScreenSheet } from "./sheet.ts";
import type { Speak } from "./speak.ts";
import type { Actions, OpenBook, Tab } from "./state.ts";

/** The emulated Excel: the sheet, its tabs, and the place where the real task pane is mounted. */
export function excelWindow(book: OpenBook | null, actions: Actions, say: Speak): TemplateResult {
  return html`
    <section class="window excel" aria-label=${say("excel/window")}>
      <div class="bar">${icons.grid}<h2>${say("excel/name")}</h2><span class="document">${book?.name ?? ""}</span>${book === null ? nothing : badge(book, say)}</div>
      <div class="work">
        <div class="sheet">
          ${book === null ? nothing : html`${grid(book.sheet, actions, say)}${tabs(book, actions, say)}`}
        </div>
        <div class="pane" id="pane" role="complementary" aria-label=${say("excel/pane")}></div>
      </div>
    </section>`;
}

/** Says whether the sheet in view is the original with every number or a copy without the small ones. */
function badge({ tabs: all, selected }: OpenBook, say: Speak): TemplateResult {
  const copy = all.some(({ name, kind }) => name === selected && kind === "copy");
  return html`<span class="badge ${copy ? "safe" : "open"}">${copy ? icons.shield : icons.warning}${say(copy ? "excel/safe" : "excel/original")}</span>`;
}

function grid(sheet: ScreenSheet, actions: Actions, say: Speak): TemplateResult {
  const columns = Math.max(sheet.columns + 1, 8), rows = Math.max(sheet.rows.length + 2, 24);
  const widths = Array.from({ length: columns }, (_, column) => width(sheet, column));
  const total = widths.reduce((sum, size) => sum + size, 44);
  return html`
    <div class="grid" id="grid" role="tabpanel" tabindex="0" aria-label=${say("excel/grid", { sheet: sheet.name })}>
      <table .style=${`width: ${total}px`}>
        <colgroup><col class="numbers">${widths.map((size) => html`<col .style=${`width: ${size}px`}>`)}</colgroup>
        <thead aria-hidden="true"><tr><th class="corner"></th>${widths.map((_, column) => html`<th>${columnLetters(column + 1)}</th>`)}</tr></thead>
        <tbody @click=${(event: Event) => { pick(event, actions); }}>
          ${Array.from({ length: rows }, (_, row) => html`<tr><th aria-hidden="true">${row + 1}</th>${cells(sheet.rows[row] ?? [], columns)}</tr>`)}
        </tbody>
      </table>
      ${sheet.cut ? html`<p class="cut">${say("excel/more", { rows: MOST.rows, columns: MOST.columns })}</p>` : nothing}
    </div>`;
}

/** Text runs over the empty cells to its right, as in Excel. */
function cells(row: readonly ScreenCell[], columns: number): readonly TemplateResult[] {
  const last = row.map(({ kind }) => kind !== "empty").lastIndexOf(true), drawn: TemplateResult[] = [];
  for (let column = 0; column < columns; column++) {
    const cell = row[column];
    if (cell === undefined || cell.kind === "empty") { drawn.push(html`<td class=${cell?.strong === true ? "strong" : ""}></td>`); continue; }
    const span = cell.kind === "text" && column === last && (!cell.strong || row.length === 1) ? columns - column : 1;
    drawn.push(html`<td class="${cell.kind}${cell.strong ? " strong" : ""}" colspan=${span}>${cell.text}</td>`);
    column += span - 1;
  }
  return drawn;
}

/** Wide enough for its captions and numbers; lone lines of text run over and do not count. */
function width(sheet: ScreenSheet, column: number): number {
  const lengths = sheet.rows.map((row, at) => {
    const cell = row[column], alone = row.length === column + 1 && (at === 0 || cell?.strong === false);
    return cell === undefined || (cell.kind === "text" && alone) ? 0 : cell.text.length * (cell.strong ? 8 : 7);
  });
  return Math.min(240, Math.max(72, 18 + Math.max(0, ...lengths)));
}

/** Cells with a span stand where the spans before them end. */
function pick(event: Event, actions: Actions): void {
  const cell = (event.target as Element).closest("td"), row = cell?.parentElement;
  if (cell === null || row === null || row === undefined) return;
  const before = [...row.querySelectorAll("td")].slice(0, [...row.querySelectorAll("td")].indexOf(cell));
  actions.select((row as HTMLTableRowElement).sectionRowIndex, before.reduce((sum, td) => sum + td.colSpan, 0));
}

function tabs({ tabs: all, selected }: OpenBook, actions: Actions, say: Speak): TemplateResult {
  const move = (event: KeyboardEvent): void => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0, at = all.findIndex(({ name }) => name === selected) + step;
    if (step === 0 || all[at] === undefined) return;
    event.preventDefault();
    actions.show(all[at].name);
    (event.currentTarget as Element).querySelectorAll<HTMLElement>("[role=tab]")[at]?.focus();
  };
  return html`<div class="tabs" role="tablist" aria-label=${say("excel/sheets")} @keydown=${move}>${all.map((tab) => tabButton(tab, tab.name === selected, actions, say))}</div>`;
}

function tabButton({ name, kind }: Tab, selected: boolean, actions: Actions, say: Speak): TemplateResult {
  return html`
    <button type="button" role="tab" class="tab-${kind}" aria-selected=${String(selected)} aria-controls="grid" ${selected ? ref(intoView) : nothing} tabindex=${selected ? 0 : -1} @click=${() => { actions.show(name); }}>
      ${kind === "copy" ? icons.shield : kind === "pivot" ? icons.grid : nothing}<span>${name}</span>${kind === "copy" ? html`<small>${say("excel/copy")}</small>` : nothing}
    </button>`;
}

/** Excel keeps the tab of the active sheet in sight. */
function intoView(tab: Element | undefined): void {
  if (tab !== undefined) requestAnimationFrame(() => { tab.parentElement?.scrollTo({ left: (tab as HTMLElement).offsetLeft - 80 }); });
}
