/** Arithmetic modulo a prime below 2^26, so that products stay exact in doubles. */
export const PRIME = 67108859;
const INVERSE = 1 / PRIME;

/** a·b mod PRIME for 0 ≤ a, b < PRIME. */
export function multiply(a: number, b: number): number {
  if (a === 1) return b;
  if (b === 1) return a;
  const product = a * b;
  const rest = product - Math.floor(product * INVERSE) * PRIME;
  return rest < 0 ? rest + PRIME : rest >= PRIME ? rest - PRIME : rest;
}

export function negate(a: number): number {
  return a === 0 ? 0 : PRIME - a;
}

/** Inverse by the extended Euclidean algorithm; a must not be 0. */
export function invert(a: number): number {
  if (a === 1 || a === PRIME - 1) return a;
  let r0 = PRIME, r1 = a, t0 = 0, t1 = 1;
  while (r1 !== 0) {
    const q = Math.floor(r0 / r1);
    [r0, r1] = [r1, r0 - q * r1];
    [t0, t1] = [t1, t0 - q * t1];
  }
  return t0 < 0 ? t0 + PRIME : t0;
}

/** Residue as the integer nearest zero: −PRIME/2 … PRIME/2. */
export function signed(a: number): number {
  return a > PRIME / 2 ? a - PRIME : a;
}

/** Coefficients of tables are small; a residue that is no such fraction passes for one only once in 200 times. */
const LARGEST_PART = 400;

/** The small fraction a residue stands for (Wang 1981, doi 10.1145/800206.806398); NaN where it is none. */
export function fraction(residue: number): number {
  let r0 = PRIME, r1 = residue, t0 = 0, t1 = 1;
  while (r1 > LARGEST_PART) {
    const quotient = Math.floor(r0 / r1);
    const r2 = r0 - quotient * r1, t2 = t0 - quotient * t1;
    r0 = r1; r1 = r2; t0 = t1; t1 = t2;
  }
  return Math.abs(t1) > LARGEST_PART ? NaN : r1 / t1;
}
