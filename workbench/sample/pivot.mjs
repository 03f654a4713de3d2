import { column } from "./cache.mjs";
import { address, attribute, PART, relationships, XML } from "./xml.mjs";

export const STYLE = { plain: 0, button: 1, label: 2, indented: 3, number: 4, title: 5, header: 6 };

/**
 * Lays a PivotTable out as Excel would and gives its sheet cells and its part.
 * `spec`: name, cache, top (zero-based row of its upper left corner), rows, columns, pages ([field, member]), data ([field, caption]),
 * form ("compact" | "tabular"). Several data fields stand alone on the columns.
 */
export function pivot(spec) {
  const { cache, pages } = spec;
  const records = cache.records.filter((record) => pages.every(([field, member]) => record[column(cache, field)] === member));
  const rowItems = [...axisItems(cache, spec.rows, records, spec.form), { t: "grand", path: [] }];
  const columnItems = spec.data.length > 1 ? spec.data.map((_, data) => ({ t: "data", path: [], data }))
    : [...axisItems(cache, spec.columns, records, "tabular"), { t: "grand", path: [] }];
  const placed = { ...spec, records, rowItems, columnItems, ...offsets(spec) };
  return { cells: [...pageCells(placed), ...headerCells(placed), ...bodyCells(placed)], part: definition(placed), placed };
}

const offsets = ({ rows, columns, form }) => ({ firstDataRow: columns.length + 1, firstDataColumn: form === "compact" ? 1 : rows.length });

/** Members that have records, in the cache's order. Compact form gives a parent its own line, the others a subtotal after its children. */
function axisItems(cache, fields, records, form, path = []) {
  if (path.length === fields.length) return [];
  const c = column(cache, fields[path.length]), leaf = path.length === fields.length - 1;
  return cache.items[c].flatMap((member) => {
    const below = records.filter((record) => record[c] === member), own = { t: "data", path: [...path, member] };
    if (below.length === 0) return [];
    if (leaf) return [own];
    const children = axisItems(cache, fields, below, form, own.path);
    return form === "compact" ? [own, ...children] : [...children, { ...own, t: "default" }];
  });
}

function* pageCells({ top, pages }) {
  for (const [k, [field, member]] of pages.entries()) {
    const row = top - 1 - pages.length + k;
    yield { row, column: 0, value: field, style: STYLE.button };
    yield { row, column: 1, value: member, style: STYLE.label };
  }
}

function* headerCells({ top, rows, columns, data, form, firstDataRow, firstDataColumn, columnItems }) {
  const last = top + firstDataRow - 1;
  if (columns.length > 0) {
    yield { row: top, column: 0, value: data[0][1], style: STYLE.button };
    const captions = form === "compact" ? ["Kolonnenavne"] : columns;
    for (const [k, value] of captions.entries()) yield { row: top, column: firstDataColumn + k, value, style: STYLE.button };
  }
  const labels = form === "compact" ? ["Rækkenavne"] : rows;
  for (const [k, value] of labels.entries()) yield { row: last, column: k, value, style: STYLE.button };
  let previous = [];
  for (const [m, item] of columnItems.entries()) {
    const at = { column: firstDataColumn + m, style: STYLE.plain };
    if (item.data !== undefined) yield { ...at, row: top, value: data[item.data][1] };
    else if (item.t === "grand") yield { ...at, row: top + 1, value: "Hovedtotal" };
    else if (item.t === "default") yield { ...at, row: top + item.path.length, value: `${item.path.at(-1)} Total` };
    else for (let p = repeated(previous, item.path); p < item.path.length; p++) yield { ...at, row: top + 1 + p, value: item.path[p] };
    previous = item.path;
  }
}

function* bodyCells(placed) {
  const { top, form, firstDataRow, firstDataColumn, rowItems, columnItems } = placed;
  let previous = [];
  for (const [k, item] of rowItems.entries()) {
    const row = top + firstDataRow + k;
    if (item.t === "grand") yield { row, column: 0, value: "Hovedtotal", style: STYLE.label };
    else if (item.t === "default") yield { row, column: item.path.length - 1, value: `${item.path.at(-1)} Total`, style: STYLE.plain };
    else if (form === "compact") yield { row, column: 0, value: item.path.at(-1), style: item.path.length > 1 ? STYLE.indented : STYLE.label };
    else for (let p = repeated(previous, item.path); p < item.path.length; p++) yield { row, column: p, value: item.path[p], style: STYLE.plain };
    previous = item.path;
    for (const [m, across] of columnItems.entries()) yield { row, column: firstDataColumn + m, value: sum(placed, item, across), style: STYLE.number };
  }
}

/** The sum over a row item's and a column item's records; null where there are none, as a pivot leaves such cells empty. */
function sum({ cache, records, rows, columns, data }, item, across) {
  const measure = column(cache, data[across.data ?? 0][0]);
  const within = (record, fields, path) => path.every((member, p) => record[column(cache, fields[p])] === member);
  const found = records.filter((record) => within(record, rows, item.path) && within(record, columns, across.path));
  return found.length === 0 ? null : found.reduce((total, record) => total + record[measure], 0);
}

/** How many leading members a path shares with the one before it. */
function repeated(previous, path) {
  const differs = path.findIndex((member, p) => member !== previous[p]);
  return differs < 0 ? path.length : differs;
}

/** `rowItems` or `colItems`: x@v points into the field's items; t, r, i and v are left out at their defaults (ECMA-376 part 1, 18.10.1.44). */
function itemsPart(tag, cache, fields, items) {
  let previous = [];
  const entries = items.map(({ t, path, data }) => {
    if (data !== undefined) return data === 0 ? "<i><x/></i>" : `<i i="${data}"><x v="${data}"/></i>`;
    if (t === "grand") return `<i t="grand"><x/></i>`;
    const r = repeated(previous, path);
    previous = path;
    const indexes = path.map((member, p) => cache.items[column(cache, fields[p])].indexOf(member));
    const own = t === "data" ? indexes.slice(r) : indexes.slice(-1);
    const skip = t === "data" ? r : path.length - 1;
    return `<i${t === "data" ? "" : ` t="${t}"`}${skip === 0 ? "" : ` r="${skip}"`}>${own.map((v) => (v === 0 ? "<x/>" : `<x v="${v}"/>`)).join("")}</i>`;
  });
  return `<${tag} count="${items.length}">${entries.join("")}</${tag}>`;
}

function fieldPart({ cache, rows, columns, pages, data, form }, field, c) {
  const axis = rows.includes(field) ? "axisRow" : columns.includes(field) ? "axisCol" : pages.some(([page]) => page === field) ? "axisPage" : null;
  const flags = `${axis === null ? "" : ` axis="${axis}"`}${data.some(([measure]) => measure === field) ? ` dataField="1"` : ""}${form === "compact" ? "" : ` compact="0" outline="0"`} showAll="0"`;
  if (axis === null) return `<pivotField${flags}/>`;
  const items = cache.items[c].map((member) => `<item x="${cache.shared[c].indexOf(member)}"/>`).join("");
  return `<pivotField${flags}><items count="${cache.items[c].length + 1}">${items}<item t="default"/></items></pivotField>`;
}

const fieldList = (tag, indexes) => (indexes.length === 0 ? "" : `<${tag} count="${indexes.length}">${indexes.map((x) => `<field x="${x}"/>`).join("")}</${tag}>`);

function definition(placed) {
  const { name, cache, top, rows, columns, pages, data, form, rowItems, columnItems, firstDataRow, firstDataColumn } = placed;
  const ref = `${address(top, 0)}:${address(top + firstDataRow + rowItems.length - 1, firstDataColumn + columnItems.length - 1)}`;
  const pageCount = pages.length === 0 ? "" : ` rowPageCount="${pages.length}" colPageCount="1"`;
  const layout = form === "compact" ? ` outline="1" outlineData="1"` : ` compact="0" compactData="0"`;
  const valuesOnly = data.length > 1;
  return `${XML}<pivotTableDefinition xmlns="${PART}" name="${attribute(name)}" cacheId="${cache.id}" applyNumberFormats="0" applyBorderFormats="0" applyFontFormats="0" applyPatternFormats="0" applyAlignmentFormats="0" applyWidthHeightFormats="1" dataCaption="Værdier" updatedVersion="6" minRefreshableVersion="3" useAutoFormatting="1" itemPrintTitles="1" createdVersion="6" indent="0"${layout} multipleFieldFilters="0">`
    + `<location ref="${ref}" firstHeaderRow="${valuesOnly ? 0 : 1}" firstDataRow="${firstDataRow}" firstDataCol="${firstDataColumn}"${pageCount}/>`
    + `<pivotFields count="${cache.fields.length}">${cache.fields.map((field, c) => fieldPart(placed, field, c)).join("")}</pivotFields>`
    + fieldList("rowFields", rows.map((field) => column(cache, field))) + itemsPart("rowItems", cache, rows, rowItems)
    + fieldList("colFields", valuesOnly ? [-2] : columns.map((field) => column(cache, field))) + itemsPart("colItems", cache, columns, columnItems)
    + pageFields(cache, pages)
    + `<dataFields count="${data.length}">${data.map(([field, caption]) => `<dataField name="${attribute(caption)}" fld="${column(cache, field)}" baseField="0" baseItem="0" numFmtId="3"/>`).join("")}</dataFields>`
    + `<pivotTableStyleInfo name="PivotStyleLight16" showRowHeaders="1" showColHeaders="1" showRowStripes="0" showColStripes="0" showLastColumn="1"/></pivotTableDefinition>`;
}

function pageFields(cache, pages) {
  if (pages.length === 0) return "";
  const entries = pages.map(([field, member]) => `<pageField fld="${column(cache, field)}" item="${cache.items[column(cache, field)].indexOf(member)}" hier="-1"/>`);
  return `<pageFields count="${pages.length}">${entries.join("")}</pageFields>`;
}

/** Relationship of a pivot part to its cache. */
export const pivotRelationships = (cache) => relationships([["pivotCacheDefinition", `../pivotCache/pivotCacheDefinition${cache.id}.xml`]]);
