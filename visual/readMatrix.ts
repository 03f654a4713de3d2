import type powerbi from "powerbi-visuals-api";
import { cellCount, type Measure, type Shape } from "../shared/table/table.ts";
import { Refusal, type Matrix, type MatrixMeasure, type MatrixReading, type Role } from "./matrix.ts";
import { readAxis, type AxisReading, type Caption } from "./readAxis.ts";
import { isTold, told } from "./told.ts";

type Column = powerbi.DataViewMetadataColumn;

/** `dataReductionAlgorithm` of the columns in capabilities.json: as many columns as this may have been cut. */
export const COLUMN_LIMIT = 500;

/**
 * Reads a matrix data view. Highlight values are never read: they are counts of a subset, and clicking in another
 * visual must not change what is protected. Whatever is incomplete or unexpected is refused, never repaired.
 */
export function readMatrix(dataView: powerbi.DataView | undefined, caption: Caption): MatrixReading {
  const missing = missingRoles(dataView?.metadata.columns ?? []);
  if (missing.includes("Values") || (missing.includes("Rows") && missing.includes("Columns"))) return { status: "missing", roles: missing };
  const matrix = dataView?.matrix;
  if (dataView === undefined || matrix === undefined || [matrix.rows, matrix.columns].some(({ root }) => (root.children ?? []).length === 0)) return { status: "empty" };
  try {
    return { status: "read", matrix: complete(dataView.metadata, matrix, caption) };
  } catch (error) {
    if (error instanceof Refusal) return { status: "refused", reason: error.reason };
    throw error;
  }
}

function missingRoles(columns: readonly Column[]): Role[] {
  return (["Rows", "Columns", "Values"] as const).filter((role) => !columns.some((column) => column.roles?.[role] === true));
}

function complete(metadata: powerbi.DataViewMetadata, matrix: powerbi.DataViewMatrix, caption: Caption): Matrix {
  if (metadata.segment !== undefined) throw new Refusal({ code: "matrix/pending" });
  const sources = matrix.valueSources;
  const counts = sources.flatMap((source, index) => source.roles?.["Count"] === true ? [index] : []);
  if (counts.length > 1) throw new Refusal({ code: "matrix/counts" });
  const rows = readAxis("Rows", matrix.rows, totalsOff(metadata, "row"), caption);
  const columns = readAxis("Columns", matrix.columns, totalsOff(metadata, "column"), caption);
  refuseCutColumns(columns);
  const shape: Shape = { kind: "cross", axes: [rows.axis, columns.axis] };
  const { values, texts } = readValues(rows, columns, sources, cellCount(shape)), formats = readFormats(rows, columns);
  const counted = [...sources.keys()].filter((index) => !isTold(sources[index]));
  const names = uniqueNames(counted.map((index) => sources[index].displayName));
  return {
    table: { name: "", shape, measures: counted.map((index, at) => measure(sources[index], names[at], values[index])) },
    rows, columns,
    measures: counted.map((index) => describe(sources[index])),
    count: counts.length === 0 ? null : counted.indexOf(counts[0]),
    formats: new Map(counted.flatMap((index, at) => { const own = formats.get(index); return own === undefined ? [] : [[at, own] as const]; })),
    told: told(sources, texts),
    summed: false,
    filtered: metadata.isDataFilterApplied === true,
    sortedByValue: sources.some((source) => source.sort !== undefined),
  };
}

/** Whether the report's own switches say that totals of this direction are not wanted (capabilities.json, `subtotals`). */
function totalsOff(metadata: powerbi.DataViewMetadata, direction: "row" | "column"): boolean {
  const switches = metadata.objects?.["subTotals"];
  return switches?.[`${direction}Subtotals`] === false || switches?.[direction === "row" ? "perRowLevel" : "perColumnLevel"] === true;
}

/** The host does not say that columns were cut; as many inner columns as the limit means that they may have been. */
function refuseCutColumns(columns: AxisReading): void {
  const groups = new Set(columns.places.map(({ parent }) => parent));
  const inner = columns.places.filter((_, place) => place > 0 && !groups.has(place)).length;
  if (inner >= COLUMN_LIMIT) throw new Refusal({ code: "matrix/columnLimit", params: { limit: COLUMN_LIMIT } });
}

interface Values {
  /** One per cell, by source. */
  readonly values: readonly Float64Array[];
  /** Every text of a source that is told. */
  readonly texts: readonly ReadonlySet<string>[];
}

/** One value per cell and measure. Each column leaf has its index as key in every row leaf's `values`. */
function readValues(rows: AxisReading, columns: AxisReading, sources: readonly Column[], cells: number): Values {
  const areTold = sources.map(isTold), texts = sources.map(() => new Set<string>());
  const values = sources.map(() => new Float64Array(cells).fill(NaN));
  const read = sources.map(() => new Uint8Array(cells));
  const width = columns.axis.members.length;
  for (const row of rows.leaves) {
    const given = row.node.values ?? {};
    if (Object.keys(given).length > columns.leaves.length) throw new Refusal({ code: "matrix/structure", params: { role: "Rows" } });
    columns.leaves.forEach((column, at) => {
      const value = given[at], index = column.measure ?? 0, cell = row.member * width + column.member;
      const source = sources[index];
      if (source === undefined || (value !== undefined && (value.valueSourceIndex ?? 0) !== index) || read[index][cell] !== 0) throw new Refusal({ code: "matrix/structure", params: { role: "Columns" } });
      read[index][cell] = 1;
      if (!areTold[index]) values[index][cell] = number(value?.value, source);
      else if (value?.value !== null && value?.value !== undefined) texts[index].add(String(value.value));
    });
  }
  if (read.some((seen) => seen.includes(0))) throw new Refusal({ code: "matrix/structure", params: { role: "Rows" } });
  return { values, texts };
}

function number(value: powerbi.PrimitiveValue | undefined, source: Column): number {
  if (value === null || value === undefined) return NaN;
  if (typeof value !== "number") throw new Refusal({ code: "matrix/notNumber", params: { measure: source.displayName } });
  if (!Number.isFinite(value)) throw new Refusal({ code: "matrix/notFinite", params: { measure: source.displayName } });
  return value;
}

/** Dynamic format strings: Power BI computes them for each cell (`general.formatString`, declared in the capabilities). */
function readFormats(rows: AxisReading, columns: AxisReading): Map<number, Map<number, string>> {
  const formats = new Map<number, Map<number, string>>(), width = columns.axis.members.length;
  for (const { node, member } of rows.leaves)
    columns.leaves.forEach((column, at) => {
      const format = node.values?.[at]?.objects?.["general"]?.["formatString"], measure = column.measure ?? 0;
      if (typeof format !== "string") return;
      const cells = formats.get(measure) ?? new Map<number, string>();
      formats.set(measure, cells.set(member * width + column.member, format));
    });
  return formats;
}

function describe(source: Column): MatrixMeasure {
  return { caption: source.displayName, shown: source.roles?.["Values"] === true, format: source.format ?? "" };
}

/** The author's binding under Count says that the measure counts persons. */
function measure(source: Column, name: string, values: Float64Array): Measure {
  const aggregation = aggregationOf(source.queryName ?? "");
  return {
    name, values,
    ...(source.roles?.["Count"] === true ? { class: "persons" as const } : {}),
    ...(aggregation === undefined ? {} : { aggregation }),
    ...(source.format === undefined ? {} : { numberFormat: source.format }),
  };
}

/** Implicit measures name their aggregation in the query name; `Count(…)` there is the distinct count. */
function aggregationOf(queryName: string): Measure["aggregation"] {
  const name = /^(\w+)\(/.exec(queryName)?.[1];
  return name === undefined ? undefined : name === "Sum" ? "sum" : name === "CountNonNull" ? "count" : "other";
}

function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let unique = name;
    for (let copy = 2; taken.has(unique); copy++) unique = `${name} (${copy})`;
    taken.add(unique);
    return unique;
  });
}
