import { cellName } from "../workbook/area.ts";
import { valueAt, styleAt } from "../workbook/cells.ts";
import type { PivotRecord } from "../workbook/pivotRecord.ts";
import type { Sheet } from "../workbook/readWorkbook.ts";
import { memberOf, type Line } from "../workbook/structure.ts";
import { isDateFormat, type Styles } from "../workbook/styles.ts";
import { Unreadable } from "../workbook/unreadable.ts";

/** Where a line's labels stand: place of each step of its path along the label rows or columns. */
export interface LabelPlaces {
  /** Number of label columns (for rows) or label rows (for columns). */
  readonly count: number;
  /** Place of each path position, from 0. */
  readonly of: readonly number[];
}

export interface Label {
  readonly text: string;
  readonly indent: number;
}

/** Text at a label position of the sheet. */
export type LabelReader = (row: number, column: number, mayBeNumber: boolean) => string;

/** Reads what the sheet shows as labels. A number where no member is a number is refused: it may be a value. */
export function labelReader(sheet: Sheet, styles: Styles): LabelReader {
  return (row, column, mayBeNumber) => {
    const value = valueAt(sheet.cells, row, column);
    if (value === undefined) return "";
    if (value.kind === "text" || value.kind === "error") return value.text;
    if (value.kind === "boolean") return value.value ? "TRUE" : "FALSE";
    if (!mayBeNumber) throw new Unreadable("pivot/labelNumber", { cell: cellName(row, column) });
    const format = styles.cellFormats[styleAt(sheet.cells, row, column) ?? 0];
    return format !== undefined && isDateFormat(format) ? dayText(value.value) : String(value.value);
  };
}

/** Whether a label of this line may be a number: a member stands there that is one, or a date, or a property. */
export function showsNumber(pivot: PivotRecord, line: Line, places: LabelPlaces, place: number): boolean {
  return line.path.some((step, position) => {
    const kind = memberOf(pivot, step)?.kind;
    return places.of[position] === place && (kind === "number" || kind === "date" || pivot.cache.fields[step.field]?.property === true);
  });
}

/** Day 0 of Excel's calendar from March 1900 on. */
const EPOCH = Date.UTC(1899, 11, 30), DAY = 86_400_000;

function dayText(serial: number): string {
  const text = new Date(EPOCH + Math.round(serial * DAY)).toISOString();
  return Number.isInteger(serial) ? text.slice(0, 10) : text.slice(0, 16).replace("T", " ");
}

/**
 * Labels of every line, by place. Where lines were put in another order the labels of outer members move
 * to the first line that now shows them; repeated labels stay repeated.
 */
export function lineLabels(shown: readonly Line[], original: readonly Line[], places: LabelPlaces, textOf: (line: Line, place: number) => string): readonly (readonly Label[])[] {
  const moved = shown !== original;
  const texts = moved ? memberTexts(original, places, textOf) : new Map<string, string>();
  return shown.map((line, i) => Array.from({ length: places.count }, (_, place) => {
    const position = places.of.slice(0, line.path.length).lastIndexOf(place);
    const fixed = !places.of.includes(place);
    const text = moved && !fixed && position >= 0 && isMember(line)
      ? movedText(line, shown[i - 1], position, texts, textOf(line, place))
      : textOf(fixed ? original[i] : line, place);
    return { text, indent: position < 0 ? 0 : position - places.of.indexOf(place) };
  }));
}

function isMember({ kind }: Line): boolean {
  return kind === "leaf" || kind === "parent" || kind === "heading";
}

/** A label stands where its member begins, or wherever the pivot repeats it. */
function movedText(line: Line, before: Line | undefined, position: number, texts: ReadonlyMap<string, string>, own: string): string {
  const begins = before === undefined || prefixKey(before, position) !== prefixKey(line, position);
  return begins ? texts.get(prefixKey(line, position)) ?? own : own !== "" && position < line.own ? own : "";
}

function memberTexts(lines: readonly Line[], places: LabelPlaces, textOf: (line: Line, place: number) => string): Map<string, string> {
  const texts = new Map<string, string>();
  for (const line of lines.filter(isMember)) {
    for (let position = line.own; position < line.path.length; position++) texts.set(prefixKey(line, position), textOf(line, places.of[position]));
  }
  return texts;
}

function prefixKey({ path }: Line, position: number): string {
  return path.slice(0, position + 1).map(({ field, item }) => `${field}:${item}`).join("/") + (path.length > position ? "" : "!");
}
