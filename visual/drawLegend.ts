import { element } from "./element.ts";
import type { MatrixView } from "./view.ts";
import type { Words } from "./words.ts";

/** Below the numbers: one explanation and one count for all hidden cells, and what can be done with what is shown. */
export function drawLegend(view: MatrixView, tools: readonly Node[], words: Words): HTMLElement {
  const why = view.hidden === 0
    ? [element("p", { class: "why" }, words.word("visual/noneHidden"))]
    : [
      element("p", { class: "why" }, element("span", { class: "mark", "aria-hidden": "true" }, view.mark), words.word("visual/explanation", { limit: view.limit })),
      element("p", { class: "count" }, words.word("visual/hiddenCells", { n: view.hidden })),
    ];
  return element("footer", {}, ...why, ...tools);
}
