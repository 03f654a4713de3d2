import type powerbi from "powerbi-visuals-api";
import type { Message } from "../shared/i18n/message.ts";
import type { Axis, Table } from "../shared/table/table.ts";

/** A Power BI matrix, read: a table of rows × columns, and what drawing it needs besides. Axis 0 holds the rows. */
export interface Matrix {
  readonly table: Table;
  readonly rows: MatrixAxis;
  readonly columns: MatrixAxis;
  readonly measures: readonly MatrixMeasure[];
  /** Index of the measure bound under Count: the number of persons behind the others. */
  readonly count: number | null;
  /** A slicer or filter holds for this visual; the host does not say which. */
  readonly filtered: boolean;
  /** Format strings of single cells, by measure and cell: the model computes them with the value, so only shown cells are looked up. */
  readonly formats: ReadonlyMap<number, ReadonlyMap<number, string>>;
  readonly told: Told;
  /** Totals were added up here, because the author said that the model cannot deliver them. */
  readonly summed: boolean;
  /** The report sorts by a measure: the order itself would tell how large hidden numbers are (9, hidden, 9). */
  readonly sortedByValue: boolean;
}

export interface MatrixAxis {
  readonly axis: Axis;
  /** What a reader sees as a tree, each place before its parts; the first one is the whole axis, with the grand total. */
  readonly places: readonly Place[];
  readonly levels: readonly powerbi.DataViewHierarchyLevel[];
  /** Captions of the fields, outermost first; empty when the role is empty. */
  readonly fields: readonly string[];
}

export interface Place {
  /** Name of its member, whether it has one or not. */
  readonly name: string;
  /** Caption; empty for the whole axis. */
  readonly text: string;
  /** Index of the place it belongs to, −1 for the whole axis. */
  readonly parent: number;
  /** Member of the axis with its numbers; null for a group whose total the report does not show. */
  readonly member: number | null;
  /** The host's own node, for its identity; null for the whole axis. */
  readonly node: powerbi.DataViewMatrixNode | null;
}

/** In the order of `table.measures`. */
export interface MatrixMeasure {
  /** Caption as the model gives it; `table.measures` carries a unique name. */
  readonly caption: string;
  /** Bound under Values; a measure bound only as Count protects the others and is not drawn. */
  readonly shown: boolean;
  /** .NET format string of the model. */
  readonly format: string;
}

/** `missing`: the author has not filled these roles; Values and one of the two others are needed. `empty`: the query gave nothing. */
export type MatrixReading =
  | { readonly status: "read"; readonly matrix: Matrix }
  | { readonly status: "missing"; readonly roles: readonly Role[] }
  | { readonly status: "empty" }
  | { readonly status: "refused"; readonly reason: Message };

/** What the model says of the table beside its numbers, in field wells of their own: it can only tighten. */
export interface Told {
  /** Code of the municipality whose staff reads; null where no field says. */
  readonly reader: string | null;
  /** Names of data sets whose rules hold too. */
  readonly dataSets: readonly string[];
}

/** Names of the data roles in capabilities.json that make a table. */
export type Role = "Rows" | "Columns" | "Values" | "Count";

/** Thrown inside the reader only: the data view is not what this visual can protect. */
export class Refusal extends Error {
  constructor(readonly reason: Message) { super(reason.code); }
}
