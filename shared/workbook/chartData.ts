import { XmlScanner } from "./xmlScanner.ts";

/** A chart as its part keeps it (ECMA-376-1 §21.2; [MS-ODRAWXML] 2.24 for the newer kinds). */
export interface ChartRecord {
  readonly part: string;
  /** Draws a PivotTable. */
  readonly pivot: boolean;
  readonly data: readonly ChartData[];
}

/** Points that a chart keeps of one range, or was given without any. */
export interface ChartData {
  readonly formula: string | undefined;
  readonly kind: "number" | "text";
  readonly points: readonly ChartPoint[];
}

/** `at` counts from 0 within the range. */
export interface ChartPoint { readonly at: number; readonly text: string }

const HOLDERS = /^(numRef|numLit|strRef|strLit|multiLvlStrRef|datalabelsRange|numDim|strDim)$/;

export function readChart(source: string, part: string): ChartRecord {
  const scanner = new XmlScanner(source, part), data: ChartData[] = [];
  let pivot = false, holder: Holder | undefined;
  for (let token = scanner.next(); token !== "end"; token = scanner.next()) {
    if (token === "close" && holder !== undefined && scanner.depth < holder.depth) {
      data.push({ formula: holder.formula, kind: holder.kind, points: holder.points });
      holder = undefined;
    }
    if (token !== "open") continue;
    if (scanner.name === "pivotSource") pivot = true;
    else if (holder === undefined && HOLDERS.test(scanner.name)) holder = { depth: scanner.depth, kind: scanner.name.startsWith("num") ? "number" : "text", formula: undefined, points: [] };
    else if (holder !== undefined && scanner.name === "f") holder.formula = scanner.textContent();
    else if (holder !== undefined && scanner.name === "pt") holder.points.push({ at: Number(scanner.attribute("idx") ?? NaN), text: scanner.textContent() });
  }
  return { part, pivot, data };
}

interface Holder {
  readonly depth: number;
  readonly kind: ChartData["kind"];
  formula: string | undefined;
  readonly points: ChartPoint[];
}
