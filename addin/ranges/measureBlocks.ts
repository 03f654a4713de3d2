import { isTotalWord } from "../../shared/sources/line.ts";
import type { Block, Scalar } from "../host.ts";

/** The part of a block that shows one measure, and where each of its cells stands in the block (null: a caption written again). */
export interface MeasureBlock {
  readonly measure: string;
  readonly cells: Block;
  readonly places: readonly (readonly ({ readonly row: number; readonly column: number } | null)[])[];
}

/**
 * A block that names several measures among its captions, side by side or below each other, as one block per measure: the
 * measure's name is taken away, and captions that stand once above several measures are written for each. Null where it names none,
 * or where a line of numbers belongs to none of them.
 */
export function measureBlocks(block: Block, measures: readonly string[]): readonly MeasureBlock[] | null {
  const across = sideBySide(block, measures);
  if (across !== null) return across;
  const down = sideBySide(turned(block), measures);
  return down === null ? null : down.map(({ measure, cells, places }) => ({ measure, cells: turned(cells), places: turned(places).map((line) => line.map((place) => (place === null ? null : { row: place.column, column: place.row }))) }));
}

function turned<T>(block: readonly (readonly T[])[]): readonly (readonly T[])[] {
  return Array.from({ length: block[0]?.length ?? 0 }, (_, column) => block.map((line) => line[column]));
}

/** One column of the block: its measure, and its other captions from the outermost inwards. */
interface Column {
  readonly at: number;
  readonly measure: string;
  readonly captions: readonly Scalar[];
}

function sideBySide(block: Block, measures: readonly string[]): readonly MeasureBlock[] | null {
  const matches = block.map((line) => line.filter((cell) => named(cell, measures) !== null).length), row = matches.indexOf(Math.max(...matches));
  if (row < 0 || matches[row] < 2) return null;
  const labels = labelColumns(block, row, measures), columns = columnsOf(block, row, labels, measures);
  if (labels === 0 || columns === null) return null;
  // Where nothing else tells the columns of one measure apart, its name is their caption.
  const captions = ({ captions: own, measure }: Column): readonly Scalar[] => (columns[0].captions.length > 0 ? own : [measure]);
  const heads = captions(columns[0]).map((_, level) => level), kept = Array.from({ length: labels }, (_, column) => column), below = block.slice(row + 1).map((_, at) => row + 1 + at);
  return [...new Set(columns.map(({ measure }) => measure))].map((measure) => {
    const own = columns.filter((column) => column.measure === measure), from = [...kept, ...own.map(({ at }) => at)];
    return {
      measure,
      cells: [...heads.map((level) => [...kept.map(() => ""), ...own.map((column) => captions(column)[level])]), ...below.map((line) => from.map((column) => block[line][column]))],
      places: [...heads.map(() => from.map(() => null)), ...below.map((line) => from.map((column) => ({ row: line, column })))],
    };
  });
}

/** Columns left of the first measure; without the one right before it where captions without numbers stand above measures. */
function labelColumns(block: Block, row: number, measures: readonly string[]): number {
  const first = block[row].findIndex((cell) => named(cell, measures) !== null);
  return block[row].some((_, at) => at > first && isOuter(block, row, at, measures)) ? first - 1 : first;
}

function isOuter(block: Block, row: number, at: number, measures: readonly string[]): boolean {
  return block[row][at] !== "" && named(block[row][at], measures) === null && !hasNumbers(block, row, at);
}

function hasNumbers(block: Block, row: number, at: number): boolean {
  return block.slice(row + 1).some((line) => typeof line[at] === "number");
}

/** Null where a column with numbers has no measure. */
function columnsOf(block: Block, row: number, labels: number, measures: readonly string[]): readonly Column[] | null {
  const carried: Scalar[] = block.slice(0, row).map(() => ""), columns: Column[] = [];
  let measure: string | null = null, outer: Scalar = "";
  for (let at = labels; at < block[0].length; at++) {
    const own = carried.map((_, line) => block[line][at]), written = own.findIndex((caption) => caption !== "");
    if (written >= 0) own.forEach((caption, line) => { if (line >= written) carried[line] = caption; });
    if (isOuter(block, row, at, measures)) { outer = block[row][at]; measure = null; continue; }
    const here = named(block[row][at], measures), found = here ?? (block[row][at] === "" ? own.map((caption) => named(caption, measures)).find((one) => one !== null) : undefined);
    if (found === undefined && block[row][at] !== "") return null;
    measure = found?.measure ?? measure;
    if (!hasNumbers(block, row, at)) continue;
    if (measure === null) return null;
    columns.push({ at, measure, captions: [here === null || here.rest === "" ? outer : here.rest, ...carried.map((caption) => named(caption, measures)?.rest ?? caption)] });
  }
  return columns.length === 0 ? null : withoutEmpty(columns);
}

function withoutEmpty(columns: readonly Column[]): readonly Column[] {
  const used = columns[0].captions.map((_, level) => columns.some(({ captions }) => captions[level] !== ""));
  return columns.map((column) => ({ ...column, captions: column.captions.filter((_, level) => used[level]) }));
}

/** The measure that a caption names, alone or as its total ("Total Antal", "Antal i alt"), and what else the caption says. */
function named(caption: Scalar, measures: readonly string[]): { readonly measure: string; readonly rest: string } | null {
  if (typeof caption !== "string") return null;
  const text = caption.trim(), same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
  for (const measure of measures) {
    if (same(text, measure)) return { measure, rest: "" };
    const before = text.slice(0, text.length - measure.length), after = text.slice(measure.length);
    if (same(text.slice(before.length), measure) && /\s$/.test(before) && isTotalWord(before)) return { measure, rest: before.trim() };
    if (same(text.slice(0, measure.length), measure) && /^\s/.test(after) && isTotalWord(after)) return { measure, rest: after.trim() };
  }
  return null;
}
