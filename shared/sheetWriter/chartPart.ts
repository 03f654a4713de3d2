import type { WrittenChart, WrittenSeries } from "./sheetCell.ts";
import { stringText } from "./xmlText.ts";

const CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart", MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main";
const ELEMENT = { bar: "barChart", column: "barChart", line: "lineChart", area: "areaChart", pie: "pieChart" } as const;

/** A chart part (ECMA-376-1 §21.2) that keeps no number but those its cells show. */
export function chartPart({ kind, grouping, title, series }: WrittenChart): string {
  const flat = kind === "pie", bars = kind === "bar" || kind === "column", overlap = bars && grouping.endsWith("tacked") ? '<c:overlap val="100"/>' : "";
  const groupings = flat ? "" : `<c:grouping val="${bars && grouping === "standard" ? "clustered" : !bars && grouping === "clustered" ? "standard" : grouping}"/>`;
  const plot = `<c:${ELEMENT[kind]}>${bars ? `<c:barDir val="${kind === "bar" ? "bar" : "col"}"/>` : ""}${groupings}<c:varyColors val="${flat ? 1 : 0}"/>${series.map((one, at) => seriesXml(one, at, kind)).join("")}${overlap}${flat ? "" : '<c:axId val="1"/><c:axId val="2"/>'}</c:${ELEMENT[kind]}>`;
  return `<c:chartSpace xmlns:c="${CHART}" xmlns:a="${MAIN}"><c:chart>${titleXml(title)}<c:plotArea><c:layout/>${plot}${flat ? "" : axes(kind === "bar")}</c:plotArea>`
    + `${series.length > 1 || flat ? '<c:legend><c:legendPos val="r"/><c:overlay val="0"/></c:legend>' : ""}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart></c:chartSpace>`;
}

function titleXml(title: string | undefined): string {
  if (title === undefined) return '<c:autoTitleDeleted val="1"/>';
  return `<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:t>${stringText(title)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title><c:autoTitleDeleted val="0"/>`;
}

function seriesXml({ name, categories, numbers }: WrittenSeries, at: number, kind: WrittenChart["kind"]): string {
  const points = numbers.flatMap((number, k) => (number === null ? [] : [`<c:pt idx="${k}"><c:v>${number + 0}</c:v></c:pt>`]));
  const titled = name === undefined ? "" : `<c:tx><c:v>${stringText(name)}</c:v></c:tx>`;
  const named = categories === undefined ? "" : `<c:cat><c:strLit><c:ptCount val="${categories.length}"/>${categories.map((text, k) => (text === "" ? "" : `<c:pt idx="${k}"><c:v>${stringText(text)}</c:v></c:pt>`)).join("")}</c:strLit></c:cat>`;
  return `<c:ser><c:idx val="${at}"/><c:order val="${at}"/>${titled}${kind === "pie" ? slices(numbers.length) : colour(at, kind === "line")}${named}<c:val><c:numLit><c:formatCode>General</c:formatCode><c:ptCount val="${numbers.length}"/>${points.join("")}</c:numLit></c:val></c:ser>`;
}

/** A file without a theme names its colours; these differ in lightness too. */
const COLOURS = ["1F4E79", "C55A11", "6FAC46", "7F6000", "9DC3E6", "7030A0", "F4B183", "404040"];

function colour(at: number, line: boolean): string {
  const fill = `<a:solidFill><a:srgbClr val="${COLOURS[at % COLOURS.length]}"/></a:solidFill>`;
  return `<c:spPr>${line ? `<a:ln w="28575">${fill}</a:ln>` : fill}</c:spPr>`;
}

function slices(points: number): string {
  return Array.from({ length: points }, (_, point) => `<c:dPt><c:idx val="${point}"/><c:bubble3D val="0"/>${colour(point, false)}</c:dPt>`).join("");
}

function axes(lying: boolean): string {
  const axis = (kind: string, id: number, other: number, place: string) => `<c:${kind}><c:axId val="${id}"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="${place}"/><c:crossAx val="${other}"/></c:${kind}>`;
  return axis("catAx", 1, 2, lying ? "l" : "b") + axis("valAx", 2, 1, lying ? "b" : "l");
}

/** The drawing part that places charts on a sheet (§20.5); relationships are rId1, rId2 … in order. */
export function drawingPart(charts: readonly WrittenChart[]): string {
  const corner = (name: "from" | "to", [row, column]: readonly [number, number]) => `<xdr:${name}><xdr:col>${column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:${name}>`;
  const frames = charts.map(({ from, to }, at) => `<xdr:twoCellAnchor>${corner("from", from)}${corner("to", to)}<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="${at + 2}" name="Diagram ${at + 1}"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr>`
    + '<xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm>'
    + `<a:graphic><a:graphicData uri="${CHART}"><c:chart xmlns:c="${CHART}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId${at + 1}"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>`);
  return `<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="${MAIN}">${frames.join("")}</xdr:wsDr>`;
}
