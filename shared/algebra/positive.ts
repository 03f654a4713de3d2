/** Rounding noise of the tableau: entries are small integers or their quotients. */
const EPSILON = 1e-9;

/**
 * A strictly positive solution of R·z = 0 (every z ≥ 1), or null where some variable must be zero.
 *
 * By Stiemke's lemma a null answer means that a non-negative, non-zero combination of the rows exists: a sum of
 * one-sided cells that is known. Phase one of the simplex method with Bland's rule; rows are dense over `columns`.
 */
export function strictlyPositive(rows: readonly (readonly number[])[], columns: number): readonly number[] | null {
  // z = 1 + w with w ≥ 0: R·w = −R·1; rows are flipped so that right sides are ≥ 0, artificials are implicit.
  const tableau = rows.map((row) => {
    const right = -row.reduce((sum, value) => sum + value, 0);
    return right < 0 ? [...row.map((value) => -value), -right] : [...row, right];
  });
  const basis = tableau.map(() => -1);
  for (let step = 0; step < 50 * (columns + rows.length); step++) {
    const entering = improving(tableau, basis, columns);
    if (entering < 0) break;
    const leaving = ratioTest(tableau, basis, entering, columns);
    if (leaving < 0) return null;
    exchange(tableau, leaving, entering);
    basis[leaving] = entering;
  }
  const z = new Array<number>(columns).fill(1);
  for (let r = 0; r < tableau.length; r++) {
    const value = tableau[r][columns];
    if (basis[r] >= 0) z[basis[r]] = 1 + value;
    else if (value > EPSILON) return null;
  }
  return z;
}

/** First column that lowers the sum of artificials. */
function improving(tableau: readonly number[][], basis: readonly number[], columns: number): number {
  for (let c = 0; c < columns; c++) {
    let gain = 0;
    for (let r = 0; r < tableau.length; r++) if (basis[r] === -1) gain += tableau[r][c];
    if (gain > EPSILON && !basis.includes(c)) return c;
  }
  return -1;
}

function ratioTest(tableau: readonly number[][], basis: readonly number[], entering: number, right: number): number {
  let best = -1, bestRatio = Infinity;
  for (let r = 0; r < tableau.length; r++) {
    const value = tableau[r][entering];
    if (value <= EPSILON) continue;
    const ratio = tableau[r][right] / value;
    if (ratio < bestRatio - EPSILON || (ratio < bestRatio + EPSILON && basis[r] < basis[best])) { best = r; bestRatio = ratio; }
  }
  return best;
}

function exchange(tableau: number[][], leaving: number, entering: number): void {
  const row = tableau[leaving], scale = row[entering];
  for (let c = 0; c < row.length; c++) row[c] /= scale;
  for (let r = 0; r < tableau.length; r++) {
    const factor = tableau[r][entering];
    if (r === leaving || Math.abs(factor) <= EPSILON) continue;
    for (let c = 0; c < row.length; c++) tableau[r][c] -= factor * row[c];
  }
}
