import type { Message } from "../shared/i18n/message.ts";
import { contradictory } from "../shared/sources/pivotVersions.ts";
import { cellKeys } from "../shared/table/link.ts";
import type { PlacedTable } from "../shared/table/layout.ts";
import { pathName } from "../shared/table/path.ts";
import type { Axis, Table } from "../shared/table/table.ts";
import type { Block, LocalField, LocalFields, LocalPivot } from "./host.ts";
import type { PivotReading, ReadPivot } from "./pivotReading.ts";
import { readRange } from "./ranges/readRange.ts";

/**
 * PivotTables as ranges of values with the fields that Excel's object model names, where no file tells their structure.
 * Slicers and timelines filter what no field tells of. So several of one source are shown only where they tell of the same
 * filters, share cells, and agree in them: whatever filters them then filters them alike.
 */
export function readLocal(pivots: readonly LocalPivot[], blocks: readonly (Block | null)[], slicers: boolean): readonly PivotReading[] {
  const readings = pivots.map((pivot, at) => readOne(pivot, blocks[at] ?? []));
  return readings.map((reading): PivotReading => {
    if (reading.status === "refused") return reading;
    const others = readings.flatMap((other) => (other !== reading && other.status === "read" && tableIn(other).source === tableIn(reading).source ? [tableIn(other)] : []));
    return others.length === 0 || (!slicers && others.every((other) => agree(tableIn(reading), other))) ? reading : refused(reading, { code: "pivot/unseenFilters" });
  });
}

const tableIn = ({ placed: [{ table }] }: ReadPivot): Table => table;

function refused({ sheet, name, ref, region }: PivotReading, reason: Message): PivotReading {
  return { status: "refused", kind: "pivot", sheet, name, ref, reason, region };
}

function readOne({ sheet, name, range, fields }: LocalPivot, block: Block): PivotReading {
  const reading: PivotReading = { ...readRange(range, block), kind: "pivot", name };
  if (reading.status === "refused") return reading;
  if (fields === null) return refused(reading, { code: "pivot/unseenFilters" });
  if (fields.measure === null) return refused(reading, { code: "pivot/oneSum" });
  const items = readRange(range, withoutFieldNames(block, fields)), [{ layout }] = reading.placed;
  const sameLines = items.status === "read" && items.placed[0].layout.slots.every((slot, at) => JSON.stringify(slot.kind === "value" && slot) === JSON.stringify(layout.slots[at].kind === "value" && layout.slots[at]));
  const placed = sameLines ? named({ table: items.placed[0].table, layout }, `${sheet}!${name}`, fields, fields.measure) : null;
  if (placed === null) return refused(reading, { code: "pivot/otherLabels" });
  return { ...reading, placed: [placed], names: { measures: [fields.measure], fields: [...fields.rows, ...fields.columns, ...fields.pages].map((field) => field.name) } };
}

/** The cells without the names of fields, which Excel writes among the captions of their items. */
function withoutFieldNames(block: Block, { rows, columns, pages }: LocalFields): Block {
  const fields = [...rows, ...columns, ...pages], items = new Set(fields.flatMap((field) => field.items));
  const names = new Set(fields.map(({ name }) => name).filter((name) => !items.has(name)));
  return block.map((line) => line.map((cell) => (typeof cell === "string" && names.has(cell) ? "" : cell)));
}

/** The table of a range with names from the object model; null where a line's captions are not items of the fields. */
function named({ table, layout }: PlacedTable, name: string, { rows, columns, pages, source }: LocalFields, measure: string): PlacedTable | null {
  if (table.shape.kind === "linear") return null;
  const [down, across] = table.shape.axes, axes = [withFields(down, rows), withFields(across, columns)].flatMap((axis) => axis ?? []);
  if (axes.length < 2) return null;
  const context = Object.fromEntries(pages.flatMap((field) => (field.kept === null ? [] : [[field.name, field.kept]])));
  return { layout, table: { ...table, name, source, context, shape: { kind: "cross", axes }, measures: table.measures.map((one) => ({ ...one, name: measure, aggregation: "sum" })) } };
}

/** An axis with what defines its members: an item per field from the outermost inwards, and what filters keep of the fields below. */
function withFields(axis: Axis, fields: readonly LocalField[]): Axis | null {
  const paths = axis.members.map((_, member) => captions(axis, member)), inner = paths.filter((path) => path.length > 0);
  // Captions of the header that all lines have in common, as a field's own name above its items.
  const isItem = (field: LocalField | undefined, caption: string): boolean => field?.items.includes(caption) === true;
  let above = 0;
  while (inner.length > 0 && inner.every((path) => path.length > above && path[above] === inner[0][above]) && !isItem(fields[0], inner[0][above])) above++;
  const items = paths.map((path) => path.slice(above));
  if (items.some((path) => path.length > fields.length || path.some((caption, depth) => !isItem(fields[depth], caption)))) return null;
  const coordinates = items.map((path) => Object.fromEntries(fields.flatMap(({ name, kept }, depth) => {
    if (depth < path.length) return [[name, path[depth]] as const];
    return kept === null ? [] : [[name, [...kept].sort().join(" + ")] as const];
  })));
  return { ...axis, name: fields.map(({ name }) => name).join(" / ") || axis.name, coordinates };
}

/** The captions that lead to a line, as its name has them; none for the total of everything. */
function captions({ members, hierarchies: [{ parent }] }: Axis, member: number): readonly string[] {
  const isGrand = parent.length > 1 && parent[member] === -1 && members[member] === pathName([]);
  return isGrand ? [] : members[member].split(pathName(["", ""]));
}

/** Two tables of one source that can be told to count the same people: same filters, cells in common, and the same numbers there. */
function agree(a: Table, b: Table): boolean {
  const sorted = ({ context = {} }: Table): string => JSON.stringify(Object.entries(context).map(([field, kept]) => [field, [...kept].sort()]).sort());
  const known = new Set(cellKeys(b));
  return sorted(a) === sorted(b) && cellKeys(a).some((key, cell) => known.has(key) && !Number.isNaN(a.measures[0].values[cell])) && contradictory([a, b]).size === 0;
}
