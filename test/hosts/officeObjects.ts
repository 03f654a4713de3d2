import { cellName, parseArea, type Area } from "../../shared/workbook/area.ts";
import type { LocalField } from "../../addin/host.ts";
import { ExcelFault, type EmulatedExcel, type EmulatedPivot, type EmulatedSheet, type Scalar } from "./emulatedExcel.ts";

/** An object of Excel's as the request protocol sees it: names are those on the wire (PascalCase). */
export interface RemoteObject {
  /** Names the object beyond one request. */
  readonly id?: string;
  /** The cells of a range. */
  readonly area?: Area;
  /** Whether `getItemOrNullObject` found nothing. */
  readonly isNull?: boolean;
  readonly query?: () => Readonly<Record<string, unknown>>;
  readonly items?: () => readonly RemoteObject[];
  readonly item?: (key: string) => RemoteObject;
  readonly properties?: Readonly<Record<string, () => RemoteObject>>;
  /** A method gives an object, or nothing. */
  readonly methods?: Readonly<Record<string, (...args: never[]) => RemoteObject | void>>;
  /** Methods whose answer is a plain value. */
  readonly results?: Readonly<Record<string, () => unknown>>;
  readonly setters?: Readonly<Record<string, (value: never) => void>>;
}

/** The process is gone: no answer comes, to this or any later request. */
export class HostCrash extends Error {}

/** `Excel.Workbook`. */
export function workbookObject(excel: EmulatedExcel): RemoteObject {
  return {
    properties: {
      Worksheets: () => worksheets(excel), Application: () => application(excel), PivotTables: () => pivotTables(excel),
      Slicers: () => slicers(excel), CustomXmlParts: () => customXmlParts(excel), Properties: () => documentProperties(excel),
    },
    methods: {
      GetSelectedRange: () => {
        const { sheet, row, column, rows = 1, columns = 1 } = excel.active;
        return range(excel, sheetNamed(excel, sheet), { top: row + 1, left: column + 1, bottom: row + rows, right: column + columns });
      },
      GetActiveCell: () => {
        const { sheet, row, column } = excel.active;
        return range(excel, sheetNamed(excel, sheet), { top: row + 1, left: column + 1, bottom: row + 1, right: column + 1 });
      },
    },
  };
}

function slicers(excel: EmulatedExcel): RemoteObject {
  const slicer = (id: string): RemoteObject => ({ id, query: () => ({ Id: id, IsFilterCleared: found(excel.slicers.get(id)).length === 0 }), results: { GetSelectedItems: () => found(excel.slicers.get(id)) } });
  return { items: () => [...excel.slicers.keys()].map(slicer), item: slicer, methods: { GetItem: slicer } };
}

function customXmlParts(excel: EmulatedExcel): RemoteObject {
  const namespaceOf = (xml: string): string => /xmlns="([^"]*)"/.exec(xml)?.[1] ?? "";
  const part = (namespace: string): RemoteObject => (excel.customXml.has(namespace) ? {
    id: `{XML-${namespace}}`, query: () => ({ Id: namespace }), results: { GetXml: () => excel.customXml.get(namespace)! },
    methods: { SetXml: (xml: string) => { excel.customXml.set(namespace, xml); } },
  } : { isNull: true });
  return {
    methods: {
      Add: (xml: string) => { excel.customXml.set(namespaceOf(xml), xml); return part(namespaceOf(xml)); },
      GetByNamespace: (namespace: string) => ({ items: () => [], methods: { GetOnlyItemOrNullObject: () => part(namespace) } }),
    },
  };
}

function documentProperties(excel: EmulatedExcel): RemoteObject {
  const names = ["Author", "Manager", "Company", "Comments", "Keywords", "Subject", "Category", "Title"];
  return { setters: Object.fromEntries(names.map((name) => [name, (value: string) => { excel.properties.set(name, value); }])) };
}

function application(excel: EmulatedExcel): RemoteObject {
  return {
    methods: {
      CreateWorkbook: (base64: string) => ({
        methods: { Open: () => excel.openWorkbook(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))) },
      }),
    },
  };
}

function worksheets(excel: EmulatedExcel): RemoteObject {
  const find = (key: string): EmulatedSheet | undefined => excel.sheets.find(({ id, name }) => id === key || name === key);
  return {
    items: () => excel.sheets.map((sheet) => worksheet(excel, sheet)),
    item: (key) => worksheet(excel, found(find(key))),
    methods: {
      Add: (name: string) => worksheet(excel, excel.addSheet(name)),
      GetItem: (key: string) => worksheet(excel, found(find(key))),
      GetActiveWorksheet: () => worksheet(excel, sheetNamed(excel, excel.active.sheet)),
      GetItemOrNullObject: (key: string) => {
        const sheet = find(key);
        return sheet === undefined ? { isNull: true } : worksheet(excel, sheet);
      },
      ...registrations("DataChanged", "Added", "Deleted", "SelectionChanged", "Activated", "Calculated", "FormatChanged"),
    },
  };
}

/** Events are delivered whether registered or not; registering only has to succeed. */
function registrations(...events: readonly string[]): Record<string, () => void> {
  return Object.fromEntries(events.flatMap((event) => [[`_Register${event}Event`, () => undefined], [`_Unregister${event}Event`, () => undefined]]));
}

function worksheet(excel: EmulatedExcel, sheet: EmulatedSheet): RemoteObject {
  return {
    id: sheet.id,
    query: () => ({ Id: sheet.id, Name: sheet.name }),
    properties: { PivotTables: () => pivotTables(excel, sheet), Charts: () => charts(excel, sheet), Protection: () => ({ query: () => ({ Protected: false }) }) },
    setters: { Visibility: (value: NonNullable<EmulatedSheet["visibility"]>) => { sheet.visibility = value; } },
    methods: {
      GetRange: (address?: string) => (address === undefined || address === null ? wholeSheet(excel, sheet) : range(excel, sheet, found(parseArea(address)))),
      GetRangeByIndexes: (row: number, column: number, rows: number, columns: number) => range(excel, sheet, { top: row + 1, left: column + 1, bottom: row + rows, right: column + columns }),
      Activate: () => excel.activate(sheet.id),
      Delete: () => excel.deleteSheet(sheet.id),
    },
  };
}

function charts(excel: EmulatedExcel, sheet: EmulatedSheet): RemoteObject {
  return { methods: { Add: (_kind: string, source: RemoteObject) => {
    const { top, left, bottom, right } = found(source.area), chart = { sheet: sheet.name, title: "", row: top - 1, column: left - 1, rows: bottom - top + 1, columns: right - left + 1 };
    excel.charts.push(chart);
    return { properties: { Title: () => ({ setters: { Text: (title: string) => { Object.assign(chart, { title }); } } }) }, methods: { SetPosition: () => undefined }, setters: { DisplayBlanksAs: () => undefined } };
  } } };
}

function wholeSheet(excel: EmulatedExcel, sheet: EmulatedSheet): RemoteObject {
  return { methods: { Clear: () => excel.clear(sheet.id) } };
}

function range(excel: EmulatedExcel, sheet: EmulatedSheet, area: Area): RemoteObject {
  const { top, left, bottom, right } = area;
  const cells = <T>(read: (name: string) => T): T[][] =>
    Array.from({ length: bottom - top + 1 }, (_, r) => Array.from({ length: right - left + 1 }, (_, c) => read(cellName(top + r, left + c))));
  const fits = <T>(block: readonly (readonly T[])[]): readonly (readonly T[])[] => {
    if (block.length !== bottom - top + 1 || block.some((line) => line.length !== right - left + 1)) throw new ExcelFault("InvalidArgument");
    return block;
  };
  return {
    area,
    query: () => ({
      Address: `${sheet.name}!${cellName(top, left)}${top === bottom && left === right ? "" : `:${cellName(bottom, right)}`}`,
      RowIndex: top - 1, ColumnIndex: left - 1, RowCount: bottom - top + 1, ColumnCount: right - left + 1,
      Values: cells((name) => sheet.cells.get(name)?.value ?? ""),
      Formulas: cells((name) => sheet.cells.get(name)?.formula ?? sheet.cells.get(name)?.value ?? ""),
      NumberFormat: cells((name) => sheet.cells.get(name)?.format ?? "General"),
      Worksheet: { Name: sheet.name, Id: sheet.id },
    }),
    properties: { Format: () => format, Worksheet: () => worksheet(excel, sheet), ConditionalFormats: () => ({ items: () => [] }) },
    results: { GetCellProperties: () => cells((name) => ({ format: { indentLevel: sheet.cells.get(name)?.indent ?? 0 } })) },
    // The client library cuts large blocks of values into pieces with these.
    methods: {
      _ValidateArraySize: (rows: number, columns: number) => {
        if (rows !== bottom - top + 1 || columns !== right - left + 1) throw new ExcelFault("InvalidArgument");
      },
      SetCellProperties: (lines: readonly (readonly { readonly format?: { readonly indentLevel?: number } }[])[]) =>
        lines.forEach((line, r) => line.forEach(({ format: looks }, c) => { excel.indent(sheet.id, top - 1 + r, left - 1 + c, looks?.indentLevel ?? 0); })),
      GetPivotTables: () => pivotTables(excel, sheet, area),
      GetRow: (row: number) => range(excel, sheet, { top: top + row, left, bottom: top + row, right }),
      GetBoundingRect: (other: RemoteObject) => range(excel, sheet, bounding(area, found(other.area))),
    },
    setters: {
      Values: (values: readonly (readonly (Scalar | null)[])[]) => excel.write(sheet.id, top - 1, left - 1, { values: fits(values) }),
      NumberFormat: (formats: readonly (readonly (string | null)[])[]) => excel.write(sheet.id, top - 1, left - 1, { formats: fits(formats) }),
    },
  };
}

function bounding(a: Area, b: Area): Area {
  return { top: Math.min(a.top, b.top), left: Math.min(a.left, b.left), bottom: Math.max(a.bottom, b.bottom), right: Math.max(a.right, b.right) };
}

/** Looks do not matter here; what is asked for must only be known. */
const format: RemoteObject = {
  properties: { Font: () => ({ setters: { Bold: () => undefined } }), Fill: () => ({ setters: { Color: () => undefined } }) },
  methods: { AutofitColumns: () => undefined },
  setters: { HorizontalAlignment: () => undefined },
};

/** Of one sheet or part of it, or of the whole workbook. */
function pivotTables(excel: EmulatedExcel, sheet?: EmulatedSheet, within?: Area): RemoteObject {
  const meets = ({ area }: EmulatedPivot): boolean => within === undefined || (area !== undefined && area.top <= within.bottom && area.bottom >= within.top && area.left <= within.right && area.right >= within.left);
  const pivots = excel.pivots.filter((pivot) => (sheet === undefined || pivot.sheet === sheet.name) && meets(pivot));
  const remote = (pivot: EmulatedPivot): RemoteObject => pivotTable(excel, sheetNamed(excel, pivot.sheet), pivot);
  const item = (key: string): RemoteObject => remote(found(pivots.find(({ id, name }) => id === key || name === key)));
  return { items: () => pivots.map(remote), item, methods: { GetItem: item }, results: { GetCount: () => pivots.length } };
}

function pivotTable(excel: EmulatedExcel, sheet: EmulatedSheet, pivot: EmulatedPivot): RemoteObject {
  const hierarchies = (fields: readonly LocalField[] = []) => (): RemoteObject => hierarchyCollection(pivot, fields);
  return {
    id: pivot.id,
    query: () => ({ Id: pivot.id, Name: pivot.name, Worksheet: { Name: sheet.name, Id: sheet.id } }),
    results: { GetDataSourceType: () => (pivot.olap ? "Unknown" : "LocalRange"), GetDataSourceString: () => pivot.fields?.source ?? "" },
    properties: {
      Worksheet: () => worksheet(excel, sheet),
      Layout: () => pivotLayout(excel, sheet, pivot),
      Hierarchies: hierarchies(), DataHierarchies: () => dataHierarchies(pivot),
      RowHierarchies: hierarchies(pivot.fields?.rows), ColumnHierarchies: hierarchies(pivot.fields?.columns), FilterHierarchies: hierarchies(pivot.fields?.pages),
    },
  };
}

/** Loading the hierarchies of a cube pivot has crashed Excel (OfficeDev/office-js#248). */
function hierarchyCollection(pivot: EmulatedPivot, fields: readonly LocalField[]): RemoteObject {
  const hierarchy = (field: LocalField): RemoteObject => ({ ...entry(field.name), properties: { Fields: () => ({ items: () => [pivotField(pivot, field)], item: () => pivotField(pivot, field), methods: { GetItem: () => pivotField(pivot, field) } }) } });
  const item = (key: string): RemoteObject => hierarchy(found(fields.find(({ name }) => name === key)));
  return {
    items: () => {
      if (pivot.olap) throw new HostCrash("hierarchies of a cube pivot");
      return fields.map(hierarchy);
    },
    item, methods: { GetItem: item },
  };
}

const entry = (name: string): RemoteObject => ({ id: name, query: () => ({ Id: name, Name: name }) });

/** `getFilters` gives a filter per kind, absent where there is none. */
function pivotField(pivot: EmulatedPivot, { name, items, kept }: LocalField): RemoteObject {
  const byValue = pivot.fields?.byValue.includes(name) === true ? { valueFilter: { condition: "Unknown" } } : {};
  return {
    ...entry(name),
    properties: { Items: () => ({ items: () => items.map((item) => ({ id: item, query: () => ({ Id: item, Name: item, Visible: kept === null || kept.includes(item) }) })) }) },
    results: { GetFilters: () => ({ ...byValue, ...(kept === null ? {} : { manualFilter: { selectedItems: kept } }) }) },
  };
}

function dataHierarchies(pivot: EmulatedPivot): RemoteObject {
  return {
    items: () => {
      if (pivot.olap) throw new HostCrash("hierarchies of a cube pivot");
      return (pivot.fields?.data ?? []).map(({ name, summarizeBy, calculation }) => ({ id: name, query: () => ({ Id: name, Name: name, SummarizeBy: summarizeBy, ShowAs: { calculation } }) }));
    },
  };
}

/** `getDataBodyRange` without a data field has crashed Excel, `getPivotItems` fails on cubes (OfficeDev/office-js#2926, #569). */
function pivotLayout(excel: EmulatedExcel, sheet: EmulatedSheet, pivot: EmulatedPivot): RemoteObject {
  const whole = (): RemoteObject => range(excel, sheet, found(pivot.area));
  return {
    query: () => ({ PreserveFormatting: true, LayoutType: "Compact", ShowRowGrandTotals: true, ShowColumnGrandTotals: true }),
    methods: {
      GetRange: whole, GetRowLabelRange: whole, GetColumnLabelRange: whole,
      GetDataBodyRange: () => {
        if (pivot.dataFields === 0) throw new HostCrash("data body of a pivot without data fields");
        return range(excel, sheet, found(pivot.area));
      },
      GetPivotItems: () => {
        if (pivot.olap) throw new ExcelFault("InvalidArgument");
        return { items: () => [] };
      },
    },
  };
}

function sheetNamed(excel: EmulatedExcel, name: string): EmulatedSheet {
  return found(excel.sheets.find((sheet) => sheet.name === name));
}

function found<T>(object: T | undefined): T {
  if (object === undefined) throw new ExcelFault("ItemNotFound");
  return object;
}
