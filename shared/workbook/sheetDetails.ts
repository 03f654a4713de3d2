import { columnNumber, parseArea, type Area } from "./area.ts";
import { isSet } from "./elements.ts";
import { XmlScanner } from "./xmlScanner.ts";

/** What a worksheet part holds beside its values (ECMA-376-1 §18.3.1.99). Lines count from 1, both ends included. */
export interface SheetDetails {
  readonly hiddenRows: readonly Span[];
  readonly hiddenColumns: readonly Span[];
  /** Range of an automatic filter that has criteria. */
  readonly filter: string | undefined;
  /** Formulas that name something outside their own cells or choose by a comparison. */
  readonly formulas: readonly Formula[];
  readonly conditionalFormats: readonly ConditionalFormat[];
  /** Ranges whose drop-down list is written out in the file. */
  readonly listRanges: readonly string[];
  readonly headerFooter: string;
  readonly isProtected: boolean;
  readonly scenarios: number;
  readonly customViews: number;
  /** Entries of the string table that a cell shows. */
  readonly strings: ReadonlySet<number>;
}

export interface Span { readonly from: number; readonly to: number }

export interface Formula {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

export interface ConditionalFormat {
  readonly areas: readonly Area[];
  /** Index into the workbook's differential formats. */
  readonly format: number | undefined;
}

/** Functions and references whose results or conditions are worth a look; the others are not kept. */
const KEPT = /GETPIVOTDATA|CUBE[A-Z]+|RTD\s*\(|\[\d+\]|\bIF[S]?\s*\(|\bSWITCH\s*\(/i;

export function readSheetDetails(source: string, part: string): SheetDetails {
  const reader = new DetailReader(new XmlScanner(source, part));
  return reader.read();
}

class DetailReader {
  private readonly hiddenRows: Span[] = [];
  private readonly hiddenColumns: Span[] = [];
  private readonly formulas: Formula[] = [];
  private readonly conditionalFormats: ConditionalFormat[] = [];
  private readonly listRanges: string[] = [];
  private readonly strings = new Set<number>();
  private headerFooter = "";
  private filter: string | undefined;
  private isProtected = false;
  private scenarios = 0;
  private customViews = 0;
  private row = 0;
  private column = 0;
  private range = "";

  constructor(private readonly scanner: XmlScanner) {}

  read(): SheetDetails {
    for (let token = this.scanner.next(); token !== "end"; token = this.scanner.next()) if (token === "open") this.visit();
    const { hiddenRows, hiddenColumns, filter, formulas, conditionalFormats, listRanges, headerFooter, isProtected, scenarios, customViews, strings } = this;
    return { hiddenRows, hiddenColumns, filter, formulas, conditionalFormats, listRanges, headerFooter, isProtected, scenarios, customViews, strings };
  }

  private visit(): void {
    const { scanner } = this;
    switch (scanner.name) {
      case "row": return this.readRow();
      case "c": return this.readCell();
      case "col": return this.readColumn();
      case "autoFilter": this.range = scanner.attribute("ref") ?? ""; return;
      case "filters": case "customFilters": case "dynamicFilter": case "top10": case "colorFilter": case "iconFilter": this.filter ??= this.range; return;
      case "conditionalFormatting": this.range = scanner.attribute("sqref") ?? ""; return;
      case "cfRule": this.conditionalFormats.push({ areas: areas(this.range), format: number(scanner.attribute("dxfId")) }); return;
      case "dataValidation": this.range = scanner.attribute("type") === "list" ? scanner.attribute("sqref") ?? "" : ""; return;
      case "formula1": if (this.range !== "" && /^\s*"/.test(scanner.textContent())) this.listRanges.push(this.range); return;
      case "oddHeader": case "oddFooter": case "evenHeader": case "evenFooter": case "firstHeader": case "firstFooter": this.headerFooter += scanner.textContent(); return;
      case "sheetProtection": this.isProtected ||= isSet(scanner, "sheet"); return;
      case "scenario": this.scenarios++; return;
      case "customSheetView": this.customViews++; scanner.skip(); return;
    }
  }

  private readRow(): void {
    this.row = number(this.scanner.attribute("r")) ?? this.row + 1;
    this.column = 0;
    if (isSet(this.scanner, "hidden") || Number(this.scanner.attribute("ht") ?? NaN) === 0) extend(this.hiddenRows, this.row, this.row);
  }

  private readColumn(): void {
    const from = number(this.scanner.attribute("min")), to = number(this.scanner.attribute("max"));
    const hidden = isSet(this.scanner, "hidden") || Number(this.scanner.attribute("width") ?? NaN) === 0;
    if (hidden && from !== undefined && to !== undefined && from <= to) extend(this.hiddenColumns, from, to);
  }

  private readCell(): void {
    const { scanner } = this, place = /^([A-Z]{1,3})(\d{1,7})$/.exec(scanner.attribute("r") ?? ""), type = scanner.attribute("t"), depth = scanner.depth;
    this.column = place === null ? this.column + 1 : columnNumber(place[1]);
    const row = place === null ? this.row : Number(place[2]), column = this.column;
    for (let token = scanner.next(); token !== "close" || scanner.depth >= depth; token = scanner.next()) {
      if (token !== "open") continue;
      if (scanner.name === "f") {
        const text = scanner.textContent();
        if (KEPT.test(text)) this.formulas.push({ row, column, text });
      } else if (scanner.name === "v" && type === "s") {
        const index = number(scanner.textContent().trim());
        if (index !== undefined) this.strings.add(index);
      } else scanner.skip();
    }
  }
}

/** Tells whether a line lies in one of the spans. */
export function inSpans(spans: readonly Span[]): (line: number) => boolean {
  const merged: { from: number; to: number }[] = [];
  for (const { from, to } of [...spans].sort((a, b) => a.from - b.from)) {
    const last = merged[merged.length - 1];
    if (last !== undefined && from <= last.to + 1) last.to = Math.max(last.to, to);
    else merged.push({ from, to });
  }
  return (line) => {
    let low = 0, high = merged.length - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1, span = merged[middle];
      if (line < span.from) high = middle - 1;
      else if (line > span.to) low = middle + 1;
      else return true;
    }
    return false;
  };
}

function extend(spans: Span[], from: number, to: number): void {
  const last = spans[spans.length - 1];
  if (last !== undefined && last.to + 1 === from) spans[spans.length - 1] = { from: last.from, to };
  else spans.push({ from, to });
}

function areas(ranges: string): readonly Area[] {
  return ranges.split(/\s+/).flatMap((range) => parseArea(range) ?? []);
}

function number(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) : undefined;
}
