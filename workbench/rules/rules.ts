import { render } from "lit";
import type { Locale, Message } from "../../shared/i18n/message.ts";
import sample from "../../sample.xlsx";
import { bytesOf } from "../dataUri.ts";
import type { WorkbookSource } from "../state.ts";
import { page } from "./page.ts";
import { readTables, type Contents } from "./readFile.ts";
import { BUILT_IN_CHOICE, sideOf, type Choice, type Hiding, type Side } from "./side.ts";
import type { Actions, Beside, Form, State } from "./state.ts";
import "../workbench.css";
import "./rules.css";

/** Any table under any rules, beside what would happen without them. */
class RulesPage implements Actions {
  private state: State = {
    locale: navigator.language.startsWith("en") ? "en" : "da", source: { kind: "sample" }, file: { status: "reading" }, at: 0,
    choice: BUILT_IN_CHOICE, beside: "small", form: "map", sides: null, dragging: false,
  };
  /** Sides that were worked out for the open file: the same question is not asked twice. */
  private known = new Map<string, Side | Message>();
  private latest = 0;

  constructor(private readonly element: HTMLElement) {}

  openSample(): void { void this.load("sample.xlsx", Promise.resolve(bytesOf(sample)), { kind: "sample" }); }

  open(file: File): void {
    void this.load(file.name, file.arrayBuffer().then((buffer) => new Uint8Array(buffer)), { kind: "file", name: file.name });
  }

  speak(locale: Locale): void { this.draw({ locale }); }

  take(at: number): void { void this.compare({ at }); }

  choose(choice: Partial<Choice>): void { void this.compare({ choice: { ...this.state.choice, ...choice } }); }

  compareWith(beside: Beside): void { void this.compare({ beside }); }

  look(form: Form): void { this.draw({ form }); }

  drag(over: boolean): void { if (this.state.dragging !== over) this.draw({ dragging: over }); }

  private async load(name: string, content: Promise<Uint8Array>, source: WorkbookSource): Promise<void> {
    const turn = ++this.latest;
    this.known = new Map();
    this.draw({ source, file: { status: "reading" }, sides: null, dragging: false });
    await painted();
    const read = await content.then((bytes) => readTables(name, bytes)).catch((): Message => ({ code: "workbench/failed" }));
    if (turn !== this.latest) return;
    if ("code" in read) { this.draw({ file: { status: "refused", reason: read } }); return; }
    await this.compare({ file: { status: "read", contents: read }, at: 0 });
  }

  /** Works both sides out for the changed state; what was begun before is left alone. */
  private async compare(changes: Partial<State>): Promise<void> {
    const turn = ++this.latest;
    this.draw({ ...changes, sides: null });
    const { file, at, choice, beside } = this.state;
    if (file.status !== "read" || file.contents.counts.length === 0) return;
    await painted();
    if (turn !== this.latest) return;
    const left = beside === "builtIn" ? this.side(file.contents, at, "protected", BUILT_IN_CHOICE) : this.side(file.contents, at, beside, choice);
    this.draw({ sides: { left, right: this.side(file.contents, at, "protected", choice) } });
  }

  private side(contents: Contents, at: number, hiding: Hiding, choice: Choice): Side | Message {
    const question = JSON.stringify([at, hiding, choice]), before = this.known.get(question);
    if (before !== undefined) return before;
    const answer = worked(contents, at, hiding, choice);
    this.known.set(question, answer);
    return answer;
  }

  private draw(changes: Partial<State>): void {
    this.state = { ...this.state, ...changes };
    document.documentElement.lang = this.state.locale;
    render(page(this.state, this), this.element);
  }
}

function worked(contents: Contents, at: number, hiding: Hiding, choice: Choice): Side | Message {
  try {
    return sideOf(contents, contents.counts[at], hiding, choice);
  } catch {
    return { code: "workbench/failed" };
  }
}

/** What was drawn is seen before long work begins. */
function painted(): Promise<void> {
  return new Promise((resolve) => { requestAnimationFrame(() => { setTimeout(resolve); }); });
}

const element = document.getElementById("rules");
if (element !== null) new RulesPage(element).openSample();
