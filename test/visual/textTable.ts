import type { Axis, Measure, Table } from "../../shared/table/table.ts";
import { pathName } from "../../shared/table/path.ts";

/**
 * A table as a statistician writes it. Columns are parted by two spaces or more; the first line names the columns,
 * nested ones by "2024/Q1"; rows nest by indentation of two spaces; "I alt" is a total on either axis; "." is a blank;
 * several measures share a cell as "12|340".
 *
 *     Antal|Beløb       2023   2024   I alt
 *     Nord              12|90  ...
 *       Thisted         ...
 */
export function textTable(text: string): Table {
  const lines = text.split("\n").filter((line) => line.trim() !== "" && !line.trim().startsWith("#"));
  const indent = Math.min(...lines.map((line) => line.search(/\S/)));
  const [header, ...body] = lines.map((line) => line.slice(indent).trimEnd());
  const [names, ...heads] = header.split(/\s{2,}/);
  const columns = columnAxis(heads), rows = rowAxis(body);
  const measures = names.split("|").map((name, measure): Measure => ({
    name, values: cells(body, rows.order, columns.order, measure, columns.axis.members.length, rows.axis.members.length),
  }));
  return { name: "", shape: { kind: "cross", axes: [rows.axis, columns.axis] }, measures };
}

interface TextAxis {
  readonly axis: Axis;
  /** Member of each line (or column) of the text. */
  readonly order: readonly number[];
}

function axisOf(name: string, paths: readonly (readonly string[])[]): TextAxis {
  const members = [...new Set([...paths.filter((path) => path.length === 0).map(pathName), ...paths.flatMap((path) => path.map((_, depth) => pathName(path.slice(0, depth + 1))))])];
  const at = (path: readonly string[]): number => members.indexOf(pathName(path));
  const labels = members.map(() => ""), parent = members.map(() => -1);
  for (const path of paths) if (path.length > 0) { labels[at(path)] = path[path.length - 1]!; parent[at(path)] = at(path.slice(0, -1)); }
  return { axis: { name, members, labels, hierarchies: [{ name, parent }] }, order: paths.map(at) };
}

/** "2024/I alt" is the member 2024, "I alt" the grand total. */
function columnAxis(heads: readonly string[]): TextAxis {
  return axisOf("columns", heads.map((head) => head.split("/").filter((part) => part !== "I alt")));
}

function rowAxis(body: readonly string[]): TextAxis {
  const above: string[] = [];
  return axisOf("rows", body.map((line) => {
    const level = line.search(/\S/) / 2, label = line.trim().split(/\s{2,}/)[0];
    above.splice(level, above.length, label);
    return label === "I alt" ? [] : [...above];
  }));
}

function cells(body: readonly string[], rows: readonly number[], columns: readonly number[], measure: number, width: number, height: number): Float64Array {
  const values = new Float64Array(width * height).fill(NaN);
  body.forEach((line, at) => {
    line.trim().split(/\s{2,}/).slice(1).forEach((text, column) => {
      const part = text.split("|")[measure];
      values[rows[at] * width + columns[column]] = part === undefined || part === "." ? NaN : Number(part);
    });
  });
  return values;
}
