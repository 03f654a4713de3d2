/** What is known about the hidden cells of one connected part: whole rows of signed cells with a known sum, and a least value. */
export interface LinearSystem {
  /** Least value of each unknown. */
  readonly lower: readonly number[];
  /** All of them are whole numbers. */
  readonly integer: boolean;
  readonly rows: readonly LinearRow[];
}

export interface LinearRow {
  readonly unknowns: readonly number[];
  /** +1 or −1 for each of them. */
  readonly signs: readonly number[];
  readonly sum: number;
}

/** What an unknown can be; `high` may be Infinity. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Finds the interval of every unknown; null where no values satisfy the system. Undefined entries were not computed but are no single point. */
export type Oracle = (system: LinearSystem) => readonly (Interval | undefined)[] | null;
