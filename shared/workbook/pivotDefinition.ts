import { parseArea } from "./area.ts";
import type { PivotCache } from "./pivotCache.ts";
import { VALUES, type AxisItem, type DataField, type PageField, type PivotAxis, type PivotField, type PivotHierarchy, type PivotRecord } from "./pivotRecord.ts";
import { Unreadable } from "./unreadable.ts";
import { attribute, child, flag, integer, items, type XmlElement } from "./xmlTree.ts";

/** Reads a pivot table part. Throws `Unreadable` where it has no place on the sheet or holds values of the wrong type. */
export function readPivotDefinition(definition: XmlElement, sheet: string, part: string, cache: PivotCache): PivotRecord {
  const location = child(definition, "location");
  const ref = attribute(location, "ref") ?? "";
  const area = parseArea(ref);
  if (definition.name !== "pivotTableDefinition" || location === undefined || area === undefined) throw new Unreadable("pivot/location");
  return {
    name: attribute(definition, "name") ?? "", sheet, part, ref, area, cache,
    firstDataRow: integer(location, "firstDataRow", 0),
    firstDataColumn: integer(location, "firstDataCol", 0),
    fields: items(definition, "pivotFields", "pivotField").map(readField),
    rows: readAxis(definition, "row"),
    columns: readAxis(definition, "col"),
    pageFields: items(definition, "pageFields", "pageField").map(readPageField),
    dataFields: items(definition, "dataFields", "dataField").map((field) => readDataField(field, cache)),
    hierarchies: items(definition, "pivotHierarchies", "pivotHierarchy").map(readHierarchy),
    filters: items(definition, "filters", "filter").map((filter) => ({ field: integer(filter, "fld", -1), type: attribute(filter, "type") ?? "unknown" })),
    compactData: flag(definition, "compactData", true),
    outlineData: flag(definition, "outlineData", false),
    missingCaption: flag(definition, "showMissing", true) ? attribute(definition, "missingCaption") : undefined,
    visualTotals: flag(definition, "visualTotals", true),
    subtotalHiddenItems: flag(definition, "subtotalHiddenItems", false),
  };
}

function named(name: string): (element: XmlElement) => boolean {
  return (element) => element.name === name;
}

/** Without multiple choice, as older versions filter an axis, the members named are those left out. */
function readHierarchy(hierarchy: XmlElement): PivotHierarchy {
  const levels = hierarchy.children.filter(named("members")).map((list) => list.children.flatMap((member) => attribute(member, "name") || []));
  return { members: levels.flat(), excludes: !flag(hierarchy, "multipleItemSelectionAllowed", false), levels: levels.filter((level) => level.length > 0).length };
}

function readField(field: XmlElement): PivotField {
  return {
    items: items(field, "items", "item").map((item) => ({
      kind: attribute(item, "t") ?? "data",
      member: attribute(item, "x") === undefined ? undefined : integer(item, "x", 0),
      caption: attribute(item, "n"),
      hidden: flag(item, "h", false),
      calculated: flag(item, "f", false),
    })),
    compact: flag(field, "compact", true),
    outline: flag(field, "outline", true),
    sortedByValue: (attribute(field, "sortType") ?? "manual") !== "manual" && child(field, "autoSortScope") !== undefined,
    propertyColumn: flag(field, "showPropCell", false),
  };
}

function readAxis(definition: XmlElement, axis: "row" | "col"): PivotAxis {
  const list = child(definition, `${axis}Items`);
  return {
    fields: items(definition, `${axis}Fields`, "field").map((field) => integer(field, "x", 0)),
    items: list?.children.filter(named("i")).map(readAxisItem),
  };
}

function readAxisItem(item: XmlElement): AxisItem {
  return {
    kind: attribute(item, "t") ?? "data",
    repeated: integer(item, "r", 0),
    dataField: integer(item, "i", 0),
    entries: item.children.filter(named("x")).map((entry) => integer(entry, "v", 0)),
  };
}

function readPageField(field: XmlElement): PageField {
  return {
    field: integer(field, "fld", VALUES),
    item: attribute(field, "item") === undefined ? undefined : integer(field, "item", 0),
    uniqueName: attribute(field, "name"),
    hierarchy: attribute(field, "hier") === undefined ? undefined : integer(field, "hier", 0),
  };
}

function readDataField(field: XmlElement, cache: PivotCache): DataField {
  const source = cache.fields[integer(field, "fld", -1)];
  return {
    name: attribute(field, "name") ?? source?.caption ?? source?.name ?? "",
    field: integer(field, "fld", -1),
    subtotal: attribute(field, "subtotal") ?? "sum",
    showDataAs: extendedShowAs(field) ?? attribute(field, "showDataAs") ?? "normal",
    numberFormat: attribute(field, "numFmtId") === undefined ? undefined : integer(field, "numFmtId", 0),
  };
}

/** Excel 2010's calculations stand in an extension and leave the plain attribute at "normal" ([MS-XLSX] 2.6.43). */
function extendedShowAs(field: XmlElement): string | undefined {
  const extension = items(field, "extLst", "ext").flatMap((ext) => ext.children).find(named("dataField"));
  return attribute(extension, "pivotShowAs");
}
