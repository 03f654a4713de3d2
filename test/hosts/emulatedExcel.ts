import { cellName, parseArea, type Area } from "../../shared/workbook/area.ts";
import { eachCell, type CellValue } from "../../shared/workbook/cells.ts";
import { fieldsIn, type EmulatedFields } from "./emulatedFields.ts";
import { readWorkbook, type ReadPivot, type Workbook } from "../../shared/workbook/readWorkbook.ts";

/**
 * An Excel in memory, opened on the bytes of a real workbook. It does what Excel is reported to do where an add-in
 * could go wrong, and keeps a record of everything written, so that a test can prove what was never written.
 * No Node and no DOM: the workbench runs it in the browser.
 */
export interface EmulatedExcel {
  /** The file as it stands, without sheets added since: they hold no pivot. */
  readonly bytes: Uint8Array;
  readonly sheets: readonly EmulatedSheet[];
  readonly pivots: readonly EmulatedPivot[];
  /** What slicers choose, by their id. */
  readonly slicers: Map<string, readonly string[]>;
  /** Custom XML parts by namespace. */
  readonly customXml: Map<string, string>;
  /** Document properties the add-in set. */
  readonly properties: Map<string, string>;
  /** Charts the add-in made, with the cells they are made of. */
  readonly charts: EmulatedChart[];
  readonly written: readonly Written[];
  /** Files opened as new workbooks. */
  readonly opened: readonly Uint8Array[];
  readonly active: ActiveCell;
  addSheet(name: string): EmulatedSheet;
  deleteSheet(id: string, own?: boolean): void;
  clear(sheet: string): void;
  indent(sheet: string, row: number, column: number, level: number): void;
  write(sheet: string, row: number, column: number, block: Block): void;
  activate(sheet: string): void;
  openWorkbook(bytes: Uint8Array): void;
  /** The user moves to a cell. */
  select(sheet: string, row: number, column: number, rows?: number, columns?: number): void;
  /** The user filters, refreshes, moves or lays out pivots: from now on the workbook is these bytes. Excel tells nobody. */
  become(bytes: Uint8Array): void;
  /** The user renames a sheet; from now on the workbook is these bytes. */
  rename(sheet: string, name: string, bytes?: Uint8Array): void;
  /** The user takes back the add-in's last write. Excel tells of it as of any edit. */
  undo(): void;
  /** The user types a value into a cell. */
  type(sheet: string, row: number, column: number, value: Scalar): void;
  /** From now on events come late: all at once, and only when `deliver` is called. */
  delayEvents(): void;
  deliver(): void;
  listen(listener: (event: ExcelEvent) => void): () => void;
}

export type Scalar = string | number | boolean;

export interface EmulatedSheet {
  readonly id: string;
  readonly name: string;
  visibility?: "Visible" | "Hidden" | "VeryHidden";
  /** By A1 address. */
  readonly cells: Map<string, EmulatedCell>;
}

export interface EmulatedCell {
  readonly value: Scalar;
  readonly format: string;
  /** What was written was taken as a formula. */
  readonly formula?: string;
  readonly indent?: number;
}

export interface EmulatedPivot {
  readonly id: string;
  readonly name: string;
  readonly sheet: string;
  readonly area: Area | undefined;
  readonly olap: boolean;
  readonly dataFields: number;
  /** Null where our own reader refuses it. */
  readonly fields: EmulatedFields | null;
}

export interface Written {
  readonly sheet: string;
  readonly cell: string;
  readonly value: Scalar;
}

/** Zero-based; the selection reaches `rows` and `columns` from the active cell on. */
export interface ActiveCell {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
  readonly rows?: number;
  readonly columns?: number;
}

/** Zero-based. */
export interface EmulatedChart {
  readonly sheet: string;
  readonly title: string;
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

/** Row by row; null leaves a cell as it is. */
export interface Block {
  readonly values?: readonly (readonly (Scalar | null)[])[];
  readonly formats?: readonly (readonly (string | null)[])[];
}

/** `own`: done by the add-in itself. */
export interface ExcelEvent {
  readonly kind: "added" | "deleted" | "changed" | "selected";
  readonly sheet: string;
  readonly own: boolean;
}

/** Excel refuses a request with one of its error codes. */
export class ExcelFault extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

export function openExcel(bytes: Uint8Array): EmulatedExcel {
  const reading = readWorkbook(bytes);
  if (reading.status === "refused") throw new ExcelFault(reading.reason.code);
  return new MemoryExcel(bytes, sheetsOf(reading.workbook), reading.workbook.pivots.map(emulatedPivot));
}

function sheetsOf({ sheets, styles }: Workbook): EmulatedSheet[] {
  return sheets.map(({ name, cells, state }, index): EmulatedSheet => {
    const filled = new Map<string, EmulatedCell>();
    eachCell(cells, (row, column, value, style) => filled.set(cellName(row, column), { value: scalar(value), format: styles.cellFormats[style] ?? "General" }));
    return { id: `{SHEET-${index + 1}}`, name, visibility: state === "visible" ? "Visible" : state === "hidden" ? "Hidden" : "VeryHidden", cells: filled };
  });
}

class MemoryExcel implements EmulatedExcel {
  readonly written: Written[] = [];
  readonly opened: Uint8Array[] = [];
  readonly slicers = new Map<string, readonly string[]>();
  readonly customXml = new Map<string, string>();
  readonly properties = new Map<string, string>();
  readonly charts: EmulatedChart[] = [];
  active: ActiveCell;
  private readonly listeners = new Set<(event: ExcelEvent) => void>();
  /** Events on their way; null: each comes at once. */
  private late: ExcelEvent[] | null = null;
  private nextSheet: number;
  /** What stood in each sheet before the add-in's writes, last one last. */
  private readonly past: { readonly sheet: string; readonly cells: ReadonlyMap<string, EmulatedCell> }[] = [];

  constructor(public bytes: Uint8Array, readonly sheets: EmulatedSheet[], public pivots: readonly EmulatedPivot[]) {
    this.nextSheet = sheets.length + 1;
    this.active = { sheet: sheets[0]?.name ?? "", row: 0, column: 0 };
  }

  addSheet(name: string): EmulatedSheet {
    if (this.sheets.some((sheet) => sheet.name.toLowerCase() === name.toLowerCase())) throw new ExcelFault("ItemAlreadyExists");
    if (name === "" || name.length > 31 || /[:\\/?*[\]]|^'|'$/.test(name)) throw new ExcelFault("InvalidArgument");
    const sheet: EmulatedSheet = { id: `{SHEET-${this.nextSheet++}}`, name, visibility: "Visible", cells: new Map() };
    this.sheets.push(sheet);
    this.emit({ kind: "added", sheet: sheet.id, own: true });
    return sheet;
  }

  deleteSheet(id: string, own = true): void {
    this.sheets.splice(this.sheets.indexOf(this.sheet(id)), 1);
    this.emit({ kind: "deleted", sheet: id, own });
  }

  clear(id: string): void {
    this.sheet(id).cells.clear();
  }

  indent(id: string, row: number, column: number, level: number): void {
    const { cells } = this.sheet(id), name = cellName(row + 1, column + 1);
    if (level > 0 || cells.has(name)) cells.set(name, { ...(cells.get(name) ?? { value: "", format: "General" }), indent: level });
  }

  become(bytes: Uint8Array): void {
    const reading = readWorkbook(bytes);
    if (reading.status === "refused") throw new ExcelFault(reading.reason.code);
    for (const fresh of sheetsOf(reading.workbook)) {
      const { cells } = this.named(fresh.name);
      // What the add-in wrote as a format stays on the cell, whatever number moves below it.
      const formats = new Map([...cells].map(([name, cell]) => [name, cell.format]));
      cells.clear();
      for (const [name, cell] of fresh.cells) cells.set(name, { ...cell, format: formats.get(name) ?? cell.format });
    }
    this.bytes = bytes;
    this.pivots = reading.workbook.pivots.map(emulatedPivot);
  }

  rename(sheet: string, name: string, bytes = this.bytes): void {
    Object.assign(this.named(sheet), { name });
    this.bytes = bytes;
    this.pivots = this.pivots.map((pivot) => (pivot.sheet === sheet ? { ...pivot, sheet: name } : pivot));
    if (this.active.sheet === sheet) this.active = { ...this.active, sheet: name };
  }

  undo(): void {
    const last = this.past.pop(), sheet = this.sheets.find(({ id }) => id === last?.sheet);
    if (last === undefined || sheet === undefined) return;
    sheet.cells.clear();
    for (const [name, cell] of last.cells) sheet.cells.set(name, cell);
    this.emit({ kind: "changed", sheet: sheet.id, own: false });
  }

  write(id: string, row: number, column: number, block: Block): void {
    const sheet = this.sheet(id);
    const height = (block.values ?? block.formats ?? []).length, width = (block.values ?? block.formats ?? [])[0]?.length ?? 0;
    if (block.values !== undefined && this.pivots.some((pivot) => pivot.sheet === sheet.name && overlaps(pivot.area, row, column, height, width))) throw new ExcelFault("PivotTableRangeConflict");
    this.past.push({ sheet: id, cells: new Map(sheet.cells) });
    block.formats?.forEach((line, r) => line.forEach((format, c) => { if (format !== null) this.format(sheet, row + r, column + c, format); }));
    block.values?.forEach((line, r) => line.forEach((value, c) => { if (value !== null) this.put(sheet, row + r, column + c, value); }));
    this.emit({ kind: "changed", sheet: id, own: true });
  }

  activate(id: string): void {
    this.active = { sheet: this.sheet(id).name, row: 0, column: 0 };
    this.emit({ kind: "selected", sheet: id, own: true });
  }

  openWorkbook(bytes: Uint8Array): void {
    const reading = readWorkbook(bytes);
    if (reading.status === "refused") throw new ExcelFault("InvalidArgument");
    this.opened.push(bytes);
  }

  select(name: string, row: number, column: number, rows = 1, columns = 1): void {
    this.active = { sheet: name, row, column, rows, columns };
    this.emit({ kind: "selected", sheet: this.named(name).id, own: false });
  }

  type(name: string, row: number, column: number, value: Scalar): void {
    const sheet = this.named(name);
    sheet.cells.set(cellName(row + 1, column + 1), entered(value, "General"));
    this.emit({ kind: "changed", sheet: sheet.id, own: false });
  }

  listen(listener: (event: ExcelEvent) => void): () => void {
    this.listeners.add(listener);
    return () => { this.listeners.delete(listener); };
  }

  private format(sheet: EmulatedSheet, row: number, column: number, format: string): void {
    const name = cellName(row + 1, column + 1);
    sheet.cells.set(name, { ...(sheet.cells.get(name) ?? { value: "" }), format });
  }

  private put(sheet: EmulatedSheet, row: number, column: number, value: Scalar): void {
    const name = cellName(row + 1, column + 1);
    const cell = entered(value, sheet.cells.get(name)?.format ?? "General");
    if (cell.value === "") sheet.cells.delete(name);
    else sheet.cells.set(name, cell);
    this.written.push({ sheet: sheet.name, cell: name, value: cell.formula ?? cell.value });
  }

  private sheet(id: string): EmulatedSheet {
    const sheet = this.sheets.find((candidate) => candidate.id === id);
    if (sheet === undefined) throw new ExcelFault("ItemNotFound");
    return sheet;
  }

  private named(name: string): EmulatedSheet {
    const sheet = this.sheets.find((candidate) => candidate.name === name);
    if (sheet === undefined) throw new ExcelFault("ItemNotFound");
    return sheet;
  }

  delayEvents(): void {
    this.late ??= [];
  }

  deliver(): void {
    const events = this.late ?? [];
    this.late = null;
    for (const event of events) this.emit(event);
  }

  private emit(event: ExcelEvent): void {
    if (this.late !== null) { this.late.push(event); return; }
    for (const listener of this.listeners) listener(event);
  }
}

/** Excel reads a string as if typed, unless the cell is formatted as text: formulas, numbers and dates are made of it. */
function entered(value: Scalar, format: string): EmulatedCell {
  if (typeof value !== "string" || format === "@" || value === "") return { value, format };
  if (value === "=NA()") return { value: "#N/A", format, formula: value };
  if (/^[=+\-@]./.test(value) && Number.isNaN(Number(value))) return { value: "#NAME?", format, formula: value };
  if (value.trim() !== "" && !Number.isNaN(Number(value))) return { value: Number(value), format };
  const date = /^(\d{1,2})[-/](\d{1,2})$/.exec(value);
  return date === null ? { value, format } : { value: 45_000 + 31 * Number(date[2]) + Number(date[1]), format: "d-mmm" };
}

function scalar(value: CellValue): Scalar {
  return value.kind === "number" || value.kind === "boolean" ? value.value : value.text;
}

/** A pivot our reader refuses is a pivot to Excel all the same. */
function emulatedPivot(read: ReadPivot, index: number): EmulatedPivot {
  const id = `{PIVOT-${index + 1}}`;
  if (read.status === "refused") return { id, name: `PivotTable${index + 1}`, sheet: read.sheet, area: parseArea(read.ref), olap: false, dataFields: 1, fields: null };
  const { name, sheet, area, cache, dataFields } = read.pivot;
  return { id, name, sheet, area, olap: cache.olap, dataFields: dataFields.length, fields: cache.olap ? null : fieldsIn(read.pivot) };
}

function overlaps(area: Area | undefined, row: number, column: number, height: number, width: number): boolean {
  return area !== undefined && row + 1 <= area.bottom && row + height >= area.top && column + 1 <= area.right && column + width >= area.left;
}
