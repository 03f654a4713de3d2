import { cellCount, type Cross, type Linear, type Table } from "./table.ts";

/**
 * The linear system behind a table, in canonical order: variable v stands for one cell, relation r says
 * total = sum of parts. Encoding: `cells[start[r]]` is the total of relation r, the rest up to `start[r+1]` its parts;
 * `relationsOf[first[v] .. first[v+1]]` lists the relations of variable v.
 */
export interface System {
  readonly variables: number;
  readonly start: Int32Array;
  readonly cells: Int32Array;
  readonly first: Int32Array;
  readonly relationsOf: Int32Array;
}

/** Variables of one table: canonical variable of every cell of the table as it was given. */
export interface TableSystem {
  readonly system: System;
  readonly variableOf: Int32Array;
  /** Axis along which each relation adds, by place in `axes`; −1 for what is a sum whatever is counted. A linear structure is one axis. */
  readonly axisOf: Int32Array;
  readonly axes: readonly string[];
}

/** The relations of one table. Two tables that differ only in the order of axes or members give the same system. */
export function relationsOf(table: Table): TableSystem {
  return table.shape.kind === "cross" ? crossSystem(table.shape) : linearSystem(table.shape);
}

/** Collects relations and builds both directions of the incidence. */
export function systemFrom(variables: number, start: Int32Array, cells: Int32Array): System {
  const first = new Int32Array(variables + 1);
  for (const v of cells) first[v + 1]++;
  for (let v = 0; v < variables; v++) first[v + 1] += first[v];
  const relations = new Int32Array(cells.length);
  const fill = first.slice();
  for (let r = 0; r + 1 < start.length; r++)
    for (let k = start[r]; k < start[r + 1]; k++) relations[fill[cells[k]]++] = r;
  return { variables, start, cells, first, relationsOf: relations };
}

/** Code-unit order: the same on every host, whatever its locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Families of one axis in canonical member order: parent first, then its children. */
export interface AxisFamilies {
  /** Original member index at each canonical position. */
  readonly order: readonly number[];
  readonly families: readonly Int32Array[];
  /** Families whose total is a sum whatever is counted. */
  readonly sums: ReadonlySet<Int32Array>;
}

/** Parent–children families of an axis over all its hierarchies; equal families are listed once. */
export function axisFamilies(axis: Cross["axes"][number]): AxisFamilies {
  const order = axis.members.map((_, member) => member).sort((a, b) => compareText(axis.members[a], axis.members[b]));
  const position = new Int32Array(order.length);
  order.forEach((member, at) => { position[member] = at; });
  const seen = new Map<string, Int32Array>(), sums = new Set<string>();
  for (const hierarchy of axis.hierarchies) {
    const children = new Map<number, number[]>();
    hierarchy.parent.forEach((parent, member) => {
      if (parent === null || parent < 0) return;
      const family = children.get(parent) ?? [];
      family.push(position[member]);
      children.set(parent, family);
    });
    for (const [parent, family] of children) {
      const sorted = Int32Array.from([position[parent], ...family.sort((a, b) => a - b)]);
      seen.set(sorted.join(), sorted);
      if (hierarchy.isSum === true) sums.add(sorted.join());
    }
  }
  const families = [...seen.values()].sort(compareFamilies);
  return { order, families, sums: new Set(families.filter((family) => sums.has(family.join()))) };
}

function compareFamilies(a: Int32Array, b: Int32Array): number {
  for (let k = 0; k < Math.min(a.length, b.length); k++) if (a[k] !== b[k]) return a[k] - b[k];
  return a.length - b.length;
}

function crossSystem(shape: Cross): TableSystem {
  const axes = shape.axes.map((axis, index) => ({ ...axisFamilies(axis), index, size: axis.members.length, name: axis.name }))
    .sort((a, b) => compareText(a.name, b.name) || a.index - b.index);
  const variables = cellCount(shape);
  const stride = new Int32Array(axes.length);
  for (let k = axes.length - 1, s = 1; k >= 0; k--) { stride[k] = s; s *= axes[k].size; }
  const relationCount = axes.reduce((n, axis) => n + axis.families.length * (variables / axis.size), 0);
  const entryCount = axes.reduce((n, axis) => n + axis.families.reduce((m, family) => m + family.length, 0) * (variables / axis.size), 0);
  const start = new Int32Array(relationCount + 1), cells = new Int32Array(entryCount), axisOf = new Int32Array(relationCount);
  let relation = 0, entry = 0;
  axes.forEach((axis, k) => {
    const step = stride[k], block = step * axis.size;
    for (const family of axis.families)
      for (let outer = 0; outer < variables; outer += block)
        for (let inner = 0; inner < step; inner++) {
          for (const member of family) cells[entry++] = outer + member * step + inner;
          axisOf[relation] = axis.sums.has(family) ? -1 : k;
          start[++relation] = entry;
        }
  });
  return { system: systemFrom(variables, start, cells), variableOf: crossVariables(shape, axes, stride), axisOf, axes: axes.map(({ name }) => name) };
}

/** Canonical variable of every original cell: mixed-radix digits re-read in canonical axis and member order. */
function crossVariables(shape: Cross, axes: readonly { readonly index: number; readonly order: readonly number[] }[], stride: Int32Array): Int32Array {
  let variableOf = new Int32Array(1);
  shape.axes.forEach((axis, index) => {
    const k = axes.findIndex((sorted) => sorted.index === index);
    const offset = new Int32Array(axis.members.length);
    axes[k].order.forEach((member, at) => { offset[member] = at * stride[k]; });
    const next = new Int32Array(variableOf.length * offset.length);
    for (let i = 0, at = 0; i < variableOf.length; i++) for (const add of offset) next[at++] = variableOf[i] + add;
    variableOf = next;
  });
  return variableOf;
}

function linearSystem(shape: Linear): TableSystem {
  const order = shape.cells.map((_, cell) => cell).sort((a, b) => compareText(shape.cells[a], shape.cells[b]));
  const variableOf = new Int32Array(order.length);
  order.forEach((cell, at) => { variableOf[cell] = at; });
  const sums = new Set<Int32Array>(), relations = shape.relations.map(({ total, parts, isSum }) => {
    const relation = Int32Array.from([variableOf[total], ...parts.map((part) => variableOf[part]).sort((a, b) => a - b)]);
    if (isSum === true) sums.add(relation);
    return relation;
  }).sort(compareFamilies);
  const start = new Int32Array(relations.length + 1);
  relations.forEach((relation, r) => { start[r + 1] = start[r] + relation.length; });
  const cells = new Int32Array(start[relations.length]);
  relations.forEach((relation, r) => cells.set(relation, start[r]));
  return { system: systemFrom(order.length, start, cells), variableOf, axisOf: Int32Array.from(relations, (relation) => (sums.has(relation) ? -1 : 0)), axes: [""] };
}
