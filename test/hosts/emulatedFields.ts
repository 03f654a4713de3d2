import type { LocalField, LocalFields, LocalMeasure } from "../../addin/host.ts";
import { VALUES, type PivotRecord } from "../../shared/workbook/pivotRecord.ts";

/** What Excel's object model tells of a PivotTable over the workbook's own cells, and which fields are filtered by value. */
export interface EmulatedFields extends Omit<LocalFields, "data"> {
  readonly data: readonly { readonly name: string; readonly summarizeBy: string; readonly calculation: string }[];
  readonly byValue: readonly string[];
}

/** Names of functions and calculations as the object model has them (`Excel.AggregationFunction`, `Excel.ShowAsCalculation`). */
const capital = (name: string): string => `${name[0].toUpperCase()}${name.slice(1)}`;

export function fieldsIn({ cache, fields, rows, columns, pageFields, dataFields, filters }: PivotRecord): EmulatedFields {
  const field = (at: number, chosen?: number): LocalField => {
    const items = fields[at].items.filter(({ kind }) => kind === "data"), nameOf = (item: (typeof items)[number]): string => item.caption ?? cache.fields[at].members[item.member ?? -1]?.text ?? "";
    const kept = chosen === undefined ? items.filter(({ hidden }) => !hidden) : items.filter((_, item) => item === chosen);
    return { name: cache.fields[at].name, items: items.map(nameOf), kept: kept.length < items.length ? kept.map(nameOf) : null };
  };
  const onAxis = (axis: readonly number[]): readonly LocalField[] => axis.filter((at) => at !== VALUES).map((at) => field(at));
  return {
    source: cache.source.key, rows: onAxis(rows.fields), columns: onAxis(columns.fields), pages: pageFields.map((page) => field(page.field, page.item)),
    data: dataFields.map(({ name, subtotal, showDataAs }) => ({ name, summarizeBy: capital(subtotal), calculation: showDataAs === "normal" ? "None" : capital(showDataAs) })),
    byValue: filters.map((filter) => cache.fields[filter.field]?.name ?? ""),
  };
}

/** The same as the add-in's host gives it. */
export function localFields({ source, rows, columns, pages, data, byValue }: EmulatedFields): LocalFields | null {
  const aggregations = { Sum: "sum", Count: "count" } as const, of = (name: string): LocalMeasure["aggregation"] => (name === "Sum" || name === "Count" ? aggregations[name] : "other");
  return byValue.length > 0 ? null : { source, rows, columns, pages, data: data.map(({ name, summarizeBy, calculation }) => ({ name, aggregation: calculation === "None" ? of(summarizeBy) : "other" })) };
}
