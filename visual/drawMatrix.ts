import { drawLegend } from "./drawLegend.ts";
import { drawNotices } from "./drawNotices.ts";
import { element } from "./element.ts";
import { explainHidden } from "./explainHidden.ts";
import { Grid } from "./grid.ts";
import type { ReaderState } from "./reader.ts";
import type { Selection } from "./selection.ts";
import type { MatrixView } from "./view.ts";
import type { Words } from "./words.ts";

/** What a drawing gives back: `settle` measures and completes it once it stands in the page. */
export interface Drawn {
  readonly element: HTMLElement;
  settle(): void;
  focus(): void;
}

/** Draws the protected matrix as an accessible grid with a legend. `again`: draws everything anew, as the reader has arranged it by then. */
export function drawMatrix(view: MatrixView, state: ReaderState, selection: Selection, again: () => void, tools: readonly Node[], words: Words): Drawn {
  const scroll = element("div", { class: "scroll" }), grid = new Grid(view, state, selection, scroll, again, words);
  scroll.addEventListener("click", (event) => { if (event.target === scroll) selection.clear(); });
  scroll.append(grid.table);
  const made = element("div", { class: "matrix" }, ...drawNotices(view, words), scroll, drawLegend(view, tools, words));
  made.append(explainHidden(made, view.limit, words));
  return { element: made, settle: () => { grid.settle(); }, focus: () => { grid.focus(); } };
}
