import * as v from "valibot";
import type { Reason } from "../workbook/unreadable.ts";
import { cellCount, type Axis, type LinearRelation, type Measure, type Shape, type Table } from "../table/table.ts";
import { jsonPath, LIMIT, tableFile, type Dimension, type TableFile } from "./tableJsonSchema.ts";

/** What a table file states about its own protection; a policy decides what is left out. */
export interface TableSettings {
  /** Inclusive limit, 1 to 50 as in a policy. */
  readonly maxN?: number;
  readonly zeros?: "hide" | "show";
}

export interface TableEntry {
  readonly table: Table;
  readonly settings: TableSettings;
}

export type TableJson =
  | { readonly status: "read"; readonly linked: boolean; readonly entries: readonly TableEntry[] }
  | { readonly status: "refused"; readonly reason: Reason };

/** A refusal on its way out of the nested readers; never leaves this file. */
class Refusal extends Error {
  readonly reason: Reason;
  constructor(code: string, path: string, params: Readonly<Record<string, string | number>> = {}) {
    super(code);
    this.reason = { code: `table/${code}`, params: { path, ...params } };
  }
}

/** Reads a neutral table file: one object is one table, an array is one linked system. The reason names the JSON path, never a value. */
export function tableJson(json: unknown): TableJson {
  try {
    if (!Array.isArray(json)) return { status: "read", linked: false, entries: [entry(json, "")] };
    if (json.length === 0) throw new Refusal("empty", "");
    return { status: "read", linked: true, entries: json.map((one, at) => entry(one, `[${at}]`)).map(oneSource) };
  } catch (error) {
    if (error instanceof Refusal) return { status: "refused", reason: error.reason };
    throw error;
  }
}

function oneSource({ table, settings }: TableEntry): TableEntry {
  return { table: { ...table, source: "file" }, settings };
}

function entry(json: unknown, at: string): TableEntry {
  const parsed = v.safeParse(tableFile, json, { abortEarly: true });
  if (!parsed.success) {
    const issue = parsed.issues[0];
    if (issue.message === LIMIT) throw new Refusal(LIMIT, join(at, jsonPath(issue)));
    throw new Refusal("type", join(at, jsonPath(issue)), { expected: issue.expected ?? issue.type });
  }
  const file = parsed.output;
  const shape = shapeOf(file, at);
  const find = cellFinder(shape);
  const cells = (list: readonly (number | string)[] | undefined, field: string) => list?.map((cell, k) => find(cell, join(at, `${field}[${k}]`)));
  const suppressed = cells(file.suppressed, "suppressed"), known = cells(file.known, "known");
  const table: Table = {
    name: file.name, shape, measures: measuresOf(file, shape, at, cells).map((measure) => (file.additive === undefined ? measure : { ...measure, additive: false })),
    ...(file.context === undefined ? {} : { context: Object.fromEntries(Object.entries(file.context).map(([dim, kept]) => [dim, [kept].flat()])) }),
    ...(suppressed === undefined ? {} : { suppressed }),
    ...(known === undefined ? {} : { known }),
    ...(file.blank === undefined ? {} : { blank: file.blank }),
  };
  return { table, settings: settingsOf(file, at) };
}

function settingsOf(file: TableFile, at: string): TableSettings {
  if (file.maxN !== undefined && file.threshold !== undefined && file.maxN !== file.threshold) throw new Refusal("limits", join(at, "threshold"));
  const maxN = file.maxN ?? file.threshold;
  return { ...(maxN === undefined ? {} : { maxN }), ...(file.zeros === undefined ? {} : { zeros: file.zeros }) };
}

function shapeOf(file: TableFile, at: string): Shape {
  const cross = file.dims !== undefined && (file.values !== undefined) !== (file.measures !== undefined) && file.cells === undefined && file.relations === undefined;
  const linear = file.cells !== undefined && file.relations !== undefined && file.dims === undefined && file.values === undefined && file.measures === undefined;
  if (cross) return { kind: "cross", axes: axesOf(file, at) };
  if (linear) return linearShape(file, at);
  throw new Refusal("form", at);
}

function axesOf(file: TableFile, at: string): readonly Axis[] {
  const dims = file.dims ?? [];
  unique(dims.map(({ name }) => name), join(at, "dims"));
  const home = file.municipalities?.dim;
  if (home !== undefined && !dims.some(({ name }) => name === home)) throw new Refusal("unknownDimension", join(at, "municipalities.dim"));
  return dims.map((dim, k) => axis(dim, dim.name === home, join(at, `dims[${k}]`)));
}

function axis(dim: Dimension, municipalities: boolean, at: string): Axis {
  unique(dim.members, join(at, "members"));
  dim.hierarchies.forEach(({ parent }, k) => checkParents(parent, dim.members.length, join(at, `hierarchies[${k}].parent`)));
  const hierarchies = dim.hierarchies.map(({ name, parent }) => ({ name: name ?? dim.name, parent }));
  if (!municipalities) return { name: dim.name, members: dim.members, hierarchies };
  const inner = new Set(hierarchies.flatMap(({ parent }) => parent));
  return { name: dim.name, members: dim.members, hierarchies, owners: dim.members.map((member, at) => (inner.has(at) ? null : member)) };
}

/** Every parent is a member of the same hierarchy and no chain of parents returns to its start. */
function checkParents(parent: readonly (number | null)[], members: number, at: string): void {
  if (parent.length !== members) throw new Refusal("length", at, { expected: members, found: parent.length });
  const visit = new Int32Array(members);
  for (let member = 0; member < members; member++) {
    for (let up: number | null | undefined = member; up !== null && up !== -1; up = parent[up]) {
      if (up === undefined || parent[up] === undefined || (up !== member && parent[up] === null) || visit[up] === member + 1) throw new Refusal("parent", `${at}[${member}]`);
      if (visit[up] !== 0) break;
      visit[up] = member + 1;
    }
  }
}

function linearShape(file: TableFile, at: string): Shape {
  if (file.municipalities !== undefined) throw new Refusal("unknownDimension", join(at, "municipalities.dim"));
  const cells = Object.keys(file.cells ?? {});
  if (cells.length === 0) throw new Refusal("empty", join(at, "cells"));
  const index = new Map(cells.map((id, cell) => [id, cell]));
  const known = (id: string, path: string): number => {
    const cell = index.get(id);
    if (cell === undefined) throw new Refusal("unknownCell", path);
    return cell;
  };
  const relations = (file.relations ?? []).map(({ total, parts }, r) => {
    const path = join(at, `relations[${r}]`);
    unique([total, ...parts], path);
    return { total: known(total, `${path}.total`), parts: parts.map((part, k) => known(part, `${path}.parts[${k}]`)) };
  });
  checkCircles(relations, cells.length, join(at, "relations"));
  return { kind: "linear", cells, relations };
}

/** No total is a part of itself, through others. A cell is settled when all parts of its relations are. */
function checkCircles(relations: readonly LinearRelation[], cells: number, at: string): void {
  const partIn: number[][] = Array.from({ length: cells }, () => []), unsettled = relations.map(({ parts }) => parts.length), open = new Int32Array(cells);
  relations.forEach(({ total, parts }, r) => { open[total]++; for (const part of parts) partIn[part].push(r); });
  const settled = [...open.keys()].filter((cell) => open[cell] === 0);
  for (const cell of settled) for (const r of partIn[cell]) if (--unsettled[r] === 0 && --open[relations[r].total] === 0) settled.push(relations[r].total);
  const circle = unsettled.findIndex((parts) => parts > 0);
  if (circle >= 0) throw new Refusal("circle", `${at}[${circle}]`);
}

type FindCells = (list: readonly (number | string)[] | undefined, field: string) => readonly number[] | undefined;

function measuresOf(file: TableFile, shape: Shape, at: string, cells: FindCells): readonly Measure[] {
  if (shape.kind === "linear") return [persons(Object.values(file.cells ?? {}), join(at, "cells"), (cell) => `.${shape.cells[cell]}`)];
  const expected = cellCount(shape);
  const whole = (values: readonly unknown[], path: string) => {
    if (values.length !== expected) throw new Refusal("length", path, { expected, found: values.length });
  };
  if (file.values !== undefined) {
    whole(file.values, join(at, "values"));
    return [persons(file.values, join(at, "values"))];
  }
  const list = file.measures ?? [];
  unique(list.map(({ name }) => name), join(at, "measures"));
  return list.map(({ name, values, class: kind, base, suppressed, additive }, k) => {
    const path = join(at, `measures[${k}]`);
    whole(values, `${path}.values`);
    if (kind === "persons") noNegative(values, `${path}.values`);
    if (base !== undefined && !list.some((other) => other.name === base && other.name !== name)) throw new Refusal("unknownBase", `${path}.base`);
    const hidden = cells(suppressed, `measures[${k}].suppressed`);
    return { name, values: numbers(values), ...(kind === undefined ? {} : { class: kind }), ...(base === undefined ? {} : { base }), ...(hidden === undefined ? {} : { suppressed: hidden }), ...(additive === undefined ? {} : { additive }) };
  });
}

/** Plain values count persons. */
function persons(values: readonly (number | null)[], path: string, key?: (cell: number) => string): Measure {
  noNegative(values, path, key);
  return { name: "count", class: "persons", values: numbers(values) };
}

/** A count below zero breaks what every bound rests on. */
function noNegative(values: readonly (number | null)[], path: string, key = (cell: number) => `[${cell}]`): void {
  const cell = values.findIndex((value) => value !== null && value < 0);
  if (cell >= 0) throw new Refusal("negative", `${path}${key(cell)}`);
}

function numbers(values: readonly (number | null)[]): Float64Array {
  return Float64Array.from(values, (value) => value ?? NaN);
}

/** Finds a cell given as the file gives it: a position in form 1, an id in form 2. */
function cellFinder(shape: Shape): (cell: number | string, path: string) => number {
  const size = cellCount(shape), byId = new Map(shape.kind === "linear" ? shape.cells.map((id, cell) => [id, cell]) : []);
  return (cell, path) => {
    const index = typeof cell === "string" ? byId.get(cell) : shape.kind === "cross" && cell < size ? cell : undefined;
    if (index === undefined) throw new Refusal("unknownCell", path);
    return index;
  };
}

function unique(names: readonly string[], path: string): void {
  if (new Set(names).size !== names.length) throw new Refusal("duplicate", path);
}

function join(at: string, path: string): string {
  return path === "" || at === "" || path.startsWith("[") ? at + path : `${at}.${path}`;
}
