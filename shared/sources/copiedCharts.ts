import type { SheetCell, WrittenChart, WrittenSeries, WrittenSheet } from "../sheetWriter/sheetCell.ts";
import type { PlacedChart } from "../workbook/appearances.ts";
import { parseArea, type Area } from "../workbook/area.ts";
import type { SeriesOutline } from "../workbook/chartOutline.ts";
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
  const { title, plots } = outline, copies = plots.map(({ series, ...plot }) => ({ plot, series: series.map((one) => (plot.kind === "scatter" ? copiedPoints(one, sheets) : copiedSeries(one, sheets))) }));
  if (copies.some(({ series }) => series.includes(null))) return null;
  return {
    chart: { plots: copies.map(({ plot, series }) => ({ ...plot, series: series.flatMap((one) => one?.series ?? []) })), from, to, ...(title !== undefined && isPlainText(title) ? { title } : {}) },
    sources: copies.flatMap(({ series }) => series.flatMap((one) => one?.sources ?? [])),
  };
}

/** A series, and the cells of its numbers in the order in which they are written. */
interface CopiedSeries {
  readonly series: WrittenSeries;
  readonly sources: readonly string[];
}

function copiedSeries({ name, categories, values }: SeriesOutline, sheets: readonly WrittenSheet[]): CopiedSeries | null {
  const numbers = numbersOf(cellsOf(values, sheets)), named = categories === undefined ? null : cellsOf(categories, sheets);
  if (numbers === null) return null;
  return { series: { numbers, ...(named === null ? {} : { categories: named.map(textOf) }), ...caption(name, sheets) }, sources: [values] };
}

/** Points of a scatter chart: one is drawn where both its numbers are shown. Texts stand at 1, 2, 3 … as Excel has them. */
function copiedPoints({ name, categories, values }: SeriesOutline, sheets: readonly WrittenSheet[]): CopiedSeries | null {
  const up = numbersOf(cellsOf(values, sheets)), along = categories === undefined ? undefined : cellsOf(categories, sheets);
  if (up === null || along === null) return null;
  const across = along?.some((cell) => cell?.kind === "text") === true ? null : numbersOf(along ?? null);
  if (across === null) return along?.some((cell) => cell?.kind === "mark") === true ? null : { series: { numbers: up, ...caption(name, sheets) }, sources: [values] };
  const both = up.map((number, k) => (number === null || (across[k] ?? null) === null ? null : number));
  return { series: { numbers: both, across: across.map((number, k) => (both[k] === null || both[k] === undefined ? null : number)), ...caption(name, sheets) }, sources: [categories ?? "", values] };
}

/** Null where there is no number at all. */
function numbersOf(cells: readonly (SheetCell | undefined)[] | null): readonly (number | null)[] | null {
  return cells?.some((cell) => cell?.kind === "number") === true ? cells.map((cell) => (cell?.kind === "number" ? cell.value : null)) : null;
}

function caption(name: string | undefined, sheets: readonly WrittenSheet[]): Pick<WrittenSeries, "name"> {
  const cells = name === undefined ? null : cellsOf(name, sheets);
  return cells === null || cells.length !== 1 ? {} : { name: textOf(cells[0]) };
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
