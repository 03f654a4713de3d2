import { element, icon } from "./element.ts";
import type { Cell, Line, MatrixView } from "./view.ts";
import type { Words } from "./words.ts";

export const CHEVRON = "M9 6l6 6-6 6";

/** Draws one line of the matrix; `at` is its place among all lines, `turn` folds or unfolds its group. */
export function drawRow(view: MatrixView, at: number, folded: boolean, turn: () => void, words: Words): HTMLTableRowElement {
  const line = view.lines[at];
  return element("tr", {
    role: "row", class: at % 2 === 0 ? line.kind : `${line.kind} odd`, "aria-rowindex": String(view.heads.length + at + 1),
    ...(view.nested ? { "aria-level": String(line.level + 1) } : {}), ...(line.kind === "group" ? { "aria-expanded": String(!folded) } : {}),
  }, heading(line, folded, turn, words), ...line.cells.map((cell) => drawCell(cell, view.mark, words)));
}

function heading(line: Line, folded: boolean, turn: () => void, words: Words): HTMLElement {
  const made = element("th", { scope: "row", tabindex: "-1" });
  made.style.setProperty("--level", String(line.level));
  if (line.kind === "group") {
    const label = words.word(folded ? "visual/expand" : "visual/collapse");
    const button = element("button", { type: "button", class: "fold", tabindex: "-1", "aria-label": `${label}: ${line.text}`, "aria-expanded": String(!folded) }, icon(CHEVRON));
    button.addEventListener("click", turn);
    made.append(button);
  }
  made.append(element("span", {}, line.text));
  return made;
}

/** Every hidden cell is made alike: the mark to look at, one word to hear, and nothing else. */
function drawCell(cell: Cell, mark: string, words: Words): HTMLElement {
  if (cell.kind === "hidden") return element("td", { role: "gridcell", tabindex: "-1", class: "hidden", "aria-label": words.word("visual/hidden") }, mark);
  const made = element("td", { role: "gridcell", tabindex: "-1" }, cell.kind === "shown" ? cell.text : "");
  if (cell.kind === "shown" && cell.share !== undefined) {
    made.classList.add("bar");
    made.style.setProperty("--share", cell.share.toFixed(3));
  }
  return made;
}
