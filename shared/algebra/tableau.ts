import type { System } from "../table/relations.ts";
import type { Dictionary } from "./dictionary.ts";
import { fraction } from "./modular.ts";

/** Free columns and their values in one row: basic + Σ value·column = 0. */
export interface Row {
  readonly columns: ArrayLike<number>;
  readonly values: ArrayLike<number>;
}

/** Rows that a free column stands in, and its value in each. */
export interface Column {
  readonly rows: ArrayLike<number>;
  readonly values: ArrayLike<number>;
}

/** Where a search for a movement starts: rows that each express one basic column by free ones. Columns are cells, then others that rest at 0. */
export interface Tableau {
  readonly columns: number;
  readonly rows: number;
  /** Whether a cell can be moved here at all. */
  has(cell: number): boolean;
  basic(row: number): number;
  /** −1 where the column is free. */
  rowOf(column: number): number;
  row(row: number): Row;
  column(column: number): Column;
  /** About how many basic columns follow a free one; 0 for a basic one. */
  followers(column: number): number;
}

/**
 * Starts from a dictionary over `active` variables: every relation holds already, only bounds are left to mend. The
 * dictionary must not change any more. `followers`: see there; by default the rows of the dictionary.
 */
export function tableauOf(dictionary: Dictionary, active: Uint8Array, followers = (column: number) => dictionary.rowCount(column)): Tableau {
  const barred = barredIn(dictionary), rows = new Map<number, Row>(), columns = new Map<number, Column>();
  const read = (row: number): Row => {
    const columns: number[] = [], values: number[] = [];
    dictionary.columns[row].forEach((column, k) => { if (barred[column] === 0) { columns.push(column); values.push(fraction(dictionary.values[row][k])); } });
    return { columns, values };
  };
  return {
    columns: active.length,
    rows: dictionary.basic.length,
    has: (cell) => active[cell] !== 0 && barred[cell] === 0,
    basic: (row) => dictionary.basic[row],
    rowOf: (column) => dictionary.rowOf[column],
    row: (row) => {
      const found = rows.get(row) ?? read(row);
      rows.set(row, found);
      return found;
    },
    column: (column) => {
      const found = columns.get(column) ?? dictionaryColumn(dictionary, column);
      columns.set(column, found);
      return found;
    },
    followers: (column) => (dictionary.rowOf[column] < 0 ? followers(column) : 0),
  };
}

function dictionaryColumn(dictionary: Dictionary, column: number): Column {
  const rows = dictionary.rowsOf(column).slice();
  return { rows, values: rows.map((row) => fraction(dictionary.valueIn(row, column))) };
}

/** Columns whose entries are no small fractions: they stay where they are. */
function barredIn(dictionary: Dictionary): Uint8Array {
  const barred = new Uint8Array(dictionary.variables);
  dictionary.columns.forEach((columns, row) => {
    for (let k = 0; k < columns.length; k++) if (Number.isNaN(fraction(dictionary.values[row][k]))) barred[columns[k]] = 1;
  });
  return barred;
}

/** Starts from the relations themselves, each with a column of its own that must be 0: nothing to prepare, more to mend. */
export function relationTableau(system: System): Tableau {
  const { start, cells, first, relationsOf, variables } = system;
  const signs = new Int8Array(cells.length).fill(1);
  for (let relation = 0; relation + 1 < start.length; relation++) signs[start[relation]] = -1;
  const signsIn = Int8Array.from(relationsOf);
  for (let cell = 0; cell < variables; cell++) for (let k = first[cell]; k < first[cell + 1]; k++) signsIn[k] = cells[start[relationsOf[k]]] === cell ? -1 : 1;
  return {
    columns: variables + start.length - 1,
    rows: start.length - 1,
    has: () => true,
    basic: (row) => variables + row,
    rowOf: (column) => (column < variables ? -1 : column - variables),
    row: (row) => ({ columns: cells.subarray(start[row], start[row + 1]), values: signs.subarray(start[row], start[row + 1]) }),
    column: (column) => {
      if (column >= variables) return { rows: [], values: [] };
      return { rows: relationsOf.subarray(first[column], first[column + 1]), values: signsIn.subarray(first[column], first[column + 1]) };
    },
    followers: (column) => (column < variables ? first[column + 1] - first[column] : 0),
  };
}
