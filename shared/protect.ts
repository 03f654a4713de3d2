import type { Message } from "./i18n/message.ts";
import type { Policy } from "./policy/policy.ts";
import type { Table } from "./table/table.ts";

/** Protection of all tables handed in together: they are one system. */
export type Outcome =
  | { readonly status: "protected"; readonly tables: readonly ProtectedTable[]; readonly summary: Summary; readonly notices: readonly Message[] }
  | { readonly status: "refused"; readonly findings: readonly Message[] };

export interface ProtectedTable {
  readonly table: Table;
  /** Same order as `table.measures`. */
  readonly measures: readonly ProtectedMeasure[];
  /** For whoever holds the true table; never part of a copy. */
  readonly confidential: Confidential;
}

export interface ProtectedMeasure {
  /** `withheld`: no cell of it may be shown, `reason` says why and what to do. */
  readonly status: "protected" | "withheld";
  /** 1 = hidden, per cell. Primary and secondary look the same by design. */
  readonly hidden: Uint8Array;
  readonly reason?: Message;
}

export interface Confidential {
  readonly primary: readonly number[];
  readonly secondary: readonly number[];
  readonly loss: number;
}

export interface Summary {
  readonly hiddenCells: number;
  readonly cells: number;
  /** Hidden share of the summed values, 0..1. */
  readonly hiddenVolume: number;
}

export declare function protect(tables: readonly Table[], policy: Policy): Outcome;
