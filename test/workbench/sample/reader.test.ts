import { sampleWorkbook } from "../../../workbench/sample/workbook.mjs";
import { readWorkbook } from "../../../shared/workbook/readWorkbook.ts";
import { pivotTables } from "../../../shared/sources/pivot.ts";
import type { Axis, Table } from "../../../shared/table/table.ts";
import { structure, type Line, type Pivot } from "./structure.ts";

const bytes = sampleWorkbook();
const reading = readWorkbook(bytes);
if (reading.status === "refused") throw new Error(reading.reason.code);
const read = pivotTables(reading.workbook);
const each = structure(bytes).pivots.map((pivot, k): [string, Pivot, (typeof read)[number]] => [pivot.name, pivot, read[k]]);

/** Field → member, as both sides name a line's choices. */
const nameOf = (choices: Iterable<readonly [string, unknown]>): string => JSON.stringify([...choices].map(([field, member]) => [field, String(member)]).sort());
const lineName = (pivot: Pivot, line: Line): string => nameOf([...line.choices].map(([field, member]) => [pivot.fields[field], member]));
const memberNames = (axis: Axis): string[] => (axis.coordinates ?? []).map((choices) => nameOf(Object.entries(choices)));

function axesOf(table: Table): readonly [Axis, Axis] {
  if (table.shape.kind !== "cross") throw new Error("no cross");
  const [rows, columns] = table.shape.axes;
  return [rows, columns];
}

describe.each(each)("%s", (name, pivot, found) => {
  if (found.status !== "read") throw new Error(`${name}: ${found.reason.code}`);
  const [{ table }] = found.placed, [rows, columns] = axesOf(table);

  test("is read with every row, column and filter", () => {
    expect(found.pivot.name).toBe(name);
    expect(found.placed).toHaveLength(1);
    expect(memberNames(rows).sort()).toEqual(pivot.rows.map((line) => lineName(pivot, line)).sort());
    expect(table.measures.map((measure) => measure.name)).toEqual(pivot.dataFields.map((field) => field.name));
    expect(table.context).toEqual(Object.fromEntries([...pivot.pages].map(([field, member]) => [pivot.fields[field], [String(member)]])));
  });

  test("every value stands where its members say", () => {
    const height = pivot.rows.length, lines = new Set<string>();
    for (const row of pivot.rows) for (const column of pivot.columns) {
      const r = memberNames(rows).indexOf(lineName(pivot, row)), c = memberNames(columns).indexOf(lineName(pivot, column));
      const value = table.measures[column.data].values[r * columns.members.length + c];
      const records = pivot.records.filter((record) => [...pivot.pages, ...row.choices, ...column.choices].every(([field, member]) => record[field] === member));
      const sum = records.reduce((total, record) => total + Number(record[pivot.dataFields[column.data].field]), 0);
      expect(value).toBe(records.length === 0 ? NaN : sum);
      lines.add(`${r}`);
    }
    expect(lines.size).toBe(height);
  });

  test("every total is the sum of its parts", () => {
    let totals = 0;
    for (const [axis, stride, cells] of [[rows, columns.members.length, columns.members.length], [columns, 1, rows.members.length]] as const) {
      const across = axis === rows ? 1 : columns.members.length, parent = axis.hierarchies[0]?.parent ?? [];
      for (const { values } of table.measures) for (let k = 0; k < cells; k++) axis.members.forEach((_, member) => {
        const parts = parent.flatMap((above, part) => (above === member ? [values[part * stride + k * across]] : [])).filter((value) => !Number.isNaN(value));
        if (parts.length === 0) return;
        totals++;
        expect(values[member * stride + k * across]).toBe(parts.reduce((sum, value) => sum + value, 0));
      });
    }
    expect(totals).toBeGreaterThan(5);
  });
});
