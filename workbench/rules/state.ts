import type { Locale, Message } from "../../shared/i18n/message.ts";
import type { WorkbookSource } from "../state.ts";
import type { Contents } from "./readFile.ts";
import type { Choice, Side } from "./side.ts";

/** What the left table shows; the right one is always Diskret with the chosen rules. */
export type Beside = "all" | "small" | "builtIn";
export type Form = "map" | "numbers";

/** All the page can show. */
export interface State {
  readonly locale: Locale;
  readonly source: WorkbookSource;
  readonly file: { readonly status: "reading" } | { readonly status: "refused"; readonly reason: Message } | { readonly status: "read"; readonly contents: Contents };
  /** Which of the file's counts. */
  readonly at: number;
  readonly choice: Choice;
  readonly beside: Beside;
  readonly form: Form;
  /** Null while they are worked out. */
  readonly sides: { readonly left: Side | Message; readonly right: Side | Message } | null;
  /** A file is held over the page. */
  readonly dragging: boolean;
}

/** What the user can do. */
export interface Actions {
  open(file: File): void;
  openSample(): void;
  speak(locale: Locale): void;
  take(at: number): void;
  choose(choice: Partial<Choice>): void;
  compareWith(beside: Beside): void;
  look(form: Form): void;
  drag(over: boolean): void;
}
