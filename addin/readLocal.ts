import type { Message } from "../shared/i18n/message.ts";
import { contradictory } from "../shared/sources/pivotVersions.ts";
import { cellKeys } from "../shared/table/link.ts";
import type { PlacedTable } from "../shared/table/layout.ts";
import { pathName } from "../shared/table/path.ts";
import type { Axis, Measure, Table } from "../shared/table/table.ts";
import type { Block, LocalField, LocalFields, LocalMeasure, LocalPivot } from "./host.ts";
import type { PivotReading, ReadPivot } from "./pivotReading.ts";
import { measureBlocks, type MeasureBlock } from "./ranges/measureBlocks.ts";
import { layoutOf, valuesOf, withoutLoneTotals } from "./ranges/measuresTogether.ts";
import { gridOf, headerRows, readRange } from "./ranges/readRange.ts";

/**
 * PivotTables as ranges of values with the fields that Excel's object model names, where no file tells their structure.
 * Slicers and timelines filter what no field tells of. So several of one source are shown only where no slicer filters, where none
 * contradicts another, and where each shares cells with another and has the same numbers there: whatever filters one then filters all.
 */
export function readLocal(pivots: readonly LocalPivot[], blocks: readonly (Block | null)[], sliced: boolean): readonly PivotReading[] {
  const readings = pivots.map((pivot, at) => readOne(pivot, blocks[at] ?? [])), tables = readings.flatMap((reading) => (reading.status === "read" ? [tableIn(reading)] : []));
  const sound = new Set([...new Set(tables.map(({ source }) => source))].filter((source) => {
    const group = tables.filter((table) => table.source === source);
    return group.length === 1 || (!sliced && contradictory(group).size === 0 && areConnected(group));
  }));
  return readings.map((reading): PivotReading => (reading.status === "refused" || sound.has(tableIn(reading).source) ? reading : refused(reading, { code: "pivot/unseenFilters" })));
}

const tableIn = ({ placed: [{ table }] }: ReadPivot): Table => table;

function refused({ sheet, name, ref, region }: PivotReading, reason: Message): PivotReading {
  return { status: "refused", kind: "pivot", sheet, name, ref, reason, region };
}

function readOne({ sheet, name, range, fields }: LocalPivot, block: Block): PivotReading {
  const reading: PivotReading = { ...readRange(range, block), kind: "pivot", name };
  if (fields === null) return refused(reading, { code: "pivot/unseenFilters" });
  if (fields.data.every(({ aggregation }) => aggregation === "other")) return refused(reading, { code: "pivot/oneSum" });
  if (fields.data.length === 1 && reading.status === "refused") return reading;
  const result = fields.data.length === 1 ? one(block, fields) : several(block, fields);
  if ("code" in result || reading.region === null) return refused(reading, "code" in result ? result : { code: "pivot/otherLabels" });
  const { layout, table } = result, names = { measures: fields.data.map((data) => data.name), fields: [...fields.rows, ...fields.columns, ...fields.pages].map((field) => field.name) };
  return { status: "read", kind: "pivot", sheet, name, ref: reading.ref, olap: false, names, placed: [{ layout, table: { ...table, name: `${sheet}!${name}` } }], region: { ...reading.region, labelRows: headerRows(layout) } };
}

/** One measure: the lines as they stand, with and without the names of fields the same. */
function one(block: Block, fields: LocalFields): PlacedTable | Message {
  const whole = gridOf(block, ""), items = gridOf(withoutFieldNames(block, fields), "");
  if (whole.status === "refused" || items.status === "refused") return { code: "pivot/otherLabels" };
  const { layout } = whole.placed, own = items.placed.layout.slots;
  const sameLines = own.every((slot, at) => JSON.stringify(slot.kind === "value" && slot) === JSON.stringify(layout.slots[at].kind === "value" && layout.slots[at]));
  const table = sameLines ? named(items.placed.table, fields) : null;
  return table === null ? { code: "pivot/otherLabels" } : { layout, table: { ...table, measures: [{ ...measureNamed(fields.data[0]), values: table.measures[0].values }] } };
}

/** Several measures: the structure of the first sum or count; the others are sums or counts too only where their own numbers prove the same structure. */
function several(block: Block, fields: LocalFields): PlacedTable | Message {
  const parts = measureBlocks(withoutFieldNames(block, fields), fields.data.map(({ name }) => name)) ?? [];
  const additive = fields.data.filter(({ aggregation }) => aggregation !== "other").map(({ name }) => name), lead = parts.find(({ measure }) => additive.includes(measure));
  const read = lead === undefined ? null : gridOf(withoutLoneTotals(lead.cells), lead.measure);
  if (read?.status === "refused") return read.reason;
  const table = read === null ? null : named(read.placed.table, fields), layout = read === null ? null : layoutOf(block, parts, read.placed.layout);
  if (lead === undefined || read === null || table === null || layout === null) return { code: "pivot/otherLabels" };
  const measures = parts.map((part) => {
    const values = valuesOf(part, lead, read.placed), data = fields.data.find(({ name }) => name === part.measure);
    return values === null || data === undefined ? null : { ...measureNamed(data.aggregation === "other" || isProved(part, read.placed.table) ? data : { ...data, aggregation: "other" }), values };
  });
  return measures.every((measure) => measure !== null) ? { layout, table: { ...table, measures } } : { code: "pivot/otherLabels" };
}

/** Whether a measure's own numbers give the lines the parents that the leading one's give. */
function isProved({ cells, measure }: MeasureBlock, { shape }: Table): boolean {
  const own = gridOf(withoutLoneTotals(cells), measure), parents = (of: Table["shape"]): string => (of.kind === "linear" ? "" : JSON.stringify(of.axes.map(({ hierarchies }) => hierarchies[0].parent)));
  return own.status === "read" && parents(own.placed.table.shape) === parents(shape);
}

/** What is neither summed nor counted is no count, whatever it is called. */
function measureNamed({ name, aggregation }: LocalMeasure): Omit<Measure, "values"> {
  return { name, aggregation, ...(aggregation === "other" ? { class: "unknown" } : {}) };
}

/** The cells without the names of fields, which Excel writes among the captions of their items. */
function withoutFieldNames(block: Block, { rows, columns, pages }: LocalFields): Block {
  const fields = [...rows, ...columns, ...pages], items = new Set(fields.flatMap((field) => field.items));
  const names = new Set(fields.map(({ name }) => name).filter((name) => !items.has(name)));
  return block.map((line) => line.map((cell) => (typeof cell === "string" && names.has(cell) ? "" : cell)));
}

/** The table of a range with names from the object model; null where a line's captions are not items of the fields. */
function named(table: Table, { rows, columns, pages, source }: LocalFields): Table | null {
  if (table.shape.kind === "linear") return null;
  const [down, across] = table.shape.axes, axes = [withFields(down, rows), withFields(across, columns)].flatMap((axis) => axis ?? []);
  if (axes.length < 2) return null;
  const context = Object.fromEntries(pages.flatMap((field) => (field.kept === null ? [] : [[field.name, field.kept]])));
  return { ...table, source, context, shape: { kind: "cross", axes } };
}

/** An axis with what defines its members: an item per field from the outermost inwards, and what filters keep of the fields below. */
function withFields(axis: Axis, fields: readonly LocalField[]): Axis | null {
  const paths = axis.members.map((_, member) => captions(axis, member)), inner = paths.filter((path) => path.length > 0), parents = new Set(axis.hierarchies[0].parent);
  // Captions of the header that all lines have in common, as a field's own name above its items.
  const isItem = (field: LocalField | undefined, caption: string): boolean => field?.items.includes(caption) === true;
  let above = 0;
  while (inner.length > 0 && inner.every((path) => path.length > above && path[above] === inner[0][above]) && !isItem(fields[0], inner[0][above])) above++;
  const items = paths.map((path, member) => path.slice(above).map((caption, depth, all) => (depth === all.length - 1 && parents.has(member) && !isItem(fields[depth], caption) ? caption.replace(SUBTOTAL, "") : caption)));
  if (items.some((path) => path.length > fields.length || path.some((caption, depth) => !isItem(fields[depth], caption)))) return null;
  const coordinates = items.map((path) => Object.fromEntries(fields.flatMap(({ name, kept }, depth) => {
    if (depth < path.length) return [[name, path[depth]] as const];
    return kept === null ? [] : [[name, [...kept].sort().join(SET)] as const];
  })));
  return { ...axis, name: fields.map(({ name }) => name).join(" / ") || axis.name, coordinates };
}

/** What Excel writes after an item for its subtotal. */
const SUBTOTAL = / (?:i ?alt|total)$/i;
/** How `link` writes a choice of several members as one. */
const SET = "\u0002";

/** The captions that lead to a line, as its name has them; none for the total of everything. */
function captions({ members, hierarchies: [{ parent }] }: Axis, member: number): readonly string[] {
  const isGrand = parent.length > 1 && parent[member] === -1 && members[member] === pathName([]);
  return isGrand ? [] : members[member].split(pathName(["", ""]));
}

/** Equal numbers by which two tables are told to count the same people; fewer may be equal by accident. */
const LEAST_SHARED = 2;

/** Whether each table leads to each other by tables that have cells in common, filters included, with numbers in them. */
function areConnected(tables: readonly Table[]): boolean {
  const cells = tables.map((table) => new Set(cellKeys(table).flatMap((key, cell) => table.measures.flatMap(({ name, values, aggregation }) => (values[cell] > 0 && aggregation !== "other" ? [`${name}\u0000${key}`] : [])))));
  const reached = new Set([0]);
  for (const at of reached) cells.forEach((own, other) => { if (!reached.has(other) && [...own].filter((key) => cells[at].has(key)).length >= Math.min(LEAST_SHARED, own.size, cells[at].size)) reached.add(other); });
  return reached.size === tables.length;
}
