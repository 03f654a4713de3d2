import type { ListAxis } from "./axes.ts";
import { Unfit } from "./list.ts";
import type { MeasureSum } from "../table/measureSums.ts";
import type { MeasureColumn } from "./roles.ts";
import { WholeNumbers } from "./wholeNumbers.ts";

/**
 * Counts of a list as one linear system. A cell is a row of a count (`count * rows + row`); cells after those stand for what a total
 * has beyond its rows. Encoding: `cells[start[r]]` is the total of relation r, the rest up to `start[r + 1]` its parts.
 */
export interface ListSystem {
  readonly rows: number;
  readonly counts: number;
  readonly further: readonly FurtherCell[];
  readonly start: Int32Array;
  readonly cells: Int32Array;
  /** What a row counts, independent of the order of rows. */
  readonly keys: Float64Array;
}

/** A cell that no row shows; its value is NaN where several may share what is missing. */
export interface FurtherCell {
  readonly name: string;
  readonly value: number;
  /** For what a total has beyond all its parts: which family of which node of which axis lacks it. */
  readonly rest?: Rest;
  /** For a row that the file leaves out: its node on each axis. */
  readonly nodes?: readonly number[];
}

export interface Rest {
  readonly axis: number;
  readonly node: number;
  readonly family: number;
}

const RELATIVE_ERROR = 1e-9;
/** Steps into rows that a file leaves out, while looking for what stands in their place. */
const DEEPEST = 6;

/** Every total of the file as the sum of rows. `ceiling`: how much a cell that the file leaves out can count without being small. */
export function listSystem(axes: readonly ListAxis[], counts: readonly MeasureColumn[], sums: readonly MeasureSum[], ceiling: number): ListSystem {
  const rows = counts[0]?.values.length ?? 0, builder = new Builder(axes, counts, rows, ceiling);
  if (axes.some(({ families }) => families.some((list) => list.length > 0))) builder.addTotals();
  for (const { total, parts } of sums) builder.addMeasureSum(total, parts);
  return builder.system();
}

class Builder {
  private readonly start = new WholeNumbers();
  private readonly cells = new WholeNumbers();
  private readonly further: FurtherCell[] = [];
  private readonly missing = new Map<string, number>();
  private readonly strides: readonly number[];
  private readonly keys: Float64Array;
  private readonly rowOf: RowIndex;

  constructor(private readonly axes: readonly ListAxis[], private readonly counts: readonly MeasureColumn[], private readonly rows: number, private readonly ceiling: number) {
    let size = 1;
    this.strides = axes.map(({ nodes }) => { const stride = size; size *= nodes; return stride; });
    if (size > Number.MAX_SAFE_INTEGER) throw new Unfit("list/tooManyMembers");
    this.rowOf = rowIndex(size);
    this.start.push(0);
    this.keys = new Float64Array(rows);
    axes.forEach(({ nodeOf }, axis) => { for (let row = 0; row < rows; row++) this.keys[row] += nodeOf[row] * this.strides[axis]; });
  }

  system(): ListSystem {
    return { rows: this.rows, counts: this.counts.length, further: this.further, start: this.start.taken(), cells: this.cells.taken(), keys: this.keys };
  }

  addTotals(): void {
    this.keys.forEach((key, row) => {
      if (this.rowOf.get(key) !== undefined) throw new Unfit("list/twice", { row: row + 1 });
      this.rowOf.set(key, row);
    });
    for (let row = 0; row < this.rows; row++)
      this.axes.forEach(({ nodeOf, families }, axis) => families[nodeOf[row]].forEach((family, k) => { this.addTotal(row, axis, family, k); }));
  }

  addMeasureSum(total: number, parts: readonly number[]): void {
    const { counts, rows } = this;
    for (let row = 0; row < rows; row++) {
      const filled = parts.filter((part) => !Number.isNaN(counts[part].values[row]));
      if (filled.length > 0 && !Number.isNaN(counts[total].values[row])) this.push(total * rows + row, filled.map((part) => part * rows + row));
    }
  }

  /** One total along one axis, for every count that has a number there. */
  private addTotal(row: number, axis: number, family: Int32Array, k: number): void {
    const { counts, rows } = this, found: number[] = [], absent: number[] = [];
    this.partsAlong(this.keys[row], axis, family, found, absent, 0);
    if (found.length === 0) return;
    counts.forEach(({ values, name }, count) => {
      const whole = values[row];
      if (Number.isNaN(whole)) return;
      let short = whole, blanks = 0;
      for (const part of found) if (Number.isNaN(values[part])) blanks++; else short -= values[part];
      if (short < -RELATIVE_ERROR * Math.max(1, whole)) throw new Unfit("list/notSum", { column: name, row: row + 1 });
      const open = blanks + absent.length, rest = short > RELATIVE_ERROR * Math.max(1, whole) ? short : 0;
      const inBlanks = open > 0 && rest <= this.ceiling * open;
      const parts = found.filter((part) => inBlanks || !Number.isNaN(values[part])).map((part) => count * rows + part);
      if (rest > 0 && inBlanks) for (const key of absent) parts.push(this.absentCell(count, key));
      else if (rest > 0) parts.push(this.furtherCell({ name: `${this.keys[row]}~${axis}.${k}~${count}`, value: rest, rest: { axis, node: this.axes[axis].nodeOf[row], family: k } }));
      this.push(count * rows + row, parts);
    });
  }

  /** Rows of a family; where one is missing, the rows that it would be the sum of; else its key. */
  private partsAlong(key: number, axis: number, family: Int32Array, found: number[], absent: number[], depth: number): void {
    const { strides, axes, rowOf } = this, stride = strides[axis], own = Math.floor(key / stride) % axes[axis].nodes;
    for (const node of family) {
      const part = key + (node - own) * stride, row = rowOf.get(part);
      if (row !== undefined) { found.push(row); continue; }
      const inner = depth >= DEEPEST ? -1 : axes.findIndex(({ nodes, families }, other) => families[Math.floor(part / strides[other]) % nodes].length > 0);
      if (inner < 0) absent.push(part);
      else this.partsAlong(part, inner, axes[inner].families[Math.floor(part / strides[inner]) % axes[inner].nodes][0], found, absent, depth + 1);
    }
  }

  private absentCell(count: number, key: number): number {
    const name = `${key}~${count}`, known = this.missing.get(name);
    if (known !== undefined) return known;
    const cell = this.furtherCell({ name, value: NaN, nodes: this.axes.map(({ nodes }, axis) => Math.floor(key / this.strides[axis]) % nodes) });
    this.missing.set(name, cell);
    return cell;
  }

  private furtherCell(cell: FurtherCell): number {
    return this.counts.length * this.rows + this.further.push(cell) - 1;
  }

  private push(total: number, parts: readonly number[]): void {
    this.cells.push(total);
    for (const part of parts) this.cells.push(part);
    this.start.push(this.cells.length);
  }
}

/** Rows by what they count. */
interface RowIndex {
  readonly get: (key: number) => number | undefined;
  readonly set: (key: number, row: number) => unknown;
}

/** Combinations up to which each has a place of its own. */
const DENSE = 2 ** 24;

function rowIndex(size: number): RowIndex {
  if (size > DENSE) return new Map<number, number>();
  const rows = new Int32Array(size);
  return { get: (key) => (rows[key] === 0 ? undefined : rows[key] - 1), set: (key, row) => { rows[key] = row + 1; } };
}
