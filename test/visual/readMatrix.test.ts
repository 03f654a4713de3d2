import type powerbi from "powerbi-visuals-api";
import fc from "fast-check";
import type { Table } from "../../shared/table/table.ts";
import { COLUMN_LIMIT, readMatrix } from "../../visual/readMatrix.ts";
import type { MatrixReading } from "../../visual/matrix.ts";
import capabilities from "../../visual/capabilities.json";
import { matrixDataView, type Report } from "../hosts/powerbi.ts";
import { textTable } from "./textTable.ts";

const NESTED = textTable(`
  Antal        2023/Q1  2023/Q2  2023/I alt  2024/Q1  2024/I alt  I alt
  Nord              30        8          38       12          12     50
    Thisted         10        3          13        .           .     13
    Aalborg         20        5          25       12          12     37
  Syd                4       40          44        6           6     50
    Tønder           4       40          44        6           6     50
  I alt             34       48          82       18          18    100
`);
const FIELDS = { rows: ["region", "kommune"], columns: ["år", "kvartal"] };

function read(dataView: powerbi.DataView | undefined): MatrixReading {
  return readMatrix(dataView, (value) => String(value ?? "(tom)"));
}
function code(reading: MatrixReading): string {
  return reading.status === "refused" ? reading.reason.code : reading.status;
}
/** A data view that a test may spoil. */
function view(table: Table = NESTED, report: Report = { fields: FIELDS }): powerbi.DataView {
  return structuredClone(matrixDataView(table, report));
}
const rowsOf = (dataView: powerbi.DataView): powerbi.DataViewMatrixNode[] => dataView.matrix!.rows.root.children!;
const columnsOf = (dataView: powerbi.DataView): powerbi.DataViewMatrixNode[] => dataView.matrix!.columns.root.children!;

describe("a complete matrix becomes the table it was made of", () => {
  test.each(["Bottom", "Top"] as const)("levels on both axes, totals at the %s", (totals) => {
    const reading = read(view(NESTED, { fields: FIELDS, totals }));
    if (reading.status !== "read") throw new Error(code(reading));
    const { table, rows, columns } = reading.matrix;
    expect(table.shape).toEqual(NESTED.shape);
    expect(table.measures[0].values).toEqual(NESTED.measures[0].values);
    expect([rows.fields, columns.fields]).toEqual([FIELDS.rows, FIELDS.columns]);
  });

  test("several measures, one of them the count that is not shown", () => {
    const table = textTable(`
      Antal|Beløb   2023    2024    I alt
      Nord          12|900  8|400   20|1300
      Syd           9|100   .|.     9|100
      I alt         21|1000 8|400   29|1400
    `.replace(/(\d) (\d)/g, "$1  $2"));
    const reading = read(view(table, { roles: [["Count"], ["Values"]] }));
    if (reading.status !== "read") throw new Error(code(reading));
    expect(reading.matrix.table.measures.map(({ name, values }) => [name, ...values])).toEqual(table.measures.map(({ name, values }) => [name, ...values]));
    expect(reading.matrix.count).toBe(0);
    expect(reading.matrix.measures.map(({ shown }) => shown)).toEqual([false, true]);
  });

  test("no column field: one column, or one for each measure", () => {
    const one = textTable("Antal  I alt\nNord  12\nSyd  9\nI alt  21".replaceAll("\n", "\n  "));
    const reading = read(view(one));
    if (reading.status !== "read") throw new Error(code(reading));
    expect([...reading.matrix.table.measures[0].values]).toEqual([21, 12, 9]);
    const two = textTable("Antal|Beløb  I alt\nNord  12|90\nSyd  9|10\nI alt  21|100".replaceAll("\n", "\n  "));
    const both = read(view(two));
    if (both.status !== "read") throw new Error(code(both));
    expect(both.matrix.table.measures.map(({ values }) => [...values])).toEqual([[21, 12, 9], [100, 90, 10]]);
  });

  test("any table of two nested axes and two measures survives the journey", () => {
    const axis = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 3 });
    fc.assert(fc.property(axis, axis, fc.infiniteStream(fc.option(fc.nat(60), { freq: 5 })), (rows, columns, numbers) => {
      const table = randomTable(rows, columns, numbers);
      const reading = read(view(table, {}));
      if (reading.status !== "read") throw new Error(code(reading));
      expect(reading.matrix.table.measures.map(({ values }) => values)).toEqual(table.measures.map(({ values }) => values));
      expect(reading.matrix.table.shape.kind === "cross" && reading.matrix.table.shape.axes.map((a) => a.members)).toEqual(table.shape.kind === "cross" && table.shape.axes.map((a) => a.members));
    }), { seed: 7, numRuns: 60 });
  });
});

describe("totals the report turned off are not asked for", () => {
  const YEARS = textTable(`
    Elever     2024/Små  2024/Store  2024/I alt  2025/Små  2025/Store  2025/I alt
    Nord             12          30          42        18          31          49
    Syd              44           9          53        40           8          48
    I alt            56          39          95        58          39          97
  `);
  test("no grand total of columns: years stand side by side", () => {
    const reading = read(view(YEARS, { fields: { rows: ["sted"], columns: ["år", "skole"] } }));
    if (reading.status !== "read") throw new Error(code(reading));
    expect(reading.matrix.columns.axis.members).toEqual(["2024", "2024 / Små", "2024 / Store", "2025", "2025 / Små", "2025 / Store"]);
    expect(reading.matrix.columns.axis.hierarchies[0].parent).toEqual([-1, 0, 0, -1, 3, 3]);
    expect(reading.matrix.columns.places.map(({ member }) => member)).toEqual([null, 0, 1, 2, 3, 4, 5]);
  });
  test("no subtotals: parts belong to the grand total", () => {
    const members = ["(total)", "2024 / Små", "2024 / Store", "2025 / Små"];
    const axes = [{ name: "rows", members: ["(total)", "A"], hierarchies: [{ name: "rows", parent: [-1, 0] }] }, { name: "columns", members, hierarchies: [{ name: "columns", parent: [-1, 0, 0, 0] }] }];
    const reading = read(view({ name: "", shape: { kind: "cross", axes }, measures: [{ name: "Antal", values: Float64Array.from([60, 10, 20, 30, 60, 10, 20, 30]) }] }, {}));
    if (reading.status !== "read") throw new Error(code(reading));
    expect(reading.matrix.columns.axis).toMatchObject({ members, hierarchies: [{ parent: [-1, 0, 0, 0] }] });
    expect(reading.matrix.columns.places.map(({ text, member }) => [text, member])).toEqual([["", 0], ["2024", null], ["Små", 1], ["Store", 2], ["2025", null], ["Små", 3]]);
    expect([...reading.matrix.table.measures[0].values]).toEqual([60, 10, 20, 30, 60, 10, 20, 30]);
  });
  test("a level that has totals for some groups only is refused even then", () => {
    const dataView = view(YEARS, { fields: { rows: ["sted"], columns: ["år", "skole"] } });
    dataView.matrix!.columns.root.children![0].children!.pop();
    expect(code(read(dataView))).toBe("matrix/totals");
    dataView.metadata.objects = { subTotals: { columnSubtotals: true } };
    expect(code(read(dataView))).toBe("matrix/totals");
  });
});

describe("what the host adds is ignored or noted", () => {
  test("highlight values never reach the table", () => {
    const highlights = [Float64Array.from(NESTED.measures[0].values, () => 1)];
    const reading = read(view(NESTED, { fields: FIELDS, highlights }));
    expect(reading.status === "read" && reading.matrix.table.measures[0].values).toEqual(NESTED.measures[0].values);
  });

  test("equal captions stay apart, and a blank caption is a member", () => {
    const dataView = view();
    const municipalities = rowsOf(dataView)[0].children!;
    municipalities[1].levelValues![0].value = "Thisted";
    municipalities[0].levelValues![0].value = null as never;
    rowsOf(dataView)[1].children![0].levelValues![0].value = null as never;
    const reading = read(dataView);
    expect(reading.status === "read" && reading.matrix.rows.axis.members).toEqual(["(total)", "Nord", "Nord / (blank)", "Nord / Thisted", "Syd", "Syd / (blank)"]);
    municipalities[0].levelValues![0].value = "Thisted";
    const twins = read(dataView);
    expect(twins.status === "read" && twins.matrix.rows.axis.members).toContain("Nord / Thisted (2)");
  });

  test("a filter is noted, and so is a sort by value", () => {
    const dataView = view(NESTED, { fields: FIELDS, filtered: true });
    dataView.matrix!.valueSources[0].sort = 2;
    const reading = read(dataView);
    expect(reading.status === "read" && [reading.matrix.filtered, reading.matrix.sortedByValue]).toEqual([true, true]);
  });

  test("implicit measures tell how they were aggregated", () => {
    for (const [query, expected] of [["Sum(T.x)", "sum"], ["CountNonNull(T.x)", "count"], ["Count(T.x)", "other"], ["Avg(T.x)", "other"], ["T.measure", undefined]] as const) {
      const dataView = view();
      dataView.matrix!.valueSources[0].queryName = query;
      const reading = read(dataView);
      expect(reading.status === "read" && reading.matrix.table.measures[0].aggregation).toBe(expected);
    }
  });
});

describe("anything else is refused with a code", () => {
  const spoiled: [string, string, (dataView: powerbi.DataView) => void][] = [
    ["more data pending", "matrix/pending", (d) => { d.metadata.segment = {}; }],
    ["no grand total of rows", "matrix/totals", (d) => { rowsOf(d).pop(); }],
    ["no subtotal in one group", "matrix/totals", (d) => { rowsOf(d)[0].children!.pop(); }],
    ["no grand total of columns", "matrix/totals", (d) => { columnsOf(d).pop(); }],
    ["two totals in one group", "matrix/totals", (d) => { rowsOf(d).push(structuredClone(rowsOf(d)[2])); }],
    ["a collapsed group", "matrix/collapsed", (d) => { rowsOf(d)[0].isCollapsed = true; }],
    ["text as a value", "matrix/notNumber", (d) => { rowsOf(d)[2].values![0].value = "7"; }],
    ["a date as a value", "matrix/notNumber", (d) => { rowsOf(d)[2].values![0].value = new Date(0); }],
    ["a yes or no as a value", "matrix/notNumber", (d) => { rowsOf(d)[2].values![0].value = true; }],
    ["infinity", "matrix/notFinite", (d) => { rowsOf(d)[2].values![0].value = Infinity; }],
    ["not a number", "matrix/notFinite", (d) => { rowsOf(d)[2].values![0].value = NaN; }],
    ["a value of another measure", "matrix/structure", (d) => { rowsOf(d)[2].values![0].valueSourceIndex = 1; }],
    ["more values than columns", "matrix/structure", (d) => { rowsOf(d)[2].values![99] = { value: 7 }; }],
    ["a row without values or parts", "matrix/structure", (d) => { rowsOf(d)[2].children = [{ level: 1, levelValues: [{ levelSourceIndex: 0, value: "x" }] }]; }],
    ["a group without a value", "matrix/structure", (d) => { delete rowsOf(d)[0].levelValues; }],
    ["a level nobody declared", "matrix/structure", (d) => { rowsOf(d)[0].level = 7; }],
    ["two counts", "matrix/counts", (d) => { const s = d.matrix!.valueSources; s[0].roles!["Count"] = true; s.push({ ...s[0] }); }],
  ];
  test.each(spoiled)("%s", (_, expected, spoil) => {
    const dataView = view();
    spoil(dataView);
    expect(code(read(dataView))).toBe(expected);
  });

  test("as many columns as the limit may have been cut", () => {
    const wide = (n: number): powerbi.DataView => view(randomTable([1], Array.from({ length: n }, () => 0), [7][Symbol.iterator]()), {});
    expect(code(read(wide(COLUMN_LIMIT - 1)))).toBe("read");
    expect(code(read(wide(COLUMN_LIMIT)))).toBe("matrix/columnLimit");
    expect(capabilities.dataViewMappings[0].matrix.columns.dataReductionAlgorithm.top.count).toBe(COLUMN_LIMIT);
  });

  test("a refusal names no value", () => {
    for (const [, , spoil] of spoiled) {
      const dataView = view();
      spoil(dataView);
      const reading = read(dataView);
      const params = reading.status === "refused" ? Object.values(reading.reason.params ?? {}) : [];
      expect(params.every((param) => ["Rows", "Columns", "Antal", COLUMN_LIMIT].includes(param))).toBe(true);
    }
  });
});

describe("nothing to show", () => {
  test("unfilled roles are named", () => {
    expect(read(undefined)).toEqual({ status: "missing", roles: ["Rows", "Columns", "Values"] });
    const dataView = view();
    dataView.metadata.columns = dataView.metadata.columns.filter(({ roles }) => roles?.["Values"] !== true);
    expect(read(dataView)).toEqual({ status: "missing", roles: ["Values"] });
  });
  test("Rows or Columns can be left empty, not both", () => {
    const without = (...names: string[]): MatrixReading => {
      const dataView = view();
      dataView.metadata.columns = dataView.metadata.columns.filter(({ roles }) => names.every((name) => roles?.[name] !== true));
      return read(dataView);
    };
    expect(without("Rows", "Columns")).toEqual({ status: "missing", roles: ["Rows", "Columns"] });
    expect([without("Rows").status, without("Columns").status]).toEqual(["read", "read"]);
  });
  test.each(["rows", "columns"] as const)("a query without %s", (axis) => {
    const dataView = view();
    dataView.matrix![axis].root.children = [];
    expect(code(read(dataView))).toBe("empty");
  });
});

/** Groups of the given sizes (0: a leaf of its own) on each axis; numbers with blanks, not additive on purpose. */
function randomTable(rows: readonly number[], columns: readonly number[], numbers: Iterator<number | null>): Table {
  const axis = (name: string, sizes: readonly number[]) => {
    const members = ["(total)"], labels = [""], parent = [-1];
    sizes.forEach((size, group) => {
      const above = members.push(`g${group}`) - 1;
      labels.push(`g${group}`); parent.push(0);
      for (let k = 0; k < size; k++) { members.push(`g${group} / m${k}`); labels.push(`m${k}`); parent.push(above); }
    });
    return { name, members, labels, hierarchies: [{ name, parent }] };
  };
  const axes = [axis("rows", rows), axis("columns", columns)];
  const cells = axes[0].members.length * axes[1].members.length;
  const values = (): Float64Array => Float64Array.from({ length: cells }, () => numbers.next().value as number | null ?? NaN);
  return { name: "", shape: { kind: "cross", axes }, measures: [{ name: "Antal", values: values() }, { name: "Antal to", values: values() }] };
}
