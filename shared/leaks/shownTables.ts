import type { Policy } from "../policy/policy.ts";
import { classify } from "../policy/measureClass.ts";
import { readGrid, type GridInput } from "../sources/grid.ts";
import { pivotTables } from "../sources/pivot.ts";
import type { PlacedTable } from "../table/layout.ts";
import type { Axis, Table } from "../table/table.ts";
import { cellName } from "../workbook/area.ts";
import { eachCell } from "../workbook/cells.ts";
import type { Sheet, Workbook } from "../workbook/readWorkbook.ts";
import type { WorkbookFile } from "../workbook/workbookFile.ts";
import { indentedTable } from "./indentedTable.ts";
import type { ShownTable } from "./shownTable.ts";
import { statedTables } from "./statedTables.ts";

export interface ShownTables {
  readonly tables: readonly ShownTable[];
  /** Sheets with marks that are not in any table that could be read. */
  readonly unread: readonly { readonly sheet: Sheet; readonly marks: number; readonly first: string }[];
}

/** Rows of a sheet beyond which nobody pastes a table with marks; keeps hostile files from filling memory. */
const MAX_CELLS = 500_000;

export function shownTables(file: WorkbookFile, policy: Policy): ShownTables {
  const { workbook } = file, visible = workbook.sheets.filter(({ state }) => state === "visible"), tables: ShownTable[] = [...statedTables(file, policy)], unread: ShownTables["unread"][number][] = [];
  for (const source of pivotTables(workbook)) {
    const sheet = source.status === "read" ? visible.find(({ name }) => name === source.pivot.sheet) : undefined;
    if (source.status === "read" && sheet !== undefined) for (const placed of source.placed) tables.push(...pivotShown(placed, sheet, policy));
  }
  for (const sheet of visible) {
    const stated = new Set(tables.filter((table) => table.system !== undefined && table.sheet === sheet).flatMap(({ addresses, hidden }) => addresses.filter((_, cell) => hidden[cell] === 1)));
    const marks = marksOn(sheet, policy).filter((mark) => !stated.has(mark));
    if (marks.length === 0) continue;
    const found = sheet.cells.positions.length > MAX_CELLS ? [] : gridsOn(sheet, workbook, policy);
    tables.push(...found);
    const read = new Set(found.flatMap(({ addresses, hidden }) => addresses.filter((_, cell) => hidden[cell] === 1))), left = marks.filter((mark) => !read.has(mark));
    if (left.length > 0) unread.push({ sheet, marks: left.length, first: left[0] });
  }
  return { tables, unread };
}

/** Cells that hold a mark and nothing else, in a row or column of numbers. */
function marksOn(sheet: Sheet, { mark }: Policy): readonly string[] {
  const found: (readonly [row: number, column: number])[] = [], rows = new Set<number>(), columns = new Set<number>();
  eachCell(sheet.cells, (row, column, value) => {
    if (value.kind === "text" && (value.text.trim() === mark || value.text.trim() === "..")) found.push([row, column]);
    if (value.kind === "number") { rows.add(row); columns.add(column); }
  });
  return found.filter(([row, column]) => rows.has(row) || columns.has(column)).map(([row, column]) => cellName(row, column));
}

/** A pivot shows every number it has: it matters for what it tells about tables with marks. */
function pivotShown({ table }: PlacedTable, sheet: Sheet, policy: Policy): readonly ShownTable[] {
  return table.measures.filter((measure) => classify(measure, policy).class !== "notPersons").map((measure): ShownTable => ({
    sheet, table: byCaption(table, measure.values), addresses: [], hidden: new Uint8Array(measure.values.length),
  }));
}

/** The sheet as one table, else each block between empty rows. */
function gridsOn(sheet: Sheet, { styles }: Workbook, policy: Policy): readonly ShownTable[] {
  const rows: (readonly [row: number, cells: GridInput[]])[] = [];
  eachCell(sheet.cells, (row, column, value, style) => {
    const last = rows[rows.length - 1], line = last?.[0] === row ? last[1] : [];
    if (last?.[0] !== row) rows.push([row, line]);
    while (line.length < column) line.push(null);
    line[column - 1] = value.kind === "number" ? value.value : `${" ".repeat(Math.min(100, styles.indents[style] ?? 0))}${value.kind === "boolean" ? value.value : value.text}`;
  });
  const whole = shownGrid(sheet, rows, policy);
  if (whole.length > 0) return whole;
  const blocks: (typeof rows)[] = [];
  for (const row of rows) {
    const block = blocks[blocks.length - 1], before = block?.[block.length - 1]?.[0];
    if (before !== undefined && before + 1 === row[0]) block.push(row);
    else blocks.push([row]);
  }
  return blocks.flatMap((block) => {
    const grid = shownGrid(sheet, block, policy);
    return grid.length > 0 ? grid : shownIndented(sheet, block, policy);
  });
}

/** Where so much is hidden that sums prove no structure, the indentation of the first column is taken for it. */
function shownIndented(sheet: Sheet, block: readonly (readonly [row: number, cells: readonly GridInput[]])[], { mark }: Policy): readonly ShownTable[] {
  const valueOf = (input: GridInput | undefined) => (typeof input === "number" ? input : input === mark || input === ".." ? NaN : undefined);
  const start = block.findIndex(([, cells]) => cells.slice(1).some((input) => valueOf(input) !== undefined)), header = block[start - 1]?.[1].slice(1);
  if (header === undefined || header.some((input) => typeof input !== "string")) return [];
  const body = block.slice(start).map(([row, [label, ...cells]]) => {
    const text = typeof label === "string" ? label : "";
    return { row, indent: text.length - text.trimStart().length, label: text.trim(), values: cells.map(valueOf), whole: cells.every((input) => input === null || valueOf(input) !== undefined) };
  });
  const read = body.every(({ whole }) => whole) ? indentedTable(sheet.name, header.map(String), body) : null;
  if (read === null) return [];
  const { table, rows } = read, values = table.measures[0].values, hidden = new Uint8Array(values.length);
  for (const cell of table.suppressed ?? []) hidden[cell] = 1;
  return [{ sheet, table: byCaption(table, values), addresses: Array.from(values, (_, cell) => cellName(rows[Math.floor(cell / header.length)], 2 + (cell % header.length))), hidden }];
}

function shownGrid(sheet: Sheet, rows: readonly (readonly [row: number, cells: readonly GridInput[]])[], { mark }: Policy): readonly ShownTable[] {
  const read = readGrid(rows.map(([, cells]) => cells), { name: sheet.name, mark });
  if (read.status === "refused") return [];
  const { table, layout } = read.placed, values = table.measures[0].values, addresses = new Array<string>(values.length).fill(""), hidden = new Uint8Array(values.length);
  layout.slots.forEach((slot, at) => { if (slot.kind === "value") addresses[slot.cell] = cellName(rows[Math.floor(at / layout.columns)][0], (at % layout.columns) + 1); });
  for (const cell of table.suppressed ?? []) hidden[cell] = 1;
  return [{ sheet, table: byCaption(table, values), addresses, hidden }];
}

/** The same table with what its lines are called as coordinates: a member is the captions that lead to it, a grand total is none. */
function byCaption(table: Table, values: Float64Array): Table {
  const { shape } = table;
  return {
    name: table.name, measures: [{ name: "", values }],
    shape: shape.kind === "linear" ? shape : { kind: "cross", axes: shape.axes.map((axis): Axis => ({ ...axis, coordinates: axis.members.map((_, member) => captions(axis, member)) })) },
  };
}

function captions(axis: Axis, member: number): Record<string, string> {
  const parent = axis.hierarchies[0]?.parent ?? [], roots = parent.filter((above) => above === -1).length, path: Record<string, string> = {};
  for (let at: number | null | undefined = member; typeof at === "number" && at >= 0; at = parent[at]) {
    const grand = parent[at] === -1 && roots === 1 && parent.length > 1, caption = (axis.labels?.[at] ?? axis.members[at]).trim().toLowerCase();
    if (!grand) path[caption] = caption;
  }
  return path;
}
