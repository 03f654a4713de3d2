import type { Sourced } from "../shared/protectSources.ts";
import type { Table } from "../shared/table/table.ts";
import type { InputFile } from "./readFile.ts";

/** A table of a file with the names that tell its data set: of the file, its measures and its fields. */
export function sourced({ name }: InputFile, table: Table): Sourced {
  const fields = [...(table.shape.kind === "cross" ? table.shape.axes.map((axis) => axis.name) : []), ...Object.keys(table.context ?? {})];
  return { table, names: { file: name, measures: [table.name, ...table.measures.map((measure) => measure.name)], fields } };
}
