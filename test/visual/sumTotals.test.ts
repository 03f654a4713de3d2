import { BUILT_IN } from "../../shared/policy/policy.ts";
import type { Axis, Table } from "../../shared/table/table.ts";
import { readMatrix } from "../../visual/readMatrix.ts";
import { withSummedTotals } from "../../visual/sumTotals.ts";
import { matrixDataView, type Report } from "../hosts/powerbi.ts";
import { benchmark } from "./benchmark.ts";

function read(table: Table, report: Report = {}) {
  const reading = readMatrix(matrixDataView(table, report), String);
  if (reading.status !== "read") throw new Error(JSON.stringify(reading));
  return reading.matrix;
}

/** The table as a host gives it that delivers no totals at all. */
function innerOnly(table: Table): Table {
  if (table.shape.kind !== "cross") throw new Error("a matrix has two axes");
  const [rows, columns] = table.shape.axes.map((axis) => axis.members.flatMap((_, member) => (axis.hierarchies[0].parent.includes(member) ? [] : [member])));
  const cut = (axis: Axis, kept: readonly number[]): Axis => ({ name: axis.name, members: kept.map((member) => axis.members[member]), labels: kept.map((member) => axis.labels![member]), hierarchies: [{ name: axis.name, parent: kept.map(() => -1) }] });
  const width = table.shape.axes[1].members.length;
  return {
    ...table, shape: { kind: "cross", axes: [cut(table.shape.axes[0], rows), cut(table.shape.axes[1], columns)] },
    measures: table.measures.map((measure) => ({ ...measure, values: Float64Array.from(rows.flatMap((row) => columns.map((column) => measure.values[row * width + column]))) })),
  };
}

test("all totals of a count come back as the model has them", () => {
  const summed = withSummedTotals(read(innerOnly(benchmark())), BUILT_IN);
  const host = read(benchmark());
  expect(summed.table.shape).toEqual(host.table.shape);
  expect(summed.table.measures).toEqual(host.table.measures);
  expect(summed.summed).toBe(true);
});

test("the total of an average is not a sum: it stays blank", () => {
  const table = innerOnly(benchmark()), count = table.measures[0];
  const two = { ...table, measures: [count, { ...count, name: "Gennemsnitlig alder" }, { ...count, name: "Udgift", aggregation: "sum" as const }] };
  const [persons, average, amount] = withSummedTotals(read(two), BUILT_IN).table.measures;
  expect([persons.values[0], average.values[0], amount.values[0]]).toEqual([15679, NaN, 15679]);
});

test("blanks add nothing, and a sum of blanks is blank", () => {
  const axis = (name: string, members: string[]): Axis => ({ name, members, labels: members, hierarchies: [{ name, parent: members.map(() => -1) }] });
  const table: Table = { name: "", shape: { kind: "cross", axes: [axis("rows", ["A", "B"]), axis("columns", ["x", "y"])] }, measures: [{ name: "Antal", values: Float64Array.from([7, NaN, 8, NaN]) }] };
  expect([...withSummedTotals(read(table), BUILT_IN).table.measures[0].values]).toEqual([15, 15, NaN, 7, 7, NaN, 8, 8, NaN]);
});

test("a table that has its totals is left alone", () => {
  const matrix = read(benchmark());
  expect(withSummedTotals(matrix, BUILT_IN)).toBe(matrix);
});
