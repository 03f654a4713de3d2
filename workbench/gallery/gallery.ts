import { render } from "lit";
import type { Locale } from "../../shared/i18n/message.ts";
import leaks from "../../test/cases/leaks.txt";
import safe from "../../test/cases/safe.txt";
import { readCases } from "../../test/cases/readCases.ts";
import { find } from "./finding.ts";
import { hiddenIn, type View } from "./hiding.ts";
import { page } from "./page.ts";
import type { Actions, State } from "./state.ts";
import "../workbench.css";
import "./gallery.css";

const CASES = [leaks, safe].flatMap((text) => readCases(text.replaceAll("\r", "")));

/** The tables of the tests, to be hidden in by hand and attacked at once. */
class Gallery implements Actions {
  private state: State;

  constructor(private readonly element: HTMLElement) {
    this.state = { locale: navigator.language.startsWith("en") ? "en" : "da", cases: CASES, at: 0, ...this.attacked(0, "small") };
    this.draw({});
  }

  speak(locale: Locale): void { this.draw({ locale }); }

  open(at: number): void { this.draw({ at, ...this.attacked(at, this.state.view === "own" ? "small" : this.state.view) }); }

  look(view: Exclude<View, "own">): void { this.draw(this.attacked(this.state.at, view)); }

  toggle(cell: number): void {
    const hidden = new Set(this.state.hidden);
    if (!hidden.delete(cell)) hidden.add(cell);
    this.draw({ view: "own", hidden, finding: find(CASES[this.state.at], "own", hidden) });
  }

  private attacked(at: number, view: Exclude<View, "own">): Pick<State, "view" | "hidden" | "finding"> {
    const hidden = hiddenIn(CASES[at], view);
    return { view, hidden, finding: find(CASES[at], view, hidden) };
  }

  private draw(changes: Partial<State>): void {
    this.state = { ...this.state, ...changes };
    document.documentElement.lang = this.state.locale;
    render(page(this.state, this), this.element);
  }
}

const element = document.getElementById("gallery");
if (element !== null) new Gallery(element);
