import type { Policy } from "../policy/policy.ts";
import { isSmall } from "../primary/smallCount.ts";
import type { Table } from "../table/table.ts";
import { axesOf, type ListAxis } from "./axes.ts";
import { components, type Component } from "./components.ts";
import { componentTable, type ComponentTable, type ListContext } from "./componentTable.ts";
import { Unfit, type List, type ListFault } from "./list.ts";
import { municipalityColumn } from "./listOwners.ts";
import { listSystem, type ListSystem } from "./listSystem.ts";
import { announcesAverage } from "../table/toldTotal.ts";
import { measureSums } from "../table/measureSums.ts";
import type { SystemResult } from "./protectSystem.ts";
import { rolesOf, type MeasureColumn, type Roles } from "./roles.ts";

/** A list with what may be shown of it. */
export type ProtectedList =
  | { readonly status: "protected"; readonly measures: readonly ListMeasure[]; readonly shape: ListShape }
  | { readonly status: "refused"; readonly fault: ListFault };

export interface ListMeasure {
  readonly column: number;
  readonly name: string;
  readonly values: Float64Array;
  /** 1 = hidden, per row; blanks are never marked. */
  readonly hidden: Uint8Array;
  /** Why no number of the column is shown. */
  readonly withheld?: ListFault;
}

/** What was found about a list: names and numbers of things, no values. */
export interface ListShape {
  readonly dimensions: readonly string[];
  /** Columns that belong together, and on how many of their members a total stands. */
  readonly axes: readonly { readonly columns: readonly string[]; readonly totals: number }[];
  /** Counts that are sums of other counts. */
  readonly sums: readonly { readonly total: string; readonly parts: readonly string[] }[];
  readonly relations: number;
  /** Sets of cells that were protected each by itself, and cells of the largest. */
  readonly systems: number;
  /** Sets of which nothing is shown, for no pattern could be proved safe, by reason. */
  readonly closed: Readonly<Record<string, number>>;
  readonly largest: number;
}

export interface ListOptions {
  /** Columns that the user calls dimensions. */
  readonly dimensions?: readonly string[];
  /** What looser rules hide of the same list: it stays hidden. */
  readonly before?: readonly ListMeasure[];
  readonly progress?: (done: number, of: number) => void;
}

/** Protects tables that say nothing of each other, each by itself and in their order; a host may share them out among threads. */
export type ProtectSystems = (tables: readonly Table[]) => Promise<readonly SystemResult[]>;

/** Systems whose tables are held at a time. */
const AT_ONCE = 512;

/**
 * Protects every count of a list: totals among the rows are found and tie rows together; each set of rows that hangs together
 * goes through `protect`, and a row that no total touches is judged by itself.
 */
export async function protectList(list: List, policy: Policy, protectSystems: ProtectSystems, options: ListOptions = {}): Promise<ProtectedList> {
  try {
    return await protectedList(list, policy, protectSystems, options);
  } catch (error) {
    if (error instanceof Unfit) return { status: "refused", fault: error.fault };
    throw error;
  }
}

async function protectedList(list: List, policy: Policy, protectSystems: ProtectSystems, options: ListOptions): Promise<ProtectedList> {
  const roles = rolesOf(list, policy, options.dimensions ?? []), counts = roles.measures.filter((measure) => measure.class === "persons");
  for (const { name, values } of counts) if (values.some((value) => value < 0)) throw new Unfit("protect/negative", { measure: name });
  const axes = counts.length === 0 ? [] : axesOf(list, roles.dimensions, counts[0].values), sums = measureSums(counts);
  const system = listSystem(axes, counts, sums, policy.maxN), sets = components(system), owners = municipalityColumn(list, roles.dimensions);
  const ownerAxis = axes.findIndex(({ levels }) => levels.some(({ columns }) => owners !== null && columns.includes(owners.column)));
  const hidden = new Uint8Array(list.rows * counts.length + system.further.length), tied = new Uint8Array(hidden.length);
  for (const cell of system.cells) tied[cell] = 1;
  counts.forEach(({ values }, count) => values.forEach((value, row) => { if (tied[count * list.rows + row] === 0 && isSmall(value, policy)) hidden[count * list.rows + row] = 1; }));
  const ownerOf = (cell: number): string | null => (owners === null || cell >= list.rows * counts.length ? null : owners.owners[list.columns[owners.column].codes[cell % list.rows]]);
  const withheld = new Uint8Array(list.rows * counts.length);
  counts.forEach(({ column }, count) => { withheld.set(options.before?.find((measure) => measure.column === column)?.hidden ?? [], count * list.rows); });
  withheld.forEach((is, cell) => { if (is !== 0 && tied[cell] === 0) hidden[cell] = 1; });
  const context: ListContext = { withheld, name: list.name, axes, sums, system, counts, ownerOf, ownerAxis }, closed: Record<string, number> = {};
  const settle = (open: readonly OpenSet[], results: readonly SystemResult[]) => {
    open.forEach(({ set, placeOf }, k) => {
      const result = results[k];
      for (const cell of set.cells) if (cell < list.rows * counts.length) hidden[cell] = "reason" in result ? 1 : result.hidden[placeOf(cell)];
      if ("reason" in result) closed[result.reason] = (closed[result.reason] ?? 0) + 1;
    });
  };
  // Tables are laid out while those before them are being protected elsewhere.
  let before = Promise.resolve();
  for (let from = 0; from < sets.length; from += AT_ONCE) {
    const open = sets.slice(from, from + AT_ONCE).map((set): OpenSet => ({ set, ...componentTable(set, context) })).filter(({ table: { measures: [{ values, withheld: before }] } }) => before !== undefined || values.some((value) => Number.isNaN(value) || isSmall(value, policy)));
    await before;
    options.progress?.(from, sets.length);
    before = protectSystems(open.map(({ table }) => table)).then((results) => { settle(open, results); });
  }
  await before;
  hideAverages(list, roles, hidden);
  const shownCounts = counts.map((measure, count): ListMeasure => ({ ...placed(measure), hidden: hidden.subarray(count * list.rows, (count + 1) * list.rows).map((is, row) => (Number.isNaN(measure.values[row]) ? 0 : is)) }));
  const measures = roles.measures.map((measure) => shownCounts[counts.indexOf(measure)] ?? follow(measure, shownCounts));
  return { status: "protected", measures, shape: shapeOf(list, roles, { axes, counts, sums, system, sets, closed }) };
}

/** A row that calls itself an average tells the total of others, which no row need show: it is hidden whatever its number. */
function hideAverages({ rows, columns }: List, { dimensions }: Roles, hidden: Uint8Array): void {
  for (const { texts, codes } of dimensions.map((column) => columns[column])) {
    const isAverage = texts.map(announcesAverage);
    if (isAverage.includes(true)) hidden.forEach((_, cell) => { if (isAverage[codes[cell % rows]]) hidden[cell] = 1; });
  }
}

/** Cells that hang together, as a table. */
interface OpenSet extends ComponentTable { readonly set: Component }

function placed({ column, name, values }: MeasureColumn): Pick<ListMeasure, "column" | "name" | "values"> {
  return { column, name, values };
}

/** Measures that are no counts: shown whole, hidden where their count is hidden, or withheld. */
function follow(measure: MeasureColumn, counts: readonly ListMeasure[]): ListMeasure {
  if (measure.class === "notPersons") return { ...placed(measure), hidden: new Uint8Array(measure.values.length) };
  const base = measure.class === "basedOn" ? counts.find(({ name }) => name === measure.base) : undefined;
  if (base !== undefined) return { ...placed(measure), hidden: base.hidden.map((is, row) => (measure.filled[row] === 1 && (is === 1 || Number.isNaN(base.values[row])) ? 1 : 0)) };
  const fault: ListFault = { code: measure.class === "basedOn" ? "measure/baseMissing" : "measure/unknown", params: { measure: measure.name } };
  return { ...placed(measure), hidden: measure.filled, withheld: fault };
}

function shapeOf({ columns }: List, { dimensions }: Roles, found: { readonly axes: readonly ListAxis[]; readonly counts: readonly MeasureColumn[]; readonly sums: ReturnType<typeof measureSums>; readonly system: ListSystem; readonly sets: readonly Component[]; readonly closed: Readonly<Record<string, number>> }): ListShape {
  return {
    dimensions: dimensions.map((column) => columns[column].name),
    axes: found.axes.map(({ levels, families }) => ({ columns: levels.flatMap((level) => level.columns.map((column) => columns[column].name)), totals: families.filter((list) => list.length > 0).length })),
    sums: found.sums.map(({ total, parts }) => ({ total: found.counts[total].name, parts: parts.map((part) => found.counts[part].name) })),
    relations: found.system.start.length - 1, systems: found.sets.length, closed: found.closed, largest: found.sets.reduce((most, { cells }) => Math.max(most, cells.length), 0),
  };
}
