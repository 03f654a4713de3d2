import { compare, copyCells, findLayout, type ShownCell } from "../../workbench/agreement.ts";
import type { PlacedTable } from "../../shared/table/layout.ts";

const cell = (row: string, column: string, hidden: boolean, measure = "Antal"): ShownCell => ({ row: [row], column: [column], measure, hidden });
const open = cell("A", "0-2", false), hidden = cell("A", "3-5", true), other = cell("B", "0-2", true);

describe("compare", () => {
  test("counts what each side hides and finds no difference in the same pattern", () => {
    expect(compare([open, hidden, other], [other, open, hidden])).toEqual({ excel: 2, powerbi: 2, differing: 0, unseen: 0 });
  });

  test("the same number of hidden cells in other places is a difference", () => {
    expect(compare([open, hidden], [cell("A", "0-2", true), cell("A", "3-5", false)])).toEqual({ excel: 1, powerbi: 1, differing: 2, unseen: 0 });
  });

  test("cells of one side only are told, not compared", () => {
    expect(compare([open, hidden], [open])).toEqual({ excel: 1, powerbi: 0, differing: 0, unseen: 1 });
  });

  test("nothing in common is no agreement", () => {
    expect(compare([open], [cell("C", "0-2", false)])).toBeNull();
    expect(compare([], [])).toBeNull();
  });

  test("a side that shows its only measure without a name is still compared", () => {
    expect(compare([hidden], [cell("A", "3-5", true, "")])).toEqual({ excel: 1, powerbi: 1, differing: 0, unseen: 0 });
  });

  test("of several measures the matrix draws one without a name: the one that is open in the copy", () => {
    const withheld = [cell("A", "0-2", true, "Udgift"), cell("A", "3-5", true, "Udgift")];
    expect(compare([open, hidden, ...withheld], [cell("A", "0-2", false, ""), cell("A", "3-5", true, "")])).toEqual({ excel: 1, powerbi: 1, differing: 0, unseen: 0 });
    expect(compare([hidden, ...withheld], [cell("A", "3-5", true, "")])).toBeNull();
  });

  test("measures that the matrix names and does not draw are no part of the comparison", () => {
    expect(compare([hidden, cell("A", "3-5", true, "Udgift")], [hidden])).toEqual({ excel: 1, powerbi: 1, differing: 0, unseen: 0 });
  });

  test("a table that is hidden whole is compared", () => {
    expect(compare([hidden], [cell("A", "3-5", true, "")])?.excel).toBe(1);
  });

  test("equal captions are told apart by their order", () => {
    expect(compare([open, cell("A", "0-2", true)], [open, cell("A", "0-2", false)])?.differing).toBe(1);
  });
});

/** Rows A, total; columns x, total; two measures side by side, the second left out. */
const placed: PlacedTable = {
  table: {
    name: "t",
    shape: { kind: "cross", axes: [
      { name: "region", members: ["A", "(total)"], labels: ["A", "I alt"], hierarchies: [{ name: "region", parent: [1, -1] }], coordinates: [{ Region: "A" }, { Region: "all" }] },
      { name: "columns", members: ["(total)"], labels: [""], hierarchies: [{ name: "columns", parent: [-1] }], coordinates: [{}] },
    ] },
    measures: [{ name: "Antal", values: Float64Array.of(3, 9) }, { name: "Udgift", values: Float64Array.of(30, 90) }],
  },
  layout: { rows: 3, columns: 3, slots: [
    { kind: "label", text: "Region" }, { kind: "label", text: "Antal" }, { kind: "label", text: "Udgift" },
    { kind: "label", text: "A" }, { kind: "value", cell: 0, measure: 0 }, { kind: "value", cell: 0, measure: 1 },
    { kind: "label", text: "I alt" }, { kind: "value", cell: 1, measure: 0 }, { kind: "value", cell: 1, measure: 1 },
  ] },
};
const lines = [["Kopi uden små tal"], [], ["Region", "Antal", "Udgift"], ["A", "..", ".."], ["I alt", "9", ".."]];
const text = (row: number, column: number): string => lines[row]?.[column] ?? "";

test("a copy is found on its sheet by its labels, and read by captions", () => {
  expect(findLayout(placed, lines.length, text)).toBe(2);
  expect(copyCells(placed, 2, text, "..")).toEqual([
    { row: ["A"], column: [], measure: "Antal", hidden: true }, { row: ["A"], column: [], measure: "Udgift", hidden: true },
    { row: [], column: [], measure: "Antal", hidden: false }, { row: [], column: [], measure: "Udgift", hidden: true },
  ]);
});

test("a sheet with other labels is no copy of the table", () => {
  expect(findLayout(placed, lines.length, (row, column) => text(row, column).replace("Region", "Kommune"))).toBe(-1);
});
