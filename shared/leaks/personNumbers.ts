import { eachCell } from "../workbook/cells.ts";
import type { WorkbookFile } from "../workbook/workbookFile.ts";
import { cellPlace, partPlace, sheetPlace, workbookPlace } from "./place.ts";
import type { Found, Rule, Where } from "./rule.ts";

/** ddmmyy-xxxx with a possible day and month. Without the hyphen ten digits are more often something else. */
const CPR = /(?<![\d-])(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])\d{2}-\d{4}(?![\d-])/;
/** A share on a server, or somebody's own folder. */
const PATH = /(^|[\s"'(=])(\\\\[\w.-]+\\[^\\]|[a-z]:\\(users|brugere)\\|file:\/\/\/)/i;
const CPR_COLUMN = /(^|[^a-zæøå])(cpr|personnummer|personnr)/i;

/** Person numbers and server paths, wherever text stands. */
export const personNumbers: Rule = {
  id: "R31", severity: "block", unseen: true,
  source: "Randers 2022 (CPR numbers in agenda attachments); dst-disclose output scan",
  find: ({ file }) => {
    const cells = cellFindings(file), places = new Map<string, Found>();
    const note = (where: Where, kind: "found" | "path") => {
      const key = `${kind} ${where.part} ${where.sheet ?? ""}`, before = places.get(key);
      places.set(key, before === undefined ? { where, count: 1, kind, severity: kind === "path" ? "warn" : "block" } : { ...before, count: before.count + 1 });
    };
    for (const { where, text } of texts(file)) {
      if (CPR.test(text)) note(where, "found");
      if (PATH.test(text)) note(where, "path");
    }
    return [...cells, ...places.values()];
  },
};

function cellFindings(file: WorkbookFile): readonly Found[] {
  return file.workbook.sheets.flatMap((sheet) => {
    const found = new Map<string, Found>(), cprColumns = new Set<number>();
    const note = (row: number, column: number, kind: "found" | "path") => {
      const before = found.get(kind);
      found.set(kind, before === undefined ? { where: cellPlace(sheet, row, column), count: 1, kind, severity: kind === "path" ? "warn" : "block" } : { ...before, count: before.count + 1 });
    };
    eachCell(sheet.cells, (row, column, value) => {
      if (value.kind === "text") {
        if (CPR_COLUMN.test(value.text.slice(0, 100))) cprColumns.add(column);
        if (CPR.test(value.text) || (cprColumns.has(column) && isPlainNumber(value.text.trim()))) note(row, column, "found");
        if (PATH.test(value.text)) note(row, column, "path");
      } else if (value.kind === "number" && cprColumns.has(column) && isPlainNumber(String(value.value).padStart(10, "0"))) note(row, column, "found");
    });
    return [...found.values()];
  });
}

/** Ten digits under a heading that says what they are; a leading zero is lost where they were typed as a number. */
function isPlainNumber(text: string): boolean {
  return /^(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])\d{6}$/.test(text);
}

function* texts(file: WorkbookFile): Iterable<{ readonly where: Where; readonly text: string }> {
  for (const { part, texts } of [...file.comments, ...file.shapes, ...file.properties]) for (const text of texts) yield { where: partPlace(file, part), text };
  for (const { part, data } of file.charts) for (const { points } of data) for (const { text } of points) yield { where: partPlace(file, part), text };
  for (const { formula } of file.settings.names) yield { where: workbookPlace(file), text: formula };
  for (const { part, address } of file.outside) yield { where: partPlace(file, part), text: address };
  for (const sheet of file.workbook.sheets) {
    const details = sheet.part === undefined ? undefined : file.details.get(sheet.part);
    if (details !== undefined) yield { where: sheetPlace(sheet), text: details.headerFooter };
  }
  yield* cacheMembers(file);
  yield* unusedStrings(file);
}

function* cacheMembers(file: WorkbookFile): Iterable<{ readonly where: Where; readonly text: string }> {
  const seen = new Set<string>();
  for (const read of file.workbook.pivots) {
    if (read.status === "refused" || seen.has(read.pivot.cache.part)) continue;
    const { part, fields } = read.pivot.cache;
    seen.add(part);
    for (const { members } of fields) for (const { text } of members) yield { where: { part }, text };
  }
}

function* unusedStrings(file: WorkbookFile): Iterable<{ readonly where: Where; readonly text: string }> {
  const part = file.parts.find(({ kinds }) => kinds.includes("sharedStrings"))?.name ?? "", used = new Set<number>();
  for (const { strings } of file.details.values()) for (const index of strings) used.add(index);
  for (const [index, text] of file.strings.entries()) if (!used.has(index)) yield { where: { part }, text };
}
