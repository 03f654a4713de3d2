import type { Policy } from "../shared/policy/policy.ts";
import type { ProtectedTable } from "../shared/protect.ts";
import { countsOnce } from "../shared/table/additivity.ts";
import type { Table } from "../shared/table/table.ts";
import { cellId } from "./cellName.ts";

/**
 * A protected table in the neutral format: hidden cells are null and listed as `suppressed`, all alike; what the recipient
 * knows and every field of other tools is left out, and so are measures that may not be shown.
 */
export function tableCopy({ table, measures }: ProtectedTable, policy: Policy): object {
  const shown = table.measures.flatMap((measure, m) => (measures[m].status === "withheld" ? [] : [{ measure, hidden: measures[m].hidden }]));
  const masked = shown.map(({ measure, hidden }) => Array.from(measure.values, (value, cell) => (hidden[cell] !== 0 || Number.isNaN(value) ? null : value)));
  const hiddenCells = [...(shown[0]?.hidden ?? []).keys()].filter((cell) => shown.some(({ hidden }) => hidden[cell] !== 0));
  return {
    name: table.name,
    ...(table.shape.kind === "linear" ? linear(table, masked[0] ?? []) : {
      dims: table.shape.axes.map(({ name, members, hierarchies }) => ({ name, members, hierarchies })),
      ...(table.measures.length === 1 && table.measures[0].class === "persons" && masked[0] !== undefined ? { values: masked[0] }
        : { measures: shown.map(({ measure, measure: { name, class: kind, base }, hidden }, m) => ({ name, values: masked[m], ...(kind === undefined ? {} : { class: kind }), ...(base === undefined ? {} : { base }), suppressed: [...hidden.keys()].filter((cell) => hidden[cell] !== 0), ...(countsOnce(table, measure) ? { additive: false } : {}) })) }),
    }),
    maxN: policy.maxN, zeros: policy.zeros,
    ...(table.measures.length === 1 && countsOnce(table, table.measures[0]) ? { additive: false } : {}),
    suppressed: table.shape.kind === "linear" ? hiddenCells.map((cell) => cellId(table, cell)) : hiddenCells,
    ...(table.context === undefined ? {} : { context: table.context }),
    ...(table.blank === undefined ? {} : { blank: table.blank }),
    ...municipalities(table),
  };
}

function linear(table: Table, values: readonly (number | null)[]): object {
  if (table.shape.kind !== "linear") return {};
  const { cells, relations } = table.shape;
  return {
    cells: Object.fromEntries(cells.map((id, cell) => [id, values[cell]])),
    relations: relations.map(({ total, parts }) => ({ total: cells[total], parts: parts.map((part) => cells[part]) })),
  };
}

function municipalities({ shape }: Table): object {
  const home = shape.kind === "cross" ? shape.axes.find(({ owners }) => owners !== undefined) : undefined;
  return home === undefined ? {} : { municipalities: { dim: home.name } };
}
