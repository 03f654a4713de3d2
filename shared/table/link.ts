import { compareText, relationsOf, systemFrom, type System } from "./relations.ts";
import type { Axis, Table } from "./table.ts";

/** One linear system over several tables: the same cell in two tables is one variable. */
export interface LinkedSystem {
  readonly system: System;
  /** Per table: variable of each cell. */
  readonly variableOf: readonly Int32Array[];
  /** Axis along which each relation adds; tables share those of one name. −1 for what is a sum whatever is counted. */
  readonly axisOf: Int32Array;
}

/** Joins tables that describe one population and measure. Order of tables, axes and members does not matter. */
export function link(tables: readonly Table[]): LinkedSystem {
  if (tables.length === 1) {
    const { system, variableOf, axisOf } = relationsOf(tables[0]);
    return { system, variableOf: [variableOf], axisOf };
  }
  const keys = tables.map(cellKeys);
  const names = [...new Set(keys.flat())].sort(compareText);
  const variable = new Map(names.map((name, at) => [name, at]));
  const variableOf = keys.map((list) => Int32Array.from(list, (key) => variable.get(key)!));
  const relations = new Map<string, Int32Array>(), axisOfKey = new Map<string, number>(), axes: string[] = [];
  tables.forEach((table, t) => {
    for (const { relation, axis } of ownRelations(table, variableOf[t])) {
      const key = relation.join();
      relations.set(key, relation);
      if (axis !== null && !axes.includes(axis)) axes.push(axis);
      // A sum in one table is one in all of them.
      axisOfKey.set(key, axis === null || axisOfKey.get(key) === -1 ? -1 : axes.indexOf(axis));
    }
  });
  const keysInOrder = [...relations.keys()].sort(compareText), ordered = keysInOrder.map((key) => relations.get(key)!);
  const start = new Int32Array(ordered.length + 1);
  ordered.forEach((relation, r) => { start[r + 1] = start[r] + relation.length; });
  const cells = new Int32Array(start[ordered.length]);
  ordered.forEach((relation, r) => cells.set(relation, start[r]));
  return { system: systemFrom(names.length, start, cells), variableOf, axisOf: Int32Array.from(keysInOrder, (key) => axisOfKey.get(key)!) };
}

/** Relations of one table in variables of the joint system: total first, parts ascending; `axis` is null for a sum whatever is counted. */
function ownRelations(table: Table, variableOf: Int32Array): { readonly relation: Int32Array; readonly axis: string | null }[] {
  const { system, variableOf: own, axisOf, axes } = relationsOf(table);
  const joint = new Int32Array(system.variables);
  own.forEach((canonical, cell) => { joint[canonical] = variableOf[cell]!; });
  return Array.from({ length: system.start.length - 1 }, (_, r) => {
    const [total, ...parts] = Array.from(system.cells.subarray(system.start[r], system.start[r + 1]), (cell) => joint[cell]);
    return { relation: Int32Array.from([total, ...parts.sort((a, b) => a - b)]), axis: axisOf[r] < 0 ? null : axes[axisOf[r]] };
  });
}

/** What a cell is, independent of the table that shows it: the sorted field = member choices that define it. */
export function cellKeys(table: Table): string[] {
  if (table.shape.kind === "linear") return [...table.shape.cells];
  const context = Object.entries(table.context ?? {}).map(([field, members]) => choice(field, [...members].sort(compareText).join("\u0002")));
  return choicesOf(table).map((choices) => [...new Set([...context, ...choices])].sort(compareText).join("\u0001"));
}

/** Per cell the sorted choices its axes make, without the table's filters. */
export function choicesOf(table: Table): (readonly string[])[] {
  if (table.shape.kind === "linear") return table.shape.cells.map((id) => [id]);
  let keys: (readonly string[])[] = [[]];
  for (const axis of table.shape.axes) {
    const choices = axis.members.map((_, member) => memberChoices(axis, member));
    keys = keys.flatMap((key) => choices.map((more) => [...key, ...more]));
  }
  return keys.map((key) => [...new Set(key)].sort(compareText));
}

function memberChoices(axis: Axis, member: number): string[] {
  const stated = axis.coordinates?.[member];
  if (stated !== undefined) return Object.entries(stated).map(([field, name]) => choice(field, name));
  const isTotal = axis.hierarchies.every((hierarchy) => hierarchy.parent[member] === -1) && axis.hierarchies.some((hierarchy) => hierarchy.parent.includes(member));
  return isTotal ? [] : [choice(axis.name, axis.members[member])];
}

function choice(field: string, member: string): string {
  return `${field}\u0000${member}`;
}
