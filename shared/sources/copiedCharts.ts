import type { SheetCell, WrittenChart, WrittenSeries, WrittenSheet } from "../sheetWriter/sheetCell.ts";
import type { PlacedChart } from "../workbook/appearances.ts";
import { parseArea, type Area } from "../workbook/area.ts";
import { isPlainText } from "./plainText.ts";

/** Sheets with their charts drawn anew from what the copy shows. */
export interface CopiedCharts {
  readonly sheets: readonly WrittenSheet[];
  /** For every chart, in the order in which they are written, the cells of each of its series. */
  readonly charts: readonly (readonly string[])[];
}

/** Points of one series; no chart that anybody reads has more. */
const MOST_POINTS = 5_000;

/** `lost`: charts that could not be drawn anew. */
export function copiedCharts(sheets: readonly WrittenSheet[], chartsOf: (sheet: string) => readonly PlacedChart[]): CopiedCharts & { readonly lost: number } {
  const sources: (readonly string[])[] = [];
  let lost = 0;
  const drawn = sheets.map((sheet): WrittenSheet => {
    const charts = chartsOf(sheet.name).flatMap((placed) => copiedChart(placed, sheets) ?? []);
    lost += chartsOf(sheet.name).length - charts.length;
    sources.push(...charts.map((one) => one.sources));
    return charts.length === 0 ? sheet : { ...sheet, charts: charts.map(({ chart }) => chart) };
  });
  return { sheets: drawn, charts: sources, lost };
}

interface CopiedChart {
  readonly chart: WrittenChart;
  readonly sources: readonly string[];
}

/** Null where a series draws on cells that are not in the copy, or the chart is of a kind that is not drawn anew. */
function copiedChart({ outline, anchor: { from, to } }: PlacedChart, sheets: readonly WrittenSheet[]): CopiedChart | null {
  if (outline === undefined) return null;
  const series = outline.series.map((one): WrittenSeries | null => {
    const values = cellsOf(one.values, sheets), categories = one.categories === undefined ? null : cellsOf(one.categories, sheets), name = one.name === undefined ? null : cellsOf(one.name, sheets);
    if (values === null || !values.some((cell) => cell?.kind === "number")) return null;
    return {
      numbers: values.map((cell) => (cell?.kind === "number" ? cell.value : null)),
      ...(categories === null ? {} : { categories: categories.map(textOf) }),
      ...(name === null || name.length !== 1 ? {} : { name: textOf(name[0]) }),
    };
  });
  if (series.includes(null)) return null;
  const { kind, grouping, title } = outline;
  return {
    chart: { kind, grouping, series: series.flatMap((one) => one ?? []), from, to, ...(title !== undefined && isPlainText(title) ? { title } : {}) },
    sources: outline.series.map(({ values }) => values),
  };
}

/** Cells of a reference in the copy, row by row; null where its sheet is not there. */
function cellsOf(formula: string, sheets: readonly WrittenSheet[]): readonly (SheetCell | undefined)[] | null {
  const match = /^(?:'((?:[^']|'')+)'|([^'!(),[\]]+))!([$A-Z0-9:]+)$/i.exec(formula), name = (match?.[1] ?? match?.[2])?.replaceAll("''", "'");
  const area: Area | undefined = parseArea(match?.[3] ?? ""), sheet = sheets.find((candidate) => candidate.name === name);
  if (area === undefined || sheet === undefined) return null;
  const width = area.right - area.left + 1, count = (area.bottom - area.top + 1) * width;
  if (count > MOST_POINTS) return null;
  return Array.from({ length: count }, (_, k) => sheet.grid.rows[area.top - 1 + Math.floor(k / width)]?.[area.left - 1 + (k % width)]);
}

function textOf(cell: SheetCell | undefined): string {
  return cell?.kind === "text" ? cell.text : cell?.kind === "number" ? String(cell.value) : "";
}
