import { isTotalWord } from "../../shared/sources/line.ts";
import { cellKeys } from "../../shared/table/link.ts";
import type { PlacedTable, Slot } from "../../shared/table/layout.ts";
import type { Axis, Measure, Table } from "../../shared/table/table.ts";
import type { Block } from "../host.ts";
import type { PivotReading, ReadPivot } from "../pivotReading.ts";
import { matchedAxes } from "./captionAxes.ts";
import { measureBlocks, type MeasureBlock } from "./measureBlocks.ts";
import { gridOf, withoutMadeTexts } from "./readRange.ts";

/** Fewer equal numbers may be equal by accident. */
const LEAST_EQUAL = 2;

/**
 * A range with the captions and numbers of a PivotTable, as part of it: its cells are the PivotTable's, measure by measure.
 * Null where a caption is none of the PivotTable's, or a number differs from it, of another filter say.
 */
export function captionedRange(range: PivotReading, pivot: ReadPivot): ReadPivot | null {
  const { region, sheet, name, ref } = range, [{ table: { measures } }] = pivot.placed;
  if (region === null) return null;
  const shown = withoutMadeTexts(region.shown, region.formulas), block = withoutFieldNames(shown, pivot), several = measureBlocks(block, measures.map((measure) => measure.name));
  const placed = several === null ? oneMeasure(range, { shown, block }, pivot) : together(shown, several, pivot);
  if (placed === null) return null;
  return { status: "read", kind: "range", sheet, name, ref, olap: pivot.olap, joins: pivot.name, region: range.status === "read" ? range.region : region, names: pivot.names, placed: [{ layout: placed.layout, table: { ...placed.table, name: `${sheet}!${name}` } }] };
}

/** The cells without the names of fields, which Excel writes among the captions of their items. */
function withoutFieldNames(block: Block, { names, placed: [{ table: { shape } }] }: ReadPivot): Block {
  const captions = new Set(shape.kind === "cross" ? shape.axes.flatMap(({ labels = [] }) => labels) : []), fields = new Set(names.fields.filter((field) => !captions.has(field)));
  return block.map((line) => line.map((cell) => (typeof cell === "string" && fields.has(cell) ? "" : cell)));
}

/** The only column or row of numbers is the total of nothing in the range, though its caption may say so. */
function withoutLoneTotals(block: Block): Block {
  const filled = block.map((line) => line.map((cell) => typeof cell === "number")), rows = filled.flatMap((line, r) => (line.includes(true) ? [r] : [])), columns = block[0].flatMap((_, c) => (filled.some((line) => line[c]) ? [c] : []));
  const isLone = (row: number, column: number): boolean => (rows.length === 1 && row === rows[0]) || (columns.length === 1 && column === columns[0]);
  return block.map((line, r) => line.map((cell, c) => (typeof cell === "string" && isLone(r, c) && isTotalWord(cell) ? "*" : cell)));
}

/** As it was read, and once more without the names of fields; the measure is the first that has its numbers. */
function oneMeasure(range: PivotReading, { shown, block }: { readonly shown: Block; readonly block: Block }, { placed: [{ table: whole }] }: ReadPivot): PlacedTable | null {
  const plain = gridOf(withoutLoneTotals(block), range.name);
  for (const placed of [...(range.status === "read" ? range.placed : []), ...(plain.status === "read" ? [plain.placed] : [])]) {
    const axes = matchedAxes(placed.table, whole), [{ values }] = placed.table.measures;
    if (axes === null) continue;
    const table: Table = { ...partOf(whole, axes), ...(placed.table.suppressed === undefined ? {} : { suppressed: placed.table.suppressed }) }, measure = whole.measures.find((_, at) => shows(table, values, whole, at));
    if (measure !== undefined) return { layout: { ...placed.layout, slots: placed.layout.slots.map((slot, at) => (slot.kind === "value" ? slot : captionAt(shown, at))) }, table: { ...table, measures: [{ ...measure, values }] } };
  }
  return null;
}

/** A table of the PivotTable's cells, without its measures. */
function partOf({ source, context }: Table, axes: readonly Axis[]): Table {
  return { name: "", shape: { kind: "cross", axes }, measures: [], ...(source === undefined ? {} : { source }), ...(context === undefined ? {} : { context }) };
}

function captionAt(block: Block, at: number): Slot {
  const cell = block[Math.floor(at / block[0].length)][at % block[0].length];
  return cell === "" ? { kind: "empty" } : { kind: "label", text: String(cell) };
}

/** Several measures: the structure of the first that tells one, for all. */
function together(block: Block, parts: readonly MeasureBlock[], { placed: [{ table: whole }] }: ReadPivot): PlacedTable | null {
  for (const lead of parts) {
    const read = gridOf(withoutLoneTotals(lead.cells), lead.measure), axes = read.status === "read" ? matchedAxes(read.placed.table, whole) : null;
    if (read.status !== "read" || axes === null) continue;
    const { layout, table: { measures: [{ values: own }] } } = read.placed, table = partOf(whole, axes);
    const measures = parts.map((part): Measure | null => {
      const at = whole.measures.findIndex(({ name }) => name.toLowerCase() === part.measure.toLowerCase()), values = valuesOf(part, lead, layout, own.length);
      return at < 0 || values === null || !shows(table, values, whole, at) ? null : { ...whole.measures[at], values };
    });
    const slots = slotsOf(block, parts, layout);
    if (slots !== null && measures.every((measure) => measure !== null)) return { layout: { rows: block.length, columns: block[0].length, slots }, table: { ...table, measures } };
  }
  return null;
}

/** A measure's numbers where the leading one has its own; null where their captions differ, or text stands for a number. */
function valuesOf({ cells, measure }: MeasureBlock, lead: MeasureBlock, { columns, rows, slots }: PlacedTable["layout"], size: number): Float64Array | null {
  const values = new Float64Array(size).fill(NaN), sameSize = cells.length === rows && cells.every((line) => line.length === columns);
  const caption = (text: unknown, own: string): unknown => (text === own ? "" : text);
  const sound = sameSize && slots.every((slot, at) => {
    const cell = cells[Math.floor(at / columns)][at % columns];
    if (slot.kind !== "value") return caption(cell, measure) === caption(lead.cells[Math.floor(at / columns)][at % columns], lead.measure);
    if (typeof cell === "number") values[slot.cell] = cell;
    return typeof cell === "number" || cell === "";
  });
  return sound ? values : null;
}

/** The block with every number of a measure as a reference to its cell; null where a number is left that is neither one nor a caption. */
function slotsOf(block: Block, parts: readonly MeasureBlock[], layout: PlacedTable["layout"]): readonly Slot[] | null {
  const columns = block[0].length, known = new Map<number, Slot>();
  parts.forEach(({ places }, measure) => layout.slots.forEach((slot, at) => {
    const place = places[Math.floor(at / layout.columns)][at % layout.columns];
    if (place !== null && slot.kind !== "empty") known.set(place.row * columns + place.column, slot.kind === "value" ? { ...slot, measure } : slot);
  }));
  const slots = block.flatMap((line, r) => line.map((cell, c): Slot | null => {
    const slot = known.get(r * columns + c);
    if (slot?.kind === "value") return slot;
    if (typeof cell === "number" && slot === undefined && !/^(?:19|20)\d\d$/.test(String(cell))) return null;
    return captionAt(block, r * columns + c);
  }));
  return slots.every((slot) => slot !== null) ? slots : null;
}

/** Whether numbers of a measure stand in the range's cells, and none that differ from it. */
function shows(range: Table, values: Float64Array, pivot: Table, measure: number): boolean {
  const at = new Map(cellKeys(pivot).map((key, cell) => [key, pivot.measures[measure].values[cell]]));
  const pairs = cellKeys(range).flatMap((key, cell): (readonly [number, number])[] => (at.has(key) ? [[values[cell] || 0, at.get(key)! || 0]] : []));
  return pairs.every(([own, other]) => own === other) && pairs.filter(([own]) => own !== 0).length >= Math.min(LEAST_EQUAL, values.length);
}
