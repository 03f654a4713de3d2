import { PRIME } from "../algebra/modular.ts";

/** Coefficients of tables are small; a residue that is no such fraction passes for one only once in 200 times. */
const LARGEST = 512;

export interface Fraction {
  readonly numerator: number;
  /** Positive. */
  readonly denominator: number;
}

/** The fraction with small numerator and denominator that a residue stands for (Wang 1981), or null where there is none. */
export function fraction(residue: number): Fraction | null {
  let r0 = PRIME, r1 = residue, t0 = 0, t1 = 1;
  while (r1 > LARGEST) {
    const quotient = Math.floor(r0 / r1);
    [r0, r1] = [r1, r0 - quotient * r1];
    [t0, t1] = [t1, t0 - quotient * t1];
  }
  if (Math.abs(t1) > LARGEST) return null;
  return t1 < 0 ? { numerator: -r1, denominator: -t1 } : { numerator: r1, denominator: t1 };
}
