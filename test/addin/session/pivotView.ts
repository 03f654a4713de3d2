import { buildWorkbook, links, workbookParts, type PivotSketch } from "../../shared/workbook/buildWorkbook.ts";

/** A worksheet-sourced PivotTable of counts: regions over municipalities by ages, as a user may filter, refresh and move it. */
export interface PivotView {
  /** Counts by municipality and age; every municipality belongs to the region of its index modulo two. */
  readonly counts: readonly (readonly number[])[];
  /** Ages shown; the filter on the column field. */
  readonly ages: readonly number[];
  readonly top: number;
  readonly left: number;
  /** What stands in the rows; the municipalities where nothing is said. */
  readonly lines?: { readonly field: string; readonly members: readonly string[] };
}

export const AGES = ["0-17", "18-24", "25-66", "67+"];
export const PLACES = ["Albertslund", "Ballerup", "Dragør", "Fanø", "Læsø", "Samsø"];

const letters = (column: number): string => String.fromCharCode(65 + column);

/** The bytes of a workbook in which Excel shows this view. */
export function pivotWorkbook(view: PivotView): Uint8Array {
  return buildWorkbook({ pivots: [sketchOf(view)] });
}

/** As many PivotTables of one source, each on a sheet of its own. */
export function manyPivots(views: readonly PivotView[]): Uint8Array {
  return buildWorkbook({ pivots: views.map((view, at) => ({ ...sketchOf(view), name: `Pivot ${at + 1}` })) });
}

/** Two PivotTables of different sources, each on a sheet of its own. */
export function twoSources(one: PivotView, other: PivotView): Uint8Array {
  const pivots = [sketchOf(one), { ...sketchOf(other), name: "Anden" }], cache = workbookParts({ pivots })["xl/pivotCache/pivotCacheDefinition1.xml"];
  return buildWorkbook({ pivots, parts: {
    "xl/pivotTables/_rels/pivotTable2.xml.rels": links([["pivotCacheDefinition", "../pivotCache/pivotCacheDefinition2.xml"]]),
    "xl/pivotCache/pivotCacheDefinition2.xml": cache.replace('sheet="Data"', 'sheet="Andre data"'),
  } });
}

/** Two PivotTables of one source on one sheet, the second to the right of the first. */
export function sideBySide(one: PivotView, other: PivotView): Uint8Array {
  const [left, right] = [sketchOf(one), { ...sketchOf(other), name: "Anden" }], lines = [left, right].map(({ shown }) => shown.split("\n"));
  const height = Math.max(...lines.map(({ length }) => length)), cells = (text = ""): readonly string[] => text.split("|");
  const shown = Array.from({ length: height }, (_, row) => { const [a, b] = lines.map((side) => cells(side[row])); return Array.from({ length: Math.max(a.length, b.length) }, (_, column) => b[column] || a[column] || "").join("|"); }).join("\n");
  return buildWorkbook({ pivots: [{ ...left, shown }, right], parts: {
    "xl/worksheets/_rels/sheet1.xml.rels": links([["pivotTable", "../pivotTables/pivotTable1.xml"], ["pivotTable", "../pivotTables/pivotTable2.xml"]]), "xl/worksheets/_rels/sheet2.xml.rels": null,
  } });
}

function sketchOf({ counts, ages, top, left, lines: { field, members } = { field: "Kommune", members: PLACES } }: PivotView): PivotSketch {
  const row = (label: string, values: readonly number[]): string => [label, ...values, values.reduce((a, b) => a + b, 0)].join("|");
  const shown = counts.map((line) => ages.map((age) => line[age])), totals = ages.map((_, k) => shown.reduce((sum, line) => sum + line[k], 0));
  const body = [["Antal", "Alder"].join("|"), [field, ...ages.map((age) => AGES[age]), "Hovedtotal"].join("|"), ...shown.map((line, k) => row(members[k], line)), row("Hovedtotal", totals)];
  return {
    name: "Pivot", ref: `${letters(left)}${top + 1}:${letters(left + ages.length + 1)}${top + body.length}`, firstData: [2, 1],
    shown: [...Array.from({ length: top }, () => ""), ...body.map((line) => "|".repeat(left) + line)].join("\n"),
    fields: [{ name: field, members }, { name: "Alder", members: AGES, items: `${AGES.map((_, x) => `<item x="${x}"${ages.includes(x) ? "" : ' h="1"'}/>`).join("")}<item t="default"/>` }, { name: "Antal" }],
    rows: [0], columns: [1], rowItems: [...members.map((_, k) => String(k)), "grand"], colItems: [...ages.map(String), "grand"], data: [{ name: "Antal", field: 2 }],
  };
}
