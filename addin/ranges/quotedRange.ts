import type { PivotReading, ReadPivot } from "../pivotReading.ts";
import type { Region } from "../region.ts";
import type { Area } from "../../shared/workbook/area.ts";
import { cubeMember, quotation, type Reference } from "./formula.ts";
import { pivotCell } from "./pivotCell.ts";
import { QuotedList, type Told } from "./quotedList.ts";

/**
 * A range whose formulas quote cells of PivotTables (GETPIVOTDATA, CUBEVALUE), as a list of these cells: whatever its
 * captions say and however it is laid out. Sums of such cells stand in the list with their parts. A number that nothing explains
 * is withheld; where those are the more, the formulas do not tell what the range is: null.
 */
export function quotedRange(range: PivotReading, pivots: readonly ReadPivot[]): ReadPivot | null {
  const { region, sheet, name, ref } = range;
  if (region?.formulas === undefined || pivots.length === 0) return null;
  const told = toldBy(region, region.formulas, pivots), cells = told.flatMap((one) => (one.kind === "quoted" ? [one.cell] : []));
  const source = ({ placed: [{ table }] }: ReadPivot): string => table.source ?? "", [first] = cells;
  if (first === undefined || cells.some(({ pivot }) => source(pivot) !== source(first.pivot)) || told.length - cells.length - told.filter(({ kind }) => kind === "sum").length > cells.length) return null;
  return {
    status: "read", kind: "range", sheet, name, ref, olap: first.pivot.olap, joins: first.pivot.name, region, names: first.pivot.names,
    placed: [new QuotedList(region, told).placed(`${sheet}!${name}`, source(first.pivot))],
  };
}

/** Every number with what its formula says, captions that are years or codes left out. */
function toldBy(region: Region, formulas: NonNullable<Region["formulas"]>, pivots: readonly ReadPivot[]): readonly Told[] {
  const { columns, shown, sheet } = region;
  const textAt = ({ sheet: named, area }: Reference): string | null => {
    const [at, ...more] = named === null || named === sheet ? placesIn(region, area) ?? [] : [];
    if (at === undefined || more.length > 0) return null;
    const formula = formulas[Math.floor(at / columns)]?.[at % columns];
    return (typeof formula === "string" ? cubeMember(formula) : null) ?? String(shown[Math.floor(at / columns)][at % columns]);
  };
  const tell = (at: number, value: number, formula: string): Told => {
    const says = formula.startsWith("=") ? quotation(formula, textAt) : null;
    if (says?.kind === "sum") {
      const parts = says.areas.map((area) => placesIn(region, area));
      return parts.some((part) => part === null) ? { at, value, kind: "other" } : { at, value, kind: "sum", parts: parts.flatMap((part) => part ?? []) };
    }
    const cell = says === null ? null : pivotCell(says, sheet, pivots);
    return cell !== null && (cell.pivot.placed[0].table.measures[cell.measure].values[cell.cell] || 0) === value ? { at, value, kind: "quoted", cell } : { at, value, kind: "other" };
  };
  const told = shown.flatMap((line, r) => line.flatMap((value, c) => (typeof value === "number" ? [tell(r * columns + c, value, String(formulas[r]?.[c] ?? ""))] : [])));
  const quoted = told.filter(({ kind }) => kind === "quoted"), top = Math.min(...quoted.map(({ at }) => Math.floor(at / columns))), left = Math.min(...quoted.map(({ at }) => at % columns));
  return told.filter(({ at, value, kind }) => kind !== "other" || !isCaption(value, Math.floor(at / columns) < top, at % columns < left));
}

/** The cells of an area by their place in the range; null where it reaches beyond. */
function placesIn({ row, column, rows, columns }: Region, { top, left, bottom, right }: Area): readonly number[] | null {
  if (top <= row || left <= column || bottom > row + rows || right > column + columns) return null;
  const width = right - left + 1;
  return Array.from({ length: (bottom - top + 1) * width }, (_, k) => (top - 1 - row + Math.floor(k / width)) * columns + left - 1 - column + (k % width));
}

/** A year above the numbers or beside them, a code beside them. */
function isCaption(value: number, above: boolean, beside: boolean): boolean {
  return ((above || beside) && /^(?:19|20)\d\d$/.test(String(value))) || (beside && /^\d{3,}$/.test(String(value)));
}
