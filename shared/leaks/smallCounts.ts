import type { Policy } from "../policy/policy.ts";
import { eachCell } from "../workbook/cells.ts";
import type { Sheet } from "../workbook/readWorkbook.ts";
import { numberCells, type NumberCell } from "./numberCells.ts";
import { cellPlace, partPlace, sheetPlace } from "./place.ts";
import type { Found, Rule, Scene } from "./rule.ts";

/** Small counts that anybody sees, in cells, titles and texts ("n = 3"). Which numbers count persons, policy and structure decide. */
export const smallCounts: Rule = {
  id: "R32", severity: "block",
  source: "dst-disclose output scan; gtsummary issue 1691 (N in headers); KOMBIT, Små datasæt i FLIS: 5 eller derunder",
  find: (scene) => [...scene.file.workbook.sheets.filter(({ state }) => state === "visible").flatMap((sheet) => [...inCells(scene, sheet), ...inTexts(scene, sheet)]), ...inDrawings(scene)],
};

function inCells({ file, policy }: Scene, sheet: Sheet): readonly Found[] {
  const small = numberCells(file, sheet, policy).filter(({ value }) => isSmall(value, policy)), series = new Map<string, { first: NumberCell; count: number }>();
  for (const cell of small) {
    if (cell.kind !== "count" && cell.kind !== "unclassified") continue;
    const key = `${cell.kind} ${cell.series}`, before = series.get(key);
    if (before === undefined) series.set(key, { first: cell, count: 1 });
    else before.count++;
  }
  return [...series.values()].map(({ first, count }) => {
    const where = cellPlace(sheet, first.row, first.column);
    return first.kind === "count" ? { where, count } : { where, count, kind: "unclassified", severity: "info" };
  });
}

function inTexts({ file, policy }: Scene, sheet: Sheet): readonly Found[] {
  const found: Found[] = [];
  eachCell(sheet.cells, (row, column, value) => {
    if (value.kind !== "text") return;
    if (saysSmall(value.text, policy)) found.push({ where: cellPlace(sheet, row, column), count: 1, kind: "text" });
    else if (tellsSmall(value.text, policy)) found.push({ where: cellPlace(sheet, row, column), count: 1, kind: "text", severity: "warn" });
  });
  const header = sheet.part === undefined ? "" : file.details.get(sheet.part)?.headerFooter ?? "";
  return saysSmall(header, policy) || saysSmall(sheet.name, policy) ? [...found, { where: sheetPlace(sheet), count: 1, kind: "text" }] : found;
}

function inDrawings({ file, policy }: Scene): readonly Found[] {
  const texts = [
    ...file.shapes.map(({ part, texts }) => ({ part, texts })),
    ...file.charts.map(({ part, data }) => ({ part, texts: data.flatMap(({ kind, points }) => (kind === "text" ? points.map(({ text }) => text) : [])) })),
  ];
  return texts.filter((one) => one.texts.some((text) => saysSmall(text, policy))).map(({ part }) => ({ where: partPlace(file, part), count: 1, kind: "text" }));
}

/** Characters of a text that is looked at. */
const LONGEST = 10_000;
/** "n = 3", "antal: 4", "(N=2)". */
const STATED = /(?:^|[^a-zæøå0-9])(?:n|antal|personer|borgere|persons|count)\s*[=:]\s*(\d+)(?![\d.,]*\d)/gi;

/** "3 borgere", but neither a range nor a bound ("3-5 børn", "mindst 3 børn", "5 borgere eller derunder"). */
const COUNTED = /(?<![\d.,:/§–-]\s?|(?:under|over|med|hver|mindst|højst|maks\.?|max\.?|end|til|og|til og med|least|most|than|to|and)\s+)(\d+)\s+(?:personer|borgere|elever|børn|modtagere|ansatte|medarbejdere|ledige|persons|people|pupils|children|recipients|employees)(?![\p{L}-])(?!\s+(?:eller|og derunder|or|and under))/giu;

function saysSmall(text: string, policy: Policy): boolean {
  return text.length < LONGEST && [...text.matchAll(STATED)].some(([, digits]) => isSmall(Number(digits), policy));
}

/** Somebody has to look: "3 børn" may be a count, or the name of a kind of family. */
function tellsSmall(text: string, policy: Policy): boolean {
  return text.length < LONGEST && [...text.matchAll(COUNTED)].some(([, digits]) => isSmall(Number(digits), policy));
}

function isSmall(value: number, { maxN }: Policy): boolean {
  return Number.isInteger(value) && value >= 1 && value <= maxN;
}
