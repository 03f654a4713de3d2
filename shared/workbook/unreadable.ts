/** Why a workbook, part or pivot is not read: a code and coordinates, never a cell value. */
export interface Reason {
  readonly code: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

/** Thrown inside the reader only; `readWorkbook` turns it into a refusal. */
export class Unreadable extends Error {
  readonly reason: Reason;
  constructor(code: string, params?: Reason["params"]) {
    super(code);
    this.reason = params === undefined ? { code } : { code, params };
  }
}
