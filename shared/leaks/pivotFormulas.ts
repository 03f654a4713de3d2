import { valueAt } from "../workbook/cells.ts";
import { cellPlace } from "./place.ts";
import type { Rule } from "./rule.ts";

const READS_PIVOT = /GETPIVOTDATA\s*\(|CUBE(VALUE|MEMBER|SET|SETCOUNT|RANKEDMEMBER|KPIMEMBER|MEMBERPROPERTY)\s*\(/i;

/** Formulas that fetch from a pivot or a cube keep what they fetched. */
export const pivotFormulas: Rule = {
  id: "R11", severity: "warn",
  source: "Document Inspector: cube formulas; ECMA-376-1 §18.17.7.131 GETPIVOTDATA",
  find: ({ file, policy }) => file.workbook.sheets.flatMap((sheet) => {
    const formulas = (sheet.part === undefined ? [] : file.details.get(sheet.part)?.formulas ?? []).filter(({ text }) => READS_PIVOT.test(text));
    const small = formulas.filter(({ row, column }) => {
      const value = valueAt(sheet.cells, row, column);
      return value?.kind === "number" && Number.isInteger(value.value) && value.value >= 1 && value.value <= policy.maxN;
    });
    const [first] = small.length > 0 ? small : formulas;
    if (first === undefined) return [];
    const where = cellPlace(sheet, first.row, first.column);
    return [small.length > 0 ? { where, count: small.length } : { where, count: formulas.length, kind: "large", severity: "info" }];
  }),
};
