import type { MeasureClass } from "../table/table.ts";
import type { Policy } from "../policy/policy.ts";
import type { Area } from "../workbook/area.ts";
import { eachCell } from "../workbook/cells.ts";
import type { DataField, PivotRecord } from "../workbook/pivotRecord.ts";
import type { Sheet } from "../workbook/readWorkbook.ts";
import { inSpans } from "../workbook/sheetDetails.ts";
import { pivotStructure } from "../workbook/structure.ts";
import { isDateFormat } from "../workbook/styles.ts";
import type { WorkbookFile } from "../workbook/workbookFile.ts";
import { classOf } from "./measureName.ts";

/** A number that a visible cell shows, and what the workbook says it is. */
export interface NumberCell {
  readonly row: number;
  readonly column: number;
  readonly value: number;
  /** "share" for a percentage; undefined where nothing tells. */
  readonly kind: "count" | "share" | "unclassified" | undefined;
  /** Cells under one caption, or of one measure, share it. */
  readonly series: string;
}

interface Reading {
  readonly file: WorkbookFile;
  readonly policy: Policy;
  readonly sheet: Sheet;
}

interface Caption { readonly text: string; readonly row: number; closed: boolean }

/**
 * Judges every visible number of a sheet by structure: in a pivot by its measure, elsewhere by the caption above it, beside it or
 * over the table. Dates, codes, ranks and years are no counts, and neither is a column with a fraction or a negative number in it.
 */
export function numberCells(file: WorkbookFile, sheet: Sheet, policy: Policy): readonly NumberCell[] {
  const reading = { file, policy, sheet }, pivots = pivotCells(reading);
  const details = sheet.part === undefined ? undefined : file.details.get(sheet.part);
  const hiddenRow = inSpans(details?.hiddenRows ?? []), hiddenColumn = inSpans(details?.hiddenColumns ?? []);
  const captions = new Map<number, Caption>(), found: NumberCell[] = [], classes = new Map<string, MeasureClass | undefined>();
  let label = "", labelRow = 0;
  const titles = new Titles(sheet.name, (text) => classed(text) !== undefined);
  const classed = (caption: string) => {
    if (!classes.has(caption)) classes.set(caption, classOf(caption, policy));
    return classes.get(caption);
  };
  eachCell(sheet.cells, (row, column, value, style) => {
    if (hiddenRow(row) || hiddenColumn(column)) return;
    titles.meet(row, value.kind === "text" ? value.text.trim() : undefined);
    const inPivot = pivots.find((pivot) => contains(pivot.area, row, column));
    if (value.kind === "text") {
      if (inPivot !== undefined || value.text.trim() === "") return;
      const above = captions.get(column);
      captions.set(column, { text: above === undefined || above.closed || row > above.row + 2 ? value.text : `${above.text} ${value.text}`, row, closed: false });
      if (labelRow !== row) label = value.text;
      labelRow = row;
    } else if (value.kind === "number") {
      const format = file.workbook.styles.cellFormats[style], date = format !== undefined && isDateFormat(format), percent = format?.includes("%") === true;
      if (date) return;
      if (inPivot !== undefined) {
        const cell = inPivot.cell(row, column, percent);
        if (cell !== undefined) found.push({ row, column, value: value.value, ...cell });
        return;
      }
      const caption = captions.get(column);
      if (caption !== undefined) caption.closed = true;
      const own = classed(caption?.text ?? ""), beside = own ?? (labelRow === row ? classed(label) : undefined), kind = beside ?? (labelRow === row ? classed(titles.over(row, value.value)) : undefined);
      const series = own === undefined && beside !== undefined ? `row ${row}` : `column ${column} ${caption?.row ?? 0}`;
      found.push({ row, column, value: value.value, series, kind: percent || isShare(caption?.text ?? "", value.value) ? "share" : kind === "persons" ? "count" : undefined });
    }
  });
  return withoutOthers(found.filter(({ row }) => !titles.isHeading(row)));
}

const FIRST_YEAR = 1900;

/** The line that stands alone over a table and has a word for what it counts; the sheet's name until there is one. */
class Titles {
  private title: string;
  private row = 0;
  private texts: readonly string[] = [];
  private numbers = 0;
  private first = 0;
  /** Numbers of the first row under each title. */
  private readonly firstRows = new Map<number, number[]>();

  constructor(sheet: string, private readonly counts: (text: string) => boolean) { this.title = sheet; }

  /** A cell in reading order; undefined for what is no text. */
  meet(row: number, text: string | undefined): void {
    if (row !== this.row) {
      if (this.texts.length === 1 && this.numbers === 0 && this.counts(this.texts[0])) { this.title = this.texts[0]; this.first = 0; }
      this.row = row; this.texts = []; this.numbers = 0;
    }
    if (text === undefined) this.numbers++;
    else if (text !== "") this.texts = [...this.texts, text];
  }

  /** What stands over a number that nothing nearer names. */
  over(row: number, value: number): string {
    if (this.first === 0) this.first = row;
    if (row === this.first) this.firstRows.set(row, [...(this.firstRows.get(row) ?? []), value]);
    return this.title;
  }

  /** Years, classes or months over a table: 1, 2, 3 … */
  isHeading(row: number): boolean {
    const numbers = this.firstRows.get(row) ?? [];
    return (numbers.length > 2 || (numbers.length === 2 && numbers[0] > FIRST_YEAR)) && numbers.every((number, k) => k === 0 || number === numbers[k - 1] + 1);
  }
}

function isShare(caption: string, value: number): boolean {
  return value >= 0 && value <= 100 && /%|\bpct\b|procent|percent|andel|share/i.test(caption);
}

/** Keeps as counts only series in which every number could be one, and which do not merely number the rows. */
function withoutOthers(cells: readonly NumberCell[]): readonly NumberCell[] {
  const series = new Map<string, NumberCell[]>();
  for (const cell of cells) {
    if (cell.kind !== "count" || cell.series.startsWith("pivot")) continue;
    const list = series.get(cell.series);
    if (list === undefined) series.set(cell.series, [cell]);
    else list.push(cell);
  }
  const counts = new Set<string>();
  for (const [key, list] of series) {
    const whole = list.every(({ value }) => Number.isInteger(value) && value >= 0), numbered = list.length > 2 && list.every(({ value }, k) => k === 0 || value === list[k - 1].value + 1);
    if (whole && !numbered) counts.add(key);
  }
  return cells.map((cell) => (cell.kind === "count" && !cell.series.startsWith("pivot") && !counts.has(cell.series) ? { ...cell, kind: undefined } : cell));
}

interface PivotCells {
  readonly area: Area;
  readonly cell: (row: number, column: number, percent: boolean) => Pick<NumberCell, "kind" | "series"> | undefined;
}

function pivotCells({ file, policy, sheet }: Reading): readonly PivotCells[] {
  return file.workbook.pivots.flatMap((read) => {
    if (read.status === "refused" || read.pivot.sheet !== sheet.name) return [];
    const { pivot } = read, measures = pivot.dataFields.map((field) => measureKind(pivot, field, policy)), at = measurePlaces(pivot);
    const first = { row: pivot.area.top + pivot.firstDataRow, column: pivot.area.left + pivot.firstDataColumn };
    return [{
      area: pivot.area,
      cell: (row: number, column: number, percent: boolean) => {
        if (row < first.row || column < first.column || measures.length === 0) return undefined;
        const measure = at(row, column), kind = measure === undefined ? (measures.includes("count") ? "count" : "unclassified") : measures[measure];
        return { kind: percent ? "share" as const : kind, series: `pivot ${pivot.part} ${measure ?? ""}` };
      },
    }];
  });
}

function measureKind(pivot: PivotRecord, field: DataField, policy: Policy): NumberCell["kind"] {
  if (field.showDataAs.startsWith("percent")) return "share";
  if (field.showDataAs !== "normal") return undefined;
  const named = classOf(field.name, policy);
  if (!pivot.cache.olap && !["sum", "count", "countNums"].includes(field.subtotal)) return undefined;
  if (named === "persons") return "count";
  if (named === undefined) return field.subtotal === "sum" ? "unclassified" : "count";
  return undefined;
}

/** Which data field a cell shows; undefined where the definition does not tell. */
function measurePlaces(pivot: PivotRecord): (row: number, column: number) => number | undefined {
  if (pivot.dataFields.length === 1) return () => 0;
  const read = pivotStructure(pivot);
  if (read.status === "refused") return () => undefined;
  const rows = new Map(read.structure.rows.map(({ at, data }) => [at, data])), columns = new Map(read.structure.columns.map(({ at, data }) => [at, data]));
  return (row, column) => rows.get(row) ?? columns.get(column) ?? 0;
}

function contains({ top, left, bottom, right }: Area, row: number, column: number): boolean {
  return row >= top && row <= bottom && column >= left && column <= right;
}
