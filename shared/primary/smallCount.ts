/** What decides that a count is small, as plain numbers. */
export interface SmallCountRule {
  /** Inclusive: KOMBIT's "5 eller derunder". */
  readonly maxN: number;
  readonly zeros: "hide" | "show";
}

/** Whether a count is a primary: 1..maxN, and 0 where zeros are hidden. A fractional count is compared as a real number. */
export function isSmall(value: number, rule: SmallCountRule): boolean {
  return value === 0 ? rule.zeros === "hide" : value > 0 && value <= rule.maxN;
}
