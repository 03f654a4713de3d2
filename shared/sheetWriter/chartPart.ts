import type { WrittenChart, WrittenPlot, WrittenSeries } from "./sheetCell.ts";
import { stringText } from "./xmlText.ts";

const CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart", MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main";
const ELEMENT = { bar: "barChart", column: "barChart", line: "lineChart", area: "areaChart", pie: "pieChart", radar: "radarChart", scatter: "scatterChart" } as const;

/** A chart part (ECMA-376-1 §21.2) that keeps no number but those its cells show. */
export function chartPart({ title, plots }: WrittenChart): string {
  const [{ kind }] = plots, flat = kind === "pie", series = plots.reduce((sum, plot) => sum + plot.series.length, 0);
  let before = 0;
  const drawn = plots.map((plot) => { before += plot.series.length; return plotXml(plot, before - plot.series.length); }).join("");
  return `<c:chartSpace xmlns:c="${CHART}" xmlns:a="${MAIN}"><c:chart>${titleXml(title)}<c:plotArea><c:layout/>${drawn}${flat ? "" : axes(kind, plots.some(({ secondary }) => secondary === true))}</c:plotArea>`
    + `${series > 1 || flat ? '<c:legend><c:legendPos val="r"/><c:overlay val="0"/></c:legend>' : ""}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart></c:chartSpace>`;
}

/** `first`: number of its first series in the chart. */
function plotXml({ kind, grouping, secondary = false, pointsOnly = false, series }: WrittenPlot, first: number): string {
  const bars = kind === "bar" || kind === "column", stacks = bars || kind === "line" || kind === "area";
  const form = bars ? `<c:barDir val="${kind === "bar" ? "bar" : "col"}"/>` : kind === "radar" ? '<c:radarStyle val="marker"/>' : kind === "scatter" ? '<c:scatterStyle val="lineMarker"/>' : "";
  const groupings = stacks ? `<c:grouping val="${bars && grouping === "standard" ? "clustered" : !bars && grouping === "clustered" ? "standard" : grouping}"/>` : "";
  const overlap = bars && grouping.endsWith("tacked") ? '<c:overlap val="100"/>' : "", [across, up] = secondary ? [3, 4] : [1, 2];
  return `<c:${ELEMENT[kind]}>${form}${groupings}<c:varyColors val="${kind === "pie" ? 1 : 0}"/>${series.map((one, at) => seriesXml(one, first + at, kind, pointsOnly)).join("")}${overlap}${kind === "pie" ? "" : `<c:axId val="${across}"/><c:axId val="${up}"/>`}</c:${ELEMENT[kind]}>`;
}

function titleXml(title: string | undefined): string {
  if (title === undefined) return '<c:autoTitleDeleted val="1"/>';
  return `<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:t>${stringText(title)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title><c:autoTitleDeleted val="0"/>`;
}

function seriesXml({ name, categories, across, numbers }: WrittenSeries, at: number, kind: WrittenPlot["kind"], pointsOnly: boolean): string {
  const titled = name === undefined ? "" : `<c:tx><c:v>${stringText(name)}</c:v></c:tx>`, head = `<c:ser><c:idx val="${at}"/><c:order val="${at}"/>${titled}`;
  if (kind === "scatter") return `${head}${dots(at, pointsOnly)}${across === undefined ? "" : `<c:xVal>${numbersXml(across)}</c:xVal>`}<c:yVal>${numbersXml(numbers)}</c:yVal><c:smooth val="0"/></c:ser>`;
  const named = categories === undefined ? "" : `<c:cat><c:strLit><c:ptCount val="${categories.length}"/>${categories.map((text, k) => (text === "" ? "" : `<c:pt idx="${k}"><c:v>${stringText(text)}</c:v></c:pt>`)).join("")}</c:strLit></c:cat>`;
  return `${head}${kind === "pie" ? slices(numbers.length) : colour(at, kind === "line" || kind === "radar")}${named}<c:val>${numbersXml(numbers)}</c:val></c:ser>`;
}

function numbersXml(numbers: readonly (number | null)[]): string {
  const points = numbers.flatMap((number, k) => (number === null ? [] : [`<c:pt idx="${k}"><c:v>${number + 0}</c:v></c:pt>`]));
  return `<c:numLit><c:formatCode>General</c:formatCode><c:ptCount val="${numbers.length}"/>${points.join("")}</c:numLit>`;
}

/** A file without a theme names its colours; these differ in lightness too. */
const COLOURS = ["1F4E79", "C55A11", "6FAC46", "7F6000", "9DC3E6", "7030A0", "F4B183", "404040"];

function fill(at: number): string {
  return `<a:solidFill><a:srgbClr val="${COLOURS[at % COLOURS.length]}"/></a:solidFill>`;
}

function colour(at: number, line: boolean): string {
  return `<c:spPr>${line ? `<a:ln w="28575">${fill(at)}</a:ln>` : fill(at)}</c:spPr>`;
}

function dots(at: number, pointsOnly: boolean): string {
  return `<c:spPr><a:ln w="19050">${pointsOnly ? "<a:noFill/>" : fill(at)}</a:ln></c:spPr><c:marker><c:symbol val="circle"/><c:size val="6"/><c:spPr>${fill(at)}</c:spPr></c:marker>`;
}

function slices(points: number): string {
  return Array.from({ length: points }, (_, point) => `<c:dPt><c:idx val="${point}"/><c:bubble3D val="0"/>${colour(point, false)}</c:dPt>`).join("");
}

/** The axis of categories (numbers in a scatter chart) and the scale; a second scale at the right has an axis of its own that is not drawn. */
function axes(kind: WrittenPlot["kind"], secondary: boolean): string {
  const axis = (element: string, id: number, other: number, place: string, rest = "", gone = 0) => `<c:${element}><c:axId val="${id}"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="${gone}"/><c:axPos val="${place}"/><c:crossAx val="${other}"/>${rest}</c:${element}>`;
  const along = kind === "scatter" ? "valAx" : "catAx", lying = kind === "bar";
  return axis(along, 1, 2, lying ? "l" : "b") + axis("valAx", 2, 1, lying ? "b" : "l") + (secondary ? axis(along, 3, 4, lying ? "l" : "b", "", 1) + axis("valAx", 4, 3, lying ? "t" : "r", '<c:crosses val="max"/>') : "");
}

/** The drawing part that places charts on a sheet (§20.5); relationships are rId1, rId2 … in order. */
export function drawingPart(charts: readonly WrittenChart[]): string {
  const corner = (name: "from" | "to", [row, column]: readonly [number, number]) => `<xdr:${name}><xdr:col>${column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:${name}>`;
  const frames = charts.map(({ from, to }, at) => `<xdr:twoCellAnchor>${corner("from", from)}${corner("to", to)}<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="${at + 2}" name="Diagram ${at + 1}"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr>`
    + '<xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm>'
    + `<a:graphic><a:graphicData uri="${CHART}"><c:chart xmlns:c="${CHART}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId${at + 1}"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>`);
  return `<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="${MAIN}">${frames.join("")}</xdr:wsDr>`;
}
