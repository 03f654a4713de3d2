import { compareText } from "../table/relations.ts";
import type { Axis, Cross, Hierarchy, Table } from "../table/table.ts";
import type { ListAxis } from "./axes.ts";
import type { Component } from "./components.ts";
import type { ListSystem, Rest } from "./listSystem.ts";
import type { MeasureSum } from "../table/measureSums.ts";
import type { MeasureColumn } from "./roles.ts";

/** What a component's cells are, in the words of its list. */
export interface ListContext {
  readonly name: string;
  readonly axes: readonly ListAxis[];
  readonly counts: readonly MeasureColumn[];
  readonly sums: readonly MeasureSum[];
  readonly system: ListSystem;
  /** Municipality whose number a cell is, null for none, and the axis that tells, −1 where none does. */
  readonly ownerOf: (cell: number) => string | null;
  readonly ownerAxis: number;
  /** 1 = stays hidden whatever its value, per cell of the file. */
  readonly withheld: Uint8Array;
}

/** A component as a table, and which cell of it stands for each of its cells. */
export interface ComponentTable {
  readonly table: Table;
  readonly placeOf: (cell: number) => number;
}

/** A full cross may have this many times the cells that the file has: rows without a count are left out of most files. */
const SPARSE = 8;

/** A cross where the rows are one, but for empty ones; else cells and relations. Cells are called by what they count: the order of rows decides nothing. */
export function componentTable(component: Component, context: ListContext): ComponentTable {
  const { table, placeOf } = crossed(component, context) ?? linear(component, context), cells = component.cells.filter((cell) => context.withheld[cell] === 1);
  return { placeOf, table: cells.length === 0 ? table : { ...table, measures: table.measures.map((measure) => ({ ...measure, withheld: cells.map(placeOf) })) } };
}

function crossed({ cells }: Component, context: ListContext): ComponentTable | null {
  const { axes, counts, system: { rows, further }, name } = context, inRows = rows * counts.length;
  const rests = distinctRests(cells.flatMap((cell) => (cell >= inRows ? further[cell - inRows].rest ?? [] : [])), axes);
  const inFile = cells.filter((cell) => cell < inRows), rowOf = (cell: number) => cell % rows, countOf = (cell: number) => Math.floor(cell / rows);
  const measures = [...new Set(inFile.map(countOf))].sort((a, b) => compareText(counts[a].name, counts[b].name));
  const absent = cells.flatMap((cell) => (cell >= inRows ? [further[cell - inRows].nodes ?? []] : []).filter((list) => list.length > 0));
  const nodes = axes.map(({ nodeOf }, axis) => [...[...new Set([...inFile.map((cell) => nodeOf[rowOf(cell)]), ...absent.map((list) => list[axis])])].sort((a, b) => a - b), ...rests.filter((rest) => rest.axis === axis).map(({ id }) => id)]);
  const size = nodes.reduce((product, list) => product * list.length, measures.length);
  if (size > inFile.length * SPARSE) return null;
  const varying = [...axes.keys()].filter((axis) => nodes[axis].length > 1), at = nodes.map((list) => new Map(list.map((node, place) => [node, place])));
  const placeOf = (cell: number) => varying.reduce((place, axis) => place * nodes[axis].length + at[axis].get(axes[axis].nodeOf[rowOf(cell)])!, 0) * measures.length + measures.indexOf(countOf(cell));
  const values = new Float64Array(size).fill(NaN), filled = new Uint8Array(size);
  for (const cell of inFile) { values[placeOf(cell)] = counts[countOf(cell)].values[rowOf(cell)]; filled[placeOf(cell)] = 1; }
  const shape: Cross = { kind: "cross", axes: [
    ...varying.map((axis) => axisTable(axes[axis], nodes[axis], rests.filter((rest) => rest.axis === axis), axis === context.ownerAxis ? ownersOfNodes(inFile, nodes[axis], axes[axis], context) : undefined)),
    ...(measures.length > 1 ? [measureAxis(measures, context)] : []),
  ] };
  fillRests(rests, { nodes, varying, width: measures.length }, values, filled);
  return !completeTotals(shape, values, filled) || lacksTotals(shape, filled) || !addsUp(shape, values, filled) ? null : { table: { name, shape, measures: [{ name: counts[measures[0]].name, values, class: "persons" }] }, placeOf };
}

/** A member that stands for whatever a total has beyond its parts. */
interface RestMember extends Rest {
  readonly id: number;
  readonly parts: readonly number[];
}

function distinctRests(rests: readonly Rest[], axes: readonly ListAxis[]): readonly RestMember[] {
  const found = new Map(rests.map((rest) => [`${rest.axis} ${rest.node} ${rest.family}`, rest]));
  return [...found.keys()].sort(compareText).map((key, at) => { const rest = found.get(key)!; return { ...rest, id: axes[rest.axis].nodes + at, parts: [...axes[rest.axis].families[rest.node][rest.family]] }; });
}

/** What each total has beyond its parts, wherever it stands on the other axes; nothing where it has none. */
function fillRests(rests: readonly RestMember[], { nodes, varying, width }: { readonly nodes: readonly (readonly number[])[]; readonly varying: readonly number[]; readonly width: number }, values: Float64Array, filled: Uint8Array): void {
  for (const { axis, node, id, parts } of rests) {
    const step = varying.slice(varying.indexOf(axis) + 1).reduce((product, inner) => product * nodes[inner].length, width), size = nodes[axis].length;
    const [own, total] = [nodes[axis].indexOf(id), nodes[axis].indexOf(node)], places = parts.map((part) => nodes[axis].indexOf(part)).filter((place) => place >= 0);
    for (let cell = 0; cell < values.length; cell++) {
      if (Math.floor(cell / step) % size !== own || filled[cell + (total - own) * step] === 0) continue;
      const whole = values[cell + (total - own) * step], rest = whole - places.reduce((sum, place) => sum + (values[cell + (place - own) * step] || 0), 0);
      if (rest > 1e-9 * Math.max(1, whole)) { values[cell] = rest; filled[cell] = 1; }
    }
  }
}

function axisTable({ name, names, families }: ListAxis, nodes: readonly number[], rests: readonly RestMember[], owners: Axis["owners"]): Axis {
  const place = new Map(nodes.map((node, at) => [node, at])), restOf = (node: number, family: number) => rests.filter((rest) => rest.node === node && rest.family === family).map(({ id }) => id);
  const sums = nodes.flatMap((node, at) => (families[node] ?? []).map((family, k) => ({ total: at, parts: [...family, ...restOf(node, k)].flatMap((part) => place.get(part) ?? []) }))).filter(({ parts }) => parts.length > 0);
  const nameOf = (node: number) => { const rest = rests.find(({ id }) => id === node); return rest === undefined ? names[node] : `${names[rest.node]}\u0001+${rest.family}`; };
  return { name, members: nodes.map(nameOf), hierarchies: hierarchies(name, nodes.length, sums), ...(owners === undefined ? {} : { owners }) };
}

function measureAxis(measures: readonly number[], { counts, sums }: ListContext): Axis {
  const at = (measure: number) => measures.indexOf(measure);
  return { name: "measures", members: measures.map((measure) => counts[measure].name), hierarchies: hierarchies("measures", measures.length, sums.filter(({ total }) => at(total) >= 0).map(({ total, parts }) => ({ total: at(total), parts: parts.map(at) }))) };
}

/** Sums as trees: a member has one parent in each. */
function hierarchies(name: string, members: number, sums: readonly { readonly total: number; readonly parts: readonly number[] }[]): Hierarchy[] {
  const trees: { parent: (number | null)[] }[] = [];
  for (const { total, parts } of [...sums].sort((a, b) => a.parts.length - b.parts.length || a.total - b.total)) {
    let tree = trees.find(({ parent }) => parts.every((part) => parent[part] === null || parent[part] === -1) && !above(parent, total, parts));
    if (tree === undefined) trees.push(tree = { parent: new Array<number | null>(members).fill(null) });
    for (const part of parts) tree.parent[part] = total;
    tree.parent[total] ??= -1;
  }
  return trees.map(({ parent }, k) => ({ name: `${name} ${k}`, parent }));
}

/** Whether a member would become part of itself. */
function above(parent: readonly (number | null)[], total: number, parts: readonly number[]): boolean {
  for (let at: number | null = total; at !== null && at >= 0; at = parent[at]) if (parts.includes(at)) return true;
  return false;
}

function ownersOfNodes(cells: readonly number[], nodes: readonly number[], { nodeOf }: ListAxis, { system: { rows }, ownerOf }: ListContext): readonly (string | null)[] {
  const owner = new Map(cells.map((cell) => [nodeOf[cell % rows], ownerOf(cell)]));
  return nodes.map((node) => owner.get(node) ?? null);
}

/** Ways in which a cross adds up: `step` and `size` of the axis, the total's place on it and those of its parts. */
interface Sum {
  readonly step: number;
  readonly size: number;
  readonly total: number;
  readonly parts: readonly number[];
}

function sumsOf({ axes }: Cross, cells: number): readonly Sum[] {
  let stride = cells;
  return axes.flatMap(({ members, hierarchies: trees }) => {
    stride /= members.length;
    const step = stride;
    return trees.flatMap(({ parent }) => members.flatMap((_, total): Sum[] => {
      const parts = parent.flatMap((above, part) => (above === total ? [part] : []));
      return parts.length === 0 ? [] : [{ step, size: members.length, total, parts }];
    }));
  });
}

/** Whether every total is the sum of its parts; one of which a part is left out may be more, one of which all are left out is no sum of this file. */
function addsUp(shape: Cross, values: Float64Array, filled: Uint8Array): boolean {
  return sumsOf(shape, values.length).every(({ step, size, total, parts }) => values.every((whole, cell) => {
    if (Math.floor(cell / step) % size !== total || filled[cell] === 0 || Number.isNaN(whole)) return true;
    const places = parts.map((part) => cell + (part - total) * step), sum = places.reduce((all, place) => all + (values[place] || 0), 0), slack = 1e-9 * Math.max(1, whole);
    return Math.abs(whole - sum) <= slack || (sum > 0 && whole > sum && places.some((place) => Number.isNaN(values[place])));
  }));
}

/**
 * Gives totals that the file leaves out, and that anybody can add up, the sums of their parts: whoever knows them knows no more than
 * before. False where two ways of adding up differ.
 */
function completeTotals(shape: Cross, values: Float64Array, filled: Uint8Array): boolean {
  const ways = sumsOf(shape, values.length);
  const missing = (): Map<number, (readonly number[])[]> => {
    const found = new Map<number, (readonly number[])[]>();
    for (const { step, size, total, parts } of ways)
      for (let cell = 0; cell < values.length; cell++) {
        if (Math.floor(cell / step) % size !== total || filled[cell] === 1) continue;
        const places = parts.map((part) => cell + (part - total) * step);
        if (places.some((place) => filled[place] === 1)) found.set(cell, [...(found.get(cell) ?? []), places]);
      }
    return found;
  };
  for (let open = missing(); open.size > 0; open = missing()) {
    // From below: a total whose parts are themselves to be added up waits for them.
    const ready = [...open].filter(([, sums]) => !sums.some((places) => places.some((place) => open.has(place))));
    if (ready.length === 0) return false;
    for (const [cell, sums] of ready) {
      const [sum, ...others] = sums.map((places) => places.reduce((all, place) => all + (values[place] || 0), 0));
      if (others.some((other) => Math.abs(other - sum) > 1e-9 * Math.max(1, sum))) return false;
      values[cell] = sum;
      filled[cell] = 1;
    }
  }
  return true;
}

/** Whether the file leaves out a total of which it has parts: a cross would hold such a total for a blank. */
function lacksTotals(shape: Cross, filled: Uint8Array): boolean {
  return sumsOf(shape, filled.length).some(({ step, size, total, parts }) => filled.some((is, cell) => is === 0 && Math.floor(cell / step) % size === total && parts.some((part) => filled[cell + (part - total) * step] === 1)));
}

function linear({ cells, relations }: Component, { name, system: { rows, further, keys, start, cells: parts }, counts, ownerOf }: ListContext): ComponentTable {
  const inRows = rows * counts.length, place = new Map(cells.map((cell, at) => [cell, at]));
  const order = [...counts.keys()].sort((a, b) => compareText(counts[a].name, counts[b].name)), rank = counts.map((_, count) => order.indexOf(count));
  const nameOf = (cell: number) => (cell < inRows ? `${keys[cell % rows].toString(36).padStart(11, "0")}.${rank[Math.floor(cell / rows)]}` : further[cell - inRows].name);
  const valueOf = (cell: number) => (cell < inRows ? counts[Math.floor(cell / rows)].values[cell % rows] : further[cell - inRows].value);
  const owners = cells.map((cell) => (cell < inRows ? ownerOf(cell) : null)), several = new Set(owners.filter((owner) => owner !== null)).size > 1;
  return {
    placeOf: (cell) => place.get(cell)!,
    table: {
      name, measures: [{ name: counts[0].name, values: Float64Array.from(cells, valueOf), class: "persons" }],
      // Where all is one municipality's it knows them all, and nobody else knows any.
      shape: { kind: "linear", cells: cells.map(nameOf), owners: several ? owners : owners.map(() => null), relations: relations.map((r) => ({ total: place.get(parts[start[r]])!, parts: Array.from(parts.subarray(start[r] + 1, start[r + 1]), (part) => place.get(part)!) })) },
    },
  };
}
