import { decodeText } from "../../cli/decodeText.ts";
import { splitCsv } from "../../cli/splitCsv.ts";
import type { Message } from "../../shared/i18n/message.ts";
import { classify } from "../../shared/policy/measureClass.ts";
import { BUILT_IN } from "../../shared/policy/policy.ts";
import { readCsv } from "../../shared/sources/csv.ts";
import { judgedByHeadings } from "../../shared/sources/headings.ts";
import { pivotTables } from "../../shared/sources/pivot.ts";
import type { Table } from "../../shared/table/table.ts";
import { readWorkbook } from "../../shared/workbook/readWorkbook.ts";

/** What a file holds that rules can be tried on. */
export interface Contents {
  /** All tables, for those of one source are protected together. */
  readonly tables: readonly Table[];
  /** The counts of persons among them. */
  readonly counts: readonly CountPlace[];
  /** What cannot be tried, and why. */
  readonly leftOut: readonly { readonly table: string; readonly reason: Message }[];
}

export interface CountPlace {
  readonly table: number;
  readonly measure: number;
}

/** A workbook's PivotTables, or a CSV crosstab; a message where the file cannot be read. */
export function readTables(name: string, bytes: Uint8Array): Contents | Message {
  if (/\.(csv|txt)$/i.test(name)) return csvTables(name, bytes);
  return /\.(xls[xm]|xlt[xm])$/i.test(name) ? workbookTables(bytes) : { code: "rules/otherFile" };
}

function workbookTables(bytes: Uint8Array): Contents | Message {
  const reading = readWorkbook(bytes);
  if (reading.status === "refused") return reading.reason;
  const pivots = pivotTables(reading.workbook);
  const refused = pivots.flatMap((pivot) => (pivot.status === "refused" ? [{ table: pivot.sheet, reason: pivot.reason }] : []));
  return contents(pivots.flatMap((pivot) => (pivot.status === "read" ? pivot.placed.map(({ table }) => ({ ...table, name: `${pivot.pivot.name} (${pivot.pivot.sheet})` })) : [])), refused);
}

function csvTables(name: string, bytes: Uint8Array): Contents | Message {
  const result = readCsv(decodeText(bytes), { name: name.replace(/\.[^.]+$/, "") }, splitCsv);
  if (result.status === "refused") return result.reason;
  const { table } = judgedByHeadings(result.placed, BUILT_IN);
  return table.suppressed === undefined ? contents([table], []) : { code: "mask/alreadyHidden" };
}

function contents(tables: readonly Table[], refused: Contents["leftOut"]): Contents | Message {
  const measures = tables.flatMap((table, t) => table.measures.map((measure, m) => ({ table: t, measure: m, name: measure.name, isCount: classify(measure, BUILT_IN).class === "persons" })));
  const counts = measures.filter(({ isCount }) => isCount).map(({ table, measure }) => ({ table, measure }));
  const others = measures.filter(({ isCount }) => !isCount).map(({ table, name }) => ({ table: tables[table].name, reason: { code: "rules/notCount", params: { measure: name } } }));
  return counts.length === 0 && refused.length === 0 ? { code: "rules/noTables" } : { tables, counts, leftOut: [...refused, ...others] };
}
