import type { Locale } from "../../shared/i18n/message.ts";
import type { Case } from "../../test/cases/readCases.ts";
import type { Finding } from "./finding.ts";
import type { View } from "./hiding.ts";

export interface State {
  readonly locale: Locale;
  readonly cases: readonly Case[];
  readonly at: number;
  readonly view: View;
  readonly hidden: ReadonlySet<number>;
  readonly finding: Finding;
}

export interface Actions {
  speak(locale: Locale): void;
  open(at: number): void;
  look(view: Exclude<View, "own">): void;
  toggle(cell: number): void;
}
