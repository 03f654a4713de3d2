import type { Table } from "../table/table.ts";
import type { Sheet } from "../workbook/readWorkbook.ts";

/** A table that a visible sheet shows, with one measure; captions are its coordinates, so that a copy and its pivot meet. */
export interface ShownTable {
  readonly sheet: Sheet;
  readonly table: Table;
  /** Sheet cell of each table cell. */
  readonly addresses: readonly string[];
  /** 1 = the sheet shows a mark in its place. */
  readonly hidden: Uint8Array;
  /** Tables that state the same system are about the same persons, whatever their captions. */
  readonly system?: string;
}
