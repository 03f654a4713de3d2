import { invert, multiply, negate, PRIME } from "./modular.ts";

/**
 * The solutions z of a homogeneous sparse system, kept in reduced row echelon form modulo PRIME:
 * every row expresses one basic variable by nonbasic ones, z_basic = −Σ value·z_nonbasic.
 * A variable that is basic with an empty row is zero in every solution.
 *
 * `oneSided` variables may only grow. They become basic only in rows without two-sided variables, so those
 * rows (`coneRows`) are all that the signs constrain.
 */
export class Dictionary {
  /** Row of a basic variable, −1 where nonbasic or dropped. */
  readonly rowOf: Int32Array;
  /** Basic variable of a row, −1 where the row is gone. */
  readonly basic: number[] = [];
  readonly columns: number[][] = [];
  readonly values: number[][] = [];
  /** Rows that contain each nonbasic variable, in no order. */
  private readonly rowsWith: (number[] | undefined)[];
  private readonly position: Int32Array;
  /** Entries touched so far: the counted step by which callers limit their work. */
  steps = 0;

  constructor(readonly variables: number, readonly oneSided: Uint8Array) {
    this.rowOf = new Int32Array(variables).fill(-1);
    this.rowsWith = new Array<number[] | undefined>(variables);
    this.position = new Int32Array(variables);
  }

  /**
   * Adds Σ coefficient·z = 0. Variables left out are fixed at zero. Where none of those marked in `among` can be made
   * basic, the relation keeps a variable of its `own` that stands for its sum.
   */
  addRelation(columns: readonly number[], coefficients: readonly number[], among: Uint8Array | null = null, own = -1): void {
    const row = this.basic.length;
    this.basic.push(-1);
    this.columns.push([]);
    this.values.push([]);
    for (let k = 0; k < columns.length; k++) {
      const variable = columns[k], coefficient = coefficients[k];
      const residue = coefficient < 0 ? coefficient + PRIME : coefficient;
      const owner = this.rowOf[variable];
      if (owner < 0) this.addEntry(row, variable, residue);
      else this.subtract(row, owner, residue);
    }
    if (this.columns[row].length === 0) return;
    const pivot = this.choosePivot(row, -1, among);
    if (pivot < 0) this.addEntry(row, own, 1);
    this.makeBasic(row, pivot < 0 ? own : pivot);
  }

  /** The variable best made basic in a row, of those marked in `among`: two-sided before one-sided, then the one in fewest rows. −1 where there is none. */
  choosePivot(row: number, except: number, among: Uint8Array | null = null): number {
    let best = -1, bestWeight = Infinity;
    for (const variable of this.columns[row]) {
      if (variable === except || among?.[variable] === 0) continue;
      const weight = (this.rowsWith[variable]?.length ?? 0) + (this.oneSided[variable] ? 1e9 : 0);
      if (weight < bestWeight || (weight === bestWeight && variable < best)) { best = variable; bestWeight = weight; }
    }
    return best;
  }

  /** Makes nonbasic `entering` basic in `row`; the variable that was basic there becomes nonbasic. */
  pivot(row: number, entering: number): void {
    const leaving = this.basic[row];
    if (leaving >= 0) {
      this.rowOf[leaving] = -1;
      this.basic[row] = -1;
      this.addEntry(row, leaving, 1);
    }
    this.makeBasic(row, entering);
  }

  /** Rows that contain a nonbasic variable, ascending. */
  rowsOf(variable: number): readonly number[] {
    const rows = this.rowsWith[variable] ?? [];
    return rows.length > 1 ? rows.sort((a, b) => a - b) : rows;
  }

  /** How many rows contain a nonbasic variable. */
  rowCount(variable: number): number {
    return this.rowsWith[variable]?.length ?? 0;
  }

  /** Value of a nonbasic variable in a row, 0 where absent. */
  valueIn(row: number, variable: number): number {
    const at = this.columns[row].indexOf(variable);
    return at < 0 ? 0 : this.values[row][at];
  }

  /** Fixes a nonbasic variable at zero. */
  removeColumn(variable: number): void {
    for (const row of this.rowsOf(variable)) {
      const columns = this.columns[row], values = this.values[row];
      const at = columns.indexOf(variable), last = columns.length - 1;
      columns[at] = columns[last]!; values[at] = values[last]!;
      columns.pop(); values.pop();
    }
    this.rowsWith[variable] = undefined;
  }

  /** Removes a row whose basic variable is zero in every solution. */
  removeRow(row: number): void {
    const variable = this.basic[row];
    if (variable >= 0) this.rowOf[variable] = -1;
    this.basic[row] = -1;
    for (const column of this.columns[row]) this.forget(column, row);
    this.columns[row] = [];
    this.values[row] = [];
  }

  private makeBasic(row: number, variable: number): void {
    const columns = this.columns[row], values = this.values[row];
    const at = columns.indexOf(variable), last = columns.length - 1;
    const scale = invert(values[at]);
    columns[at] = columns[last]!; values[at] = values[last]!;
    columns.pop(); values.pop();
    if (scale !== 1) for (let k = 0; k < last; k++) values[k] = multiply(values[k], scale);
    const others = this.rowsOf(variable);
    this.basic[row] = variable;
    this.rowOf[variable] = row;
    for (const other of others) {
      if (other === row) continue;
      const otherColumns = this.columns[other], otherValues = this.values[other];
      const where = otherColumns.indexOf(variable), end = otherColumns.length - 1;
      const factor = otherValues[where];
      otherColumns[where] = otherColumns[end]!; otherValues[where] = otherValues[end]!;
      otherColumns.pop(); otherValues.pop();
      this.subtract(other, row, factor);
    }
    this.rowsWith[variable] = undefined;
  }

  /** row −= factor · source (nonbasic parts). */
  private subtract(row: number, source: number, factor: number): void {
    const columns = this.columns[row], values = this.values[row];
    const from = this.columns[source], fromValues = this.values[source];
    const minus = negate(factor);
    const position = this.position;
    for (let k = 0; k < columns.length; k++) position[columns[k]] = k + 1;
    for (let k = 0; k < from.length; k++) {
      const variable = from[k], change = multiply(minus, fromValues[k]);
      const at = position[variable] - 1;
      if (at >= 0) {
        const sum = values[at] + change;
        values[at] = sum >= PRIME ? sum - PRIME : sum;
      } else {
        columns.push(variable); values.push(change);
        position[variable] = columns.length;
        this.note(variable, row);
      }
    }
    this.steps += columns.length + from.length;
    let keep = 0;
    for (let k = 0; k < columns.length; k++) {
      position[columns[k]] = 0;
      if (values[k] === 0) { this.forget(columns[k], row); continue; }
      columns[keep] = columns[k]!; values[keep] = values[k]!; keep++;
    }
    columns.length = keep; values.length = keep;
  }

  private addEntry(row: number, variable: number, residue: number): void {
    const columns = this.columns[row], values = this.values[row];
    const at = columns.indexOf(variable);
    if (at < 0) { columns.push(variable); values.push(residue); this.note(variable, row); return; }
    const sum = (values[at] + residue) % PRIME;
    if (sum !== 0) { values[at] = sum; return; }
    this.forget(variable, row);
    const last = columns.length - 1;
    columns[at] = columns[last]!; values[at] = values[last]!;
    columns.pop(); values.pop();
  }

  private note(variable: number, row: number): void {
    const rows = this.rowsWith[variable];
    if (rows === undefined) this.rowsWith[variable] = [row];
    else rows.push(row);
  }

  private forget(variable: number, row: number): void {
    const rows = this.rowsWith[variable], at = rows?.indexOf(row) ?? -1;
    if (rows === undefined || at < 0) return;
    rows[at] = rows[rows.length - 1];
    rows.pop();
  }
}
