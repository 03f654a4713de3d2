import { html, type TemplateResult } from "lit";
import type { Summary } from "../../shared/protect.ts";
import type { Speak } from "../speak.ts";

/** The number of hidden cells and what share of cells and volume they are. */
export function figures({ hiddenCells, cells, hiddenVolume }: Summary, speak: Speak): TemplateResult {
  if (hiddenCells === 0) return html`<p class="figure">${speak.text("result/nothingHidden")}</p>`;
  return html`
    <div class="figures">
      <p class="figure"><strong>${speak.number(hiddenCells)}</strong> <span>${speak.text("result/hiddenCells", { n: hiddenCells })}</span></p>
      <ul class="shares">
        ${share(hiddenCells / cells, speak.text("result/shareOfCells"), speak)}
        ${share(hiddenVolume, speak.text("result/shareOfVolume"), speak)}
      </ul>
    </div>`;
}

export function hiddenSentence({ hiddenCells }: Summary, speak: Speak): string {
  if (hiddenCells === 0) return speak.text("result/nothingHidden");
  return `${speak.number(hiddenCells)} ${speak.text("result/hiddenCells", { n: hiddenCells })}.`;
}

function share(part: number, of: string, speak: Speak): TemplateResult {
  return html`
    <li><span class="bar" aria-hidden="true"><span .style=${`width: ${100 * Math.min(1, Math.max(0, part))}%`}></span></span>
      <span><strong>${speak.percent(part)}</strong> ${of}</span></li>`;
}
