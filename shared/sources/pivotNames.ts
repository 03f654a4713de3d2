import type { SourceNames } from "../policy/resolve.ts";
import { VALUES, type PivotRecord } from "../workbook/pivotRecord.ts";

/** The names by which a pivot's data set is recognised: of its connection and cube, its measures, and the fields it shows or filters by. */
export function pivotNames({ cache, dataFields, rows, columns, pageFields }: PivotRecord): SourceNames {
  const named = (field: number): readonly string[] => {
    const { name = "", caption = "" } = cache.fields[field] ?? {};
    return [name, caption].filter((text) => text !== "");
  };
  const fields = [...rows.fields, ...columns.fields, ...pageFields.map(({ field }) => field)].filter((field) => field !== VALUES);
  const { connection } = cache.source;
  return {
    ...(connection === undefined ? {} : { connection: connection.name, cube: connection.cube }),
    measures: dataFields.flatMap(({ name, field }) => [name, ...named(field)]),
    fields: [...new Set(fields.flatMap(named))],
  };
}
