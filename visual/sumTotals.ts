import { classify } from "../shared/policy/measureClass.ts";
import type { Policy } from "../shared/policy/policy.ts";
import { cellCount, type Axis, type Measure, type Shape } from "../shared/table/table.ts";
import type { Matrix, MatrixAxis, Place } from "./matrix.ts";

/** An axis with a member for every place, and for each member the old ones that it is the sum of. */
interface Grown {
  readonly matrixAxis: MatrixAxis;
  readonly sources: readonly (readonly number[])[];
}

/**
 * Totals that the host did not deliver, added up here: for models where Power BI fails when subtotals are asked for
 * (SSAS multidimensional). Only counts of persons and measures that the host itself sums are added up; any other
 * measure stays blank, for the total of an average is not a sum. The author asks for it: a distinct count is no sum either.
 */
export function withSummedTotals(matrix: Matrix, policy: Policy): Matrix {
  if ([...matrix.rows.places, ...matrix.columns.places].every(({ member }) => member !== null)) return matrix;
  const rows = grow(matrix.rows), columns = grow(matrix.columns), width = matrix.columns.axis.members.length;
  const shape: Shape = { kind: "cross", axes: [rows.matrixAxis.axis, columns.matrixAxis.axis] };
  const measures = matrix.table.measures.map((measure): Measure => {
    const additive = measure.aggregation === "sum" || measure.aggregation === "count" || classify(measure, policy).class === "persons";
    const values = new Float64Array(cellCount(shape));
    rows.sources.forEach((rowParts, row) => {
      columns.sources.forEach((columnParts, column) => {
        const parts = rowParts.flatMap((r) => columnParts.map((c) => measure.values[r * width + c]));
        values[row * columns.sources.length + column] = parts.length === 1 ? parts[0] : additive ? sum(parts) : NaN;
      });
    });
    return { ...measure, values };
  });
  return { ...matrix, table: { ...matrix.table, shape, measures }, rows: rows.matrixAxis, columns: columns.matrixAxis, summed: true };
}

/** The sum of what is not blank; blank where everything is. */
function sum(parts: readonly number[]): number {
  const filled = parts.filter((part) => !Number.isNaN(part));
  return filled.length === 0 ? NaN : filled.reduce((total, part) => total + part, 0);
}

function grow(old: MatrixAxis): Grown {
  const places = old.places.map((place, member): Place => ({ ...place, member }));
  const below = old.places.map((): number[] => []);
  const sources = old.places.map((): readonly number[] => []);
  for (let place = old.places.length - 1; place >= 0; place--) {
    const { member, parent } = old.places[place];
    sources[place] = member === null ? below[place] : [member];
    if (parent >= 0) below[parent].unshift(...sources[place]);
  }
  const axis: Axis = {
    name: old.axis.name, members: places.map(({ name }) => name), labels: places.map(({ text }) => text),
    hierarchies: [{ name: old.axis.name, parent: places.map(({ parent }) => parent) }],
  };
  return { matrixAxis: { ...old, axis, places }, sources };
}
