import type { Policy } from "../policy/policy.ts";
import type { Axis } from "../table/table.ts";
import { cellName } from "../workbook/area.ts";
import { valueAt } from "../workbook/cells.ts";
import type { StatedAxis, StatedTable } from "../workbook/structurePart.ts";
import type { WorkbookFile } from "../workbook/workbookFile.ts";
import type { ShownTable } from "./shownTable.ts";

/**
 * Tables whose structure a copy of ours states. It is believed only where the sheet fits: numbers, marks and empty cells, and
 * sums that hold wherever nothing is hidden.
 */
export function statedTables({ workbook, structure }: Pick<WorkbookFile, "workbook" | "structure">, policy: Pick<Policy, "mark">): readonly ShownTable[] {
  return (structure?.tables ?? []).flatMap((stated) => {
    const sheet = workbook.sheets.find(({ name, state }) => name === stated.sheet && state === "visible");
    return sheet === undefined ? [] : shown(stated, sheet, policy) ?? [];
  });
}

function shown({ rows, columns, context, system }: StatedTable, sheet: ShownTable["sheet"], { mark }: Pick<Policy, "mark">): ShownTable | null {
  const width = columns.at.length, values = new Float64Array(rows.at.length * width).fill(NaN), hidden = new Uint8Array(values.length), addresses: string[] = [];
  for (const [i, row] of rows.at.entries())
    for (const [j, column] of columns.at.entries()) {
      const cell = i * width + j, value = valueAt(sheet.cells, row, column);
      addresses.push(cellName(row, column));
      if (value === undefined) continue;
      if (value.kind === "number") values[cell] = value.value;
      else if (value.kind === "text" && (value.text === mark || value.text === "..")) hidden[cell] = 1;
      else return null;
    }
  const table = { name: sheet.name, measures: [{ name: "", values }], context, shape: { kind: "cross" as const, axes: [axis("rows", rows), axis("columns", columns)] } };
  return contradicts(values, hidden, rows, columns) ? null : { sheet, table, addresses, hidden, system };
}

function axis(name: string, { parent, coordinates }: StatedAxis): Axis {
  return { name, members: parent.map((_, member) => String(member)), hierarchies: [{ name, parent }], coordinates };
}

/** Whether some total is not the sum of its parts although all are shown; empty cells count as zero. */
function contradicts(values: Float64Array, hidden: Uint8Array, rows: StatedAxis, columns: StatedAxis): boolean {
  const width = columns.at.length, at = (row: number, column: number) => row * width + column;
  const broken = (total: number, parts: readonly number[]) => parts.length > 0 && hidden[total] === 0 && parts.every((part) => hidden[part] === 0) && Math.abs((values[total] || 0) - parts.reduce((sum, part) => sum + (values[part] || 0), 0)) > 1e-6 * Math.max(1, Math.abs(values[total] || 0));
  const families = ({ parent }: StatedAxis) => parent.map((_, total) => parent.flatMap((above, member) => (above === total ? [member] : [])));
  return families(rows).some((parts, total) => columns.at.some((_, column) => broken(at(total, column), parts.map((row) => at(row, column)))))
    || families(columns).some((parts, total) => rows.at.some((_, row) => broken(at(row, total), parts.map((column) => at(row, column)))));
}
