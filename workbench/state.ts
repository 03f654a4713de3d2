import type { Locale, Message } from "../shared/i18n/message.ts";
import type { Agreement } from "./agreement.ts";
import type { ScreenSheet } from "./sheet.ts";

/** All the page can show. */
export interface State {
  readonly locale: Locale;
  readonly source: WorkbookSource;
  readonly book: Book;
  /** A file is held over the page. */
  readonly dragging: boolean;
}

export type WorkbookSource = { readonly kind: "sample" } | { readonly kind: "file"; readonly name: string };

export type Book =
  | { readonly status: "reading" }
  | { readonly status: "refused"; readonly reason: Message }
  | OpenBook;

export interface OpenBook {
  readonly status: "open";
  /** Name of the file. */
  readonly name: string;
  readonly tabs: readonly Tab[];
  readonly selected: string;
  /** The selected sheet. */
  readonly sheet: ScreenSheet;
  readonly matrix: MatrixState;
}

export interface Tab {
  readonly name: string;
  readonly kind: "sheet" | "pivot" | "copy";
}

/** What became of the table on the Power BI side. */
export type MatrixState =
  | { readonly status: "none" }
  | { readonly status: "pending"; readonly pivot: string }
  | { readonly status: "unread"; readonly pivot: string }
  | { readonly status: "compared"; readonly pivot: string; readonly agreement: Agreement };

/** What the user can do. */
export interface Actions {
  open(file: File): void;
  openSample(): void;
  speak(locale: Locale): void;
  show(sheet: string): void;
  select(row: number, column: number): void;
  drag(over: boolean): void;
}
