import type { Message } from "../../shared/i18n/message.ts";
import type { Policy } from "../../shared/policy/policy.ts";
import type { PivotName, Theme, ValuesSheet } from "../host.ts";
import type { Report } from "../makeCopy.ts";
import type { PivotReading } from "../readPivots.ts";
import type { Speak } from "../speak.ts";

/** All the pane can show, and nothing it cannot. */
export type PaneState =
  | { readonly status: "cannotRun"; readonly reason: Message }
  | { readonly status: "loading" }
  | { readonly status: "noPivot" }
  | { readonly status: "error"; readonly reason: Message }
  | Ready;

/** The workbook's PivotTables are known. */
export interface Ready {
  readonly status: "ready";
  readonly pivots: readonly PivotReading[];
  /** Null where none can be shown safely. */
  readonly chosen: PivotName | null;
  readonly work: Work;
}

/** What became of the last wish for a copy. */
export type Work =
  | { readonly kind: "none" }
  | { readonly kind: "protecting" }
  | Protected
  | { readonly kind: "refused"; readonly findings: readonly Message[] }
  | { readonly kind: "failed"; readonly reason: Message };

export interface Protected {
  readonly kind: "protected";
  /** The sheet as written, for a workbook of its own. */
  readonly sheet: ValuesSheet;
  /** The name Excel gave it. */
  readonly sheetName: string;
  readonly report: Report;
  /** The workbook has changed since. */
  readonly changed: boolean;
  readonly opening: Opening;
}

/** The copy as a workbook of its own. */
export type Opening =
  | { readonly kind: "none" }
  | { readonly kind: "opening" }
  | { readonly kind: "opened" }
  | { readonly kind: "failed"; readonly reason: Message };

/** What the user can do. */
export interface Actions {
  refresh(): Promise<void>;
  choose(pivot: PivotName): void;
  protect(): Promise<void>;
  openWorkbook(): Promise<void>;
}

/** All that the pane is drawn from. */
export interface PaneView {
  readonly state: PaneState;
  readonly policy: Policy;
  /** What readers are told of the policy. */
  readonly notices: readonly Message[];
  readonly speak: Speak;
  /** Null: the browser's own preference. */
  readonly theme: Theme | null;
  readonly actions: Actions;
}
