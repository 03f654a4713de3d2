/**
 * A file with one row per cell, as data packages (DM) and statistical exports have it: some columns say what a row
 * counts, others how many. Encoding: the text of row r in a column is `texts[codes[r]]`.
 */
export interface List {
  readonly name: string;
  readonly rows: number;
  readonly columns: readonly ListColumn[];
}

export interface ListColumn {
  readonly name: string;
  /** Distinct texts in order of first appearance, without the blanks around them. */
  readonly texts: readonly string[];
  readonly codes: Int32Array;
}

/** Why a list cannot be protected: a code and coordinates (rows count from 1 below the headings), never a value. */
export interface ListFault {
  readonly code: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

/** Thrown inside this folder only; `protectList` turns it into a refusal. */
export class Unfit extends Error {
  readonly fault: ListFault;
  constructor(code: string, params?: ListFault["params"]) {
    super(code);
    this.fault = params === undefined ? { code } : { code, params };
  }
}
