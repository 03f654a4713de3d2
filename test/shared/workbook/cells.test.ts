import { eachCell, readCells, styleAt, valueAt } from "../../../shared/workbook/cells.ts";

const sheet = (cells: string) => readCells(`<worksheet><sheetData>${cells}</sheetData></worksheet>`, "sheet", ["første", "a\nb"]);

describe("cells", () => {
  test("keep every kind of value, and of a formula what it gave", () => {
    const cells = sheet('<row r="2"><c r="A2"><v>1.5</v></c><c r="B2" t="s"><v>1</v></c><c r="C2" t="str" s="3"><f>A2&amp;"x"</f><v>x_x000a_</v></c>'
      + '<c r="D2" t="b"><v>1</v></c><c r="E2" t="e"><v>#N/A</v></c><c r="F2" t="inlineStr"><is><r><t>to </t></r><r><t>dele</t></r><rPh><t>ikke</t></rPh></is></c><c r="G2" s="4"/></row>');
    expect(["A", "B", "C", "D", "E", "F", "G"].map((_, i) => valueAt(cells, 2, i + 1))).toEqual([
      { kind: "number", value: 1.5 }, { kind: "text", text: "a\nb" }, { kind: "text", text: "x\n" }, { kind: "boolean", value: true },
      { kind: "error", text: "#N/A" }, { kind: "text", text: "to dele" }, undefined,
    ]);
    expect([styleAt(cells, 2, 3), styleAt(cells, 9, 9)]).toEqual([3, undefined]);
  });

  test("without a computed value are empty, and beyond the finite are errors", () => {
    const cells = sheet('<row r="1"><c r="A1"><f>B1</f><v></v></c><c r="B1" t="s"><v/></c><c r="C1" t="str"><v/></c><c r="D1"><v>INF</v></c></row>');
    expect([1, 2, 3, 4].map((column) => valueAt(cells, 1, column))).toEqual([undefined, undefined, { kind: "text", text: "" }, { kind: "error", text: "#NUM!" }]);
  });

  test("are found in any order, and placed without references", () => {
    const cells = sheet('<row r="3"><c r="B3"><v>2</v></c><c r="A3"><v>1</v></c></row><row r="1"><c r="A1"><v>0</v></c></row><row><c><v>7</v></c><c><v>8</v></c></row>');
    const seen: unknown[] = [];
    eachCell(cells, (row, column, value) => seen.push([row, column, value.kind === "number" ? value.value : null]));
    expect(seen).toEqual([[1, 1, 0], [2, 1, 7], [2, 2, 8], [3, 1, 1], [3, 2, 2]]);
  });

  test("reach the last column and row", () => {
    const cells = sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>');
    eachCell(cells, (row, column) => expect([row, column]).toEqual([1048576, 16384]));
    expect(valueAt(cells, 1048576, 16384)).toEqual({ kind: "number", value: 1 });
  });

  test.each([
    ['<row r="1"><c r="A1"><v>one</v></c></row>', "workbook/cell"],
    ['<row r="1"><c r="A1" t="s"><v>2</v></c></row>', "workbook/cell"],
    ['<row r="1"><c r="A1" t="z"><v>2</v></c></row>', "workbook/cell"],
    ['<row r="1"><c r="A0"><v>2</v></c></row>', "workbook/cellRef"],
    ['<row r="x"><c><v>2</v></c></row>', "workbook/cellRef"],
    ['<row r="1"><c r="XFE1"><v>2</v></c></row>', "workbook/cellRef"],
    ['<row r="1"><c r="A1"><v>2</v></c><c r="A1"><v>3</v></c></row>', "workbook/cellTwice"],
  ])("refuse %s", (source, code) => expect(() => sheet(source)).toThrow(code));
});
