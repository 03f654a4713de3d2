import type { Message } from "../../shared/i18n/message.ts";
import type { Scan } from "../../shared/leaks/scan.ts";
import type { Policy } from "../../shared/policy/policy.ts";
import type { Card, Mend, PivotName, Place, Theme } from "../host.ts";
import type { Settings } from "../session/note.ts";
import type { Snapshot } from "../session/snapshot.ts";
import type { Speak } from "../speak.ts";

export const TABS = ["tables", "why", "scan", "more"] as const;
export type Tab = (typeof TABS)[number];

/** All the pane can show, and nothing it cannot. */
export interface PaneState {
  /** Why the add-in cannot run here. */
  readonly obstacle: Message | null;
  readonly snapshot: Snapshot;
  readonly tab: Tab;
  /** Null where none can be shown safely. */
  readonly chosen: PivotName | null;
  /** The user's last wish is being worked on. */
  readonly working: boolean;
  /** Why it did not come true. */
  readonly failed: Message | null;
  /** The active cell, once the user has chosen one. */
  readonly place: Place | null;
  readonly share: Share | null;
  readonly review: Review;
  /** Answers of this Excel to the test card; null: not asked yet. */
  readonly check: readonly Card[] | "running" | null;
  readonly report: { readonly caseNumber: string; readonly madeOn: string | null };
}

/** A copy without small counts on its way. */
export interface Share {
  readonly scope: "one" | "all";
  /** Readers beyond those the sheets are protected towards. */
  readonly readers: "own" | "others";
  readonly progress: "asking" | "making" | "made";
  /** Tables that were asked for and cannot be shown: they are not in the copy that was made. */
  readonly leftOut?: number;
}

/** The search for what travels with the workbook. */
export type Review =
  | { readonly status: "none" | "running" }
  | { readonly status: "done"; readonly scan: Scan; readonly mended: boolean };

/** What the user can do. */
export interface Actions {
  refresh(): Promise<void>;
  choose(pivot: PivotName): void;
  open(tab: Tab): void;
  /** Makes the protected sheet of the chosen table, or goes to it. */
  protect(): Promise<void>;
  /** Keeps a sheet in step no longer; the chosen table's where none is named. */
  letGo(of?: PivotName): Promise<void>;
  chart(): Promise<void>;
  protectSelection(): Promise<void>;
  cancel(): void;
  mask(on: boolean): Promise<void>;
  /** Shows the chosen table whole as the municipality's own, or protects it again. */
  showWhole(whole: boolean): Promise<void>;
  /** Tries once more to file what could not be filed. */
  fileNotes(): Promise<void>;
  /** Downloads the journal, to be filed where the policy says. */
  saveJournal(): void;
  share(change: Partial<Share> | null): void;
  makeCopy(): Promise<void>;
  review(): Promise<void>;
  mend(mend: Mend, what: string): Promise<void>;
  change(settings: Partial<Settings>): Promise<void>;
  forget(): Promise<void>;
  setCase(caseNumber: string): void;
  makeReport(): Promise<void>;
  printReport(): void;
  checkSystem(): Promise<void>;
  saveCheck(): void;
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

/** The state as one word, for tests and styles. */
export function nameOf(state: PaneState): string {
  const { obstacle, snapshot: { book, trouble, kept, laid }, working, failed, chosen } = state;
  const isChosen = ({ of }: { readonly of: PivotName }): boolean => of.sheet === chosen?.sheet && of.name === chosen.name;
  if (obstacle !== null) return "cannotRun";
  if (working) return book.status === "loading" ? "loading" : "working";
  if (book.status !== "read") return book.status;
  if (book.readings.length === 0) return "noPivot";
  if (failed !== null) return "failed";
  const sheet = kept.find(isChosen);
  if (sheet === undefined) return laid.find(isChosen)?.status === "refused" ? "refused" : "ready";
  return trouble !== null ? "outOfStep" : sheet.refused.length > 0 ? "refused" : "kept";
}
