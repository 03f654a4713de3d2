import { pathName } from "../shared/table/path.ts";
import type { PlacedTable } from "../shared/table/layout.ts";
import type { Axis } from "../shared/table/table.ts";

/** A cell that one side really shows, named by the captions a reader sees, outermost first; a grand total has none. */
export interface ShownCell {
  readonly row: readonly string[];
  readonly column: readonly string[];
  /** Empty where the side shows one measure and does not name it. */
  readonly measure: string;
  readonly hidden: boolean;
}

export interface Agreement {
  /** Hidden cells on each side. */
  readonly excel: number;
  readonly powerbi: number;
  /** Cells hidden on one side and not on the other. */
  readonly differing: number;
  /** Cells that exist on one side only. */
  readonly unseen: number;
}

/** Null where the sides have no cell in common: then they do not show the same table. */
export function compare(copy: readonly ShownCell[], powerbi: readonly ShownCell[]): Agreement | null {
  const { excel, named } = sameMeasures(copy, powerbi);
  const left = byName(excel, named), right = byName(powerbi, named), common = [...left.keys()].filter((name) => right.has(name));
  if (common.length === 0) return null;
  return {
    excel: hiddenIn(excel), powerbi: hiddenIn(powerbi),
    differing: common.filter((name) => left.get(name) !== right.get(name)).length,
    unseen: left.size + right.size - 2 * common.length,
  };
}

/** The copy's cells of the measures that the matrix draws: both sides leave out others. Of several, a sole unnamed one must be the one that is open. */
function sameMeasures(copy: readonly ShownCell[], powerbi: readonly ShownCell[]): { readonly excel: readonly ShownCell[]; readonly named: boolean } {
  const drawn = new Set(powerbi.map(({ measure }) => measure)), all = [...new Set(copy.map(({ measure }) => measure))];
  if (!drawn.has("")) return { excel: copy.filter(({ measure }) => drawn.has(measure)), named: true };
  const open = all.filter((name) => copy.some(({ measure, hidden }) => measure === name && !hidden));
  const sole = all.length === 1 ? all : open.length === 1 ? open : [];
  return { excel: copy.filter(({ measure }) => sole.includes(measure)), named: false };
}

function hiddenIn(cells: readonly ShownCell[]): number {
  return cells.filter(({ hidden }) => hidden).length;
}

/** Cells with the same captions are told apart by their order. */
function byName(cells: readonly ShownCell[], named: boolean): ReadonlyMap<string, boolean> {
  const found = new Map<string, boolean>(), copies = new Map<string, number>();
  for (const { row, column, measure, hidden } of cells) {
    const name = JSON.stringify([row, column, named ? measure : ""]), copy = (copies.get(name) ?? 0) + 1;
    copies.set(name, copy);
    found.set(`${name}${copy}`, hidden);
  }
  return found;
}

/** What a written copy shows of the table it was made of: `text` gives the sheet's cells, `top` the row where the table's layout begins. */
export function copyCells({ table, layout }: PlacedTable, top: number, text: (row: number, column: number) => string, mark: string): readonly ShownCell[] {
  const axes = table.shape.kind === "cross" ? table.shape.axes.map(captions) : [], [rows = [], columns = []] = axes;
  return layout.slots.flatMap((slot, at) => (slot.kind !== "value" ? [] : [{
    row: rows[Math.floor(slot.cell / columns.length)] ?? [], column: columns[slot.cell % columns.length] ?? [], measure: table.measures[slot.measure]?.name ?? "",
    hidden: text(top + Math.floor(at / layout.columns), at % layout.columns) === mark,
  }]));
}

/** The row where the sheet shows the layout's labels, or −1: then the sheet is no copy of that table. */
export function findLayout({ layout }: PlacedTable, height: number, text: (row: number, column: number) => string): number {
  const labels = layout.slots.flatMap((slot, at) => (slot.kind === "label" ? [{ row: Math.floor(at / layout.columns), column: at % layout.columns, text: slot.text }] : []));
  for (let top = 0; top + layout.rows <= height; top++) if (labels.every((label) => text(top + label.row, label.column) === label.text)) return top;
  return -1;
}

function captions(axis: Axis): readonly (readonly string[])[] {
  const parents = axis.hierarchies[0]?.parent ?? [], labels = axis.labels ?? axis.members;
  const path = (member: number): readonly string[] => {
    if (axis.members[member] === pathName([])) return [];
    const parent = parents[member] ?? -1;
    return [...(parent < 0 ? [] : path(parent)), labels[member] ?? ""];
  };
  return axis.members.map((_, member) => path(member));
}
