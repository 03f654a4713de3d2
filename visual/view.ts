import type { Message } from "../shared/i18n/message.ts";
import type { ProtectedTable } from "../shared/protect.ts";
import { Cells, type Cell } from "./cells.ts";
import { ColumnPlan, type Column, type Head } from "./columns.ts";
import { LinePlan, type Line } from "./lines.ts";
import type { Matrix } from "./matrix.ts";
import { partsOf, sortedByLabel, sortedByNumber, type Order, type Parts } from "./order.ts";
import type { Look, Totals } from "./settings.ts";
import type { Words } from "./words.ts";

/** What is drawn. A hidden cell has nothing but its kind, so whatever draws or writes it has no number to give away. */
export interface MatrixView {
  /** Captions of the heading columns: one, or in the tabular layout one per row field. */
  readonly headings: readonly string[];
  /** Header rows from the outermost in. */
  readonly heads: readonly (readonly Head[])[];
  readonly lines: readonly Line[];
  readonly columns: readonly Column[];
  /** Written when it is asked for: a long table draws few of its rows. */
  readonly cell: (line: number, column: number) => Cell;
  /** Format string of a shown number. */
  readonly format: (line: number, column: number) => string;
  /** Whether a line shows any number. */
  readonly shows: (line: number) => boolean;
  /** Characters of the longest text per heading column, then per column. */
  readonly widths: readonly number[];
  readonly nested: boolean;
  /** Groups within groups. */
  readonly deep: boolean;
  /** Levels of groups that are unfolded until the reader folds or unfolds them. */
  readonly unfolded: number;
  readonly tabular: boolean;
  /** Where the grand total stands among the columns. */
  readonly totalColumn: "last" | "first" | null;
  /** Where it stands among the lines. */
  readonly totalRow: "top" | "bottom" | null;
  /** How the lines are sorted; null: as the report has them. */
  readonly order: Order | null;
  /** Whether lines can be sorted by a column: every number in it is shown. */
  readonly sortable: (column: number) => boolean;
  /** Hidden numbers of the table, folded or not. */
  readonly hidden: number;
  readonly mark: string;
  readonly limit: number;
  readonly filtered: boolean;
  readonly summed: boolean;
  readonly notices: readonly Message[];
}

/** What was decided for the whole table. */
export interface Terms {
  readonly mark: string;
  readonly maxN: number;
  readonly notices: readonly Message[];
  /** Whether readers are told that the view is filtered. */
  readonly warnFiltered: boolean;
  readonly look: Look;
  readonly totals: Totals;
}

/** What a reader has made of the table: the order of its rows, and groups of columns folded into their totals. */
export interface Arrangement {
  readonly order: Order | null;
  readonly foldedColumns: ReadonlySet<string>;
}

/** As the report has it. */
export const AS_GIVEN: Arrangement = { order: null, foldedColumns: new Set() };

/** Room for a fold button, in characters. */
const BUTTON = 3;
const UNFOLDED = { all: Infinity, one: 1, none: 0 } as const;
/** Widest header text before it is broken, in characters; and widest caption. */
const WIDEST_HEAD = 16, WIDEST_CAPTION = 44;

/** Lays a protected matrix out as the author chose, arranged as the reader wants. */
export function view(matrix: Matrix, shown: ProtectedTable, terms: Terms, { order: wanted, foldedColumns }: Arrangement, words: Words): MatrixView {
  const { look, totals } = terms;
  const measures = matrix.measures.flatMap((measure, index) => measure.shown && shown.measures[index]?.status === "protected" ? [index] : []);
  const onRows = look.measuresOnRows && measures.length > 1;
  const cells = new Cells(matrix, shown, words.tag, look.bars);
  const { columns, heads } = new ColumnPlan(matrix, partsOf(matrix.columns, matrix.sortedByValue, words.tag), onRows ? null : measures, totals.columnTotals, foldedColumns, words);
  const { parts, order } = sorted(matrix, cells, columns, wanted, words.tag);
  const { fields } = matrix.rows, tabular = look.layout === "tabular" && fields.length > 0;
  const { lines } = new LinePlan(matrix.rows, parts, {
    tabular, subtotals: totals.subtotals, grandTotal: totals.grandTotal,
    alone: measures.length === 1 ? matrix.measures[measures[0]].caption : words.word("visual/total"),
    measures: onRows ? measures.map((index) => ({ index, caption: matrix.measures[index].caption })) : null,
  }, words);
  const headings = tabular ? [...fields, ...(onRows ? [words.word("visual/values")] : [])] : [fields.join(" / ")];
  const at = (line: number, column: number): readonly [number, number, number] | null => {
    const { row, measure } = lines[line], { member, measure: own } = columns[column];
    return row === null ? null : [row, member, measure ?? own ?? 0];
  };
  const cell = (line: number, column: number): Cell => { const place = at(line, column); return place === null ? { kind: "blank" } : cells.at(...place); };
  return {
    headings, heads, lines, columns, cell, tabular, order,
    format: (line, column) => { const place = at(line, column); return place === null ? "" : cells.format(...place); },
    shows: (line) => columns.some((_, column) => { const place = at(line, column), value = place === null ? null : cells.number(...place); return value !== null && !Number.isNaN(value); }),
    widths: widths(matrix, cells, { lines, columns, heads, headings, measures, mark: terms.mark }),
    sortable: (column) => byColumn(matrix, cells, columns[column], false) !== null,
    nested: lines.some((line) => line.kind === "group"), deep: lines.some((line) => line.kind === "group" && line.level > 0), unfolded: UNFOLDED[look.unfolded],
    totalColumn: columns.length < 2 || measures.length > 1 && !onRows || totals.columnTotals === "none" || matrix.columns.fields.length === 0 || matrix.columns.places[0].member === null ? null : totals.columnTotals,
    totalRow: lines[0]?.grand === true ? "top" : lines[lines.length - 1]?.grand === true ? "bottom" : null,
    hidden: hiddenCells(cells, lines, columns),
    mark: terms.mark, limit: terms.maxN, filtered: matrix.filtered && terms.warnFiltered, summed: matrix.summed,
    notices: [...terms.notices, ...matrix.measures.flatMap((measure, index) => (measure.shown && shown.measures[index]?.reason) || [])],
  };
}

/** A sort that is not possible any more, because a number is hidden now or the column is gone, is none. */
function sorted(matrix: Matrix, cells: Cells, columns: readonly Column[], wanted: Order | null, tag: string): { readonly parts: Parts; readonly order: Order | null } {
  const given = partsOf(matrix.rows, matrix.sortedByValue, tag);
  if (wanted === null) return { parts: given, order: null };
  const { by, descending } = wanted;
  if (by === "label") return { parts: sortedByLabel(given, matrix.rows.places, descending, tag), order: wanted };
  const column = columns.find(({ key }) => key === by.column);
  const parts = column === undefined ? null : byColumn(matrix, cells, column, descending);
  return parts === null ? { parts: given, order: null } : { parts, order: wanted };
}

function byColumn(matrix: Matrix, cells: Cells, { member, measure }: Column, descending: boolean): Parts | null {
  if (measure === null) return null;
  const { places } = matrix.rows;
  return sortedByNumber(partsOf(matrix.rows, false, ""), (place) => {
    const row = places[place].member;
    return row === null ? null : cells.number(row, member, measure);
  }, descending);
}

/** Every hidden number once, also where a folded group shows it again. */
function hiddenCells(cells: Cells, lines: readonly Line[], columns: readonly Column[]): number {
  const seen = new Set<string>();
  let hidden = 0;
  for (const { row, measure: own } of lines) {
    const key = `${row}/${own}`;
    if (row === null || seen.has(key)) continue;
    seen.add(key);
    for (const { member, measure } of columns) if (cells.number(row, member, own ?? measure ?? 0) === null) hidden++;
  }
  return hidden;
}

/** Columns keep their width while rows come and go. */
function widths(matrix: Matrix, cells: Cells, { lines, columns, heads, headings, measures, mark }: Pick<MatrixView, "lines" | "columns" | "heads" | "headings" | "mark"> & { readonly measures: readonly number[] }): number[] {
  const stepped = headings.length === 1, levels = lines.reduce((most, { kind, level }) => (kind === "group" ? Math.max(most, level + 1) : most), 0), groups = levels > 0, buttons = levels > 1 ? 4 * BUTTON : 2 * BUTTON;
  const room = (at: number, level: number): number => (stepped ? 2 * level : 0) + (groups && (stepped || at < headings.length - 1) ? BUTTON : 0);
  const captions = headings.map((caption, at) => lines.reduce((longest, { headings: texts, level }) =>
    Math.max(longest, (texts[at]?.text.length ?? 0) + room(at, level)), caption.length + (at === 0 && groups ? buttons : 1)));
  const rows = new Set(lines.flatMap(({ row }) => row ?? []));
  const above = columns.map(() => 0);
  for (const { text, column, group } of heads.flat()) if (column !== null) above[column] = Math.min(WIDEST_HEAD, text.length + 1 + (group === null ? 0 : BUTTON));
  return [...captions.map((caption) => Math.min(WIDEST_CAPTION, caption)), ...columns.map((column, at) => Math.max(mark.length, above[at], cells.longest(rows, column, measures)))];
}
