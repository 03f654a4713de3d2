import type { Policy } from "../policy/policy.ts";
import { numberCells, type NumberCell } from "./numberCells.ts";
import { cellPlace } from "./place.ts";
import type { Rule } from "./rule.ts";

/** Counts tried as the base of a share: those in its row. */
const BASES = 40;

/** Shares with so many decimals that they give the count back: 98.3 % of 180 is 177, so 3 are left. */
export const shares: Rule = {
  id: "R34", severity: "warn",
  source: "gtsummary issue 1691; OpenSAFELY output checks: percentages with their denominators",
  find: ({ file, policy }) => file.workbook.sheets.filter(({ state }) => state === "visible").flatMap((sheet) => {
    const rows = new Map<number, NumberCell[]>();
    for (const cell of numberCells(file, sheet, policy)) {
      if (cell.kind !== "count" && cell.kind !== "share") continue;
      const row = rows.get(cell.row);
      if (row === undefined) rows.set(cell.row, [cell]);
      else row.push(cell);
    }
    const telling = [...rows.values()].flatMap((row) => {
      const bases = row.filter(({ kind, value }) => kind === "count" && value > policy.maxN).slice(0, BASES);
      return row.filter(({ kind, value }) => kind === "share" && bases.some((base) => givesSmall(value, base.value, policy)));
    });
    return telling.length === 0 ? [] : [{ where: cellPlace(sheet, telling[0].row, telling[0].column), count: telling.length }];
  }),
};

/** Whether a share of a base is a small count, or leaves one, and no other count has that share. Shares above 1 are per cent. */
function givesSmall(written: number, base: number, { maxN }: Policy): boolean {
  const decimals = /\.(\d+)$/.exec(String(written))?.[1].length ?? 0, scale = written > 1 ? 100 : 1, share = written / scale;
  const step = 10 ** -decimals / scale, part = Math.round(share * base);
  const unique = base * step < 1 && Math.abs(part / base - share) <= step / 2 + 1e-12;
  return unique && share > 0 && share < 1 && ((part >= 1 && part <= maxN) || (base - part >= 1 && base - part <= maxN));
}
