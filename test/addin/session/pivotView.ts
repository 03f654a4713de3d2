import { buildWorkbook, type PivotSketch } from "../../shared/workbook/buildWorkbook.ts";

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
export function pivotWorkbook({ counts, ages, top, left, lines: { field, members } = { field: "Kommune", members: PLACES } }: PivotView): Uint8Array {
  const row = (label: string, values: readonly number[]): string => [label, ...values, values.reduce((a, b) => a + b, 0)].join("|");
  const shown = counts.map((line) => ages.map((age) => line[age])), totals = ages.map((_, k) => shown.reduce((sum, line) => sum + line[k], 0));
  const body = [["Antal", "Alder"].join("|"), [field, ...ages.map((age) => AGES[age]), "Hovedtotal"].join("|"), ...shown.map((line, k) => row(members[k], line)), row("Hovedtotal", totals)];
  const sketch: PivotSketch = {
    name: "Pivot", ref: `${letters(left)}${top + 1}:${letters(left + ages.length + 1)}${top + body.length}`, firstData: [2, 1],
    shown: [...Array.from({ length: top }, () => ""), ...body.map((line) => "|".repeat(left) + line)].join("\n"),
    fields: [{ name: field, members }, { name: "Alder", members: AGES, items: `${AGES.map((_, x) => `<item x="${x}"${ages.includes(x) ? "" : ' h="1"'}/>`).join("")}<item t="default"/>` }, { name: "Antal" }],
    rows: [0], columns: [1], rowItems: [...members.map((_, k) => String(k)), "grand"], colItems: [...ages.map(String), "grand"], data: [{ name: "Antal", field: 2 }],
  };
  return buildWorkbook({ pivots: [sketch] });
}
