import { element, icon } from "./element.ts";
import type { MatrixView } from "./view.ts";
import type { Words } from "./words.ts";

const FUNNEL = "M4 5h16l-6 7v6l-4-2v-4z";

/** What readers are told above the numbers. */
export function drawNotices(view: MatrixView, words: Words): HTMLElement[] {
  const filtered = view.filtered ? [element("p", { class: "notice", role: "note" }, icon(FUNNEL), words.word("visual/filtered"))] : [];
  const summed = view.summed ? [element("p", { class: "notice", role: "note" }, words.word("visual/summed"))] : [];
  return [...filtered, ...summed, ...view.notices.map((notice) => element("p", { class: "notice strong", role: "note" }, words.say(notice)))];
}
