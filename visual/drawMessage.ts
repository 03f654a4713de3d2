import type { Role } from "./matrix.ts";
import type { Screen } from "./screen.ts";
import { element, icon } from "./element.ts";
import type { Word, Words } from "./words.ts";

const ICONS = {
  shield: "M12 3l7 3v5c0 4.6-2.9 8.2-7 10-4.1-1.8-7-5.4-7-10V6z M9 12h6",
  empty: "M4 5h16v14H4z M4 10h16 M10 10v9",
  waiting: "M12 4a8 8 0 1 0 8 8 M12 8v4l3 2",
};

/** Draws a screen that holds no table. */
export function drawMessage(screen: Exclude<Screen, { kind: "matrix" }>, words: Words): HTMLElement {
  switch (screen.kind) {
    case "landing": return landing(screen.missing, screen.limit, words);
    case "empty": return message("empty", words.word("visual/empty"), [words.word("visual/emptyBody")], "status");
    case "waiting": return message("waiting", words.word("visual/waiting"), [words.word("visual/waitingBody")], "status");
    case "refused": return message("shield", words.word("visual/refused"), screen.reasons.map((reason) => words.say(reason)), "alert");
  }
}

function message(picture: keyof typeof ICONS, title: string, body: readonly string[], role: string): HTMLElement {
  return element("div", { class: "message", role, tabindex: "0" },
    icon(ICONS[picture]), element("h2", {}, title), ...body.map((text) => element("p", {}, text)));
}

/** Says first what surprises most (an uncertified visual is blank in exports), then teaches the roles in the order an author fills them; a filled role is ticked off. */
function landing(missing: readonly Role[], limit: number, words: Words): HTMLElement {
  const step = (code: Word, role: Role | null): HTMLElement =>
    element("li", role !== null && !missing.includes(role) ? { class: "done" } : {}, words.word(code));
  return element("div", { class: "message landing", role: "status", tabindex: "0" },
    icon(ICONS.shield), element("h2", {}, words.word("visual/landing")),
    element("p", { class: "first" }, words.word("visual/landingExport")),
    element("p", {}, words.word("visual/landingBody", { limit })),
    element("ol", {}, step("visual/stepRows", "Rows"), step("visual/stepColumns", "Columns"), step("visual/stepValues", "Values"), step("visual/stepCount", null)),
    element("p", { class: "note" }, words.word("visual/landingControl")));
}
