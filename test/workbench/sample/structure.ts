import { strFromU8, unzipSync } from "fflate";
import { child, number, parse, type Element } from "./part.ts";

export type Value = string | number;
/** One line of a pivot's axis: the field → member choices it stands for; none is the grand total. */
export interface Line {
  readonly kind: string;
  readonly path: readonly Value[];
  readonly choices: ReadonlyMap<number, Value>;
  readonly data: number;
}

export interface Pivot {
  readonly name: string;
  readonly sheet: string;
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
  readonly firstDataRow: number;
  readonly firstDataColumn: number;
  readonly compact: boolean;
  readonly rows: readonly Line[];
  readonly columns: readonly Line[];
  readonly rowFields: readonly number[];
  readonly pages: ReadonlyMap<number, Value>;
  readonly dataFields: readonly { readonly name: string; readonly field: number }[];
  readonly records: readonly (readonly Value[])[];
  readonly fields: readonly string[];
}

export interface Package {
  readonly sheets: readonly string[];
  readonly pivots: readonly Pivot[];
  readonly value: (sheet: string, row: number, column: number) => Value | undefined;
}

/** The package's sheets and pivots by the rules of ECMA-376 part 1, 18.10: paths from row and column items, members through the cache. */
export function structure(bytes: Uint8Array): Package {
  const parts = unzipSync(bytes), part = (name: string): Element => parse(strFromU8(parts[name] ?? new Uint8Array()));
  const strings = part("xl/sharedStrings.xml").children.map((entry) => child(entry, "t").text);
  const sheets = child(part("xl/workbook.xml"), "sheets").children.map((sheet) => sheet.attributes["name"] ?? "");
  const cells = new Map<string, Value>();
  for (const [k, sheet] of sheets.entries()) for (const row of child(part(`xl/worksheets/sheet${k + 1}.xml`), "sheetData").children) for (const cell of row.children) {
    if (cell.children.length > 0) cells.set(`${sheet}!${cell.attributes["r"]}`, cell.attributes["t"] === "s" ? strings[Number(child(cell, "v").text)] ?? "" : Number(child(cell, "v").text));
  }
  const pivots = sheets.flatMap((sheet, k) => (`xl/worksheets/_rels/sheet${k + 1}.xml.rels` in parts ? [pivotOf(sheet, k + 1, part)] : []));
  return { sheets, pivots, value: (sheet, row, column) => cells.get(`${sheet}!${String.fromCharCode(65 + column)}${row + 1}`) };
}

function pivotOf(sheet: string, n: number, part: (name: string) => Element): Pivot {
  const definition = part(`xl/pivotTables/pivotTable${n}.xml`), location = child(definition, "location");
  const target = child(part(`xl/pivotTables/_rels/pivotTable${n}.xml.rels`), "Relationship").attributes["Target"] ?? "";
  const cache = part(`xl/${target.slice(3)}`);
  const members = child(cache, "cacheFields").children.map((field) => child(field, "sharedItems").children.map(memberOf));
  const records = part(`xl/${target.slice(3).replace("Definition", "Records")}`).children
    .map((record) => record.children.map((entry, c) => (entry.name === "x" ? members[c]?.[number(entry, "v")] ?? "" : memberOf(entry))));
  const items = child(definition, "pivotFields").children.map((field, c) => child(field, "items").children.map((item) => members[c]?.[number(item, "x")] ?? ""));
  const rowFields = fieldsOf(definition, "rowFields"), columnFields = fieldsOf(definition, "colFields");
  const [from = "", to = ""] = (location.attributes["ref"] ?? "").split(":"), [top, left] = position(from), [bottom, right] = position(to);
  return {
    name: definition.attributes["name"] ?? "", sheet, top, left, height: bottom - top + 1, width: right - left + 1,
    firstDataRow: number(location, "firstDataRow"), firstDataColumn: number(location, "firstDataCol"), compact: number(definition, "compact", 1) === 1,
    rows: lines(child(definition, "rowItems"), rowFields, items), columns: lines(child(definition, "colItems"), columnFields, items), rowFields, records,
    pages: new Map(child(definition, "pageFields").children.map((page) => [number(page, "fld"), items[number(page, "fld")]?.[number(page, "item")] ?? ""])),
    dataFields: child(definition, "dataFields").children.map((field) => ({ name: field.attributes["name"] ?? "", field: number(field, "fld") })),
    fields: child(cache, "cacheFields").children.map((field) => field.attributes["name"] ?? ""),
  };
}

const memberOf = (element: Element): Value => (element.name === "n" ? number(element, "v") : element.attributes["v"] ?? "");
const fieldsOf = (definition: Element, tag: string): number[] => child(definition, tag).children.map((field) => number(field, "x"));
const position = (address: string): [number, number] => [Number(address.slice(1)) - 1, address.charCodeAt(0) - 65];

function lines(list: Element, fields: readonly number[], items: readonly (readonly Value[])[]): Line[] {
  let previous: number[] = [];
  return list.children.map((item) => {
    const kind = item.attributes["t"] ?? "data";
    if (kind === "grand") return { kind, path: [], choices: new Map(), data: 0 };
    previous = [...previous.slice(0, number(item, "r")), ...item.children.map((x) => number(x, "v"))];
    const choices = new Map(previous.map((index, p): [number, Value] => [fields[p] ?? -1, items[fields[p] ?? -1]?.[index] ?? index]).filter(([field]) => field >= 0));
    return { kind, path: [...choices.values()], choices, data: fields.includes(-2) ? number(item, "i") : 0 };
  });
}
