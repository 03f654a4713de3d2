import type { PlacedTable } from "../table/layout.ts";
import { compareText } from "../table/relations.ts";
import type { Axis } from "../table/table.ts";
import type { PivotRecord } from "../workbook/pivotRecord.ts";
import { structurePart, type StatedAxis, type StatedTable } from "../workbook/structurePart.ts";

/** A table in its pivot's place, and what may be shown of its measures. */
export interface ShownInPlace {
  readonly placed: PlacedTable;
  readonly pivot: PivotRecord;
  /** `adds`: totals are the sums of their parts. */
  readonly measures: readonly { readonly status: "protected" | "withheld"; readonly adds: boolean }[];
}

/** How a coordinate writes a choice of several members as one. */
const SET = "\u0002";

/** The custom part that tells how the tables of a copy are built, one per measure. Where nothing is shown, nothing adds up. */
export function statedStructure(shown: readonly ShownInPlace[], charts: readonly (readonly string[])[]): string {
  const fields = numbered(shown.flatMap(({ placed: { table } }) => [...Object.keys(table.context ?? {}), ...axesOf(table).flatMap(({ coordinates = [] }) => coordinates.flatMap(Object.keys))]), "f");
  const members = numbered(shown.flatMap(({ placed: { table } }) => [...Object.values(table.context ?? {}).flat(), ...axesOf(table).flatMap(({ coordinates = [] }) => coordinates.flatMap((one) => Object.values(one).flatMap((text) => text.split(SET))))]), "m");
  const systems = numbered(shown.flatMap(({ placed, measures }) => measures.map(({ status }, measure) => systemOf(placed, measure, status))), "s");
  const axis = ({ hierarchies, coordinates = [], members: all }: Axis, at: readonly number[], adds: boolean): StatedAxis => ({
    at, parent: all.map((_, member) => (adds ? hierarchies[0]?.parent[member] ?? -1 : -1)),
    coordinates: all.map((_, member) => Object.fromEntries(Object.entries(coordinates[member] ?? {}).map(([field, text]) => [fields(field), text.split(SET).map(members).join(SET)]))),
  });
  const tables = shown.flatMap(({ placed, pivot, measures }) => measures.flatMap(({ status, adds: sums }, measure): StatedTable[] => {
    const [rows, columns] = axesOf(placed.table), lines = linesOf(placed, measure, pivot), adds = sums && status === "protected";
    if (rows === undefined || columns === undefined || lines === null) return [];
    const context = Object.fromEntries(Object.entries(placed.table.context ?? {}).map(([field, kept]) => [fields(field), kept.map(members)]));
    return [{ sheet: pivot.sheet, system: systems(systemOf(placed, measure, status)), rows: axis(rows, lines.rows, adds), columns: axis(columns, lines.columns, adds), context }];
  }));
  return structurePart({ tables, charts });
}

function axesOf({ shape }: PlacedTable["table"]): readonly Axis[] {
  return shape.kind === "cross" ? shape.axes : [];
}

/** A measure that is withheld, such as one shown as per cent, is not the one of its name that other tables show. */
function systemOf({ table: { source, measures } }: PlacedTable, measure: number, status: "protected" | "withheld"): string {
  return [source ?? "", measures[measure].name, ...(status === "withheld" ? [status] : [])].join("\u0000");
}

/** Numbers for names, in the order of the names so that sets keep their order. */
function numbered(names: readonly string[], letter: string): (name: string) => string {
  const sorted = [...new Set(names)].sort(compareText), width = String(sorted.length).length, of = new Map(sorted.map((name, at) => [name, letter + String(at).padStart(width, "0")]));
  return (name) => of.get(name) ?? name;
}

/** Sheet row of each row member and sheet column of each column member for one measure; null where one is not shown. */
function linesOf({ table, layout }: PlacedTable, measure: number, { area }: PivotRecord): { readonly rows: readonly number[]; readonly columns: readonly number[] } | null {
  const [down, across] = axesOf(table).map(({ members }) => new Array<number>(members.length).fill(0));
  if (down === undefined || across === undefined) return null;
  layout.slots.forEach((slot, at) => {
    if (slot.kind !== "value" || slot.measure !== measure) return;
    down[Math.floor(slot.cell / across.length)] = area.top + Math.floor(at / layout.columns);
    across[slot.cell % across.length] = area.left + (at % layout.columns);
  });
  return down.includes(0) || across.includes(0) ? null : { rows: down, columns: across };
}
