import { cellPlace } from "./place.ts";
import type { Rule } from "./rule.ts";

const REF = String.raw`((?:'[^']+'!|\w+!)?\$?[A-Z]{1,3}\$?\d{1,7}|\[@?\[?[^\]]+\]?\])`;
const TEXT = String.raw`"(?:[^"]|"")*"`;
/** IF(x <= 5, "..", x) and its mirror: the same reference is compared and returned, and the other result is a text. */
const MASK = [
  new RegExp(String.raw`\bIFS?\s*\(\s*${REF}\s*[<>]=?\s*\d+\s*,\s*${TEXT}\s*,\s*(?:TRUE(?:\(\))?\s*,\s*)?\1\s*\)`, "i"),
  new RegExp(String.raw`\bIFS?\s*\(\s*${REF}\s*[<>]=?\s*\d+\s*,\s*\1\s*,\s*(?:TRUE(?:\(\))?\s*,\s*)?${TEXT}\s*\)`, "i"),
];

/** Masking by formula: the cell shows a sign, and the true value stands beside it. */
export const formulaMask: Rule = {
  id: "R35", severity: "block",
  source: "ECMA-376-1 §18.17: a formula's references keep their values; [MS-XLSX] 2.3.11 rich values",
  find: ({ file }) => [
    ...file.workbook.sheets.flatMap((sheet) => {
      const masks = (sheet.part === undefined ? [] : file.details.get(sheet.part)?.formulas ?? []).filter(({ text }) => MASK.some((mask) => mask.test(text)));
      return masks.length === 0 ? [] : [{ where: cellPlace(sheet, masks[0].row, masks[0].column), count: masks.length }];
    }),
    ...file.parts.filter(({ kinds }) => kinds.includes("rdRichValue")).map(({ name }) => ({ where: { part: name }, count: 1, kind: "richValues", severity: "warn" as const })),
  ],
};
