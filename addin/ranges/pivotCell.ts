import type { Axis } from "../../shared/table/table.ts";
import { parseArea } from "../../shared/workbook/area.ts";
import type { ReadPivot } from "../pivotReading.ts";
import type { Quotation } from "./formula.ts";

/** A cell of a PivotTable that a formula quotes. */
export interface PivotCell {
  readonly pivot: ReadPivot;
  readonly measure: number;
  readonly cell: number;
}

type Quoting = Exclude<Quotation, { kind: "sum" }>;
type Choice = readonly [field: string | null, item: string];

/** The cell that a formula on `sheet` quotes; null where no PivotTable has it, or more than one cell could be meant. */
export function pivotCell(quoting: Quoting, sheet: string, pivots: readonly ReadPivot[]): PivotCell | null {
  for (const pivot of pivots) {
    if (quoting.kind === "pivot" ? !standsAt(pivot, quoting, sheet) : pivot.names.connection !== quoting.connection) continue;
    const [measures, members] = quoting.kind === "pivot" ? [[quoting.measure], quoting.chosen] : parted(quoting.members);
    const measure = measures.length === 1 ? measureNamed(pivot, measures[0]) : -1, cell = cellOf(pivot, members, quoting.kind === "cube");
    if (measure >= 0 && cell !== null) return { pivot, measure, cell };
  }
  return null;
}

function standsAt({ sheet, ref }: ReadPivot, quoting: Extract<Quotation, { kind: "pivot" }>, own: string): boolean {
  const area = parseArea(ref), { top, left } = quoting.at;
  return sheet === (quoting.sheet ?? own) && area !== undefined && top >= area.top && top <= area.bottom && left >= area.left && left <= area.right;
}

/** The measures among a cube's members; what names everything of a dimension chooses nothing. */
function parted(members: readonly string[]): readonly [readonly string[], readonly Choice[]] {
  const isMeasure = (name: string): boolean => /^\[Measures\]\./i.test(name), isAll = (name: string): boolean => /\.\[(?:All|Alle|Hele)[^\]]*\]$/i.test(name);
  return [members.filter(isMeasure), members.filter((name) => !isMeasure(name) && !isAll(name)).map((name) => [null, name])];
}

/** By its name under Values; where there is one measure, by its field's name too. */
function measureNamed({ placed: [{ table: { measures } }], names }: ReadPivot, name: string): number {
  const same = (a: string): boolean => a.toLowerCase() === name.toLowerCase(), inCube = /\[([^\]]+)\]$/.exec(name)?.[1].toLowerCase();
  const at = measures.findIndex((measure) => same(measure.name) || measure.name.toLowerCase() === inCube);
  return at < 0 && measures.length === 1 && names.measures?.some(same) === true ? 0 : at;
}

/** `every`: the filters of the whole PivotTable must be among what is chosen, for a cube's cell has no others. */
function cellOf({ placed: [{ table: { shape, context = {} } }] }: ReadPivot, chosen: readonly Choice[], every: boolean): number | null {
  if (shape.kind === "linear") return null;
  const filters = Object.entries(context).map(([field, kept]): Choice => [field, kept.join("\u0002")]), isSaid = (choice: Choice): boolean => filters.some((filter) => says(filter, choice));
  if (every && !filters.every((filter) => chosen.some((choice) => says(filter, choice)))) return null;
  let cell = 0, left = chosen.filter((choice) => !isSaid(choice));
  for (const axis of shape.axes) {
    const index = indexOf(axis), own = left.filter((choice) => index.members.has(textOf(choice))), member = memberOf(axis, index, own);
    if (member === null) return null;
    cell = cell * axis.members.length + member;
    left = left.filter((choice) => !own.includes(choice));
  }
  return left.length === 0 ? cell : null;
}

function says([field, item]: Choice, [wanted, member]: Choice): boolean {
  return (wanted === null || wanted === field) && member === item;
}

/** Which members make a choice, and those found before. */
interface Index {
  readonly members: ReadonlyMap<string, ReadonlySet<number>>;
  readonly found: Map<string, number | null>;
}

const indexes = new WeakMap<Axis, Index>();
const textOf = ([field, item]: Choice): string => `${field ?? ""}\u0000${item}`;

function indexOf(axis: Axis): Index {
  const known = indexes.get(axis);
  if (known !== undefined) return known;
  const members = new Map<string, Set<number>>();
  (axis.coordinates ?? []).forEach((one, member) => Object.entries(one).forEach(([field, item]) => [textOf([field, item]), textOf([null, item])].forEach((text) => members.set(text, (members.get(text) ?? new Set()).add(member)))));
  const index: Index = { members, found: new Map() };
  indexes.set(axis, index);
  return index;
}

/** The member that has all the choices and fewest others. */
function memberOf({ coordinates = [] }: Axis, { members, found }: Index, chosen: readonly Choice[]): number | null {
  const key = chosen.map(textOf).join("\u0001"), known = found.get(key);
  if (known !== undefined) return known;
  const [first, ...more] = chosen.map((choice) => members.get(textOf(choice)) ?? new Set<number>());
  const fitting = [...(first ?? coordinates.keys())].filter((member) => more.every((set) => set.has(member))), size = (member: number): number => Object.keys(coordinates[member]).length;
  const fewest = fitting.reduce((least, member) => Math.min(least, size(member)), Infinity), [one, other] = fitting.filter((member) => size(member) === fewest);
  const member = one === undefined || other !== undefined ? null : one;
  found.set(key, member);
  return member;
}
