import { entry, lines, markColumns } from "../../addin/sheetLines.ts";
import { sheetName } from "../../addin/sheetName.ts";
import type { GridCell } from "../../shared/present/grid.ts";

const text = (value: string): GridCell => ({ kind: "text", text: value });
const number = (value: number): GridCell => ({ kind: "number", value });
const mark: GridCell = { kind: "mark", text: ".." };
const empty: GridCell = { kind: "empty" };

test("heading, grid and notes stand below each other with a blank line between", () => {
  const laid = lines({ name: "x", heading: ["T", "u"], grid: { rows: [[number(7)], [mark]] }, notes: ["n"] });
  expect(laid).toEqual({ rows: [[text("T")], [text("u")], [], [number(7)], [mark], [], [text("n")]], heading: 3, grid: 2 });
  expect(lines({ name: "x", heading: [], grid: { rows: [[mark]] }, notes: [] })).toEqual({ rows: [[mark]], heading: 0, grid: 1 });
});

test("columns of numbers and marks, in runs", () => {
  expect(markColumns([[text("a"), number(1), mark, empty, mark], [text("b"), empty, empty, empty, text("c")]])).toEqual([{ column: 1, width: 2 }, { column: 4, width: 1 }]);
  expect(markColumns([[text("a")]])).toEqual([]);
});

test("texts are formatted as text, numbers as they were, empty cells left alone", () => {
  expect(entry([[text("=1+1"), { kind: "number", value: 7, format: "#,##0" }], [number(8)]])).toEqual({
    formats: [["@", "#,##0"], ["General", null]],
    values: [["=1+1", 7], [8, null]],
  });
});

test("a sheet name Excel accepts and has not in use, whatever the case", () => {
  expect(sheetName("Diskret – Pivot", ["Ark1"])).toBe("Diskret – Pivot");
  expect(sheetName("Diskret – Pivot", ["diskret – pivot", "Diskret – Pivot (2)"])).toBe("Diskret – Pivot (3)");
  expect(sheetName("Diskret – [a]/b:c*?", [])).toBe("Diskret – a b c");
  expect(sheetName(`Diskret – ${"æ".repeat(40)}`, [`Diskret – ${"æ".repeat(21)}`])).toBe(`Diskret – ${"æ".repeat(17)} (2)`);
});
