import { attribute, PART, REL, relationships, XML } from "./xml.mjs";

/** Danish alphabet: æ, ø, å last, and aa in names is å. */
const key = (value) => String(value).toLowerCase().replaceAll("aa", "å").replaceAll("æ", "{").replaceAll("ø", "|").replaceAll("å", "}");
const byCaption = (a, b) => (typeof a === "number" && typeof b === "number" ? a - b : key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0);

/**
 * A pivot cache over a source table: `shared` lists each category's members in order of first appearance (the records
 * point into it), `items` the same members as a pivot lists them, sorted. Measures have neither.
 */
export function cache(id, sheet, { fields, records }, measures) {
  const shared = fields.map((field, column) => (measures.includes(field) ? null : [...new Set(records.map((record) => record[column]))]));
  const items = shared.map((members) => members && [...members].sort(byCaption));
  return { id, sheet, fields, records, shared, items };
}

export const column = (cache, field) => {
  const found = cache.fields.indexOf(field);
  if (found < 0) throw new RangeError(`no field ${field}`);
  return found;
};

const NUMBERS = `containsSemiMixedTypes="0" containsString="0" containsNumber="1" containsInteger="1"`;
const range = (values) => `minValue="${Math.min(...values)}" maxValue="${Math.max(...values)}"`;

function sharedItems(members, values) {
  if (members === null) return `<sharedItems ${NUMBERS} ${range(values)}/>`;
  const numeric = members.every((member) => typeof member === "number");
  const entries = members.map((member) => `<${numeric ? "n" : "s"} v="${attribute(member)}"/>`).join("");
  return `<sharedItems ${numeric ? `${NUMBERS} ${range(members)} ` : ""}count="${members.length}">${entries}</sharedItems>`;
}

/** Cache definition, its records and the relationship between them (ECMA-376 part 1, 18.10). */
export function cacheParts(cache) {
  const { id, fields, records, shared } = cache;
  const source = `A1:${String.fromCharCode(64 + fields.length)}${records.length + 1}`;
  const cacheFields = fields.map((field, c) => `<cacheField name="${attribute(field)}" numFmtId="0">${sharedItems(shared[c], records.map((record) => record[c]))}</cacheField>`).join("");
  const rows = records.map((record) => `<r>${record.map((value, c) => (shared[c] === null ? `<n v="${value}"/>` : `<x v="${shared[c].indexOf(value)}"/>`)).join("")}</r>`).join("");
  const definition = `${XML}<pivotCacheDefinition xmlns="${PART}" xmlns:r="${REL}" r:id="rId1" refreshedBy="Diskret" refreshedDate="45809" createdVersion="6" refreshedVersion="6" minRefreshableVersion="3" recordCount="${records.length}">`
    + `<cacheSource type="worksheet"><worksheetSource ref="${source}" sheet="${attribute(cache.sheet)}"/></cacheSource><cacheFields count="${fields.length}">${cacheFields}</cacheFields></pivotCacheDefinition>`;
  return {
    [`xl/pivotCache/pivotCacheDefinition${id}.xml`]: definition,
    [`xl/pivotCache/pivotCacheRecords${id}.xml`]: `${XML}<pivotCacheRecords xmlns="${PART}" xmlns:r="${REL}" count="${records.length}">${rows}</pivotCacheRecords>`,
    [`xl/pivotCache/_rels/pivotCacheDefinition${id}.xml.rels`]: relationships([["pivotCacheRecords", `pivotCacheRecords${id}.xml`]]),
  };
}
