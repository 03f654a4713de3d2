import type { Grid } from "../shared/present/grid.ts";
import type { Locale, Message } from "../shared/i18n/message.ts";

/**
 * All that the add-in asks of Excel. `excel/` implements it with Office.js; the emulated Excel of the tests and
 * the workbench implements it over a workbook's bytes. Every promise rejects with a `HostError` and nothing else.
 */
export interface Host {
  /** Language of the program around the pane. */
  readonly locale: Locale;
  /** Colours of the program around the pane; null leaves the choice to the browser. */
  readonly theme: Theme | null;
  /** Why the add-in cannot run here (Excel too old, Office out of reach); null where it can. */
  readonly obstacle: Message | null;
  /** The workbook as .xlsx bytes, unsaved edits included. A full save in memory: call it on demand only. */
  file(): Promise<Uint8Array>;
  /** PivotTables that Excel itself knows to be over this workbook's cells, by its object model: for an Excel that hands over no file. */
  localPivots(): Promise<LocalPivots>;
  /** The selected rectangle; its first cell is the active one. */
  selection(): Promise<CellRange>;
  /** Cells of several ranges, the list of PivotTables and what slicers choose, in one request where Excel takes it. */
  look(wanted: Wanted): Promise<Seen>;
  /** Adds a sheet of values and shows it; the name is made unique where it is taken. */
  addSheet(sheet: ValuesSheet): Promise<SheetRef>;
  /** Brings sheets that the add-in made from one content to another, all in one request; only lines that differ are written. */
  changeSheets(changes: readonly SheetChange[]): Promise<void>;
  showSheet(id: string): Promise<void>;
  /** Adds a column chart of a range beside it on its own sheet; a cell that holds an error is a gap. */
  addChart(range: CellRange, title: string): Promise<void>;
  /** Number formats of a range in one write; null leaves a cell as it is. Values stay what they are. */
  setFormats(range: CellRange, formats: Formats): Promise<void>;
  /** Opens .xlsx bytes as a new, unsaved workbook in its own window. */
  openWorkbook(bytes: Uint8Array): Promise<void>;
  /** The add-in's own note in the workbook: a custom XML part that no copy takes along. */
  readNote(): Promise<string | null>;
  writeNote(text: string): Promise<void>;
  mend(mend: Mend): Promise<void>;
  setStartup(startup: Startup): Promise<void>;
  /** Tries what this Excel can do; keeps nothing of the workbook's content, names or places. */
  testCard(): Promise<readonly Card[]>;
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

export interface LocalPivots {
  readonly pivots: readonly LocalPivot[];
  /** Whether a slicer may be filtering: one that is not cleared, or of which this Excel cannot tell. Which field it filters, nobody tells. */
  readonly sliced: boolean;
}

/** A PivotTable over this workbook's cells. */
export interface LocalPivot extends PivotName {
  /** Its body, without the page fields above. */
  readonly range: CellRange;
  /** Null where Excel cannot tell, or tells of a filter that names no members. */
  readonly fields: LocalFields | null;
}

export interface LocalFields {
  /** The range or table it counts, as Excel names it. */
  readonly source: string;
  /** From the outermost inwards. */
  readonly rows: readonly LocalField[];
  readonly columns: readonly LocalField[];
  readonly pages: readonly LocalField[];
  /** The fields under Values. */
  readonly data: readonly LocalMeasure[];
}

export interface LocalMeasure {
  readonly name: string;
  /** "other": neither a plain sum nor a count, as averages and shares of a total are not. */
  readonly aggregation: "sum" | "count" | "other";
}

export interface LocalField {
  readonly name: string;
  readonly items: readonly string[];
  /** Items that a filter keeps; null: all. */
  readonly kept: readonly string[] | null;
}

/** Zero-based. */
export interface Place {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
}

/** `sheet` by name, or by the id of a sheet that the add-in made. */
export interface CellRange extends Place {
  readonly rows: number;
  readonly columns: number;
}

/** An empty cell is "". */
export type Scalar = string | number | boolean;
export type Block = readonly (readonly Scalar[])[];
export type Formats = readonly (readonly (string | null)[])[];

export interface Wanted {
  readonly ranges: readonly CellRange[];
  /** Ranges whose number formats are wanted. */
  readonly formats?: readonly CellRange[];
  /** Ranges whose formulas are wanted. */
  readonly formulas?: readonly CellRange[];
}

export interface Seen {
  /** As Excel itself lists them: a check on what the file gives. */
  readonly pivots: readonly PivotName[];
  /** All sheets of the workbook: an id stays when its sheet is renamed. */
  readonly sheets: readonly SheetRef[];
  /** One per range; null where its sheet is gone. */
  readonly blocks: readonly (Block | null)[];
  readonly formats: readonly (readonly (readonly string[])[] | null)[];
  /** One per range, in English whatever Excel's language; a cell without a formula gives its value. */
  readonly formulas: readonly (Block | null)[];
  /** What each slicer chooses, as one text; null where this Excel cannot tell. */
  readonly slicers: string | null;
}

export interface SheetRef {
  readonly id: string;
  readonly name: string;
}

/** A sheet to be written: text and numbers, no formula, no link. */
export interface ValuesSheet {
  readonly name: string;
  /** Lines above the grid; the first is the title. */
  readonly heading: readonly string[];
  readonly grid: Grid;
  /** Leading rows of the grid that hold captions. */
  readonly headerRows?: number;
  /** Lines below the grid. */
  readonly notes: readonly string[];
  /** Hidden cells become Excel's #N/A, so that a sum over them fails instead of passing over them. */
  readonly failing?: boolean;
}

export interface SheetChange {
  readonly id: string;
  /** What the sheet shows now; null: unknown, everything is written. */
  readonly before: ValuesSheet | null;
  readonly after: ValuesSheet;
}

/** What Excel lets an add-in put right in the workbook itself. */
export type Mend = { readonly kind: "showSheet" | "deleteSheet"; readonly sheet: string } | { readonly kind: "clearProperties" };

/** One entry of the test card. `left`: for whom it is left, where the add-in does not ask itself. */
export interface Card {
  readonly id: string;
  readonly answers: readonly Answer[];
  readonly left: "eyes" | "dangerous" | null;
}
export interface Answer {
  /** The member or requirement set asked for. */
  readonly asks: string;
  /** "answers", "fails", or one word of its own. */
  readonly outcome: string;
  /** Excel's error code. */
  readonly code?: string;
}

export interface Startup {
  /** The pane opens with this workbook; null: as before, and the workbook is not touched. */
  readonly opens: boolean | null;
  /** Excel asks before the workbook is closed. */
  readonly warns: boolean;
}

/** Why Excel did not do it: a code and Excel's own error code, never a cell value. */
export class HostError extends Error {
  constructor(readonly reason: Message) {
    super(reason.code);
    this.name = "HostError";
  }
}
