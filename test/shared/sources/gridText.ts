import type { GridInput } from "../../../shared/sources/grid.ts";
import { readGrid } from "../../../shared/sources/grid.ts";
import type { Axis, Table } from "../../../shared/table/table.ts";

/** A table as a reader sees it: columns are two or more spaces apart, `·` is an empty cell. */
export function cellsOf(text: string): GridInput[][] {
  const lines = text.split("\n").map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#"));
  return lines.map((line) => line.split(/ {2,}/).map((cell) => (cell === "·" ? null : cell)));
}

export function tableFrom(text: string): Table {
  const result = readGrid(cellsOf(text), { name: "t" });
  if (result.status === "refused") throw new Error(`${result.reason.code} ${JSON.stringify(result.reason.params)}`);
  return result.placed.table;
}

export function reasonFor(text: string): unknown {
  const result = readGrid(cellsOf(text), { name: "t" });
  return result.status === "refused" ? result.reason : result.status;
}

/** Relations of one axis as a reader would say them: "I alt = A + B". */
export function relations(table: Table, axis: 0 | 1): string[] {
  const { labels, hierarchies } = axes(table)[axis], { parent } = hierarchies[0];
  return labels!.flatMap((label, line) => {
    const parts = labels!.filter((_, part) => parent[part] === line);
    return parts.length === 0 ? [] : [`${label} = ${parts.join(" + ")}`];
  });
}

export function axes(table: Table): readonly Axis[] {
  return table.shape.kind === "cross" ? table.shape.axes : [];
}
