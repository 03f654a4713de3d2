import { readFileSync } from "node:fs";
import { BUILT_IN } from "../../shared/policy/policy.ts";
import { protect } from "../../shared/protect.ts";
import { pivotTables } from "../../shared/sources/pivot.ts";
import { cellCount, type Table } from "../../shared/table/table.ts";
import { readWorkbook } from "../../shared/workbook/readWorkbook.ts";
import { captionWriter } from "../../visual/caption.ts";
import { readMatrix } from "../../visual/readMatrix.ts";
import { words } from "../../visual/words.ts";
import { matrixDataView } from "../hosts/powerbi.ts";
import { benchmark } from "./benchmark.ts";

const workbook = readWorkbook(new Uint8Array(readFileSync("sample.xlsx")));
const pivots = workbook.status === "read" ? pivotTables(workbook.workbook).flatMap((pivot) => (pivot.status === "read" ? pivot.placed.map(({ table }) => table) : [])) : [];

/** Hidden cells (or what the engine refuses) by the names of their members, so that the order of members does not matter. */
function hidden(table: Table): string[] {
  const outcome = protect([table], BUILT_IN);
  if (table.shape.kind !== "cross") throw new Error("a pivot has two axes");
  if (outcome.status !== "protected") return outcome.findings.map(({ code }) => code);
  const [rows, columns] = table.shape.axes;
  return Array.from({ length: cellCount(table.shape) }, (_, cell) => cell)
    .flatMap((cell) => outcome.tables[0].measures.flatMap((measure, m) => (measure.hidden[cell] === 0 ? [] : [`${m}: ${rows.members[Math.floor(cell / columns.members.length)]} × ${columns.members[cell % columns.members.length]}`])))
    .sort();
}

function throughPowerBi(table: Table): Table {
  const reading = readMatrix(matrixDataView(table), captionWriter(words("da-DK")));
  if (reading.status !== "read") throw new Error(JSON.stringify(reading));
  return reading.matrix.table;
}

test("the sample has pivots to compare", () => {
  expect(pivots.length).toBeGreaterThan(2);
  expect(pivots.filter((table) => hidden(table).length > 0).length).toBeGreaterThan(1);
});
test.each([...pivots, benchmark()].map((table) => [table.name, table] as const))("Excel and Power BI hide the same cells of %s", (_, table) => {
  expect(hidden(throughPowerBi(table))).toEqual(hidden(table));
});
