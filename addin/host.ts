import type { Grid } from "../shared/present/grid.ts";
import type { Locale, Message } from "../shared/i18n/message.ts";

/**
 * All that the add-in asks of Excel. `excel.ts` implements it with Office.js; the emulated Excel of the tests and
 * the workbench implements it over a workbook's bytes. Every promise rejects with a `HostError` and nothing else.
 */
export interface Host {
  /** Language of the program around the pane. */
  readonly locale: Locale;
  /** Colours of the program around the pane; null leaves the choice to the browser. */
  readonly theme: Theme | null;
  /** Why the add-in cannot run here (Excel too old, Office out of reach); null where it can. */
  readonly obstacle: Message | null;
  /** PivotTables as Excel itself lists them: cheap, and a check on what the file gives. */
  pivots(): Promise<readonly PivotName[]>;
  /** The workbook as .xlsx bytes, unsaved edits included. A full save in memory: call it on demand only. */
  file(): Promise<Uint8Array>;
  /** The active cell. */
  selection(): Promise<Place>;
  /** Adds a sheet of values and shows it; the name is made unique where it is taken. Gives the name in use. */
  addSheet(sheet: ValuesSheet): Promise<string>;
  /** Opens .xlsx bytes as a new, unsaved workbook in its own window. */
  openWorkbook(bytes: Uint8Array): Promise<void>;
  /** Tells of the user's doings, not of the add-in's own. Excel has no event for a refiltered pivot. */
  watch(listener: (event: HostEvent) => void): Promise<Stop>;
}

export type Theme = "light" | "dark";
export type HostEvent = "selected" | "changed";
export type Stop = () => Promise<void>;

/** A PivotTable's name is unique within its sheet. */
export interface PivotName {
  readonly sheet: string;
  readonly name: string;
}

/** Zero-based. */
export interface Place {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
}

/** A sheet to be written: text and numbers, no formula, no link. */
export interface ValuesSheet {
  readonly name: string;
  /** Lines above the grid; the first is the title. */
  readonly heading: readonly string[];
  readonly grid: Grid;
  /** Lines below the grid. */
  readonly notes: readonly string[];
}

/** Why Excel did not do it: a code and Excel's own error code, never a cell value. */
export class HostError extends Error {
  constructor(readonly reason: Message) {
    super(reason.code);
    this.name = "HostError";
  }
}
