import { element } from "./element.ts";
import type { Words } from "./words.ts";

/** The one explanation, beside whichever hidden number the reader points at, touches or moves to. Escape puts it away. */
export function explainHidden(around: HTMLElement, limit: number, words: Words): HTMLElement {
  const tip = element("div", { class: "tip", role: "tooltip", hidden: "" }, words.word("visual/explanation", { limit }));
  const show = (target: EventTarget | null): void => {
    const cell = target instanceof Element ? target.closest(".hidden") : null;
    tip.hidden = cell === null;
    if (cell === null) return;
    const [box, all] = [cell.getBoundingClientRect(), around.getBoundingClientRect()];
    const above = box.bottom + tip.offsetHeight + 6 > all.bottom;
    tip.style.top = `${(above ? box.top - tip.offsetHeight - 4 : box.bottom + 4) - all.top}px`;
    tip.style.left = `${Math.max(4, Math.min(all.width - tip.offsetWidth - 4, box.left - all.left))}px`;
  };
  around.addEventListener("pointerover", (event) => { show(event.target); });
  around.addEventListener("pointerleave", () => { show(null); });
  around.addEventListener("focusin", (event) => { show(event.target); });
  around.addEventListener("focusout", () => { show(null); });
  around.addEventListener("scroll", () => { show(null); }, { capture: true, passive: true });
  around.addEventListener("keydown", (event) => { if (event.key === "Escape") show(null); });
  return tip;
}
