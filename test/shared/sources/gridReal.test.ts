import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { readGrid, type GridInput } from "../../../shared/sources/grid.ts";
import { parseArea, type Area } from "../../../shared/workbook/area.ts";
import { valueAt, type Cells } from "../../../shared/workbook/cells.ts";
import { readWorkbook } from "../../../shared/workbook/readWorkbook.ts";
import { sampleWorkbook } from "../../../workbench/sample/workbook.mjs";
import { relations } from "./gridText.ts";

/** What a user copies: the area of every pivot as it is shown. */
function shownPivots(bytes: Uint8Array): { readonly name: string; readonly cells: GridInput[][] }[] {
  const result = readWorkbook(bytes);
  if (result.status === "refused") throw new Error(result.reason.code);
  return result.workbook.pivots.map((read) => {
    const { sheet, ref } = read.status === "read" ? read.pivot : read;
    return { name: sheet, cells: area(result.workbook.sheets.find(({ name }) => name === sheet)!.cells, parseArea(ref)!) };
  });
}

function area(cells: Cells, { top, left, bottom, right }: Area): GridInput[][] {
  return Array.from({ length: bottom - top + 1 }, (_, r) => Array.from({ length: right - left + 1 }, (_, c) => {
    const value = valueAt(cells, top + r, left + c);
    return value === undefined ? null : value.kind === "number" ? value.value : value.kind === "boolean" ? String(value.value) : value.text;
  }));
}

function rowTotals(cells: GridInput[][]): string[] {
  const result = readGrid(cells, { name: "t" });
  if (result.status === "refused") throw new Error(`${result.reason.code} ${JSON.stringify(result.reason.params)}`);
  return relations(result.placed.table, 0).map((relation) => relation.replace(/ = .*/, ""));
}

test("pivots pasted as values: every total of the sample is found, in compact and in tabular form", () => {
  const [unge, regioner] = shownPivots(sampleWorkbook());
  expect(rowTotals(unge.cells)).toEqual(["Hovedstaden", "Midtjylland", "Nordjylland", "Sjælland", "Syddanmark", "Hovedtotal"]);
  expect(rowTotals(regioner.cells)).toEqual(["Hovedstaden Total", "Midtjylland Total", "Nordjylland Total", "Sjælland Total", "Syddanmark Total", "Hovedtotal"]);
});

const corpus = path.join(process.env["DISKRET_SHARED"] ?? path.resolve(__dirname, "../../../../shared"), "xlsx-corpus/flis-like.xlsx");
if (existsSync(corpus)) {
  test("pivots as LibreOffice writes them, without items: every Result is found", () => {
    for (const { cells } of shownPivots(readFileSync(corpus))) {
      const results = cells.flatMap(([first]) => (typeof first === "string" && first.endsWith("Result") ? [first] : []));
      expect(results.length).toBeGreaterThan(4);
      expect(rowTotals(cells)).toEqual(results);
    }
  });
} else console.log("not run: LibreOffice pivots read as grids (no xlsx-corpus beside the project)");
