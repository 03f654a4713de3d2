import { attribute, child, flag, readTree, type XmlElement } from "./xmlTree.ts";

/** A chart as far as it can be drawn anew: its kind, and where its series stand; none of the numbers it keeps (ECMA-376-1 §21.2). */
export interface ChartOutline {
  readonly kind: "bar" | "column" | "line" | "area" | "pie";
  readonly grouping: "standard" | "clustered" | "stacked" | "percentStacked";
  /** Text that the author wrote; undefined where the title is automatic or there is none. */
  readonly title: string | undefined;
  readonly series: readonly SeriesOutline[];
}

/** References as formulas; a name may be missing. */
export interface SeriesOutline {
  readonly name: string | undefined;
  readonly categories: string | undefined;
  readonly values: string;
}

const KINDS: Readonly<Record<string, ChartOutline["kind"]>> = {
  barChart: "column", bar3DChart: "column", lineChart: "line", line3DChart: "line", areaChart: "area", area3DChart: "area", pieChart: "pie", pie3DChart: "pie", doughnutChart: "pie", ofPieChart: "pie",
};

/** Undefined for kinds that are not drawn anew, and for charts that mix kinds. */
export function readChartOutline(source: string, part: string): ChartOutline | undefined {
  const chart = child(readTree(source, part, { text: true }), "chart"), plots = child(chart, "plotArea")?.children.filter(({ name }) => name.endsWith("Chart")) ?? [];
  const [plot] = plots, kind = plot === undefined ? undefined : KINDS[plot.name];
  if (plots.length !== 1 || plot === undefined || kind === undefined) return undefined;
  const series = plot.children.filter(({ name }) => name === "ser").map(seriesOf), grouping = attribute(child(plot, "grouping"), "val");
  if (series.length === 0 || series.some((one) => one === undefined)) return undefined;
  return {
    kind: kind === "column" && attribute(child(plot, "barDir"), "val") === "bar" ? "bar" : kind,
    grouping: grouping === "stacked" || grouping === "percentStacked" || grouping === "clustered" ? grouping : "standard",
    title: flag(child(chart, "autoTitleDeleted"), "val", false) ? undefined : textIn(child(chart, "title")),
    series: series.flatMap((one) => one ?? []),
  };
}

function seriesOf(series: XmlElement): SeriesOutline | undefined {
  const values = formulaIn(child(series, "val"));
  return values === undefined ? undefined : { name: formulaIn(child(series, "tx")), categories: formulaIn(child(series, "cat")), values };
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
