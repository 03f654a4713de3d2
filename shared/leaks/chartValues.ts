import { parseArea } from "../workbook/area.ts";
import { valueAt, type CellValue } from "../workbook/cells.ts";
import type { ChartData, ChartRecord } from "../workbook/chartData.ts";
import { inSpans } from "../workbook/sheetDetails.ts";
import type { WorkbookFile } from "../workbook/workbookFile.ts";
import { partPlace } from "./place.ts";
import type { Found, Rule } from "./rule.ts";

/**
 * Charts keep the numbers they last drew, also where cells are masked since, hidden or gone. Points that a visible cell
 * shows alike tell nothing new; the others are the leak.
 */
export const chartValues: Rule = {
  id: "R07", severity: "block",
  source: "Document Inspector: PivotCharts; ECMA-376-1 §21.2.2.122 numCache, the last data shown",
  find: ({ file }) => file.charts.flatMap((chart) => foundIn(file, withStatedCells(file, chart))),
};

/** Numbers written out in a chart of our copies stand in cells that the copy names; whether they do is looked at like any reference. */
function withStatedCells({ charts, structure }: WorkbookFile, chart: ChartRecord): ChartRecord {
  const parts = charts.map(({ part }) => part).sort((a, b) => numberIn(a) - numberIn(b)), stated = structure?.charts[parts.indexOf(chart.part)] ?? [];
  let series = 0;
  return { ...chart, data: chart.data.map((data) => (data.kind === "number" && data.formula === undefined ? { ...data, formula: stated[series++] } : data)) };
}

function numberIn(part: string): number {
  return Number(/(\d+)\.xml$/.exec(part)?.[1] ?? 0);
}

function foundIn(file: WorkbookFile, chart: ChartRecord): readonly Found[] {
  const where = partPlace(file, chart.part), points = chart.data.reduce((sum, { points }) => sum + points.length, 0);
  if (points === 0) return [];
  const unseen = chart.data.filter(({ kind }) => kind === "number").reduce((sum, data) => sum + unseenPoints(file, data), 0);
  if (unseen > 0) return [{ where, count: unseen }];
  return [{ where, count: points, kind: "shown", severity: "info" }];
}

/** Points that no visible cell shows. */
function unseenPoints(file: WorkbookFile, { formula, points }: ChartData): number {
  const match = /^(?:'((?:[^']|'')+)'|([^'!(),[\]]+))!(\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?)$/i.exec(formula ?? "");
  const area = match === null ? undefined : parseArea(match[3]), name = (match?.[1] ?? match?.[2])?.replaceAll("''", "'");
  const sheet = file.workbook.sheets.find((candidate) => candidate.name === name);
  if (area === undefined || sheet === undefined || sheet.state !== "visible") return points.length;
  const details = sheet.part === undefined ? undefined : file.details.get(sheet.part);
  const hiddenRow = inSpans(details?.hiddenRows ?? []), hiddenColumn = inSpans(details?.hiddenColumns ?? []), width = area.right - area.left + 1;
  return points.filter(({ at, text }) => {
    const row = area.top + Math.floor(at / width), column = area.left + (at % width);
    return !(row <= area.bottom && !hiddenRow(row) && !hiddenColumn(column) && same(valueAt(sheet.cells, row, column), text));
  }).length;
}

/** Charts are written with fewer digits than cells. */
function same(value: CellValue | undefined, text: string): boolean {
  if (value === undefined) return text.trim() === "";
  if (value.kind !== "number") return value.kind !== "text" || value.text === text;
  const number = Number(text);
  return Math.abs(number - value.value) <= 1e-9 * Math.max(1, Math.abs(number));
}
