import { cellKeys } from "../../shared/table/link.ts";
import type { PlacedTable } from "../../shared/table/layout.ts";
import type { Axis, Measure, Table } from "../../shared/table/table.ts";
import type { Block } from "../host.ts";
import type { PivotReading, ReadPivot } from "../pivotReading.ts";
import { matchedAxes } from "./captionAxes.ts";
import { measureBlocks, type MeasureBlock } from "./measureBlocks.ts";
import { captionAt, layoutOf, valuesOf, withoutLoneTotals } from "./measuresTogether.ts";
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

/** Several measures: the structure of the first that tells one, for all. */
function together(block: Block, parts: readonly MeasureBlock[], { placed: [{ table: whole }] }: ReadPivot): PlacedTable | null {
  for (const lead of parts) {
    const read = gridOf(withoutLoneTotals(lead.cells), lead.measure), axes = read.status === "read" ? matchedAxes(read.placed.table, whole) : null;
    if (read.status !== "read" || axes === null) continue;
    const table = partOf(whole, axes), measures = parts.map((part): Measure | null => {
      const at = whole.measures.findIndex(({ name }) => name.toLowerCase() === part.measure.toLowerCase()), values = valuesOf(part, lead, read.placed);
      return at < 0 || values === null || !shows(table, values, whole, at) ? null : { ...whole.measures[at], values };
    });
    const layout = layoutOf(block, parts, read.placed.layout);
    if (layout !== null && measures.every((measure) => measure !== null)) return { layout, table: { ...table, measures } };
  }
  return null;
}

/** A table of the PivotTable's cells, without its measures. */
function partOf({ source, context }: Table, axes: readonly Axis[]): Table {
  return { name: "", shape: { kind: "cross", axes }, measures: [], ...(source === undefined ? {} : { source }), ...(context === undefined ? {} : { context }) };
}

/** Whether numbers of a measure stand in the range's cells, and none that differ from it. */
function shows(range: Table, values: Float64Array, pivot: Table, measure: number): boolean {
  const at = new Map(cellKeys(pivot).map((key, cell) => [key, pivot.measures[measure].values[cell]]));
  const pairs = cellKeys(range).flatMap((key, cell): (readonly [number, number])[] => (at.has(key) ? [[values[cell] || 0, at.get(key)! || 0]] : []));
  return pairs.every(([own, other]) => own === other) && pairs.filter(([own]) => own !== 0).length >= Math.min(LEAST_EQUAL, values.length);
}
