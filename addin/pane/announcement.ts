import type { Speak } from "../speak.ts";
import { nameOf, type PaneState } from "./state.ts";
import { hiddenSentence } from "./figures.ts";
import { chosenTable } from "./chosenTable.ts";

/** One sentence for a screen reader whenever the state changes. */
export function announcement(state: PaneState, speak: Speak): string {
  const { snapshot: { phase }, failed, share, review } = state;
  switch (nameOf(state)) {
    case "loading":
      return speak.text("pane/loading");
    case "working":
      return phase === null ? speak.text("keep/making") : speak.text(`phase/${phase}`);
    case "failed":
      return failed === null ? "" : speak.message(failed);
    case "refused":
      return speak.text("result/refused");
  }
  if (review.status === "running") return speak.text("review/running");
  if (share?.progress === "made") return speak.text("share/made");
  const { kept, laid } = chosenTable(state);
  return kept !== undefined && laid?.status === "made" ? `${speak.text("keep/inStep")}. ${hiddenSentence(laid.report.summary, speak)}` : "";
}
