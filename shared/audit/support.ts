/** Rounding noise of the tableau: entries are small integers or their quotients. */
const EPSILON = 1e-9;

/**
 * The largest set of variables that a solution z ≥ 0 of R·z = 0 can make positive together: 1 for its members.
 * Null beyond the counted limit. Solves max Σu with z = u + w, 0 ≤ u ≤ 1, w ≥ 0: sums of solutions are solutions, so
 * at the optimum u is 1 exactly where some solution is positive. Simplex method with Bland's rule on a dense tableau;
 * the bounds u ≤ 1 are kept by turning a variable round when it reaches its upper end.
 */
export function support(rows: readonly (readonly number[])[], columns: number): Uint8Array | null {
  const tableau = new Tableau(rows, columns);
  const limit = 50 * (columns + rows.length);
  for (let step = 0; step < limit; step++)
    if (!tableau.improve()) return tableau.positive();
  return null;
}

/** Variables 0..n−1 are u, n..2n−1 are w, the rest artificial and fixed at zero. */
class Tableau {
  private readonly rows: number[][];
  private readonly right: number[];
  private readonly basis: number[];
  /** 1 where u stands at its upper end and the tableau holds 1 − u instead. */
  private readonly turned: Uint8Array;
  private readonly gain: number[];

  constructor(rows: readonly (readonly number[])[], private readonly columns: number) {
    this.rows = rows.map((row) => [...row, ...row]);
    this.right = rows.map(() => 0);
    this.basis = rows.map((_, r) => 2 * columns + r);
    this.turned = new Uint8Array(columns);
    this.gain = Array.from({ length: 2 * columns }, (_, c) => (c < columns ? 1 : 0));
  }

  /** One step of the simplex method; false at the optimum. */
  improve(): boolean {
    const entering = this.gain.findIndex((gain, c) => gain > EPSILON && !this.basis.includes(c));
    if (entering < 0) return false;
    let leaving = -1, reach = entering < this.columns ? 1 : Infinity, atUpper = false;
    for (let r = 0; r < this.rows.length; r++) {
      const value = this.rows[r][entering], basic = this.basis[r];
      // An artificial is fixed at zero: any change of it blocks.
      const down = value > EPSILON ? this.right[r] / value : basic >= 2 * this.columns && value < -EPSILON ? 0 : Infinity;
      const up = value < -EPSILON && basic < this.columns ? (1 - this.right[r]) / -value : Infinity;
      const room = Math.max(0, Math.min(down, up));
      if (room < reach - EPSILON || (room < reach + EPSILON && leaving >= 0 && basic < this.basis[leaving])) { reach = room; leaving = r; atUpper = up < down; }
    }
    if (leaving < 0) {
      if (reach === Infinity) return false;
      this.turn(entering);
      return true;
    }
    if (atUpper) this.turnBasic(leaving);
    this.exchange(leaving, entering);
    return true;
  }

  positive(): Uint8Array {
    const found = new Uint8Array(this.columns);
    for (let c = 0; c < this.columns; c++) {
      const row = this.basis.indexOf(c), value = row < 0 ? 0 : this.right[row];
      if ((this.turned[c] !== 0 ? 1 - value : value) > 0.5) found[c] = 1;
    }
    return found;
  }

  /** Replaces a nonbasic u by 1 − u. */
  private turn(column: number): void {
    for (let r = 0; r < this.rows.length; r++) {
      this.right[r] -= this.rows[r][column];
      this.rows[r][column] = -this.rows[r][column];
    }
    this.gain[column] = -this.gain[column];
    this.turned[column] ^= 1;
  }

  /** Replaces the basic u of a row by 1 − u. */
  private turnBasic(row: number): void {
    const column = this.basis[row], line = this.rows[row];
    for (let c = 0; c < line.length; c++) if (c !== column) line[c] = -line[c];
    this.right[row] = 1 - this.right[row];
    this.turned[column] ^= 1;
  }

  private exchange(leaving: number, entering: number): void {
    const row = this.rows[leaving], scale = row[entering];
    for (let c = 0; c < row.length; c++) row[c] /= scale;
    this.right[leaving] /= scale;
    for (let r = 0; r < this.rows.length; r++) {
      const factor = this.rows[r][entering];
      if (r === leaving || Math.abs(factor) <= EPSILON) continue;
      for (let c = 0; c < row.length; c++) this.rows[r][c] -= factor * row[c];
      this.right[r] -= factor * this.right[leaving];
    }
    const gain = this.gain[entering];
    for (let c = 0; c < row.length; c++) this.gain[c] -= gain * row[c];
    this.basis[leaving] = entering;
  }
}
