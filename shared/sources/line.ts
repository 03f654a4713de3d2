/** One row or one column of a labelled grid. */
export interface Line {
  /** One number per crossing line, NaN where it is blank or withheld. */
  readonly values: ArrayLike<number>;
  /** Labels from the outermost field inwards, repeated labels filled in; the innermost is empty where nothing is written. */
  readonly path: readonly string[];
  /** The label written for this very line. */
  readonly label: string;
}

/** Sum of some lines, to be set against a total. */
export interface Sum {
  readonly values: Float64Array;
  /** 1 where a part is blank or withheld: the true sum may be larger. */
  readonly gaps: Uint8Array;
  /** Parts that are not zero throughout. */
  readonly parts: number;
}

/** Decimal fractions are not exact in binary: sums of them agree to about twelve digits. */
const RELATIVE_ERROR = 1e-9;

/**
 * Words that announce a total. They decide between readings that the numbers allow, and refuse a total that does not add up;
 * they never make a total by themselves.
 */
const TOTAL_WORDS = /^(?:i ?alt|total(?:t|en)?|subtotal|hovedtotal|sum|alle|(?:hele )?landet|grand total|gesamtergebnis)$|(?: i ?alt| total| result)$/i;

export function isTotalWord(label: string): boolean {
  return TOTAL_WORDS.test(label.trim());
}

/** Nothing but zeros, blanks and withheld cells: the numbers cannot tell which total it is part of. */
export function isEmpty(line: Line): boolean {
  return Array.prototype.every.call(line.values, (value: number) => value === 0 || Number.isNaN(value));
}

export function nothing(width: number): Sum {
  return { values: new Float64Array(width), gaps: new Uint8Array(width), parts: 0 };
}

export function plus(sum: Sum, line: Line): Sum {
  const values = sum.values.slice(), gaps = sum.gaps.slice();
  for (let k = 0; k < values.length; k++) {
    const value = line.values[k];
    if (Number.isNaN(value)) gaps[k] = 1; else values[k] += value;
  }
  return { values, gaps, parts: sum.parts + (isEmpty(line) ? 0 : 1) };
}

/** Whether more non-negative parts can still reach the total. */
export function fitsUnder(sum: Sum, total: Line): boolean {
  return sum.values.every((value, k) => !(value > total.values[k] + slack(total.values[k])));
}

/**
 * Whether the parts add up to the total: equal in every crossing line, except that blanks may hide what is missing.
 * The equal ones must outnumber the short ones, unless labels announce the total.
 */
export function addsUp(sum: Sum, total: Line, announced = isTotalWord(total.label)): boolean {
  let equal = 0, short = 0, compared = 0;
  for (let k = 0; k < sum.values.length; k++) {
    const whole = total.values[k], value = sum.values[k];
    if (Number.isNaN(whole)) continue;
    compared++;
    if (Math.abs(whole - value) <= slack(whole)) equal += whole === 0 ? 0 : 1;
    else if (value < whole && sum.gaps[k] === 1) short++;
    else return false;
  }
  return compared > 0 && (announced || (equal === 0 ? short === 0 : equal >= short));
}

function slack(value: number): number {
  return RELATIVE_ERROR * Math.max(1, Math.abs(value));
}
