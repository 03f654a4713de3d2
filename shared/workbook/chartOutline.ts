import { attribute, child, flag, readTree, type XmlElement } from "./xmlTree.ts";

/** A chart as far as it can be drawn anew: its kinds, and where its series stand; none of the numbers it keeps (ECMA-376-1 §21.2). */
export interface ChartOutline {
  /** Text that the author wrote; undefined where the title is automatic or there is none. */
  readonly title: string | undefined;
  /** One, or several over the same axis, such as columns with a line. */
  readonly plots: readonly PlotOutline[];
}

export interface PlotOutline {
  readonly kind: "bar" | "column" | "line" | "area" | "pie" | "radar" | "scatter";
  readonly grouping: "standard" | "clustered" | "stacked" | "percentStacked";
  /** Has a scale of its own at the right. */
  readonly secondary: boolean;
  /** Points of a scatter chart are not joined by lines. */
  readonly pointsOnly: boolean;
  readonly series: readonly SeriesOutline[];
}

/** References as formulas; a name may be missing. `categories`: the x of a scatter chart. */
export interface SeriesOutline {
  readonly name: string | undefined;
  readonly categories: string | undefined;
  readonly values: string;
}

const KINDS: Readonly<Record<string, PlotOutline["kind"]>> = {
  barChart: "column", bar3DChart: "column", lineChart: "line", line3DChart: "line", areaChart: "area", area3DChart: "area", pieChart: "pie", pie3DChart: "pie", doughnutChart: "pie", ofPieChart: "pie",
  radarChart: "radar", scatterChart: "scatter",
};
/** Kinds that share an axis of categories. */
const UPRIGHT: readonly PlotOutline["kind"][] = ["column", "line", "area"];

/** Undefined for kinds that are not drawn anew, and for charts that mix kinds without a common axis. */
export function readChartOutline(source: string, part: string): ChartOutline | undefined {
  const chart = child(readTree(source, part, { text: true }), "chart"), found = child(chart, "plotArea")?.children.filter(({ name }) => name.endsWith("Chart")) ?? [];
  const plots = found.flatMap((plot) => plotOf(plot, axesOf(plot) !== axesOf(found[0])) ?? []), [first] = plots;
  const together = plots.every(({ kind }) => kind === first?.kind || (UPRIGHT.includes(kind) && first !== undefined && UPRIGHT.includes(first.kind)));
  if (first === undefined || plots.length !== found.length || !together || (first.kind === "pie" && plots.length > 1)) return undefined;
  return { title: flag(child(chart, "autoTitleDeleted"), "val", false) ? undefined : textIn(child(chart, "title")), plots };
}

function axesOf(plot: XmlElement | undefined): string {
  return plot?.children.filter(({ name }) => name === "axId").map((axis) => attribute(axis, "val")).join() ?? "";
}

function plotOf(plot: XmlElement, secondary: boolean): PlotOutline | undefined {
  const kind = KINDS[plot.name], all = plot.children.filter(({ name }) => name === "ser"), series = all.map(seriesOf), grouping = attribute(child(plot, "grouping"), "val");
  if (kind === undefined || series.length === 0 || series.some((one) => one === undefined)) return undefined;
  const unjoined = (one: XmlElement) => child(child(child(one, "spPr"), "ln"), "noFill") !== undefined;
  return {
    kind: kind === "column" && attribute(child(plot, "barDir"), "val") === "bar" ? "bar" : kind,
    grouping: grouping === "stacked" || grouping === "percentStacked" || grouping === "clustered" ? grouping : "standard",
    secondary, pointsOnly: kind === "scatter" && (attribute(child(plot, "scatterStyle"), "val") === "marker" || all.every(unjoined)),
    series: series.flatMap((one) => one ?? []),
  };
}

function seriesOf(series: XmlElement): SeriesOutline | undefined {
  const values = formulaIn(child(series, "val") ?? child(series, "yVal"));
  return values === undefined ? undefined : { name: formulaIn(child(series, "tx")), categories: formulaIn(child(series, "cat") ?? child(series, "xVal")), values };
}

function formulaIn(element: XmlElement | undefined): string | undefined {
  const reference = element?.children.find(({ name }) => name.endsWith("Ref"));
  return child(reference, "f")?.text;
}

function textIn(title: XmlElement | undefined): string | undefined {
  const text = title === undefined ? [] : texts(title);
  return text.length === 0 ? undefined : text.join("");
}

function texts(element: XmlElement): readonly string[] {
  return element.name === "t" ? [element.text ?? ""] : element.children.flatMap(texts);
}
