import { readGrid } from "../../../shared/sources/grid.ts";
import { pathName } from "../../../shared/table/path.ts";
import { axes, cellsOf, reasonFor, relations, tableFrom } from "./gridText.ts";

describe("totals are found by arithmetic", () => {
  test("a grand total last, in rows and columns: 3 + 20 = 23, 7 + 30 = 37, 10 + 50 = 60; 3 + 7 = 10, 20 + 30 = 50", () => {
    const table = tableFrom(`
      Kommune  0-2  3-5  I alt
      A          3    7     10
      B         20   30     50
      I alt     23   37     60`);
    expect(relations(table, 0)).toEqual(["I alt = A + B"]);
    expect(relations(table, 1)).toEqual(["I alt = 0-2 + 3-5"]);
    expect([...table.measures[0].values]).toEqual([3, 7, 10, 20, 30, 50, 23, 37, 60]);
    expect(table.measures[0].class).toBe("persons");
  });

  test("a grand total first, whatever it is called: 7 + 30 = 37 and 4 + 5 = 9", () => {
    const table = tableFrom(`
      Kommune      M   K
      Overordnet  37   9
      A            7   4
      B           30   5`);
    expect(relations(table, 0)).toEqual(["Overordnet = A + B"]);
    expect(relations(table, 1)).toEqual([]);
  });

  test("subtotals above their parts in one label column, grand total below: 3 + 9 = 12, 5 + 6 + 2 = 13, 12 + 13 = 25", () => {
    const table = tableFrom(`
      Rækkenavne   M   K
      Nord        12   8
      Aalborg      3   6
      Thisted      9   2
      Syd         13   7
      Esbjerg      5   1
      Varde        6   4
      Vejen        2   2
      Hovedtotal  25  15`);
    expect(relations(table, 0)).toEqual(["Nord = Aalborg + Thisted", "Syd = Esbjerg + Varde + Vejen", "Hovedtotal = Nord + Syd"]);
    expect(axes(table)[0].members).toEqual(["Nord", "Nord / Aalborg", "Nord / Thisted", "Syd", "Syd / Esbjerg", "Syd / Varde", "Syd / Vejen", "(total)"]);
  });

  test("subtotals below their parts with labels in two columns, as LibreOffice writes them: 3 + 9 = 12, 13 + 2 = 15, 12 + 15 = 27", () => {
    const table = tableFrom(`
      region        kommune  M   K
      Nord          Aalborg  3   6
      ·             Thisted  9   2
      Nord Result   ·       12   8
      Syd           Esbjerg  13  1
      ·             Vejen     2  2
      Syd Result    ·        15  3
      Total Result  ·        27  11`);
    expect(relations(table, 0)).toEqual(["Nord Result = Aalborg + Thisted", "Syd Result = Esbjerg + Vejen", "Total Result = Nord Result + Syd Result"]);
    expect(axes(table)[0].members).toEqual(["Nord / Aalborg", "Nord / Thisted", "Nord", "Syd / Esbjerg", "Syd / Vejen", "Syd", "(total)"]);
    expect(axes(table)[0].name).toBe("region / kommune");
  });

  test("three levels: 1 + 2 = 3, 4 + 5 = 9, 3 + 9 = 12, 6 + 7 = 13, 8 + 2 = 10, 13 + 10 = 23, 12 + 23 = 35", () => {
    const table = tableFrom(`
      Område   M   K
      Landet  35  40
      Øst     12  30
      Øst1     3  14
      a        1   6
      b        2   8
      Øst2     9  16
      c        4   9
      d        5   7
      Vest    23  10
      Vest1   13   6
      e        6   5
      f        7   1
      Vest2   10   4
      g        8   1
      h        2   3`);
    expect(relations(table, 0)).toEqual(["Landet = Øst + Vest", "Øst = Øst1 + Øst2", "Øst1 = a + b", "Øst2 = c + d", "Vest = Vest1 + Vest2", "Vest1 = e + f", "Vest2 = g + h"]);
  });

  test("a region with one municipality, and a leaf beside the regions: 3 + 9 = 12, 6 = 6, 12 + 6 + 4 = 22", () => {
    const table = tableFrom(`
      Område      M  K
      Nord       12  8
      Aalborg     3  6
      Thisted     9  2
      Bornholm    6  5
      Rønne       6  5
      Uoplyst     4  1
      I alt      22  14`);
    expect(relations(table, 0)).toEqual(["Nord = Aalborg + Thisted", "Bornholm = Rønne", "I alt = Nord + Bornholm + Uoplyst"]);
  });

  test("header rows over each other, the outer one written once: 2022 = M + K, 2023 = M + K, no total of both years", () => {
    const table = tableFrom(`
      ·        2022  ·   ·     2023  ·   ·
      Kommune  M     K   Alle  M     K   Alle
      A        3     4   7     5     6   11
      B        8     1   9     2     9   11
      C        1     1   2     30    4   34`);
    expect(axes(table)[1].hierarchies[0].parent).toEqual([2, 2, -1, 5, 5, -1]);
    expect(axes(table)[1].members).toEqual(["2022 / M", "2022 / K", "2022", "2023 / M", "2023 / K", "2023"]);
  });

  test("blanks count for nothing when the rest adds up: 3 + · + 4 = 7, · + 9 + · = 9", () => {
    const table = tableFrom(`
      Kommune  M  K
      A        3  ·
      B        ·  9
      C        4  ·
      Sum      7  9`);
    expect(relations(table, 0)).toEqual(["Sum = A + B + C"]);
    expect([...table.measures[0].values].filter(Number.isNaN)).toHaveLength(3);
  });

  test("a total stays a total where blanks hide what is missing: 8 + · < 12, but 6 + 9 = 15 and 2 + 1 = 3", () => {
    const table = tableFrom(`
      Kommune  M   K   X
      A        8   6   2
      B        ·   9   1
      I alt    12  15  3`);
    expect(relations(table, 0)).toEqual(["I alt = A + B"]);
  });

  test("withheld cells are listed, not read as zero: 3 + .. < 9, 4 + 5 = 9", () => {
    const table = tableFrom(`
      Kommune  M   K
      A        3   4
      B        ..  5
      I alt    9   9`);
    expect(table.suppressed).toEqual([2]);
    expect(relations(table, 0)).toEqual(["I alt = A + B"]);
  });

  test("a dash is a zero, a full stop is a blank", () => {
    const { values } = tableFrom(`
      Kommune  M  K  L
      A        -  .  1
      B        5  6  1
      I alt    5  6  2`).measures[0];
    expect([values[0], values[1]]).toEqual([0, NaN]);
  });

  test("a table without totals has none", () => {
    const table = tableFrom(`
      Kommune  M    K
      A        31   400
      B        70   6
      C        112  9`);
    expect(relations(table, 0)).toEqual([]);
    expect(relations(table, 1)).toEqual([]);
  });

  test("zero rows belong where the label column says: 5 + 0 = 5, 0 + 7 = 7, 5 + 7 = 12", () => {
    const table = tableFrom(`
      region      kommune  M   K
      Nord        a        5   1
      ·           b        0   0
      Nord i alt  ·        5   1
      Syd         c        0   0
      ·           d        7   2
      Syd i alt   ·        7   2
      I alt       ·        12  3`);
    expect(relations(table, 0)).toEqual(["Nord i alt = a + b", "Syd i alt = c + d", "I alt = Nord i alt + Syd i alt"]);
  });
});

describe("refused with a reason", () => {
  const cases: [string, string, unknown][] = [
    ["a total that does not add up: 3 + 20 ≠ 24", `
      Kommune  M
      A        3
      B        20
      I alt    24`, { code: "grid/row/doesNotAddUp", params: { row: 4 } }],
    ["a column of totals that does not add up: 3 + 4 ≠ 8", `
      Kommune  M  K  Total
      A        3  4  8
      B        1  2  3`, { code: "grid/column/doesNotAddUp", params: { column: 4 } }],
    ["a zero row between two groups: 5 = 2 + 3 or 2 + 3 + 0, 8 = 6 + 2", `
      Område  M   K
      Nord    5   9
      a       2   4
      b       3   5
      c       0   0
      Syd     8   3
      d       6   1
      e       2   2
      I alt   13  12`, { code: "grid/row/ambiguous", params: { row: 5 } }],
    ["a total among neighbours where not everything is explained: 3 + 4 = 7, 5 + 6 = 11, 9 + 2 = 11", `
      Område  M  K  X
      a       3  5  9
      b       4  6  2
      ab      7  11  11
      c       1  50  3`, { code: "grid/row/ambiguous", params: { row: 4 } }],
    ["text among the numbers", `
      Kommune  M  K
      A        3  4
      B        5  ukendt
      C        5  6
      I alt    13  10`, { code: "grid/text", params: { row: 3, column: 3 } }],
    ["no header: the first numbers would become labels", `
      A      3  4
      B      5  6
      I alt  8  10`, { code: "grid/header", params: { row: 1, column: 2 } }],
    ["a label column that could hold counts", `
      Antal  Kommune  X
      3      A        7
      5      B        8`, { code: "grid/label", params: { row: 2, column: 1 } }],
    ["two number formats at once", `
      Kommune  M      K
      A        1,5    2
      B        2.5    3`, { code: "grid/numberFormat" }],
    ["nothing but labels", `
      Kommune  Region
      A        Nord
      B        Syd`, { code: "grid/empty" }],
    ["one column", `
      Kommune
      A`, { code: "grid/empty" }],
  ];
  test.each(cases)("%s", (_, text, reason) => { expect(reasonFor(text)).toEqual(reason); });

  test("nothing at all", () => { expect(readGrid([], { name: "t" })).toEqual({ status: "refused", reason: { code: "grid/empty" } }); });
});

describe("numbers as they are written", () => {
  test.each([
    ["Danish thousands", "1.234", "2.000", "3.234", [1234, 2000, 3234]],
    ["English thousands", "1,234", "2,000", "3,234", [1234, 2000, 3234]],
    ["spaces, also unbreakable ones", "1 234", "2\u00a0000", "3\u202f234", [1234, 2000, 3234]],
    ["millions", "1.234.567", "1.000.000", "2.234.567", [1234567, 1000000, 2234567]],
    ["a negative number with a minus sign", "\u22124", "10", "6", [-4, 10, 6]],
    ["decimal comma with thousands", "1.234,5", "0,5", "1.235", [1234.5, 0.5, 1235]],
    ["decimal point with thousands", "1,234.5", "0.5", "1,235", [1234.5, 0.5, 1235]],
  ])("%s", (_, a, b, total, values) => {
    const result = readGrid([["Kommune", "M"], ["A", a], ["B", b], ["I alt", total]], { name: "t" });
    expect(result.status === "read" && [...result.placed.table.measures[0].values]).toEqual(values);
  });

  test("only whole numbers from zero up are taken for counts", () => {
    expect(tableFrom("K  M\nA  1,5\nB  2").measures[0].class).toBeUndefined();
    expect(tableFrom("K  M\nA  -1\nB  2").measures[0].class).toBeUndefined();
  });
});

test("the layout keeps title, labels and places; rows without numbers carry labels only", () => {
  const result = readGrid(cellsOf(`
    FIKTIVE TAL
    Kommune  M  K
    Nord     ·  ·
    A        3  4
    I alt    3  4
    Kilde: et notat`), { name: "t" });
  if (result.status === "refused") throw new Error(result.reason.code);
  const { layout, table } = result.placed;
  expect([layout.rows, layout.columns]).toEqual([6, 3]);
  expect(layout.slots.map((slot) => (slot.kind === "label" ? slot.text : slot.kind === "value" ? slot.cell : ""))).toEqual([
    "FIKTIVE TAL", "", "", "Kommune", "M", "K", "Nord", "", "", "A", 0, 1, "I alt", 2, 3, "Kilde: et notat", "", ""]);
  expect(relations(table, 0)).toEqual(["I alt = A"]);
});

test("indented labels tell where a zero row belongs: 5 + 0 = 5, 0 + 7 = 7, 5 + 7 = 12", () => {
  const cells = [["Område", "M", "K"], ["Nord", 5, 1], ["  a", 5, 1], ["  b", 0, 0], ["Syd", 7, 2], ["  c", 0, 0], ["  d", 7, 2], ["I alt", 12, 3]];
  const result = readGrid(cells, { name: "t" });
  if (result.status === "refused") throw new Error(result.reason.code);
  expect(relations(result.placed.table, 0)).toEqual(["Nord = a + b", "Syd = c + d", "I alt = Nord + Syd"]);
  expect(axes(result.placed.table)[0].members).toEqual(["Nord", pathName(["Nord", "a"]), pathName(["Nord", "b"]), "Syd", pathName(["Syd", "c"]), pathName(["Syd", "d"]), pathName([])]);
  expect(result.placed.layout.slots[6]).toEqual({ kind: "label", text: "a", indent: 2 });
  expect(readGrid(cells.map(([label, ...rest]) => [String(label).trim(), ...rest]), { name: "t" })).toMatchObject({ status: "refused", reason: { code: "grid/row/ambiguous" } });
});

test("equal labels stay apart", () => {
  const table = tableFrom("K  M  L\nA  1  5\nA  20  3\nB  300  7");
  expect(axes(table)[0].members).toEqual(["A", "A / #2", "B"]);
});
