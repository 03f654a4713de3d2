import type { Task } from "../../../shared/secondary/task.ts";
import { boxesOf } from "../../../shared/table/boxes.ts";
import type { Table } from "../../../shared/table/table.ts";
import { prepare } from "../audit/attackPattern.ts";

const SMALL = 5;

/** A table with counts up to 5 to protect, towards municipalities that know their own cells and against small sums; `more` says what is otherwise. */
export function taskOf(table: Table, zeros: "show" | "hide", more: Partial<Task> = {}): Task {
  const lower = zeros === "show" ? 1 : 0, isSmall = (value: number): boolean => value <= SMALL && (value > 0 || zeros === "hide");
  const small = [...table.measures[0].values].flatMap((value, cell) => (isSmall(value) ? [cell] : []));
  const { pattern: { system, values, hidden: primary, known, owner } } = prepare(table, { hidden: small, lower });
  return {
    system, values, primary, known, owner, lower, insiders: true, derivedLimit: SMALL, intervalTo: 0, integral: true,
    forced: Uint8Array.from(values, (value) => (value === 0 ? 1 : 0)), headroom: new Float64Array(values.length).fill(Infinity),
    boxes: table.shape.kind === "cross" ? boxesOf(table.shape) : null, ...more,
  };
}
