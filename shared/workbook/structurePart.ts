import { readTree } from "./xmlTree.ts";
import { Unreadable } from "./unreadable.ts";

/**
 * How the tables of a copy are built, in a custom part of it: which of its rows and columns are sums of others, and which cells of two tables
 * are the same. Fields and members are numbered, not named, and there is no value. For programs that check the copy; readers see the same from labels.
 */
export interface StatedStructure {
  readonly tables: readonly StatedTable[];
  /** For each chart, in the order of the chart parts, the cells that its series show. */
  readonly charts: readonly (readonly string[])[];
}

export interface StatedTable {
  readonly sheet: string;
  /** Tables of one system are about the same persons and measure. */
  readonly system: string;
  readonly rows: StatedAxis;
  readonly columns: StatedAxis;
  /** Filters of the whole table: field → members kept. */
  readonly context: Readonly<Record<string, readonly string[]>>;
}

/** Members of an axis: the row or column of the sheet that shows each, its parent (−1 for none), and the choices that define it. */
export interface StatedAxis {
  readonly at: readonly number[];
  readonly parent: readonly number[];
  readonly coordinates: readonly Readonly<Record<string, string>>[];
}

/** Local name of the part's outermost element. */
export const STRUCTURE_ROOT = "diskretStructure";
/** Cells of one table. */
const LARGEST = 2_000_000;

export function structurePart(structure: StatedStructure): string {
  const text = JSON.stringify(structure).replace(/[&<>]/g, (sign) => `&${{ "&": "amp", "<": "lt", ">": "gt" }[sign]!};`);
  return `<${STRUCTURE_ROOT} xmlns="urn:diskret:structure:1">${text}</${STRUCTURE_ROOT}>`;
}

/** Throws `Unreadable` for anything that is not such a part as we write it. */
export function readStructurePart(source: string, part: string): StatedStructure {
  const { name, text = "" } = readTree(source, part, { text: true });
  const found = parsed(text);
  if (name !== STRUCTURE_ROOT || !isStructure(found)) throw new Unreadable("workbook/structure", { part });
  return found;
}

function parsed(text: string): unknown {
  try { return JSON.parse(text); } catch { return undefined; }
}

function isStructure(value: unknown): value is StatedStructure {
  return isRecord(value) && isList(value["tables"], isTable) && isList(value["charts"], (chart) => isList(chart, isText));
}

function isTable(value: unknown): value is StatedTable {
  if (!isRecord(value) || !isText(value["sheet"]) || !isText(value["system"]) || !isAxis(value["rows"]) || !isAxis(value["columns"])) return false;
  return isRecord(value["context"]) && Object.values(value["context"]).every((members) => isList(members, isText)) && value["rows"].at.length * value["columns"].at.length <= LARGEST;
}

function isAxis(value: unknown): value is StatedAxis {
  if (!isRecord(value)) return false;
  const { at, parent, coordinates } = value, whole = (one: unknown): one is number => Number.isInteger(one);
  if (!isList(at, whole) || !isList(parent, whole) || !isList(coordinates, (choices) => isRecord(choices) && Object.values(choices).every(isText))) return false;
  return at.length === parent.length && at.length === coordinates.length && at.every((line) => line >= 1) && parent.every((above, member) => above >= -1 && above < at.length && above !== member) && !isCircular(parent);
}

function isCircular(parent: readonly number[]): boolean {
  return parent.some((_, member) => {
    let at = member;
    for (let step = 0; at >= 0; step++) { if (step > parent.length) return true; at = parent[at]; }
    return false;
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isList<T>(value: unknown, of: (one: unknown) => one is T): value is readonly T[];
function isList(value: unknown, of: (one: unknown) => boolean): value is readonly unknown[];
function isList(value: unknown, of: (one: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(of);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}
